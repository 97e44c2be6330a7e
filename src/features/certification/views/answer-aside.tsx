import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import { Day, PanelCard, PanelPart } from '../../../ui/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import { type Consequence, isWaiting } from '../domain/closing.ts'
import { reminderDay } from '../domain/reminders.ts'
import { lateDays, losesOn } from '../domain/round.ts'
import { standingOf } from '../domain/standing.ts'
import type { Round, RoundRole } from '../queries/rounds.ts'

interface AnswerAsideProps {
  readonly round: Round
  /** The municipality's own lines: only what can come of them is told. */
  readonly items: readonly {
    readonly roleId: string
    readonly answer: string | null
    readonly consequence: Consequence | null
  }[]
  readonly today: CivilDay
  readonly texts: AnswerTexts
  /** Whether the one who looks has an answer to give. */
  readonly mayChoose: boolean
}

/** How to choose, and what happens without an answer, with the days (C3). */
export function AnswerAside({ round, items, today, texts, mayChoose }: AnswerAsideProps) {
  const isOpen = round.status === 'open'
  const roles = round.roles.filter(({ roleId }) =>
    items.some((item) => item.roleId === roleId && (isOpen || item.answer === null)),
  )
  const told = { ...round, roles }
  const isAsked = (role: RoundRole) => items.some((item) => item.roleId === role.roleId && isWaiting(item))
  return (
    <>
      {mayChoose && <HowToChoose texts={texts} opensAccess={roles.some((role) => role.opensAccess)} />}
      <PanelCard title={texts.ifNobody} surface>
        {(isOpen ? stepsOf(told, texts) : stepsAfter(told, roles.filter(isAsked), today, texts)).map(
          ({ day, words }) => (
            <PanelPart key={words}>
              <div class="tv-day-step">
                <Day day={day} />
                <p>{words}</p>
              </div>
            </PanelPart>
          ),
        )}
      </PanelCard>
    </>
  )
}

function HowToChoose({ texts, opensAccess }: { texts: AnswerTexts; opensAccess: boolean }) {
  const how = opensAccess ? { ...texts.how, ...texts.howWithAccess } : texts.how
  return (
    <PanelCard title={texts.howTitle}>
      {(['keep', 'withdraw', 'replace'] as const).map((kind) => (
        <PanelPart key={kind}>
          <h3>{texts.options[kind]}</h3>
          <p>{how[kind]}</p>
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

/** What comes while the round is open. */
function stepsOf(round: Round, texts: AnswerTexts): Step[] {
  const { closesOn, roles } = round
  const of = (nonResponse: string) => roles.filter((role) => role.nonResponse === nonResponse)
  const lateReminder = reminderDay(closesOn, -5)
  const lastDays = roles.map((role) => lastDayOf(role, closesOn))
  const steps: Step[] = [
    { day: reminderDay(closesOn, 3), words: texts.lastReminder },
    { day: closesOn, words: texts.roundCloses },
    ...(lastDays.some((day) => day >= lateReminder)
      ? [{ day: lateReminder, words: texts.lateReminder }]
      : []),
    ...[...of('suspend'), ...of('remove')].flatMap((role) => {
      const day = losesOn(role, closesOn)
      const say = role.nonResponse === 'suspend' ? texts.suspends : texts.removes
      return day ? [{ day, words: say(role.roleName) }] : []
    }),
  ]
  if (of('keep').length === roles.length) steps.push({ day: addDays(closesOn, 1), words: texts.keepsOn })
  return steps.filter(({ day }) => day > round.startedOn).sort((one, other) => (one.day < other.day ? -1 : 1))
}

/** The last day on which a line of the role without an answer takes one. */
function lastDayOf(role: RoundRole, closesOn: CivilDay): CivilDay {
  const removal = role.nonResponse === 'remove' ? losesOn(role, closesOn) : null
  return removal ? addDays(removal, -1) : addDays(closesOn, lateDays)
}

/** What has come and what still comes once the round is closed. */
function stepsAfter(
  round: Round,
  waiting: readonly RoundRole[],
  today: CivilDay,
  texts: AnswerTexts,
): Step[] {
  const { closedOn, lastDays } = standingOf({ ...round, roles: waiting }, today)
  const closed = closedOn ?? round.closesOn
  const lastReminder = reminderDay(round.closesOn, -5)
  const steps: Step[] = [{ day: closed, words: texts.roundClosed }]
  if (lastReminder >= today && lastDays.some(({ day }) => day >= lastReminder))
    steps.push({ day: lastReminder, words: texts.lateReminder })
  for (const { day, roleNames } of lastDays)
    steps.push({ day, words: lastDays.length > 1 ? texts.lastAnswerFor(roleNames) : texts.lastAnswer })
  const allContinue = round.roles.every(({ nonResponse }) => nonResponse === 'keep')
  if (allContinue) steps.push({ day: closed, words: texts.keepsOn })
  else for (const role of round.roles) steps.push(afterClose(role, closed, texts))
  return steps.sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
}

/** What the brake holds waits for the central body, whatever day was announced (C4). */
function afterClose(role: RoundRole, closed: CivilDay, texts: AnswerTexts): Step {
  const { roleName } = role
  if (role.brake === 'held') return { day: role.removesOn ?? closed, words: texts.waits(roleName) }
  if (role.brake === 'rejected') return { day: closed, words: texts.keepsRole(roleName) }
  if (role.nonResponse === 'suspend') return { day: closed, words: texts.isPaused(roleName) }
  if (role.nonResponse === 'remove' && role.removesOn)
    return { day: role.removesOn, words: texts.removes(roleName) }
  return { day: closed, words: texts.keepsAfter(roleName) }
}
