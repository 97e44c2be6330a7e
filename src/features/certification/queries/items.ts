import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { db } from '../../../platform/db/database.ts'
import { moot } from '../domain/closing.ts'
import type { AnswerKind, Item } from '../domain/item.ts'
import type { RoundKind } from '../domain/round.ts'
import type { StandingRole } from '../domain/standing.ts'

/** No user of the municipality any more; one without a privilege; one whose mails come back. As `role_finding_on`. */
export const doubts = ['left', 'noPrivilege', 'bouncing'] as const
export type Doubt = (typeof doubts)[number]

/** What a page or a machine sees of a line, beside what the rules ask for. */
export interface ShownItem extends Item {
  readonly organisationName: string
  /** At the start of the round. */
  readonly userTitle: string
  /** What they are called at work today, where that is something else and the round is not over; null: nothing to tell. */
  readonly titleNow: string | null
  readonly startsOn: CivilDay
  readonly givenByName: string
  /** At the start of the round: what the answer was given on (C7). */
  readonly lastSignedInAt: Date | null
  /** The latest sign-in as of today: what an answer now is given on. */
  readonly signedInAt: Date | null
  readonly successorName: string | null
  readonly answeredAt: Date | null
  readonly answeredByName: string | null
  /** The administrator a deputy answered for. */
  readonly answeredOnBehalfOfName: string | null
  readonly isSelfAnswered: boolean
  readonly isLate: boolean
  readonly consequenceAt: Date | null
  /** When the access was read back as closed; null also where the role opens none, or it went on. */
  readonly accessClosedAt: Date | null
  readonly removesOn: CivilDay | null
  /** The round that took the line over, by name; null: none did. */
  readonly askedAgainIn: string | null
  /** Whether the role opens access to Mattermost, and not to other systems alone. */
  readonly opensMattermost: boolean
  /** When the targets the role opens were last read back and found in order; null when nothing is known. */
  readonly verifiedAt: Date | null
  /** As all of these targets stand; null where they differ, work is under way, or nothing is known. */
  readonly accessState: 'active' | 'closed' | null
  /** When the person was last active at Mattermost, where the role opens it; null for never, or not known. */
  readonly lastSeenAt: Date | null
  /** When Mattermost last told of it; null when it is not known. */
  readonly lastSeenReadAt: Date | null
  /** What speaks against the holder today (R4). */
  readonly doubts: readonly Doubt[]
}

/** @param today the day on which a role is held or not */
const itemColumns = (today: CivilDay) => sql`
  i.id, i.organisation_id as "organisationId", o.name as "organisationName", i.round_id as "roundId",
  i.role_id as "roleId", asked.role_name as "roleName", asked.opens_access as "opensAccess", i.user_id as "userId",
  i.user_name as "userName", i.user_title as "userTitle",
  case when u.left_at is null and r.status <> 'settled' and u.title <> i.user_title then nullif(u.title, '') end
    as "titleNow", i.is_primary as "isPrimary", i.starts_on as "startsOn",
  i.given_by_name as "givenByName", i.last_signed_in_at as "lastSignedInAt",
  greatest(u.last_signed_in_at, i.last_signed_in_at) as "signedInAt",
  i.held_assignment_id as "heldAssignmentId",
  a.ended_at is null and (a.ends_before is null or a.ends_before > ${today}) as "isHeldOpen",
  coalesce((a.ended_at at time zone 'Europe/Copenhagen')::date,
    case when a.ends_before <= ${today} then a.ends_before end) as "heldEndedOn",
  a.suspended_at is not null as "isSuspended", a.ends_before as "heldEndsBefore", i.answer, i.reason,
  i.successor_id as "successorId", i.successor_name as "successorName",
  i.successor_assignment_id as "successorAssignmentId", i.successor_pending_id as "successorPendingId",
  case when i.successor_pending_id is not null then coalesce(i.successor_outcome, 'waiting') end as "successorState",
  i.is_promised_here as "isPromisedHere", i.replaces_by as "replacesBy", i.replaced_at as "replacedAt",
  i.answered_at as "answeredAt", i.answered_by_name as "answeredByName",
  i.answered_on_behalf_of_name as "answeredOnBehalfOfName", i.is_self_answered as "isSelfAnswered",
  i.is_late as "isLate", i.consequence, i.consequence_at as "consequenceAt",
  case when asked.opens_access then i.access_closed_at end as "accessClosedAt",
  case when asked.opens_access then i.access_outcome else 'none' end as "accessOutcome",
  asked.removes_on as "removesOn", i.version,
  case when r.status = 'open' and r.closes_on < ${today} then 'closed' else r.status end as "roundStatus",
  (select later.name from certification_round later where later.id = i.asked_again_in) as "askedAgainIn",
  p.verified_at as "verifiedAt", p.state as "accessState",
  p.last_seen_at as "lastSeenAt", p.last_seen_read_at as "lastSeenReadAt",
  coalesce(opened.is_mattermost, false) as "opensMattermost",
  array_remove(array[
    case when u.id is null or u.left_at is not null then 'left' end,
    case when u.left_at is null and u.system_roles = '{}' then 'noPrivilege' end,
    case when u.left_at is null and u.mail_bounced_at is not null then 'bouncing' end], null) as doubts`

const itemSource = sql`certification_item i
  join certification_round r on r.id = i.round_id
  join certification_round_role asked on asked.round_id = i.round_id and asked.role_id = i.role_id
  join organisation o on o.id = i.organisation_id
  join assignment a on a.organisation_id = i.organisation_id and a.id = i.held_assignment_id
  left join user_account u on u.id = i.user_id and u.organisation_id = i.organisation_id
  left join lateral (
    select bool_or(d.connector like 'mattermost%') as is_mattermost, array_agg(d.connector) as connectors
    from role_access d where d.role_id = i.role_id and asked.opens_access) opened on true
  left join lateral (
    select min(seen.verified_at) filter (where seen.is_opened) as verified_at,
      case when bool_and(seen.state = 'active') filter (where seen.is_opened) then 'active'
        when bool_and(seen.state = 'closed') filter (where seen.is_opened) then 'closed' end as state,
      max(seen.last_seen_at) as last_seen_at, max(seen.last_seen_read_at) as last_seen_read_at
    from (select record.*, record.connector = any (opened.connectors) as is_opened from provisioning_record record
      where record.organisation_id = i.organisation_id and record.user_id = i.user_id) seen
    where seen.is_opened or (opened.is_mattermost and seen.connector <> 'manual')
    having count(*) > 0) p on true`

/** The central body reads all lines, a municipality its own; the row policies say the same. */
const withinReach = (ctx: Pick<Context, 'actor'>): RawBuilder<boolean> =>
  ctx.actor.side === 'central' ? sql`true` : sql`i.organisation_id = ${ctx.actor.organisationId}`

/** The roles of those of these lines that are the actor's own municipality's. */
export async function listRoleIds(ctx: Context, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ roleId: string }>`
    select distinct i.role_id as "roleId" from certification_item i
    where i.organisation_id = ${ctx.actor.organisationId} and i.id = any (${[...ids]}::uuid[])`.execute(
    db(ctx),
  )
  return rows.map(({ roleId }) => roleId)
}

/** Assignments of those who are replaced and still wait for their successors, but for those of these lines (C1). */
export async function listOnTheWayOut(ctx: Context, exceptIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select i.held_assignment_id as id from certification_item i
    where i.organisation_id = ${ctx.actor.organisationId} and i.replaces_by is not null and i.replaced_at is null
      and not exists (select from certification_item own where own.organisation_id = i.organisation_id
        and own.id = any (${[...exceptIds]}::uuid[]) and own.held_assignment_id = i.held_assignment_id)`.execute(
    db(ctx),
  )
  return rows.map(({ id }) => id)
}

/**
 * Other lines that name the successor whom these lines' answers gave or promised the role, told while that stood: whoever
 * replaced two stays for the one when the other is corrected. The earliest told first.
 */
export async function listReliant(
  ctx: Context,
  ids: readonly string[],
): Promise<{ readonly itemId: string; readonly reliantId: string }[]> {
  const { rows } = await sql<{ itemId: string; reliantId: string }>`
    select i.id as "itemId", other.id as "reliantId"
    from certification_item i
      left join assignment s on s.organisation_id = i.organisation_id and s.id = i.successor_assignment_id
        and s.ended_at is null
      join certification_item other on other.organisation_id = i.organisation_id and other.role_id = i.role_id
        and other.answer = 'replace' and other.held_assignment_id <> i.held_assignment_id
        and ((other.successor_id = i.successor_id and other.answered_at >= s.given_at)
          or (other.successor_pending_id = i.successor_pending_id and i.successor_outcome is null))
    where i.organisation_id = ${ctx.actor.organisationId} and i.id = any (${[...ids]}::uuid[])
      and other.id <> all (${[...ids]}::uuid[])
    order by other.answered_at, other.id`.execute(db(ctx))
  return rows
}

/**
 * Of these lines those that are the actor's own municipality's, and all other lines about the same assignments; in one
 * statement.
 */
export async function listLinesWith(ctx: Context, ids: readonly string[]): Promise<ShownItem[]> {
  const { rows } = await sql<ShownItem>`
    select ${itemColumns(ctx.today)} from ${itemSource}
    where i.organisation_id = ${ctx.actor.organisationId} and i.held_assignment_id in (
      select asked.held_assignment_id from certification_item asked
      where asked.organisation_id = ${ctx.actor.organisationId} and asked.id = any (${[...ids]}::uuid[]))
    order by i.id`.execute(db(ctx))
  return rows
}

/** All lines of one municipality in a round: by role, the primary one first. */
export async function listItemsOf(
  ctx: Context,
  roundId: string,
  organisationId: number,
): Promise<ShownItem[]> {
  const { rows } = await sql<ShownItem>`
    select ${itemColumns(ctx.today)} from ${itemSource}
    where i.round_id = ${roundId}::uuid and i.organisation_id = ${organisationId} and ${withinReach(ctx)}
    order by asked.role_name, i.role_id, i.is_primary desc, i.starts_on, i.user_name, i.id`.execute(db(ctx))
  return rows
}

/** One line within the actor's reach. @throws NotFound */
export async function getItem(ctx: Context, id: string): Promise<ShownItem> {
  const { rows } = await sql<ShownItem>`
    select ${itemColumns(ctx.today)} from ${itemSource} where i.id = ${id}::uuid and ${withinReach(ctx)}`.execute(
    db(ctx),
  )
  if (!rows[0]) throw new NotFound('certification item')
  return rows[0]
}

export interface ItemFilter {
  readonly roundId?: string | undefined
  readonly roleId?: string | undefined
  readonly organisationId?: number | undefined
  readonly userId?: string | undefined
  readonly answer?: AnswerKind | 'none' | undefined
  readonly consequence?: string | undefined
  readonly isSelfAnswered?: boolean | undefined
  readonly after?: { readonly organisationId: number; readonly id: string } | null | undefined
  readonly limit: number
}

/** One page of lines within the actor's reach, by municipality and id. */
export async function listItems(ctx: Context, filter: ItemFilter): Promise<ShownItem[]> {
  const conditions: RawBuilder<unknown>[] = [withinReach(ctx)]
  if (filter.roundId) conditions.push(sql`i.round_id = ${filter.roundId}::uuid`)
  if (filter.roleId) conditions.push(sql`i.role_id = ${filter.roleId}::uuid`)
  if (filter.organisationId) conditions.push(sql`i.organisation_id = ${filter.organisationId}`)
  if (filter.userId) conditions.push(sql`i.user_id = ${filter.userId}::uuid`)
  if (filter.answer === 'none') conditions.push(sql`i.answer is null`)
  else if (filter.answer) conditions.push(sql`i.answer = ${filter.answer}`)
  if (filter.consequence) conditions.push(sql`i.consequence = ${filter.consequence}`)
  if (filter.isSelfAnswered !== undefined) conditions.push(sql`i.is_self_answered = ${filter.isSelfAnswered}`)
  if (filter.after)
    conditions.push(
      sql`(i.organisation_id, i.id) > (${filter.after.organisationId}::int, ${filter.after.id}::uuid)`,
    )
  const { rows } = await sql<ShownItem>`
    select ${itemColumns(ctx.today)} from ${itemSource} where ${sql.join(conditions, sql` and `)}
    order by i.organisation_id, i.id limit ${filter.limit}`.execute(db(ctx))
  return rows
}

export interface PastAnswer {
  readonly itemId: string
  readonly answer: AnswerKind
  readonly reason: string | null
  readonly successorName: string | null
  readonly answeredAt: Date
  readonly answeredByName: string
  readonly answeredOnBehalfOfName: string | null
  readonly isSelfAnswered: boolean
}

/** Every answer ever given to the lines of a round, also those corrected since, within the actor's reach. */
export async function listAnswersOf(
  ctx: Context,
  roundId: string,
  organisationId: number,
): Promise<PastAnswer[]> {
  const { rows } = await sql<PastAnswer>`
    select n.item_id as "itemId", n.answer, n.reason, n.successor_name as "successorName",
      n.answered_at as "answeredAt", n.answered_by_name as "answeredByName",
      n.answered_on_behalf_of_name as "answeredOnBehalfOfName", n.is_self_answered as "isSelfAnswered"
    from certification_item i
      join certification_answer n on n.organisation_id = i.organisation_id and n.item_id = i.id
    where i.round_id = ${roundId}::uuid and i.organisation_id = ${organisationId} and ${withinReach(ctx)}
    order by n.answered_at, n.id`.execute(db(ctx))
  return rows
}

/** Every answer ever given to one line, oldest first. @throws NotFound when it is out of reach */
export async function listAnswersTo(ctx: Context, id: string): Promise<PastAnswer[]> {
  const item = await getItem(ctx, id)
  const all = await listAnswersOf(ctx, item.roundId, item.organisationId)
  return all.filter(({ itemId }) => itemId === id)
}

/** Rounds in which the actor's municipality takes part, newest first. */
export interface OwnRound {
  readonly id: string
  readonly name: string
  readonly kind: RoundKind
  readonly status: 'open' | 'closed' | 'settled'
  readonly startedOn: CivilDay
  readonly closesOn: CivilDay
  readonly itemCount: number
  readonly undecided: number
  /** Lines with an answer; those that need none any more are neither this nor undecided. */
  readonly answered: number
  readonly taskNumber: number | null
  readonly closedAt: Date | null
  /** Those in which a line waits for an answer. */
  readonly roles: readonly StandingRole[]
}

export async function listOwnRounds(ctx: Context): Promise<OwnRound[]> {
  const { rows } = await sql<OwnRound>`
    select r.id, r.name, r.kind, r.status, r.started_on as "startedOn", r.closes_on as "closesOn",
      r.closed_at as "closedAt", m.item_count as "itemCount", m.undecided, m.task_number as "taskNumber", lines.answered,
      array(select json_build_object('roleName', b.role_name, 'nonResponse', b.non_response, 'removesOn', b.removes_on, 'brake', b.brake)
        from certification_round_role b where b.round_id = r.id and b.role_id = any (lines.waiting)
        order by b.role_name) as roles
    from certification_municipality m join certification_round r on r.id = m.round_id
      cross join lateral (
        select (count(*) filter (where i.answer is not null))::int as answered,
          array_agg(i.role_id) filter (where i.answer is null
            and coalesce(i.consequence, '') <> all (${[...moot, 'removed']}::text[])) as waiting
        from certification_item i where i.round_id = m.round_id and i.organisation_id = m.organisation_id) lines
    where m.organisation_id = ${ctx.actor.organisationId}
    order by r.started_at desc, r.id desc limit 100`.execute(db(ctx))
  return rows
}
