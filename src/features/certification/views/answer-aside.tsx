import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import { Day, PanelCard, PanelPart } from '../../../ui/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import { removesOn } from '../domain/closing.ts'
import { reminderDay } from '../domain/reminders.ts'
import type { Round } from '../queries/rounds.ts'

interface AnswerAsideProps {
  readonly round: Round
  /** The municipality's own lines: only what can come of them is told. */
  readonly items: readonly { readonly roleId: string }[]
  readonly texts: AnswerTexts
  /** Whether the one who looks has an answer to give. */
  readonly mayChoose: boolean
}

/** How to choose, and what happens without an answer, with the days (C3). */
export function AnswerAside({ round, items, texts, mayChoose }: AnswerAsideProps) {
  const roles = round.roles.filter(({ roleId }) => items.some((item) => item.roleId === roleId))
  return (
    <>
      {mayChoose && <HowToChoose texts={texts} />}
      <PanelCard title={texts.ifNobody} surface>
        {stepsOf({ ...round, roles }, texts).map(({ day, words }) => (
          <PanelPart key={words}>
            <div class="tv-day-step">
              <Day day={day} />
              <p>{words}</p>
            </div>
          </PanelPart>
        ))}
      </PanelCard>
    </>
  )
}

function HowToChoose({ texts }: { texts: AnswerTexts }) {
  return (
    <PanelCard title={texts.howTitle}>
      {(['keep', 'withdraw', 'replace'] as const).map((kind) => (
        <PanelPart key={kind}>
          <h3>{texts.options[kind]}</h3>
          <p>{texts.how[kind]}</p>
        </PanelPart>
      ))}
      <PanelPart>
        <p>{texts.doubt}</p>
      </PanelPart>
    </PanelCard>
  )
}

interface Step {
  readonly day: CivilDay
  readonly words: string
}

function stepsOf(round: Round, texts: AnswerTexts): Step[] {
  const { closesOn, roles } = round
  const of = (nonResponse: string) => roles.filter((role) => role.nonResponse === nonResponse)
  const steps: Step[] = [
    { day: reminderDay(closesOn, 3), words: texts.lastReminder },
    { day: closesOn, words: texts.roundCloses },
    { day: reminderDay(closesOn, -5), words: texts.lateReminder },
    ...of('suspend').map((role) => ({ day: addDays(closesOn, 1), words: texts.suspends(role.roleName) })),
    ...of('remove').map((role) => ({
      day: role.removesOn ?? removesOn(closesOn, closesOn, role.graceDays),
      words: texts.removes(role.roleName),
    })),
  ]
  if (of('keep').length === roles.length) steps.push({ day: addDays(closesOn, 1), words: texts.keepsOn })
  return steps.filter(({ day }) => day > round.startedOn).sort((one, other) => (one.day < other.day ? -1 : 1))
}
