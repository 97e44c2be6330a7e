import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { GrantTarget } from '../access/index.ts'
import type { TeamAccess } from './domain.ts'
import { type StateKind, stateKinds } from './domain-states.ts'
import type { LastError } from './store/record-row.ts'

/** Who said last that work by hand was done, and when (A3). */
export interface TickedBy {
  readonly name: string
  readonly at: Date
}

export interface AccessInList {
  readonly organisationId: number
  readonly organisationName: string
  readonly userId: string
  readonly userName: string
  readonly email: string | null
  readonly connector: GrantTarget
  readonly epoch: number
  readonly open: boolean
  /** The places the access is about: those it opens, or those still to be closed. */
  readonly places: readonly TeamAccess[]
  /** The roles that open it today; none once it is closing. */
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  readonly kind: StateKind
  readonly since: Date | null
  readonly nextAttemptAt: Date | null
  readonly error: LastError | null
  readonly changedAt: Date | null
  readonly ticked: TickedBy | null
  /** The operator who looks after a held case. */
  readonly takenByName: string | null
  readonly takenAt: Date | null
}

type Row = Omit<AccessInList, 'ticked'> & {
  readonly place: string
  readonly ticked: { name: string; at: string } | null
}

export interface AccessFilter {
  readonly kind: StateKind | null
  readonly q: string
  /** Shown after this one, by the place of an access in the list; null for the first page. */
  readonly after: string | null
  readonly limit: number
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

const withinReach = (ctx: Context) =>
  ctx.actor.side === 'central' ? sql`true` : sql`s.organisation_id = ${ctx.actor.organisationId}`

/** What needs a human first, then by municipality and person: the list is a queue. */
const place = sql`(array_position(${[...stateKinds]}::text[], s.kind) || ':' || lpad(s.organisation_id::text, 10, '0')
  || ':' || s.user_id || ':' || s.connector) collate "C"`

const rolesColumn = (ctx: Context) => sql`coalesce((
  select json_agg(distinct jsonb_build_object('id', ro.id, 'name', ro.name))
  from assignment a join role ro on ro.id = a.role_id
  where a.organisation_id = s.organisation_id and a.user_id = s.user_id and a.ended_at is null
    and a.starts_on <= ${ctx.today}::date and (a.ends_before is null or a.ends_before > ${ctx.today}::date)
    and exists (select from role_access d where d.role_id = ro.id and d.connector = s.connector)), '[]') as roles`

const tickedColumn = sql`(
  select json_build_object('name', t.ticked_by_name, 'at', t.at) from provisioning_step t
  where t.organisation_id = s.organisation_id and t.user_id = s.user_id and t.connector = s.connector
    and t.epoch = r.epoch and t.ticked_by is not null
  order by t.at desc limit 1) as ticked`

/** The accesses within reach, those that need a human first. Own municipality, or all for the central body. */
export async function listAccesses(
  ctx: Context,
  filter: AccessFilter,
): Promise<{ items: AccessInList[]; next: string | null }> {
  const like = `%${escaped(filter.q)}%`
  const { rows } = await sql<Row>`
    select s.organisation_id as "organisationId", o.short_name as "organisationName", s.user_id as "userId",
      u.name as "userName", u.email, s.connector, s.epoch, s.open, s.kind, s.since,
      case when s.open then s.opens else coalesce(nullif(r.hand_places, '[]'), r.managed, '[]') end as places,
      s.next_attempt_at as "nextAttemptAt", s.error, s.changed_at as "changedAt", ${place} as place,
      r.taken_by_name as "takenByName", r.taken_at as "takenAt",
      ${rolesColumn(ctx)}, ${tickedColumn}
    from access_state_on(${ctx.today}) s
      join organisation o on o.id = s.organisation_id
      join user_account u on u.id = s.user_id
      left join provisioning_record r on r.organisation_id = s.organisation_id and r.user_id = s.user_id
        and r.connector = s.connector
    where ${withinReach(ctx)} and (${filter.kind}::text is null or s.kind = ${filter.kind})
      and (${filter.q} = '' or u.name ilike ${like} or o.name ilike ${like})
      and (${filter.after}::text is null or ${place} > ${filter.after} collate "C")
    order by ${place} limit ${filter.limit + 1}`.execute(db(ctx))
  const shown = rows.slice(0, filter.limit)
  return {
    items: shown.map(({ place: _place, ticked, ...access }) => ({
      ...access,
      ticked: ticked && { ...ticked, at: new Date(ticked.at) },
    })),
    next: rows.length > filter.limit ? (shown.at(-1)?.place ?? null) : null,
  }
}

/** How many accesses stand where. */
export async function countAccesses(ctx: Context): Promise<Partial<Record<StateKind, number>>> {
  const { rows } = await sql<{ kind: StateKind; count: number }>`
    select s.kind, count(*)::int as count from access_state_on(${ctx.today}) s
    where ${withinReach(ctx)} group by s.kind`.execute(db(ctx))
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]))
}
