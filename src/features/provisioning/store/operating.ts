import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantKey } from '../../access/index.ts'
import { ofKey } from './record-row.ts'

/** Makes a failed or held record due at once. @returns whether there was one */
export async function saveTryAgain(ctx: Context, key: GrantKey, mayAdopt: boolean): Promise<boolean> {
  const { rows } = await sql`
    update provisioning_record set state = 'preparing', next_attempt_at = null, updated_at = ${ctx.now},
      may_adopt = may_adopt or ${mayAdopt}
    where ${ofKey(key)} and state in ('failed', 'held', 'paused') returning user_id`.execute(db(ctx))
  return rows.length > 0
}
