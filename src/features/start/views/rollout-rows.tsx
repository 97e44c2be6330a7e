import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { ButtonLink, Day, ProgressLine, Signal } from '../../../ui/index.ts'
import { deadlineSignal } from '../../tasks/index.ts'
import { rolloutPath } from '../paths.ts'
import type { RolloutUnderWay } from '../queries/central.ts'
import { type StartTexts, startTexts } from '../texts.ts'
import { whenOf } from './work-items.tsx'

interface RolloutRowsProps {
  readonly rollouts: readonly RolloutUnderWay[]
  readonly today: CivilDay
  readonly language: Language
}

function numbersOf(rollout: RolloutUnderWay, texts: StartTexts): string[] {
  const overdue = rollout.overdueInProgress + rollout.overdueNotStarted
  return [
    texts.rolloutNumbers(rollout.participated + rollout.optedOut, rollout.total),
    ...(rollout.optedOut > 0 ? [texts.optedOut(rollout.optedOut)] : []),
    ...(overdue > 0 ? [texts.rolloutOverdue(overdue)] : []),
  ]
}

/** Roll-outs with when they are due and how far the municipalities are, in words and as a line. */
export function RolloutRows({ rollouts, today, language }: RolloutRowsProps) {
  const texts = startTexts(language)
  return (
    <ul>
      {rollouts.map((rollout) => {
        const { dueOn } = rollout
        const kind = dueOn ? deadlineSignal({ status: 'notStarted', dueOn }, today) : 'green'
        const when = whenOf(kind, dueOn, today, language)
        return (
          <li key={rollout.id} class="tv-work-row">
            <div class="tv-work-when">
              <Signal kind={kind} words={when.signalWords} />
              {dueOn && (
                <p>
                  <Day day={dueOn} />
                </p>
              )}
              {when.distance && <p>{when.distance}</p>}
            </div>
            <div class="tv-work-what">
              <h3>
                <a href={rolloutPath(rollout.id)}>{rollout.title}</a>
              </h3>
              <p>{numbersOf(rollout, texts).join(' · ')}</p>
              <ProgressLine done={rollout.participated + rollout.optedOut} total={rollout.total} />
              <div class="tv-work-meta">
                <span>{rollout.project}</span>
              </div>
            </div>
            <div class="tv-work-action">
              <ButtonLink href={rolloutPath(rollout.id)} label={`${texts.seeProgress}: ${rollout.title}`}>
                {texts.seeProgress}
              </ButtonLink>
            </div>
          </li>
        )
      })}
    </ul>
  )
}
