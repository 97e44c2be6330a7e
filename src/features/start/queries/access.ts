import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { ConnectorName } from '../../roles/index.ts'
import type { AccessStanding, RecordState } from '../domain.ts'

export interface OwnRole extends AccessStanding {
  readonly roleId: string
  readonly name: string
  readonly isPrimary: boolean
  readonly startsOn: CivilDay
  readonly opensDoors: boolean
}

/** A role may open several servers: told of is the one that needs most. Not begun is as being prepared. */
const byNeed = ['held', 'failed', 'paused', 'waitingManual', 'preparing', 'active']

/** The roles the actor holds today, each with where its access stands; one statement. */
export async function listOwnRoles(ctx: Context): Promise<OwnRole[]> {
  const { id, organisationId } = ctx.actor
  const { rows } = await sql<OwnRole>`
    select distinct on (r.name, a.id) r.id as "roleId", r.name, a.is_primary as "isPrimary", a.starts_on as "startsOn",
      d.connector is not null as "opensDoors", p.state, p.active_since as "activeSince",
      p.next_attempt_at as "nextAttemptAt"
    from assignment a
      join role r on r.id = a.role_id
      left join role_access d on d.role_id = r.id
      left join provisioning_record p on p.organisation_id = a.organisation_id and p.user_id = a.user_id
        and p.connector = d.connector
    where a.organisation_id = ${organisationId} and a.user_id = ${id}::uuid and a.ended_at is null
      and a.starts_on <= ${ctx.today}::date and (a.ends_before is null or a.ends_before > ${ctx.today}::date)
    order by r.name, a.id, array_position(${byNeed}::text[], coalesce(p.state, case when d.connector is not null then 'preparing' end))`.execute(
    db(ctx),
  )
  return rows
}

export interface ProvisioningOverview {
  readonly waitingManual: number
  readonly failed: number
  readonly held: number
  readonly paused: number
  readonly preparing: number
  readonly active: number
  /** Doors that should be closed and are not proven so (A2). */
  readonly lateClosings: number
  /** When Mattermost last proved an access or its end by a reading. */
  readonly lastProofAt: Date | null
  /** Roles in rounds of confirmation that wait for operations to decide (C4). */
  readonly heldRoles: number
  /** Targets left alone because they are out of order, and since when. */
  readonly pausedTargets: readonly {
    readonly connector: ConnectorName
    readonly code: string
    readonly since: string
  }[]
  /** People whose removal from a target waits for operations: the brake. */
  readonly heldRemovals: number
  /** The last whole reconciliation of every target, by the one that has waited longest, and how many things did not agree. */
  readonly reconciledAt: Date | null
  readonly differences: number
}

/** The whole queue in numbers; one statement. */
export async function findProvisioningOverview(ctx: Context): Promise<ProvisioningOverview> {
  const { rows } = await sql<ProvisioningOverview>`
    with latest as (
      select distinct on (connector) id, ended_at from reconciliation where state = 'done' and not is_dry_run
      order by connector, asked_at desc, id desc)
    select (count(*) filter (where state = 'waitingManual'))::int as "waitingManual",
      (count(*) filter (where state = 'failed'))::int as failed, (count(*) filter (where state = 'held'))::int as held,
      (count(*) filter (where state = 'paused'))::int as paused,
      (count(*) filter (where state = 'preparing'))::int as preparing,
      (count(*) filter (where state = 'active'))::int as active,
      (count(*) filter (where presence = 'absent' and state in ('failed', 'held', 'paused')))::int as "lateClosings",
      max(verified_at) filter (where connector <> 'manual') as "lastProofAt",
      (select count(*)::int from certification_round_role where brake = 'held') as "heldRoles",
      (select coalesce(json_agg(json_build_object('connector', connector, 'code', paused_code, 'since', paused_since)
          order by connector), '[]')
        from provisioning_target where paused_code is not null) as "pausedTargets",
      (select count(distinct f.account_id)::int from reconciliation_finding f where f.state = 'held')
        + (select count(*)::int from held_removal(${ctx.today}) where decision is null) as "heldRemovals",
      (select min(ended_at) from latest) as "reconciledAt",
      (select count(*)::int from reconciliation_finding where reconciliation_id in (select id from latest))
        as differences
    from provisioning_record`.execute(db(ctx))
  const row = rows[0]
  if (!row) throw new Error('An aggregate without a row')
  return row
}

export interface StuckAccess {
  readonly userName: string
  readonly municipality: string
  readonly state: RecordState
  readonly presence: 'present' | 'absent'
  readonly updatedAt: Date
}

/** Those that wait for a human, the longest wait first. */
export async function listStuckAccess(ctx: Context, limit: number): Promise<StuckAccess[]> {
  const { rows } = await sql<StuckAccess>`
    select u.name as "userName", o.short_name as municipality, r.state, r.presence, r.updated_at as "updatedAt"
    from provisioning_record r
      join user_account u on u.id = r.user_id
      join organisation o on o.id = r.organisation_id
    where r.state in ('held', 'waitingManual')
    order by r.state <> 'held', r.updated_at, r.user_id limit ${limit}`.execute(db(ctx))
  return rows
}
