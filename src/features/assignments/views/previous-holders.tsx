import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { addDays, type CivilDay, civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { AccessBadge, type Column, Day, Named, Table } from '../../../ui/index.ts'
import { type AccessStates, lastDayReached } from '../domain.ts'
import { roleEnded } from '../domain-role-ends.ts'
import type { RoleAssignment } from '../queries-role.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'

/** The last day of an assignment that is over. */
function lastDayOf(assignment: RoleAssignment): CivilDay {
  if (assignment.endsBefore && (!assignment.endedAt || !assignment.endedByName))
    return addDays(assignment.endsBefore, -1)
  return assignment.endedAt ? civilDayOf(assignment.endedAt) : assignment.startsOn
}

/** What ended by itself is told in the reader's language. */
function endedBecause(reason: string | null, texts: AssignmentTexts): string {
  if (reason === null || reason === lastDayReached) return texts.lastDayReached
  return reason === roleEnded ? texts.roleEnded : reason
}

interface AccessLeftProps {
  readonly texts: AssignmentTexts
  readonly states: AccessStates
  readonly assignment: RoleAssignment
}

interface PreviousHoldersProps {
  readonly language: Language
  readonly ended: readonly RoleAssignment[]
  readonly states: AccessStates
  readonly opensAccess: boolean
  /** How many, in words. */
  readonly count: string
}

/** What became of the access: closed and when, or that another assignment keeps it open. */
function AccessLeft({ texts, states, assignment }: AccessLeftProps) {
  const shown = states.get(assignment.userId)
  if (!shown) return <>-</>
  const isOpen = shown.state.kind === 'active' || shown.state.kind === 'preparing'
  return isOpen ? <span class="tv-note">{texts.stillHasAccess}</span> : <AccessBadge state={shown.state} />
}

/** Those who had the role before, folded away. */
export function PreviousHolders({ language, ended, states, opensAccess, count }: PreviousHoldersProps) {
  if (ended.length === 0) return null
  const texts = assignmentTexts(language)
  const access: Column<RoleAssignment> = {
    key: 'access',
    title: texts.access,
    cell: (assignment) => <AccessLeft {...{ texts, states, assignment }} />,
  }
  return (
    <details class="tv-older">
      <summary>{texts.previous(count, ended.length === 1)}</summary>
      <Table
        caption={texts.previous(count, ended.length === 1)}
        rows={ended}
        keyOf={(assignment: RoleAssignment) => assignment.assignmentId}
        columns={[
          {
            key: 'person',
            title: texts.person,
            naming: true,
            cell: (assignment) => <Named name={assignment.name} note={assignment.title} />,
          },
          {
            key: 'period',
            title: texts.period,
            cell: (assignment) => (
              <>
                <Day day={assignment.startsOn} /> – <Day day={lastDayOf(assignment)} />
              </>
            ),
          },
          {
            key: 'endedBy',
            title: texts.endedBy,
            cell: ({ endedByName, endedOnBehalfOfName }) =>
              endedByName ? nameWithPrincipal(endedByName, endedOnBehalfOfName, language) : '-',
          },
          {
            key: 'reason',
            title: texts.reason,
            cell: ({ endReason }) => endedBecause(endReason, texts),
          },
          ...(opensAccess ? [access] : []),
        ]}
      />
    </details>
  )
}
