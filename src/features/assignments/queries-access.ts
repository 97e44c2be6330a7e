import { sql } from 'kysely'
import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { ConnectorName } from '../roles/index.ts'
import type { AccessState, AccessStates, ShownAccess } from './domain.ts'
import { checkReaches } from './policy.ts'
import { inForce, withUser } from './queries.ts'

/** Where somebody's access stands, as the database tells it. */
export interface AccessRow {
  readonly key: string
  readonly connector: ConnectorName
  readonly kind: 'preparing' | 'active' | 'awaitingManual' | 'failed' | 'held' | 'closing' | 'closed'
  readonly since: Date | null
  readonly nextAttemptAt: Date | null
  readonly updatedAt: Date | null
  readonly faultCode: string | null
}

export function shownAccess(row: AccessRow, now: Date): ShownAccess {
  const fault =
    row.kind === 'failed' && row.updatedAt ? { code: row.faultCode ?? '', at: row.updatedAt } : null
  return { state: accessState(row, now), fault, connector: null }
}

function accessState(row: AccessRow, now: Date): AccessState {
  const day = civilDayOf(row.since ?? row.updatedAt ?? new Date(0))
  switch (row.kind) {
    case 'active':
      return { kind: 'active', since: day }
    case 'closed':
      return { kind: 'closed', on: day }
    case 'failed':
      return {
        kind: 'failed',
        retryAt: row.nextAttemptAt && row.nextAttemptAt > now ? row.nextAttemptAt : null,
      }
    default:
      return { kind: row.kind }
  }
}

/** What needs most first. */
const byNeed: readonly AccessRow['kind'][] = [
  'held',
  'failed',
  'awaitingManual',
  'closing',
  'preparing',
  'closed',
  'active',
]

/**
 * By key; of several accesses, as where a role opens two servers, the one that needs most stands for all, and says which
 * it is unless all stand alike; what is done by hand says so itself.
 */
export function statesOf(rows: readonly AccessRow[], now: Date): AccessStates {
  const ofKeys = Map.groupBy(rows, ({ key }) => key)
  return new Map(
    [...ofKeys].flatMap(([key, own]): [string, ShownAccess][] => {
      const [first] = own.toSorted((one, other) => byNeed.indexOf(one.kind) - byNeed.indexOf(other.kind))
      if (!first) return []
      const isClear = first.connector === 'manual' || own.every(({ kind }) => kind === first.kind)
      return [[key, { ...shownAccess(first, now), connector: isClear ? null : first.connector }]]
    }),
  )
}

/** Somebody who holds a role today, and where the access it opens stands. */
export type HolderAccess = ShownAccess & { readonly name: string }

/**
 * The holders of a role in a municipality whose access something is known of, the primary one first. One query.
 * @throws NotFound when the municipality is beyond the actor's reach
 */
export async function listHolderAccesses(
  ctx: Context,
  organisationId: number,
  roleId: string,
): Promise<HolderAccess[]> {
  checkReaches(ctx.actor, organisationId)
  const { rows } = await sql<AccessRow & { readonly name: string }>`
    select a.user_id as key, s.connector, coalesce(u.name, a.user_name) as name, s.kind, s.since, s.next_attempt_at as "nextAttemptAt",
      s.changed_at as "updatedAt", s.error ->> 'code' as "faultCode"
    from ${withUser} join access_state_on(${ctx.today}) s
      on s.organisation_id = a.organisation_id and s.user_id = a.user_id
        and s.connector in (select connector from role_access where role_id = a.role_id)
    where a.organisation_id = ${organisationId} and a.role_id = ${roleId}::uuid and ${inForce(ctx)}
    order by a.is_primary desc, a.starts_on, name, a.id, s.connector`.execute(db(ctx))
  return rows.map((row) => ({ name: row.name, ...shownAccess(row, ctx.now) }))
}

/** Where the actor's own access stands, by role id. */
export async function findOwnAccessStates(ctx: Context): Promise<AccessStates> {
  const { rows } = await sql<AccessRow>`
    select d.role_id as key, s.connector, s.kind, s.since, s.next_attempt_at as "nextAttemptAt", s.changed_at as "updatedAt",
      s.error ->> 'code' as "faultCode"
    from access_state_on(${ctx.today}) s join role_access d on d.connector = s.connector
    where s.organisation_id = ${ctx.actor.organisationId} and s.user_id = ${ctx.actor.id}::uuid`.execute(
    db(ctx),
  )
  return statesOf(rows, ctx.now)
}
