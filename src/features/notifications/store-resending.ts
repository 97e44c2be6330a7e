import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

/** Where a mail would go today: the address may have been put right since. Locks the mail. */
export async function findAddressNow(ctx: Context, id: string): Promise<string | null> {
  const { rows } = await sql<{ address: string | null }>`
    select nullif(coalesce(case when m.user_id is null then o.mailbox else u.email end, ''), '') as address
    from notification_mail m join organisation o on o.id = m.organisation_id left join present_user() u
      on u.id = m.user_id and u.organisation_id = m.organisation_id
    where m.id = ${id}::uuid for update of m`.execute(db(ctx))
  return rows[0]?.address ?? null
}

/** Puts a given-up mail back among those to be sent, as a new sending. @returns false when it was not given up */
export async function saveResending(ctx: Context, id: string, address: string): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notification_mail set state = 'planned', attempts = 0, next_attempt_at = ${ctx.now}, last_error = null,
      address = ${address}, sending = sending + 1, resent_at = ${ctx.now}
    where id = ${id}::uuid and state = 'undeliverable' and forgotten_at is null`.execute(db(ctx))
  return numAffectedRows === 1n
}
