import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantKey } from '../../access/index.ts'
import type { StepResult } from '../connectors/connector.ts'
import type { StepName } from '../domain.ts'
import { ofKey } from './record-row.ts'

/** How a step ended; what an operator has ticked off meanwhile stays ticked off. */
export async function saveStep(
  ctx: Context,
  key: GrantKey,
  step: { epoch: number; name: StepName; state: StepResult['outcome'] },
): Promise<void> {
  await sql`
    insert into provisioning_step (organisation_id, user_id, connector, epoch, step, state, at)
    values (${key.organisationId}, ${key.userId}::uuid, ${key.connector}, ${step.epoch}, ${step.name}, ${step.state},
      ${ctx.now})
    on conflict (organisation_id, user_id, connector, epoch, step) do update set state = excluded.state, at = excluded.at
      where provisioning_step.ticked_by is null`.execute(db(ctx))
}

export interface Tick extends GrantKey {
  readonly epoch: number
  readonly step: StepName
}

/** Operators' word that steps are done, in one statement. A step that was ticked off already keeps its first tick. */
export async function insertTicks(ctx: Context, ticks: readonly Tick[]): Promise<void> {
  await sql`
    insert into provisioning_step (organisation_id, user_id, connector, epoch, step, state, at, ticked_by, ticked_by_name)
    select organisation_id, user_id, connector, epoch, step, 'done', ${ctx.now}, ${ctx.actor.id}::uuid, ${ctx.actor.name}
    from unnest(${ticks.map((tick) => tick.organisationId)}::int[], ${ticks.map((tick) => tick.userId)}::uuid[],
      ${ticks.map((tick) => tick.connector)}::text[], ${ticks.map((tick) => tick.epoch)}::int[],
      ${ticks.map((tick) => tick.step)}::text[]) as tick (organisation_id, user_id, connector, epoch, step)
    on conflict (organisation_id, user_id, connector, epoch, step) do update set state = 'done', at = excluded.at,
      ticked_by = excluded.ticked_by, ticked_by_name = excluded.ticked_by_name
      where provisioning_step.ticked_by is null`.execute(db(ctx))
}

/** The steps ticked off for one version of the assignments. */
export async function listTicked(
  ctx: Pick<Context, 'tx'>,
  key: GrantKey,
  epoch: number,
): Promise<ReadonlySet<StepName>> {
  const { rows } = await sql<{ step: StepName }>`
    select step from provisioning_step where ${ofKey(key)} and epoch = ${epoch} and ticked_by is not null`.execute(
    db(ctx),
  )
  return new Set(rows.map((row) => row.step))
}
