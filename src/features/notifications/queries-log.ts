import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { EventValue } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import type { MailState, Reason } from './domain.ts'

/** One mail as the log shows it. */
export interface LoggedMail {
  readonly organisationId: number
  readonly organisationName: string
  readonly id: string
  readonly recipientName: string
  readonly address: string
  readonly language: 'da' | 'en'
  readonly reason: Reason
  readonly rule: string
  readonly path: string
  readonly facts: Readonly<Record<string, EventValue>>
  readonly actorName: string
  readonly subjectId: string
  readonly state: MailState
  readonly attempts: number
  readonly nextAttemptAt: Date | null
  readonly errorCode: string | null
  readonly createdAt: Date
  readonly sentAt: Date | null
}

/** A mail with its text as last handed over; null before the first attempt. */
export interface WholeMail extends LoggedMail {
  readonly sentSubject: string | null
  readonly sentBody: string | null
  readonly letterBody: string | null
}

const columns = sql`m.organisation_id as "organisationId", o.short_name as "organisationName", m.id,
  m.recipient_name as "recipientName", m.address, m.language, m.reason, m.rule, m.path, m.facts,
  m.actor_name as "actorName", m.subject_id as "subjectId", m.state, m.attempts,
  m.next_attempt_at as "nextAttemptAt", m.last_error ->> 'code' as "errorCode", m.created_at as "createdAt",
  m.sent_at as "sentAt"`

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

export interface LogFilter {
  /** A part of a name, an address, a municipality or what it is about. */
  readonly q: string
  readonly state: MailState | null
  readonly after: { readonly at: Date; readonly id: string } | null
  readonly limit: number
}

/** Every mail, newest first (N3). */
export async function listMails(ctx: Context, filter: LogFilter): Promise<LoggedMail[]> {
  const like = `%${escaped(filter.q)}%`
  const matching = filter.q
    ? sql`and (m.recipient_name ilike ${like} or m.address ilike ${like} or o.name ilike ${like}
        or m.facts ->> 'roleName' ilike ${like} or m.facts ->> 'roundName' ilike ${like}
        or m.facts ->> 'subject' ilike ${like} or m.facts ->> 'userName' ilike ${like})`
    : sql``
  const inState = filter.state ? sql`and m.state = ${filter.state}` : sql``
  const beyond = filter.after
    ? sql`and (m.created_at, m.id) < (${filter.after.at}::timestamptz, ${filter.after.id}::uuid)`
    : sql``
  const { rows } = await sql<LoggedMail>`
    select ${columns} from notification_mail m join organisation o on o.id = m.organisation_id
    where true ${matching} ${inState} ${beyond}
    order by m.created_at desc, m.id desc limit ${filter.limit}`.execute(db(ctx))
  return rows
}

/** How many mails stand where. */
export async function countMails(ctx: Context): Promise<Partial<Record<MailState, number>>> {
  const { rows } = await sql<{ state: MailState; count: number }>`
    select state, count(*)::int as count from notification_mail group by state`.execute(db(ctx))
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

/** One mail of the log. @throws NotFound */
export async function getMail(ctx: Context, id: string): Promise<WholeMail> {
  const { rows } = await sql<WholeMail>`
    select ${columns}, m.subject as "sentSubject", m.body as "sentBody",
      (select l.body from role_mail l where l.id = case when m.reason = 'letter' then m.subject_id::uuid end)
        as "letterBody"
    from notification_mail m join organisation o on o.id = m.organisation_id where m.id = ${id}::uuid`.execute(
    db(ctx),
  )
  if (!rows[0]) throw new NotFound('mail')
  return rows[0]
}
