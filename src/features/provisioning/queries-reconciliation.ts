import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { GrantTarget } from '../access/index.ts'
import type { PausedCode } from './connectors/connector.ts'
import type { TeamAccess } from './domain.ts'
import type { FindingKind, Remedy } from './domain-reconciliation.ts'
import type { RecordState } from './domain-states.ts'
import { type FindingState, isNews } from './store/findings.ts'

/** A target as operations see it: whether it is on pause, and what reconciliation may do there. */
export interface ShownTarget {
  readonly connector: GrantTarget
  readonly pausedCode: PausedCode | null
  readonly pausedSince: Date | null
  readonly nextProbeAt: Date | null
  readonly unmanaged: 'report' | 'remove'
  readonly brakePercent: number
  readonly brakeNumber: number
  /** Accesses that should be closed and are not proven so. */
  readonly lateClosings: number
  readonly sessionHours: number | null
  readonly sessionExtends: boolean | null
  readonly accepted: readonly { readonly accountId: string; readonly username: string; readonly by: string }[]
}

/** The targets that have a connection, or have had one. */
export async function listTargets(
  ctx: Pick<Context, 'tx'>,
  connected: readonly GrantTarget[],
): Promise<ShownTarget[]> {
  const { rows } = await sql<ShownTarget>`
    select c.connector, t.paused_code as "pausedCode", t.paused_since as "pausedSince",
      t.next_probe_at as "nextProbeAt", coalesce(t.unmanaged, 'report') as unmanaged,
      coalesce(t.brake_percent, 10) as "brakePercent", coalesce(t.brake_number, 20) as "brakeNumber",
      t.session_hours as "sessionHours", t.session_extends as "sessionExtends",
      (select count(*)::int from provisioning_record r where r.connector = c.connector and r.presence = 'absent'
        and r.state in ('failed', 'held', 'paused')) as "lateClosings",
      coalesce((select json_agg(json_build_object('accountId', m.account_id, 'username', m.username,
          'by', m.accepted_by_name) order by m.username)
        from accepted_member m where m.connector = c.connector), '[]') as accepted
    from (select unnest(${connected}::text[]) as connector union select connector from provisioning_target where connector <> 'manual' union select connector
        from provisioning_record where connector <> 'manual' union select connector from reconciliation) c
      left join provisioning_target t using (connector)
    order by c.connector`.execute(db(ctx))
  return rows
}

/** One look at a target as it is shown. */
export interface ShownRun {
  readonly id: string
  readonly connector: GrantTarget
  readonly kind: 'quick' | 'full'
  readonly isDryRun: boolean
  readonly askedBy: 'clock' | 'person'
  readonly askedByName: string
  readonly askedAt: Date
  readonly state: 'waiting' | 'reading' | 'done' | 'aborted'
  readonly startedAt: Date | null
  readonly endedAt: Date | null
  readonly placesRead: number
  readonly placesTotal: number | null
  readonly accountsRead: number
  readonly accountsTotal: number | null
  readonly people: number | null
  readonly underWay: number | null
  readonly skewSeconds: number | null
  readonly abortedCode: string | null
  readonly abortedFacts: Readonly<Record<string, string | number | boolean>> | null
  readonly brake: 'none' | 'held' | 'approved' | 'rejected'
  readonly brakeDecidedByName: string | null
  readonly brakeDecidedAt: Date | null
  /** How many things of each kind, and how many accounts wait for an operator. */
  readonly found: Readonly<Partial<Record<FindingKind, number>>>
  /** People about whom something was found. */
  readonly affected: number
  readonly held: number
}

const runColumns = sql`n.id, n.connector, n.kind, n.is_dry_run as "isDryRun", n.asked_by as "askedBy",
  n.asked_by_name as "askedByName", n.asked_at as "askedAt", n.state, n.started_at as "startedAt",
  n.ended_at as "endedAt", n.places_read as "placesRead", n.places_total as "placesTotal",
  n.accounts_read as "accountsRead", n.accounts_total as "accountsTotal", n.people, n.under_way as "underWay",
  n.skew_seconds as "skewSeconds", n.aborted_code as "abortedCode", n.aborted_facts as "abortedFacts", n.brake,
  n.brake_decided_by_name as "brakeDecidedByName", n.brake_decided_at as "brakeDecidedAt",
  coalesce((select json_object_agg(k.kind, k.count) from (
    select f.kind, count(*)::int as count from reconciliation_finding f where f.reconciliation_id = n.id
    group by f.kind) k), '{}') as found,
  (select count(distinct (f.organisation_id, f.user_id))::int from reconciliation_finding f
    where f.reconciliation_id = n.id and f.user_id is not null) as affected,
  (select count(distinct f.account_id)::int from reconciliation_finding f
    where f.reconciliation_id = n.id and f.state = 'held') as held`

export interface RunFilter {
  readonly connector?: GrantTarget
  /** Shown after this one. */
  readonly after?: string
  readonly limit: number
  /** Leaves out what the clock looked at without anything to do; the latest stays. */
  readonly onlyTelling?: boolean
}

/** Runs, newest first. */
export async function listRuns(ctx: Pick<Context, 'tx'>, filter: RunFilter): Promise<ShownRun[]> {
  const { rows } = await sql<ShownRun>`
    select ${runColumns} from reconciliation n
    where (${filter.connector ?? null}::text is null or n.connector = ${filter.connector ?? null})
      and (${filter.after ?? null}::uuid is null or (n.asked_at, n.id) < (
        select b.asked_at, b.id from reconciliation b where b.id = ${filter.after ?? null}::uuid))
      and (not ${filter.onlyTelling ?? false} or n.asked_by = 'person' or n.kind = 'full' or n.state <> 'done'
        or n.brake <> 'none' or exists (
          select from reconciliation_finding f where f.reconciliation_id = n.id and ${isNews})
        or n.id = (select l.id from reconciliation l where l.connector = n.connector and l.state = 'done'
          and not l.is_dry_run order by l.asked_at desc, l.id desc limit 1))
    order by n.asked_at desc, n.id desc limit ${filter.limit}`.execute(db(ctx))
  return rows
}

/** What each target is about now: its run under way, the last whole one, the last that ended, and one that is held. */
export async function listStandingRuns(ctx: Pick<Context, 'tx'>): Promise<ShownRun[]> {
  const latest = (which: RawBuilder<boolean>) => sql`
    (select distinct on (connector) id from reconciliation where ${which} and not is_dry_run
      order by connector, asked_at desc, id desc)`
  const { rows } = await sql<ShownRun>`
    select ${runColumns} from reconciliation n where n.id in (
      ${latest(sql`state = 'done'`)} union ${latest(sql`state in ('done', 'aborted')`)}
      union select id from reconciliation where state in ('waiting', 'reading') or brake = 'held')
    order by n.asked_at desc, n.id desc`.execute(db(ctx))
  return rows
}

export async function findRun(ctx: Pick<Context, 'tx'>, id: string): Promise<ShownRun | null> {
  const { rows } = await sql<ShownRun>`
    select ${runColumns} from reconciliation n where n.id = ${id}::uuid`.execute(db(ctx))
  return rows[0] ?? null
}

export interface ShownFinding {
  readonly runId: string
  readonly number: number
  readonly kind: FindingKind
  readonly remedy: Remedy
  readonly state: FindingState
  readonly organisationId: number | null
  readonly organisationName: string | null
  readonly userId: string | null
  readonly userName: string | null
  readonly accountId: string | null
  readonly username: string | null
  readonly places: readonly TeamAccess[]
  readonly facts: Readonly<Record<string, string | number | boolean>>
  readonly decidedByName: string | null
  /** How the person's access stands now. */
  readonly recordState: RecordState | null
}

const findings = sql`
    select f.reconciliation_id as "runId", f.number, f.kind, f.remedy, f.state, f.organisation_id as "organisationId",
      o.short_name as "organisationName", f.user_id as "userId", f.user_name as "userName",
      f.account_id as "accountId", f.username, f.places, f.facts, f.decided_by_name as "decidedByName",
      r.state as "recordState"
    from reconciliation_finding f
      join reconciliation n on n.id = f.reconciliation_id
      left join organisation o on o.id = f.organisation_id
      left join provisioning_record r on r.organisation_id = f.organisation_id and r.user_id = f.user_id
        and r.connector = n.connector`

/** What a run found, what is dangerous first. */
export async function listFindings(
  ctx: Pick<Context, 'tx'>,
  runId: string,
  { after = 0, limit }: { after?: number; limit: number },
): Promise<ShownFinding[]> {
  const { rows } = await sql<ShownFinding>`
    ${findings} where f.reconciliation_id = ${runId}::uuid and f.number > ${after}
    order by f.number limit ${limit}`.execute(db(ctx))
  return rows
}

/** The first so many findings of each run, by the run. */
export async function listFirstFindings(
  ctx: Pick<Context, 'tx'>,
  runIds: readonly string[],
  limit: number,
): Promise<ReadonlyMap<string, readonly ShownFinding[]>> {
  const { rows } = await sql<ShownFinding>`
    ${findings} where f.reconciliation_id = any (${runIds}::uuid[]) and f.number <= ${limit}
    order by f.number`.execute(db(ctx))
  return Map.groupBy(rows, ({ runId }) => runId)
}

/** Removals that wait for an operator, or that one has decided on. */
export interface ShownHold {
  readonly id: string
  readonly connector: GrantTarget
  /** Who still waits. */
  readonly people: number
  readonly ofPeople: number
  readonly heldAt: Date
  readonly decision: 'approved' | 'rejected' | null
  readonly decidedAt: Date | null
  readonly decidedByName: string | null
  readonly names: readonly string[]
}

/** Names of those it is about, so many of them. */
const mostNames = 60

/** Holds, each with who still waits under it: held back, and due all the same. */
const holds = (ctx: Pick<Context, 'today'>) => sql`
  with waiting as (
    select w.hold_id, u.name || ', ' || o.short_name as name,
      row_number() over (partition by w.hold_id order by o.short_name, u.name) as place
    from held_removal(${ctx.today}) w join user_account u on u.id = w.user_id
      join organisation o on o.id = w.organisation_id)
  select h.id, h.connector, coalesce(one.people, 0) as people, h.of_people as "ofPeople", h.held_at as "heldAt",
    h.decision, h.decided_at as "decidedAt", h.decided_by_name as "decidedByName", coalesce(one.names, '[]') as names
  from removal_hold h left join (
    select hold_id, count(*)::int as people, json_agg(name order by place) filter (where place <= ${mostNames}) as names
    from waiting group by hold_id) one on one.hold_id = h.id`

/** Those an operator can decide on. */
export async function listHolds(ctx: Pick<Context, 'tx' | 'today'>): Promise<ShownHold[]> {
  const { rows } = await sql<ShownHold>`
    ${holds(ctx)} where one.people > 0 order by h.held_at desc limit 20`.execute(db(ctx))
  return rows
}

export async function findHold(ctx: Pick<Context, 'tx' | 'today'>, id: string): Promise<ShownHold | null> {
  const { rows } = await sql<ShownHold>`${holds(ctx)} where h.id = ${id}::uuid`.execute(db(ctx))
  return rows[0] ?? null
}
