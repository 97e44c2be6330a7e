import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { EventValue } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import { bouncedSince } from '../users/index.ts'
import type { MailState, Reason } from './domain.ts'
import type { LogFilter, LogPlace, Thing } from './domain-log.ts'

/** One mail as the log shows it. */
export interface LoggedMail {
  readonly organisationId: number
  readonly organisationName: string
  readonly id: string
  readonly recipientName: string
  /** Empty when there is none, or when it is forgotten. */
  readonly address: string
  readonly language: 'da' | 'en'
  readonly reason: Reason
  readonly rule: string
  readonly path: string
  readonly facts: Readonly<Record<string, EventValue>>
  readonly actorName: string
  readonly subjectType: string
  readonly subjectId: string
  readonly state: MailState
  readonly attempts: number
  readonly nextAttemptAt: Date | null
  readonly errorCode: string | null
  readonly createdAt: Date
  readonly sentAt: Date | null
  /** When address and text were forgotten. */
  readonly forgottenAt: Date | null
}

/** A mail with its text as last handed over; null before the first attempt, and when it is forgotten. */
export interface WholeMail extends LoggedMail {
  readonly sentSubject: string | null
  readonly sentBody: string | null
  readonly letterBody: string | null
  /** Mails to this person of a municipality come back: what follows goes another way (R5, N3). */
  readonly goesElsewhere: boolean
}

const columns = sql`m.organisation_id as "organisationId", o.short_name as "organisationName", m.id,
  m.recipient_name as "recipientName", m.address, m.language, m.reason, m.rule, m.path, m.facts,
  m.actor_name as "actorName", m.subject_type as "subjectType", m.subject_id as "subjectId", m.state, m.attempts,
  m.next_attempt_at as "nextAttemptAt", m.last_error ->> 'code' as "errorCode", m.created_at as "createdAt",
  m.sent_at as "sentAt", m.forgotten_at as "forgottenAt"`

const like = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`

/** Those of one's own people and mailbox; the central body runs the portal and sees all. */
const withinReach = ({ actor }: Context) =>
  actor.side === 'central' ? sql`true` : sql`m.organisation_id = ${actor.organisationId}`

/** Names of things and of persons that an event tells. */
const toldNames = ['roleName', 'roundName', 'subject', 'title', 'userName', 'name']

/**
 * Rows about a thing; a digest is about all it gathered. A task may stand for a round of confirmation: mails of the round
 * are about the task as well.
 */
export function aboutThing(thing: Thing, row: RawBuilder<unknown> = sql`m`): RawBuilder<unknown> {
  return sql`(${isAbout(thing, row)} or ${row}.reason = 'digest' and exists (
    select from jsonb_array_elements(case when ${row}.reason = 'digest' then ${row}.facts -> 'items' end) i
      cross join lateral (select ${row}.organisation_id, i -> 'facts' as facts, i ->> 'subjectId' as subject_id,
        null::text as subject_type) item
    where ${isAbout(thing, sql`item`)}))`
}

function isAbout(thing: Thing, row: RawBuilder<unknown>): RawBuilder<unknown> {
  if (thing.kind === 'task') {
    const number = String(thing.number)
    return sql`(${row}.subject_type = 'task' and ${row}.subject_id = ${number}
      or ${row}.facts ->> 'taskNumber' = ${number}
      or (${row}.organisation_id, ${row}.facts ->> 'roundId') in (select c.organisation_id, c.round_id::text
        from certification_municipality c where c.task_number = ${thing.number}))`
  }
  if (thing.kind === 'id') {
    const { id } = thing
    return sql`(${row}.subject_id = ${id} or ${row}.facts ->> 'roleId' = ${id} or ${row}.facts ->> 'roundId' = ${id})`
  }
  const names = toldNames.map((name) => sql`${row}.facts ->> ${name} ilike ${like(thing.words)}`)
  return sql`(${sql.join(names, sql` or `)})`
}

/** Rows whose instant lies within the days, as days are in Copenhagen. */
export function withinDays(
  instant: RawBuilder<unknown>,
  { from, to }: { readonly from: CivilDay | null; readonly to: CivilDay | null },
): RawBuilder<unknown> {
  const parts = [
    ...(from ? [sql`${instant} >= ${from}::date::timestamp at time zone 'Europe/Copenhagen'`] : []),
    ...(to ? [sql`${instant} < (${to}::date + 1)::timestamp at time zone 'Europe/Copenhagen'`] : []),
  ]
  return parts.length > 0 ? sql`(${sql.join(parts, sql` and `)})` : sql`true`
}

function conditions(ctx: Context, filter: LogFilter): RawBuilder<unknown> {
  const parts = [withinReach(ctx), withinDays(sql`m.created_at`, filter)]
  if (filter.person) {
    const part = like(filter.person)
    parts.push(sql`(m.recipient_name ilike ${part} or m.address ilike ${part} or o.name ilike ${part})`)
  }
  if (filter.about) parts.push(aboutThing(filter.about))
  if (filter.reason) parts.push(sql`m.reason = ${filter.reason}`)
  if (filter.state) parts.push(sql`m.state = ${filter.state}`)
  return sql.join(parts, sql` and `)
}

/** Mails within reach, newest first (N3), by keyset: what is added meanwhile moves nothing. */
export async function listMails(
  ctx: Context,
  filter: LogFilter,
  slice: { readonly after: LogPlace | null; readonly limit: number },
): Promise<LoggedMail[]> {
  const { after, limit } = slice
  const beyond = after ? sql`and (m.created_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)` : sql``
  const { rows } = await sql<LoggedMail>`
    select ${columns} from notification_mail m join organisation o on o.id = m.organisation_id
    where ${conditions(ctx, filter)} ${beyond}
    order by m.created_at desc, m.id desc limit ${limit}`.execute(db(ctx))
  return rows
}

/** How many mails stand where. */
export async function countMails(ctx: Context): Promise<Partial<Record<MailState, number>>> {
  const { rows } = await sql<{ state: MailState; count: number }>`
    select m.state, count(*)::int as count from notification_mail m where ${withinReach(ctx)} group by m.state`.execute(
    db(ctx),
  )
  return Object.fromEntries(rows.map((row) => [row.state, row.count]))
}

/** One mail of the log within reach. @throws NotFound */
export async function getMail(ctx: Context, id: string): Promise<WholeMail> {
  const { rows } = await sql<WholeMail>`
    select ${columns}, m.subject as "sentSubject", m.body as "sentBody",
      (select l.body from role_mail l
        where l.id = case when m.reason = 'letter' and m.forgotten_at is null then m.subject_id::uuid end) as "letterBody",
      o.kind = 'municipality' and exists (select from user_account u
        where u.id = m.user_id and u.mail_bounced_at > ${bouncedSince(ctx.now)}) as "goesElsewhere"
    from notification_mail m join organisation o on o.id = m.organisation_id
    where m.id = ${id}::uuid and ${withinReach(ctx)}`.execute(db(ctx))
  if (!rows[0]) throw new NotFound('mail')
  return rows[0]
}
