import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { EventValue } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import type { Reason } from './domain.ts'
import { type Consequence, mailLivesFor } from './domain-sending.ts'
import type { Mail } from './mail/compose.ts'
import { isNotHere, isReadMeanwhile, isSettled } from './store-settled.ts'

/** How long a worker has a mail before another may take it over (milliseconds). */
const claimFor = 120_000

const claimedUntil = (ctx: Context): Date => new Date(ctx.now.getTime() + claimFor)

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
  readonly subjectType: string
  readonly subjectId: string
  /** From 1; more when operations had it sent again. */
  readonly sending: number
  readonly letterBody: string | null
  /** Attempts so far, this one counted. */
  readonly attempts: number
  /** Mails to the recipient came back once; whether this one arrives is worth knowing (N3). */
  readonly isOnTrial: boolean
}

/** The domain a mail goes to; SQL, of the mail `m`. */
const domain = sql`lower(split_part(m.address, '@', 2))`

const candidate = sql`m.organisation_id, m.id, ${domain} as domain, m.next_attempt_at, m.state as was`

/**
 * Takes up to `most` mails that are due, each for one worker alone, and of one receiving domain no more in a minute
 * than all workers together may send. One that a worker left half-way is due again when its claim runs out: the server
 * may then get it twice, with the same Message-ID, and it is marked as one that may be out already.
 * Those that wait and those left behind are looked for apart, each by an index of its own: together they would be all read
 * and sorted for every ten.
 * @param perMinute mails to one domain in a minute
 */
export async function takeDueMails(ctx: Context, most: number, perMinute: number): Promise<TakenMail[]> {
  const claim = ctx.newId()
  const minute = new Date(Math.floor(ctx.now.getTime() / 60_000) * 60_000)
  const mayBeSent = sql`not exists (select from notification_pace p
    where p.domain = ${domain} and p.minute = ${minute} and p.taken >= ${perMinute})`
  const { rows } = await sql<TakenMail>`
    with waiting as (
      select ${candidate} from notification_mail m
      where m.state in ('planned', 'failed') and m.next_attempt_at <= ${ctx.now} and ${mayBeSent}
      order by m.next_attempt_at, m.id limit ${most} for update of m skip locked),
    left_behind as (
      select ${candidate} from notification_mail m
      where m.state = 'sending' and m.claimed_until <= ${ctx.now} and ${mayBeSent}
      order by m.claimed_until limit ${most} for update of m skip locked),
    due as (select * from (select * from left_behind union all select * from waiting) d
      order by next_attempt_at, id limit ${most}),
    wanted as (select domain, count(*)::int as count from due group by domain order by domain),
    -- Whoever counts for a domain at the same time waits for this: the rows are written in one order by all.
    granted as (
      insert into notification_pace as p (domain, minute, taken)
      select w.domain, ${minute}, least(w.count, ${perMinute}::int) from wanted w order by w.domain
      on conflict (domain) do update set minute = greatest(p.minute, excluded.minute),
        taken = case when p.minute >= excluded.minute then least(p.taken + excluded.taken,
            greatest(p.taken, ${perMinute}::int))
          else excluded.taken end
      returning domain, new.taken - case when old.minute = new.minute then old.taken else 0 end as count),
    placed as (select due.*, row_number() over (partition by domain order by next_attempt_at, id) as place from due)
    update notification_mail m set state = 'sending', attempts = attempts + 1, claim = ${claim}::uuid,
      claimed_until = ${claimedUntil(ctx)}, last_error = case when placed.was = 'sending'
        then coalesce(m.last_error, '{}') || '{"mayBeOut": true}' else m.last_error end
    from placed join granted using (domain)
    where placed.place <= granted.count and m.organisation_id = placed.organisation_id and m.id = placed.id
    returning m.organisation_id as "organisationId", m.id, m.claim, m.user_id as "userId", m.recipient_name as name,
      m.address, m.language, m.reason, m.facts, m.actor_name as "actorName", m.subject_type as "subjectType",
      m.subject_id as "subjectId", m.attempts, m.sending,
      (select u.mail_bounced_at from user_account u where u.id = m.user_id
        union all select o.mailbox_bounced_at from organisation o where o.id = m.organisation_id and m.user_id is null)
        is not null as "isOnTrial",
      (select l.body from role_mail l where l.id = case when m.reason = 'letter' then m.subject_id::uuid end)
        as "letterBody"`.execute(db(ctx))
  return rows
}

/**
 * Keeps the text as it is about to be handed over, and the claim for as long again. At this last moment a mail whose
 * matter was settled since, or read in the portal while it waited, is withdrawn instead (N1, N2). Not one that operations
 * asked for again, and not one that may be out already: of that the log would say that it was never sent. To one who
 * has left, or moved to another organisation, nothing is handed over.
 * @returns whether it is to be handed over; not when it was withdrawn, or another worker has taken over
 */
export async function saveText(
  ctx: Context,
  mail: TakenMail,
  text: Pick<Mail, 'subject' | 'text'>,
): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    with mine as (
      select m.organisation_id, m.id, ${isNotHere(sql`m`)} as is_lost, m.resent_at is null and not coalesce(m.last_error ? 'mayBeOut', false)
        and (${isSettled(sql`m`)} or ${isReadMeanwhile(sql`m`)}) as is_gone
      from notification_mail m
      where m.organisation_id = ${mail.organisationId} and m.id = ${mail.id}::uuid and m.claim = ${mail.claim}::uuid
      for update)
    update notification_mail m set
      state = case when is_lost then 'undeliverable' when is_gone then 'withdrawn' else m.state end,
      last_error = case when is_lost then '{"code": "notHere"}' else m.last_error end,
      attempts = m.attempts - case when is_over then 1 else 0 end,
      next_attempt_at = case when not is_over then m.next_attempt_at end,
      claim = case when not is_over then m.claim end,
      claimed_until = case when not is_over then ${claimedUntil(ctx)}::timestamptz end,
      subject = case when is_over then m.subject else ${text.subject} end,
      body = case when is_over then m.body else ${text.text} end
    from mine cross join lateral (select is_lost or is_gone as is_over) o
    where m.organisation_id = mine.organisation_id and m.id = mine.id
    returning m.state`.execute(db(ctx))
  return rows[0]?.state === 'sending'
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
  const mayBeOut = consequence.state === 'failed' && consequence.mayBeOut === true
  const next = consequence.state === 'failed' ? new Date(ctx.now.getTime() + consequence.tryAgainIn) : null
  const { numAffectedRows } = await sql`
    update notification_mail set state = ${consequence.state}, next_attempt_at = ${next},
      last_error = ${error}::jsonb || case when ${mayBeOut}::boolean or last_error ? 'mayBeOut'
        then '{"mayBeOut": true}'::jsonb else '{}' end,
      sent_at = ${consequence.state === 'sent' ? ctx.now : null}, claim = null, claimed_until = null
    where organisation_id = ${mail.organisationId} and id = ${mail.id}::uuid and claim = ${mail.claim}::uuid`.execute(
    db(ctx),
  )
  return numAffectedRows === 1n
}

/** Notes on the person, or on the municipality's mailbox, that the address does not exist (N3). One that has changed since is left alone. */
export async function saveBounced(
  ctx: Context,
  mail: Pick<TakenMail, 'userId' | 'organisationId' | 'address'>,
): Promise<void> {
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
    where coalesce(resent_at, created_at) < ${before} and (state in ('planned', 'failed') or state = 'sending' and claimed_until <= ${ctx.now})`.execute(
    db(ctx),
  )
}
