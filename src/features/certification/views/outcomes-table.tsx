import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { type Column, Named, Table } from '../../../ui/index.ts'
import type { RoleOutcome, Round, RoundRole } from '../queries/rounds.ts'
import type { RoundTexts } from '../texts.ts'

interface Row extends RoundRole {
  readonly outcome: RoleOutcome | undefined
}

interface OutcomesTableProps {
  readonly round: Round
  readonly outcomes: readonly RoleOutcome[]
  readonly texts: RoundTexts
}

/** Role by role: the answers, and what came of the lines without one. Removed only when it was read back (A2). */
export function OutcomesTable({ round, outcomes, texts }: OutcomesTableProps) {
  const rows = round.roles.map(
    (role): Row => ({
      ...role,
      outcome: outcomes.find(({ roleId }) => roleId === role.roleId),
    }),
  )
  const count = (key: 'keep' | 'withdraw' | 'replace' | 'none'): Column<Row> => ({
    key,
    title: texts[key],
    figures: true,
    cell: (row) => (key === 'none' ? missingOf(row) : (row.outcome?.[key] ?? 0)),
  })
  return (
    <Table
      caption={texts.outcomes}
      rows={rows}
      keyOf={(row) => row.roleId}
      columns={[
        {
          key: 'role',
          title: texts.role,
          naming: true,
          cell: (row) => <Named name={row.roleName} note={texts.ifNobody(withoutAnswerWords(row, texts))} />,
        },
        count('keep'),
        count('withdraw'),
        count('replace'),
        count('none'),
        { key: 'came', title: texts.came, cell: (row) => cameOf(row, texts) },
      ]}
    />
  )
}

/** What the role says of those nobody answers for; of an access only where it opens one. */
export const withoutAnswerWords = (
  role: Pick<RoundRole, 'opensAccess' | 'nonResponse'>,
  texts: RoundTexts,
): string => (role.opensAccess ? texts.nonResponses : texts.withoutAccess)[role.nonResponse]

/** Lines that need no answer any more lack none: their number stands with what happened. */
const missingOf = ({ outcome }: Row): number =>
  outcome ? outcome.none - outcome.elsewhere - outcome.returned - outcome.askedAgain : 0

function cameOf(row: Row, texts: RoundTexts): string {
  const { outcome, removesOn } = row
  if (!outcome) return '-'
  const day = removesOn ? formatCivilDay(removesOn) : ''
  const parts: [number, (count: number) => string][] = [
    [outcome.kept, texts.cameKept],
    [outcome.suspended, texts.cameSuspended],
    [outcome.grace, (count) => texts.cameGrace(count, day)],
    [outcome.held, texts.cameHeld],
    [outcome.removing, texts.cameRemoving],
    [outcome.removed, texts.cameRemoved],
    [outcome.elsewhere, texts.cameElsewhere],
    [outcome.returned, texts.cameReturned],
    [outcome.askedAgain, texts.cameAskedAgain],
    [outcome.late, texts.cameLate],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, say]) => say(count))
  if (words.length > 0) return words.join(', ')
  const missing = missingOf(row)
  return missing > 0 ? texts.awaits(missing) : texts.onAnswer
}
