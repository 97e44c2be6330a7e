import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { believedFor, type ReturnKind, softReturns } from './domain-returns.ts'

/** A mail that a report is about, as it was sent. */
export interface ReturnedMail {
  readonly organisationId: number
  readonly id: string
  readonly userId: string | null
  readonly address: string
  readonly reason: string
  readonly sentAt: Date
  /** The sending now; a report may be about an earlier one. */
  readonly sending: number
}

const daysAgo = (ctx: Context, days: number): Date => new Date(ctx.now.getTime() - days * 86_400_000)

/** A mail of ours that a server took not too long ago; null for anything else that a report may name. Locked: reports of it take turns. */
export async function findReturnedMail(
  ctx: Context,
  { id, sending }: { readonly id: string; readonly sending: number },
): Promise<ReturnedMail | null> {
  const { rows } = await sql<ReturnedMail>`
    select organisation_id as "organisationId", id, user_id as "userId", address, reason, sent_at as "sentAt", sending
    from notification_mail
    where id = ${id}::uuid and sending >= ${sending} and sent_at > ${daysAgo(ctx, believedFor)} and address <> ''
    for update`.execute(db(ctx))
  return rows[0] ?? null
}

/** Notes a report. @returns false when the same was noted before: it counts once */
export async function insertReturn(
  ctx: Context,
  mail: ReturnedMail,
  report: {
    readonly sending: number
    readonly kind: ReturnKind
    readonly code: string
    /** Whose address it counts for; empty: for none. */
    readonly address: string
  },
): Promise<boolean> {
  const row = await db(ctx)
    .insertInto('notification_return')
    .values({
      ...report,
      organisation_id: mail.organisationId,
      mail_id: mail.id,
      received_at: ctx.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('mail_id')
    .executeTakeFirst()
  return row !== undefined
}

/** Writes on the mail that it came back after all. */
export async function saveReturned(ctx: Context, mail: ReturnedMail, code: string): Promise<void> {
  await db(ctx)
    .updateTable('notification_mail')
    .set({ state: 'undeliverable', last_error: JSON.stringify({ code }), next_attempt_at: null })
    .where('organisation_id', '=', mail.organisationId)
    .where('id', '=', mail.id)
    .where('state', '=', 'sent')
    .execute()
}

/** Whether so many mails to an address came back softly lately that it is as good as gone. */
export async function isWornOut(ctx: Context, address: string): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from notification_return
    where kind = 'soft' and lower(address) = lower(${address})
      and received_at > ${daysAgo(ctx, softReturns.withinDays)}`.execute(db(ctx))
  return (rows[0]?.count ?? 0) >= softReturns.count
}

/**
 * Takes the mark off an address at which a mail has arrived that was sent after it was marked. One that has changed
 * since is left alone.
 */
export async function saveArrived(ctx: Context, mail: ReturnedMail): Promise<void> {
  if (mail.userId === null)
    await db(ctx)
      .updateTable('organisation')
      .set({ mailbox_bounced_at: null })
      .where('id', '=', mail.organisationId)
      .where('mailbox', '=', mail.address)
      .where('mailbox_bounced_at', '<=', mail.sentAt)
      .execute()
  else
    await db(ctx)
      .updateTable('user_account')
      .set({ mail_bounced_at: null })
      .where('id', '=', mail.userId)
      .where('email', '=', mail.address)
      .where('mail_bounced_at', '<=', mail.sentAt)
      .execute()
}
