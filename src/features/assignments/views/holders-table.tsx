import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  AccessBadge,
  Badge,
  type Column,
  Day,
  Form,
  LinkButton,
  Named,
  PrimaryBadge,
  Table,
} from '../../../ui/index.ts'
import { type Role, serverWords } from '../../roles/index.ts'
import { faultSentence } from '../access-faults.ts'
import { type AccessStates, covers, nearLastDay } from '../domain.ts'
import { lastDayOf, pendingStateOf } from '../domain-pending.ts'
import { endPath, instructionPath, primaryPath, withdrawPath } from '../paths.ts'
import type { PendingTexts } from '../pending-texts.ts'
import type { PendingAssignment } from '../queries-pending.ts'
import type { RoleAssignment } from '../queries-role.ts'
import type { AssignmentTexts } from '../texts.ts'

export interface HoldersTableProps {
  readonly language: Language
  readonly texts: AssignmentTexts
  readonly pendingTexts: PendingTexts
  readonly role: Role
  readonly holders: readonly RoleAssignment[]
  /** Those who wait for their first sign-in, and those it came to nothing for lately (R3). */
  readonly pending: readonly PendingAssignment[]
  readonly states: AccessStates
  readonly today: CivilDay
  readonly now: Date
  /** Whether the one who looks may give and end. */
  readonly mayAssign: boolean
  readonly task: number | null
}

type Row =
  | { readonly kind: 'holder'; readonly holder: RoleAssignment }
  | { readonly kind: 'pending'; readonly pending: PendingAssignment }

/** Who has the role or waits for it, since when, with which access, and what can be done. */
export function HoldersTable(props: HoldersTableProps) {
  const { texts, role, today, mayAssign } = props
  const rows: Row[] = [
    ...props.holders.map((holder) => ({ kind: 'holder' as const, holder })),
    ...props.pending.map((pending) => ({ kind: 'pending' as const, pending })),
  ]
  const columns: Column<Row>[] = [
    { key: 'person', title: texts.person, naming: true, cell: (row) => <Who {...props} row={row} /> },
    {
      key: 'since',
      title: texts.since,
      cell: (row) =>
        row.kind === 'holder' ? (
          <Since texts={texts} holder={row.holder} today={today} />
        ) : (
          <PendingSince {...props} one={row.pending} />
        ),
    },
  ]
  if (role.access.length > 0 || props.pending.length > 0) {
    const isMattermost = role.access.some((access) => access.connector !== 'manual')
    columns.push({
      key: 'access',
      title: isMattermost ? texts.accessMattermost : texts.access,
      cell: (row) =>
        row.kind === 'holder' ? (
          <Access {...props} holder={row.holder} />
        ) : (
          <PendingAccess {...props} one={row.pending} />
        ),
    })
  }
  if (mayAssign) {
    columns.push({
      key: 'action',
      title: texts.action,
      cell: (row) =>
        row.kind === 'holder' ? (
          <Actions {...props} holder={row.holder} />
        ) : (
          <PendingActions {...props} one={row.pending} />
        ),
    })
  }
  const keyOf = (row: Row): string => (row.kind === 'holder' ? row.holder.assignmentId : row.pending.id)
  return <Table caption={texts.holders} columns={columns} rows={rows} keyOf={keyOf} />
}

function Who({ texts, pendingTexts, row }: HoldersTableProps & { readonly row: Row }) {
  if (row.kind === 'pending') {
    const { name, email, isPrimary } = row.pending
    return <Named name={name} note={isPrimary ? `${email}. ${pendingTexts.willBePrimary}` : email} />
  }
  const { holder } = row
  const name = (
    <>
      {holder.name} {holder.isPrimary && <PrimaryBadge />}
    </>
  )
  const note = holder.hasLeft ? texts.left : holder.title
  return <Named name={name} note={holder.isSuspended ? texts.suspended : note} />
}

interface SinceProps {
  readonly texts: AssignmentTexts
  readonly holder: RoleAssignment
  readonly today: CivilDay
}

function Since({ texts, holder, today }: SinceProps) {
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
type PendingProps = HoldersTableProps & { readonly one: PendingAssignment }

function PendingSince({ texts, pendingTexts, one }: PendingProps) {
  return (
    <>
      {pendingTexts.notBegun}
      {one.startsOn && (
        <span class="tv-note">
          {texts.begins} <Day day={one.startsOn} />
        </span>
      )}
      {one.endsBefore && (
        <span class="tv-note">
          {texts.lastDay} <Day day={addDays(one.endsBefore, -1)} />
        </span>
      )}
    </>
  )
}

function Access({ language, texts, role, holder, states, today }: RowProps) {
  if (role.access.length === 0) return <span class="tv-note">{texts.noAccess}</span>
  if (!covers(holder, today)) return <span class="tv-note">{texts.accessNotBegun}</span>
  const shown = states.get(holder.userId)
  if (!shown) return <span class="tv-note">{texts.accessUnknown}</span>
  const lastDay = shown.state.kind === 'active' ? nearLastDay(holder, today) : null
  return (
    <div>
      <AccessBadge state={lastDay ? { kind: 'until', day: lastDay } : shown.state} />
      {shown.connector && <span class="tv-note">{serverWords(shown.connector)}</span>}
      {shown.fault && <span class="tv-note">{faultSentence(shown.fault, language)}</span>}
    </div>
  )
}

function PendingAccess({ pendingTexts, role, one, now }: PendingProps) {
  const state = pendingStateOf(one, now)
  if (state === 'waiting') {
    return (
      <div>
        <AccessBadge state={{ kind: 'awaitingSignIn' }} />
        <span class="tv-note">{pendingTexts.next}</span>
        <span class="tv-note">
          {pendingTexts.until} <Day day={lastDayOf(one, role)} />
        </span>
      </div>
    )
  }
  const isRefused = state === 'refused'
  const note = isRefused
    ? (pendingTexts.refusals[one.refusal ?? ''] ?? pendingTexts.otherRefusal)
    : pendingTexts.expiredNote
  return (
    <div>
      <Badge variant="warning" icon="warning">
        {isRefused ? pendingTexts.refused : pendingTexts.expired}
      </Badge>
      <span class="tv-note">{note}</span>
    </div>
  )
}

function PendingActions({ pendingTexts, role, one, now }: PendingProps) {
  if (pendingStateOf(one, now) !== 'waiting') return null
  const { instruction, withdraw } = pendingTexts
  return (
    <div class="tv-holder-actions">
      <a href={instructionPath(role.id, one.id)} aria-label={`${instruction}: ${one.name}`}>
        {instruction}
      </a>
      <a href={withdrawPath(role.id, one.id)} aria-label={`${withdraw}: ${one.name}`}>
        {withdraw}
      </a>
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
