import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import {
  AccessBadge,
  type Column,
  Day,
  Form,
  LinkButton,
  Named,
  PrimaryBadge,
  Table,
} from '../../../ui/index.ts'
import type { Role } from '../../roles/index.ts'
import { type AccessStates, covers, nearLastDay } from '../domain.ts'
import { endPath, primaryPath } from '../paths.ts'
import type { RoleAssignment } from '../queries.ts'
import type { AssignmentTexts } from '../texts.ts'

export interface HoldersTableProps {
  readonly texts: AssignmentTexts
  readonly role: Role
  readonly holders: readonly RoleAssignment[]
  readonly states: AccessStates
  readonly today: CivilDay
  /** Whether the one who looks may give and end. */
  readonly mayAssign: boolean
  readonly task: number | null
}

/** Who has the role, since when, with which access, and what can be done. */
export function HoldersTable(props: HoldersTableProps) {
  const { texts, role, holders, today, mayAssign } = props
  const columns: Column<RoleAssignment>[] = [
    {
      key: 'person',
      title: texts.person,
      naming: true,
      cell: (holder) => <Who texts={texts} holder={holder} />,
    },
    {
      key: 'since',
      title: texts.since,
      cell: (holder) => <Since texts={texts} holder={holder} today={today} />,
    },
  ]
  if (role.access.length > 0) {
    const isMattermost = role.access.some((access) => access.connector === 'mattermost')
    const title = isMattermost ? texts.accessMattermost : texts.access
    columns.push({ key: 'access', title, cell: (holder) => <Access {...props} holder={holder} /> })
  }
  if (mayAssign) {
    columns.push({
      key: 'action',
      title: texts.action,
      cell: (holder) => <Actions {...props} holder={holder} />,
    })
  }
  return (
    <Table caption={texts.holders} columns={columns} rows={holders} keyOf={(holder) => holder.assignmentId} />
  )
}

function Who({ texts, holder }: { texts: AssignmentTexts; holder: RoleAssignment }) {
  const name = (
    <>
      {holder.name} {holder.isPrimary && <PrimaryBadge />}
    </>
  )
  const note = holder.hasLeft ? texts.left : holder.title
  return <Named name={name} note={holder.isSuspended ? texts.suspended : note} />
}

function Since({
  texts,
  holder,
  today,
}: {
  texts: AssignmentTexts
  holder: RoleAssignment
  today: CivilDay
}) {
  return (
    <>
      {holder.startsOn > today && `${texts.begins} `}
      <Day day={holder.startsOn} />
      {holder.endsBefore && (
        <span class="tv-note">
          {texts.lastDay} <Day day={addDays(holder.endsBefore, -1)} />
        </span>
      )}
    </>
  )
}

type RowProps = HoldersTableProps & { readonly holder: RoleAssignment }

function Access({ texts, holder, states, today }: RowProps) {
  if (!covers(holder, today)) return <span class="tv-note">{texts.accessNotBegun}</span>
  const shown = states.get(holder.userId)
  if (!shown) return <span class="tv-note">{texts.accessUnknown}</span>
  const lastDay = shown.state.kind === 'active' ? nearLastDay(holder, today) : null
  return (
    <div>
      <AccessBadge state={lastDay ? { kind: 'until', day: lastDay } : shown.state} />
      {shown.note && <span class="tv-note">{shown.note}</span>}
    </div>
  )
}

function Actions({ texts, role, holder, today, task }: RowProps) {
  const canBePrimary = role.hasPrimary && !holder.isPrimary && covers(holder, today)
  return (
    <div class="tv-holder-actions">
      {canBePrimary && (
        <Form
          action={primaryPath(role.id, holder.assignmentId)}
          hidden={task === null ? {} : { opgave: String(task) }}
        >
          <LinkButton>
            {texts.makePrimary}
            <span class="tv-hidden">: {holder.name}</span>
          </LinkButton>
        </Form>
      )}
      <a href={endPath(role.id, holder.assignmentId, task)} aria-label={`${texts.end}: ${holder.name}`}>
        {texts.end}
      </a>
    </div>
  )
}
