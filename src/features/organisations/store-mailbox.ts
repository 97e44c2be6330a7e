import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

/**
 * Writes the mailbox of the actor's own organisation, which has then not bounced yet.
 * @returns false when it was changed since that version
 */
export async function saveMailbox(
  ctx: Pick<Context, 'tx' | 'actor'>,
  address: string | null,
  version: number,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update organisation set mailbox = ${address}, mailbox_version = mailbox_version + 1, mailbox_bounced_at = null
    where id = ${ctx.actor.organisationId} and mailbox_version = ${version}`.execute(db(ctx))
  return numAffectedRows === 1n
}
