import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { GrantTarget } from '../access/index.ts'
import type { StateKind } from './domain-states.ts'
import type { LastError } from './store/record-row.ts'

export interface AccessInList {
  readonly organisationId: number
  readonly organisationName: string
  readonly userId: string
  readonly userName: string
  readonly connector: GrantTarget
  readonly epoch: number
  readonly open: boolean
  readonly kind: StateKind
  readonly since: Date | null
  readonly nextAttemptAt: Date | null
  readonly error: LastError | null
  readonly changedAt: Date | null
}

export interface AccessFilter {
  readonly kind: StateKind | null
  readonly q: string
  /** Shown after this one: '<organisation>:<user>:<connector>', or null for the first page. */
  readonly after: string | null
  readonly limit: number
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** The accesses within reach, by municipality and person. Own municipality, or all for the central body. */
export async function listAccesses(ctx: Context, filter: AccessFilter): Promise<AccessInList[]> {
  const reach =
    ctx.actor.side === 'central' ? sql`true` : sql`s.organisation_id = ${ctx.actor.organisationId}`
  const like = `%${escaped(filter.q)}%`
  const { rows } = await sql<AccessInList>`
    select s.organisation_id as "organisationId", o.short_name as "organisationName", s.user_id as "userId",
      u.name as "userName", s.connector, s.epoch, s.open, s.kind, s.since, s.next_attempt_at as "nextAttemptAt",
      s.error, s.changed_at as "changedAt"
    from access_state_on(${ctx.today}) s
      join organisation o on o.id = s.organisation_id
      join user_account u on u.id = s.user_id
    where ${reach} and (${filter.kind}::text is null or s.kind = ${filter.kind})
      and (${filter.q} = '' or u.name ilike ${like} or o.name ilike ${like})
      and (${filter.after}::text is null
        or (lpad(s.organisation_id::text, 10, '0') || ':' || s.user_id || ':' || s.connector) collate "C" > ${filter.after} collate "C")
    order by (lpad(s.organisation_id::text, 10, '0') || ':' || s.user_id || ':' || s.connector) collate "C"
    limit ${filter.limit}`.execute(db(ctx))
  return rows
}

/** The place of an access in the list, for the next page. */
export const cursorOf = (access: AccessInList): string =>
  `${String(access.organisationId).padStart(10, '0')}:${access.userId}:${access.connector}`

/** How many accesses stand where. */
export async function countAccesses(ctx: Context): Promise<Partial<Record<StateKind, number>>> {
  const reach =
    ctx.actor.side === 'central' ? sql`true` : sql`s.organisation_id = ${ctx.actor.organisationId}`
  const { rows } = await sql<{ kind: StateKind; count: number }>`
    select s.kind, count(*)::int as count from access_state_on(${ctx.today}) s where ${reach} group by s.kind`.execute(
    db(ctx),
  )
  return Object.fromEntries(rows.map((row) => [row.kind, row.count]))
}
