import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { EventValue } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import type { Reason } from './domain.ts'
import { type Consequence, mailLivesFor } from './domain-sending.ts'
import type { Mail } from './mail/compose.ts'

/** How long a worker has a mail before another may take it over (milliseconds). */
const claimFor = 120_000

/** A mail a worker has taken up. */
export interface TakenMail {
  readonly organisationId: number
  readonly id: string
  readonly claim: string
  readonly userId: string | null
  readonly name: string
  readonly address: string
  readonly language: 'da' | 'en'
  readonly reason: Reason
  readonly facts: Readonly<Record<string, EventValue>>
  readonly actorName: string
  readonly subjectId: string
  readonly letterBody: string | null
  /** Attempts so far, this one counted. */
  readonly attempts: number
}

/**
 * Takes up to `most` mails that are due, each for one worker alone. One that a worker left half-way is due again when
 * its claim runs out: the server may then get it twice, with the same Message-ID.
 */
export async function takeDueMails(ctx: Context, most: number): Promise<TakenMail[]> {
  const claim = ctx.newId()
  const { rows } = await sql<TakenMail>`
    with due as (
      select organisation_id, id from notification_mail
      where (state in ('planned', 'failed') and next_attempt_at <= ${ctx.now})
        or (state = 'sending' and claimed_until <= ${ctx.now})
      order by next_attempt_at, id limit ${most} for update skip locked)
    update notification_mail m set state = 'sending', attempts = attempts + 1, claim = ${claim}::uuid,
      claimed_until = ${new Date(ctx.now.getTime() + claimFor)}
    from due where m.organisation_id = due.organisation_id and m.id = due.id
    returning m.organisation_id as "organisationId", m.id, m.claim, m.user_id as "userId", m.recipient_name as name,
      m.address, m.language, m.reason, m.facts, m.actor_name as "actorName", m.subject_id as "subjectId", m.attempts,
      (select l.body from role_mail l where l.id = case when m.reason = 'letter' then m.subject_id::uuid end)
        as "letterBody"`.execute(db(ctx))
  return rows
}

/** Keeps the text as it is about to be handed over. */
export async function saveText(ctx: Context, mail: TakenMail, text: Mail): Promise<void> {
  await db(ctx)
    .updateTable('notification_mail')
    .set({ subject: text.subject, body: text.text })
    .where('organisation_id', '=', mail.organisationId)
    .where('id', '=', mail.id)
    .execute()
}

/**
 * Writes how an attempt ended and gives the mail up.
 * @returns false when another worker has taken over: nothing was saved then
 */
export async function saveConsequence(
  ctx: Context,
  mail: TakenMail,
  consequence: Consequence,
): Promise<boolean> {
  const error = 'code' in consequence ? JSON.stringify({ code: consequence.code }) : null
  const next = consequence.state === 'failed' ? new Date(ctx.now.getTime() + consequence.tryAgainIn) : null
  const { numAffectedRows } = await sql`
    update notification_mail set state = ${consequence.state}, next_attempt_at = ${next}, last_error = ${error}::jsonb,
      sent_at = ${consequence.state === 'sent' ? ctx.now : null}, claim = null, claimed_until = null
    where organisation_id = ${mail.organisationId} and id = ${mail.id}::uuid and claim = ${mail.claim}::uuid`.execute(
    db(ctx),
  )
  return numAffectedRows === 1n
}

/** Notes on the person, or on the municipality's mailbox, that the address does not exist (N3). One that has changed since is left alone. */
export async function saveBounced(ctx: Context, mail: TakenMail): Promise<void> {
  if (mail.userId === null) {
    await db(ctx)
      .updateTable('organisation')
      .set({ mailbox_bounced_at: ctx.now })
      .where('id', '=', mail.organisationId)
      .where('mailbox', '=', mail.address)
      .execute()
    return
  }
  await db(ctx)
    .updateTable('user_account')
    .set({ mail_bounced_at: ctx.now })
    .where('id', '=', mail.userId)
    .where('email', '=', mail.address)
    .execute()
}

/** Gives up mails so old that what they say is old too. */
export async function giveUpOld(ctx: Context): Promise<void> {
  const before = new Date(ctx.now.getTime() - mailLivesFor * 86_400_000)
  await sql`
    update notification_mail set state = 'undeliverable', next_attempt_at = null, claim = null, claimed_until = null,
      last_error = '{"code": "tooOld"}'
    where created_at < ${before} and (state in ('planned', 'failed') or state = 'sending' and claimed_until <= ${ctx.now})`.execute(
    db(ctx),
  )
}
