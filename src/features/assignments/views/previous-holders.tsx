import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { addDays, type CivilDay, civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Day, Named, Table } from '../../../ui/index.ts'
import type { RoleAssignment } from '../queries.ts'
import { assignmentTexts } from '../texts.ts'

/** The last day of an assignment that is over. */
function lastDayOf(assignment: RoleAssignment): CivilDay {
  if (assignment.endsBefore && (!assignment.endedAt || !assignment.endedByName))
    return addDays(assignment.endsBefore, -1)
  return assignment.endedAt ? civilDayOf(assignment.endedAt) : assignment.startsOn
}

interface PreviousHoldersProps {
  readonly language: Language
  readonly ended: readonly RoleAssignment[]
  /** How many, in words. */
  readonly count: string
}

/** Those who had the role before, folded away. */
export function PreviousHolders({ language, ended, count }: PreviousHoldersProps) {
  if (ended.length === 0) return null
  const texts = assignmentTexts(language)
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
            cell: (assignment) => (assignment.endedByName ? assignment.endReason : texts.lastDayReached),
          },
        ]}
      />
    </details>
  )
}
