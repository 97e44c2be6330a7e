import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantKey } from '../../access/index.ts'
import { ofKey } from './record-row.ts'

/** What an operator says with a new attempt. */
export interface AgainWish {
  /** An account with the same address may be taken over. */
  readonly mayAdopt: boolean
  /** The account is gone for good: a new one is to be made. */
  readonly startsOver: boolean
}

/** Makes a failed or held record due at once. @returns whether there was one */
export async function saveTryAgain(
  ctx: Context,
  key: GrantKey,
  { mayAdopt, startsOver }: AgainWish,
): Promise<boolean> {
  const { rows } = await sql`
    update provisioning_record set state = 'preparing', next_attempt_at = null, updated_at = ${ctx.now},
      may_adopt = may_adopt or ${mayAdopt}, starts_over = starts_over or ${startsOver}, taken_by_name = null,
      taken_at = null
    where ${ofKey(key)} and state in ('failed', 'held', 'paused') returning user_id`.execute(db(ctx))
  return rows.length > 0
}

/** Notes who looks after a held case. @returns whether there was one */
export async function saveTaken(ctx: Context, key: GrantKey): Promise<boolean> {
  const { rows } = await sql`
    update provisioning_record set taken_by_name = ${ctx.actor.name}, taken_at = ${ctx.now}
    where ${ofKey(key)} and state = 'held' returning user_id`.execute(db(ctx))
  return rows.length > 0
}

export interface LateClosing extends GrantKey {
  readonly userName: string
  readonly epoch: number
  readonly code: string
  readonly failingSince: Date
}

/** Marks closings that have failed since before an instant as told of. @returns them */
export async function saveEscalated(ctx: Context, before: Date): Promise<LateClosing[]> {
  const { rows } = await sql<LateClosing>`
    update provisioning_record r set escalated_at = ${ctx.now}
    from user_account u
    where u.id = r.user_id and r.presence = 'absent' and r.state in ('failed', 'paused')
      and r.failing_since <= ${before} and r.escalated_at is null
    returning r.organisation_id as "organisationId", r.user_id as "userId", r.connector, u.name as "userName", r.epoch,
      coalesce(r.last_error ->> 'code', '') as code, r.failing_since as "failingSince"`.execute(db(ctx))
  return rows
}
