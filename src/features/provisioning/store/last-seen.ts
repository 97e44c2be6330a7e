import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantTarget } from '../../access/index.ts'
import type { LastSeen } from '../domain-survey.ts'

/**
 * When those who have access were last active. Never set back: a server that has lost what it knew takes nothing from
 * us. Nor is anybody seen in the future by a clock that is ahead of ours.
 */
export async function saveLastSeen(
  ctx: Pick<Context, 'tx' | 'now'>,
  connector: GrantTarget,
  lastSeen: LastSeen,
): Promise<void> {
  const rows = [...lastSeen].map(([account, at]) => ({ account, at: at && at > ctx.now ? ctx.now : at }))
  if (rows.length === 0) return
  await sql`
    update provisioning_record r set last_seen_at = greatest(r.last_seen_at, told.at), last_seen_read_at = ${ctx.now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as told (account text, at timestamptz)
    where r.connector = ${connector} and r.account_id = told.account and r.presence = 'present'`.execute(
    db(ctx),
  )
}
