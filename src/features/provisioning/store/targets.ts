import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantTarget } from '../../access/index.ts'
import type { PausedCode } from '../connectors/connector.ts'
import { type TargetState, wellTarget } from '../domain-breaker.ts'
import { type BrakeRule, usualBrake } from '../domain-guards.ts'
import type { Survey } from '../domain-survey.ts'

/** How long one prober has the target to itself. */
const probeFor = 60_000

type Asking = Pick<Context, 'tx' | 'now'>

/** How a target stands, and how many workers are at it. */
export async function findTarget(
  ctx: Asking,
  connector: GrantTarget,
): Promise<TargetState & { readonly atWork: number }> {
  const { rows } = await sql<TargetState & { atWork: number }>`
    select t.paused_code as "pausedCode", t.next_probe_at as "nextProbeAt", t.quiet_until as "quietUntil",
      t.slow_until as "slowUntil", t.failures,
      case when t.slow_until > ${ctx.now} then (
        select count(*)::int from provisioning_record r
        where r.connector = t.connector and r.claimed_until > ${ctx.now}) else 0 end as "atWork"
    from provisioning_target t where t.connector = ${connector}`.execute(db(ctx))
  return rows[0] ?? { ...wellTarget, atWork: 0 }
}

const ensured = (ctx: Asking, connector: GrantTarget) =>
  sql`insert into provisioning_target (connector) values (${connector}) on conflict do nothing`.execute(
    db(ctx),
  )

/** @returns whether the caller is the one who asks the target how it is; nobody else does meanwhile */
export async function claimProbe(ctx: Asking, connector: GrantTarget): Promise<boolean> {
  await ensured(ctx, connector)
  const { numAffectedRows } = await sql`
    update provisioning_target set probing_until = ${new Date(ctx.now.getTime() + probeFor)}
    where connector = ${connector} and coalesce(probing_until <= ${ctx.now}, true)
      and (paused_code is null or next_probe_at <= ${ctx.now})`.execute(db(ctx))
  return numAffectedRows === 1n
}

/** @returns since when it has been paused, before this and now */
export async function savePaused(
  ctx: Asking,
  connector: GrantTarget,
  pause: { code: PausedCode; nextProbeAt(attempt: number): Date },
): Promise<{ wasPaused: boolean; nextProbeAt: Date }> {
  const { rows } = await sql<{ attempt: number; code: string | null }>`
    select probe_attempt as attempt, paused_code as code from provisioning_target
    where connector = ${connector} for update`.execute(db(ctx))
  const attempt = (rows[0]?.attempt ?? 0) + 1
  const nextProbeAt = pause.nextProbeAt(attempt)
  await sql`
    update provisioning_target set paused_code = ${pause.code}, paused_since = coalesce(paused_since, ${ctx.now}),
      probe_attempt = ${attempt}, next_probe_at = ${nextProbeAt}, probing_until = null, failures = 0
    where connector = ${connector}`.execute(db(ctx))
  return { wasPaused: Boolean(rows[0]?.code), nextProbeAt }
}

/** All well again: whoever waits for the target is due at once. @returns since when it was paused; null when it was not */
export async function saveWell(ctx: Asking, connector: GrantTarget): Promise<Date | null> {
  const { rows } = await sql<{ since: Date | null }>`
    select paused_since as since from provisioning_target where connector = ${connector} for update`.execute(
    db(ctx),
  )
  const since = rows[0]?.since ?? null
  await sql`
    update provisioning_target set paused_code = null, paused_since = null, next_probe_at = null, probe_attempt = 0,
      probing_until = null, failures = 0
    where connector = ${connector}`.execute(db(ctx))
  if (since)
    await sql`
      update provisioning_record set next_attempt_at = ${ctx.now}
      where connector = ${connector} and state = 'paused'`.execute(db(ctx))
  return since
}

/** Somebody got through: the row is written only where there was something to forget. */
export async function forgetFailures(ctx: Asking, connector: GrantTarget): Promise<void> {
  await sql`
    update provisioning_target set failures = 0 where connector = ${connector} and failures > 0`.execute(
    db(ctx),
  )
}

/** @returns how many in a row now */
export async function countFailure(ctx: Asking, connector: GrantTarget): Promise<number> {
  await ensured(ctx, connector)
  const { rows } = await sql<{ failures: number }>`
    update provisioning_target set failures = failures + 1 where connector = ${connector} returning failures`.execute(
    db(ctx),
  )
  return rows[0]?.failures ?? 0
}

export async function saveSlowed(
  ctx: Asking,
  connector: GrantTarget,
  { quietUntil, slowUntil }: { quietUntil: Date; slowUntil: Date },
): Promise<void> {
  await ensured(ctx, connector)
  await sql`
    update provisioning_target set quiet_until = greatest(quiet_until, ${quietUntil}),
      slow_until = greatest(slow_until, ${slowUntil})
    where connector = ${connector}`.execute(db(ctx))
}

/** What a whole reading found out about the server itself. */
export async function saveRead(
  ctx: Asking,
  connector: GrantTarget,
  sessions: Survey['sessions'],
): Promise<void> {
  await ensured(ctx, connector)
  await sql`
    update provisioning_target set session_hours = ${sessions?.hours ?? null},
      session_extends = ${sessions?.extends ?? null}, read_at = ${ctx.now}
    where connector = ${connector}`.execute(db(ctx))
}

/** What reconciliation does at a target, as KOMBIT has set it. */
export interface TargetRules {
  readonly unmanaged: 'report' | 'remove'
  readonly brake: BrakeRule
}

export const usualRules: TargetRules = { unmanaged: 'report', brake: usualBrake }

export async function findRules(
  ctx: Pick<Context, 'tx'>,
  connector: GrantTarget,
  forUpdate = false,
): Promise<TargetRules> {
  const { rows } = await sql<{ unmanaged: TargetRules['unmanaged']; percent: number; number: number }>`
    select unmanaged, brake_percent as percent, brake_number as number from provisioning_target
    where connector = ${connector} ${forUpdate ? sql`for update` : sql``}`.execute(db(ctx))
  const row = rows[0]
  return row ? { unmanaged: row.unmanaged, brake: { percent: row.percent, number: row.number } } : usualRules
}

export async function saveRules(
  ctx: Pick<Context, 'tx'>,
  connector: GrantTarget,
  { unmanaged, brake }: TargetRules,
): Promise<void> {
  await sql`
    insert into provisioning_target (connector, unmanaged, brake_percent, brake_number)
    values (${connector}, ${unmanaged}, ${brake.percent}, ${brake.number})
    on conflict (connector) do update set unmanaged = excluded.unmanaged, brake_percent = excluded.brake_percent,
      brake_number = excluded.brake_number`.execute(db(ctx))
}

/** How long a session that is open now can live; null where nobody has read it. */
export async function findSessions(
  ctx: Pick<Context, 'tx'>,
  connector: GrantTarget,
): Promise<Survey['sessions']> {
  const { rows } = await sql<{ hours: number; extends: boolean }>`
    select session_hours as hours, coalesce(session_extends, false) as extends from provisioning_target
    where connector = ${connector} and session_hours is not null`.execute(db(ctx))
  return rows[0] ?? null
}
