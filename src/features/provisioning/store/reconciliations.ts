import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantTarget } from '../../access/index.ts'
import type { SurveyProgress } from '../connectors/surveyor.ts'
import { keptFor } from '../domain-kept.ts'
import { isNews } from './findings.ts'

/** What a run is to do. */
export interface ReconciliationWish {
  readonly connector: GrantTarget
  /** Full: also accounts that were closed long ago. */
  readonly kind: 'quick' | 'full'
  readonly isDryRun: boolean
  /** An operator has said that lists which look cut off are right. */
  readonly trustsGaps: boolean
  readonly askedBy: 'clock' | 'person'
}

/** How long a run has itself to itself; renewed as it goes on. */
const claimFor = 120_000

/** How long one may wait for a worker. */
const waitsFor = 600_000

const claimedUntil = ({ now }: Pick<Context, 'now'>): Date => new Date(now.getTime() + claimFor)

/** Ends runs whose worker is gone, so that the next one can begin. @returns their ids */
export async function abortLost(ctx: Context): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update reconciliation set state = 'aborted', aborted_code = 'lost', ended_at = ${ctx.now}
    where state = 'reading' and claimed_until <= ${ctx.now}
      or state = 'waiting' and asked_at <= ${new Date(ctx.now.getTime() - waitsFor)}
    returning id`.execute(db(ctx))
  return rows.map(({ id }) => id)
}

/** @returns the new run's id; null when one is under way at the target */
export async function insertReconciliation(ctx: Context, wish: ReconciliationWish): Promise<string | null> {
  const id = ctx.newId()
  const { rows } = await sql<{ id: string }>`
    insert into reconciliation (id, connector, kind, is_dry_run, trusts_gaps, asked_by, asked_by_name, asked_at, state)
    values (${id}::uuid, ${wish.connector}, ${wish.kind}, ${wish.isDryRun}, ${wish.trustsGaps}, ${wish.askedBy},
      ${ctx.actor.name}, ${ctx.now}, 'waiting')
    on conflict (connector) where state in ('waiting', 'reading') do nothing returning id`.execute(db(ctx))
  return rows[0]?.id ?? null
}

export interface RunRow extends Pick<ReconciliationWish, 'connector' | 'kind' | 'isDryRun' | 'trustsGaps'> {
  readonly id: string
  readonly startedAt: Date
}

/** Takes a waiting run up. Null when another worker has it, or it is over. */
export async function takeReconciliation(ctx: Context, id: string): Promise<RunRow | null> {
  const { rows } = await sql<RunRow>`
    update reconciliation set state = 'reading', started_at = ${ctx.now}, claimed_until = ${claimedUntil(ctx)}
    where id = ${id}::uuid and state = 'waiting'
    returning id, connector, kind, is_dry_run as "isDryRun", trusts_gaps as "trustsGaps",
      started_at as "startedAt"`.execute(db(ctx))
  return rows[0] ?? null
}

/** @returns false when the run is no longer ours */
export async function saveProgress(ctx: Context, id: string, progress: SurveyProgress): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update reconciliation set claimed_until = ${claimedUntil(ctx)}, places_read = ${progress.placesRead},
      places_total = ${progress.placesTotal}, accounts_read = ${progress.accountsRead},
      accounts_total = ${progress.accountsTotal}
    where id = ${id}::uuid and state = 'reading'`.execute(db(ctx))
  return numAffectedRows === 1n
}

/** The run, locked until the transaction ends; false when it is over already. */
export async function lockRunning(ctx: Context, id: string): Promise<boolean> {
  const { rows } = await sql`
    select from reconciliation where id = ${id}::uuid and state = 'reading' for update`.execute(db(ctx))
  return rows.length > 0
}

export interface RunResult {
  readonly people: number
  readonly underWay: number
  readonly skewSeconds: number
  readonly isBraked: boolean
}

export async function saveDone(ctx: Context, id: string, result: RunResult): Promise<void> {
  await sql`
    update reconciliation set state = 'done', ended_at = ${ctx.now}, claimed_until = null, people = ${result.people},
      under_way = ${result.underWay}, skew_seconds = ${result.skewSeconds},
      brake = ${result.isBraked ? 'held' : 'none'}
    where id = ${id}::uuid`.execute(db(ctx))
}

/** @returns whether the run before it at the same target ended in the same way: then it is no news */
export async function saveAborted(
  ctx: Context,
  id: string,
  { code, facts }: { code: string; facts: object },
): Promise<boolean> {
  await sql`
    update reconciliation set state = 'aborted', ended_at = ${ctx.now}, claimed_until = null, aborted_code = ${code},
      aborted_facts = ${JSON.stringify(facts)}::jsonb
    where id = ${id}::uuid and state in ('waiting', 'reading')`.execute(db(ctx))
  const { rows } = await sql<{ code: string | null }>`
    select before.aborted_code as code from reconciliation r join reconciliation before
      on before.connector = r.connector and before.asked_at < r.asked_at and before.state in ('done', 'aborted')
    where r.id = ${id}::uuid order by before.asked_at desc, before.id desc limit 1`.execute(db(ctx))
  return rows[0]?.code === code
}

/** Forgets old runs, but never one that waits for a decision. */
export async function forgetOldRuns(ctx: Context): Promise<void> {
  const before = (days: number) => new Date(ctx.now.getTime() - days * 86_400_000)
  await sql`
    delete from reconciliation r where r.state in ('done', 'aborted') and r.brake <> 'held'
      and (r.asked_at < ${before(keptFor.days)} or (r.asked_at < ${before(keptFor.quietDays)}
        and r.asked_by = 'clock' and r.kind = 'quick' and not exists (
          select from reconciliation_finding f where f.reconciliation_id = r.id and ${isNews})))`.execute(
    db(ctx),
  )
}

/** An operator's word on what a run would take away. @returns the target; null when nothing waits */
export async function saveBrakeDecision(
  ctx: Context,
  id: string,
  decision: 'approved' | 'rejected',
): Promise<GrantTarget | null> {
  const { rows } = await sql<{ connector: GrantTarget }>`
    update reconciliation set brake = ${decision}, brake_decided_at = ${ctx.now},
      brake_decided_by_name = ${ctx.actor.name}
    where id = ${id}::uuid and brake = 'held' returning connector`.execute(db(ctx))
  return rows[0]?.connector ?? null
}

/**
 * A newer run knows better: what earlier ones held is held by it, or is no longer so.
 * @returns whether anything was held before
 */
export async function supersedeHeld(ctx: Context, connector: GrantTarget, runId: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    update reconciliation set brake = 'none'
    where connector = ${connector} and brake = 'held' and id <> ${runId}::uuid returning id`.execute(db(ctx))
  if (rows.length > 0)
    await sql`
      update reconciliation_finding set state = 'outdated'
      where reconciliation_id = any (${rows.map(({ id }) => id)}::uuid[]) and state = 'held'`.execute(db(ctx))
  return rows.length > 0
}
