import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Day, PanelCard } from '../../../ui/index.ts'
import type { Rung } from '../domain.ts'
import { comingSteps, escalationOf } from '../domain-path.ts'
import type { TaskStanding } from '../queries-task.ts'
import { rungNames, taskLadderTexts } from '../task-texts.ts'

interface Reached {
  readonly rung: Rung
  readonly names: readonly string[]
}

/** 'Anders Skov (udfører) og Katrine Holm (KLIK-administrator)'. */
export function whoText(to: readonly Reached[], language: Language): string {
  const names = rungNames(language)
  const texts = taskLadderTexts(language)
  const parts = to.flatMap(({ rung, names: people }) =>
    rung === 'central' || people.length === 0
      ? [names[rung]]
      : people.map((person) =>
          rung === 'mailbox' ? `${names[rung]} (${person})` : `${person} (${names[rung]})`,
        ),
  )
  const last = parts.pop() ?? texts.nobody
  return parts.length > 0 ? `${parts.join(', ')}${texts.and}${last}` : last
}

interface TaskLadderProps {
  readonly language: Language
  readonly today: CivilDay
  readonly standing: TaskStanding
}

/** On the task's page: when the next reminder comes and to whom, where it goes when nothing happens, and what was sent. */
export function TaskLadder({ language, today, standing }: TaskLadderProps) {
  const texts = taskLadderTexts(language)
  const { next, further } = escalationOf(comingSteps(standing, today))
  return (
    <PanelCard title={texts.title} id="paamindelser" surface>
      <p>{next ? texts.next(formatCivilDay(next.on), whoText(next.to, language)) : texts.noNext}</p>
      {further.length > 0 && (
        <details class="tv-older">
          <summary>{texts.further}</summary>
          <ol>
            {further.map((step) => (
              <li key={step.on}>
                <Day day={step.on} /> {texts.to(whoText(step.to, language))}
              </li>
            ))}
          </ol>
        </details>
      )}
      <p class="tv-note">
        {standing.told.length > 0 ? `${texts.told(standing.told.length)}. ` : `${texts.none} `}
        {texts.stops}
      </p>
      {standing.told.length > 0 && (
        <details class="tv-older">
          <summary>{texts.told(standing.told.length)}</summary>
          <ul>
            {standing.told.map(({ day, on, to }) => (
              <li key={day}>
                <Day day={on} />{' '}
                {texts.to(
                  whoText(
                    to.map(({ rung, name }) => ({ rung, names: name ? [name] : [] })),
                    language,
                  ),
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </PanelCard>
  )
}
