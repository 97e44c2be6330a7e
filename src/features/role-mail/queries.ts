import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import { bouncedSince } from '../users/index.ts'
import type { Addressee, Cause, LetterAudience, Path, Target } from './domain.ts'

function isIn(audience: LetterAudience): RawBuilder<unknown> {
  if (audience.kind === 'regions') return sql`o.region = any (${[...audience.regions]}::text[])`
  if (audience.kind === 'list') return sql`o.id = any (${[...audience.organisationIds]}::int[])`
  return sql`true`
}

/**
 * Every municipality of an audience with all a letter could go to: holders, the longest serving first, and
 * KLIK-administrators, whoever was here last first. One statement, whatever the number of municipalities.
 */
export async function listAddressees(
  ctx: Context,
  roleId: string,
  audience: LetterAudience,
): Promise<Addressee[]> {
  const stillBounced = bouncedSince(ctx.now)
  const address = sql`case when u.mail_bounced_at > ${stillBounced} or u.system_roles = '{}' then null
    else nullif(u.email, '') end`
  const candidate = sql`'userId', u.id, 'name', u.name, 'address', ${address}`
  const { rows } = await sql<Addressee>`
    select o.id as "organisationId", o.name, o.short_name as "shortName", o.region,
      case when o.mailbox_bounced_at > ${stillBounced} then null else nullif(o.mailbox, '') end as mailbox,
      coalesce(h.holders, '[]') as holders, coalesce(k.administrators, '[]') as administrators
    from organisation o
      left join (
        select a.organisation_id, json_agg(json_build_object(${candidate}, 'isPrimary', a.is_primary)
          order by a.starts_on, u.name, u.id) as holders
        from assignment a join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
        where a.role_id = ${roleId}::uuid and a.ended_at is null and a.starts_on <= ${ctx.today}
          and (a.ends_before is null or a.ends_before > ${ctx.today})
        group by a.organisation_id) h on h.organisation_id = o.id
      left join (
        select k.organisation_id, json_agg(json_build_object(${candidate})
          order by u.last_signed_in_at desc, u.name, u.id) as administrators
        from klik_administrators(${ctx.today}) k join user_account u on u.id = k.user_id
        group by k.organisation_id) k on k.organisation_id = o.id
    where o.kind = 'municipality' and ${isIn(audience)}
    order by o.short_name, o.id`.execute(db(ctx))
  return rows
}

export interface Letter {
  readonly id: string
  readonly roleId: string
  readonly roleName: string
  readonly target: Target
  readonly subject: string
  readonly body: string
  readonly municipalities: number
  readonly persons: number
  readonly unreached: number
  readonly sentAt: Date
  readonly sentByName: string
}

const letterColumns = sql`m.id, m.role_id as "roleId", r.name as "roleName", m.target, m.subject, m.body,
  m.municipality_count as municipalities, m.person_count as persons, m.unreached_count as unreached,
  m.sent_at as "sentAt", m.sent_by_name as "sentByName"`

/** One letter within reach, or null: a municipality reads those it got. */
export async function findLetter(ctx: Context, id: string): Promise<Letter | null> {
  const { rows } = await sql<Letter>`
    select ${letterColumns} from role_mail m join role r on r.id = m.role_id where m.id = ${id}::uuid`.execute(
    db(ctx),
  )
  return rows[0] ?? null
}

/** One letter to one role. @throws NotFound */
export async function getLetter(ctx: Context, id: string, roleId?: string): Promise<Letter> {
  const letter = await findLetter(ctx, id)
  if (!letter || (roleId !== undefined && letter.roleId !== roleId)) throw new NotFound('letter')
  return letter
}

/** Where the next page of letters begins. */
export interface LetterCursor {
  readonly at: Date
  readonly id: string
}

/** The letters to a role, newest first; for a municipality those it got. */
export async function listLetters(
  ctx: Context,
  roleId: string,
  page: { readonly after: LetterCursor | null; readonly limit: number },
): Promise<Letter[]> {
  const own =
    ctx.actor.side === 'central'
      ? sql``
      : sql`and exists (select from role_mail_recipient x where x.role_mail_id = m.id
          and x.organisation_id = ${ctx.actor.organisationId} and x.path <> 'none')`
  const beyond = page.after
    ? sql`and (m.sent_at, m.id) < (${page.after.at}::timestamptz, ${page.after.id}::uuid)`
    : sql``
  const { rows } = await sql<Letter>`
    select ${letterColumns} from role_mail m join role r on r.id = m.role_id
    where m.role_id = ${roleId}::uuid ${own} ${beyond}
    order by m.sent_at desc, m.id desc limit ${page.limit}`.execute(db(ctx))
  return rows
}

export const mailStates = [
  'planned',
  'sending',
  'sent',
  'failed',
  'undeliverable',
  'withdrawn',
  'portal',
] as const
export type MailState = (typeof mailStates)[number]

export interface ReachedBy {
  readonly organisationId: number
  readonly organisationName: string
  readonly path: Path
  readonly cause: Cause | null
  readonly userId: string | null
  readonly name: string
  /** Null until it has been told, and where nobody was reached. */
  readonly mailState: MailState | null
}

/**
 * Who got a letter and how far the mail has come, those nobody reads it in first. A municipality sees its own people;
 * how far mails have come is the central body's to see.
 */
export async function listRecipients(ctx: Context, letterId: string): Promise<ReachedBy[]> {
  const { actor } = ctx
  const own = actor.side === 'central' ? sql`true` : sql`r.organisation_id = ${actor.organisationId}`
  const mail =
    actor.side === 'central'
      ? sql`left join notification_mail n on n.subject_id = r.role_mail_id::text and n.reason = 'letter'
          and n.organisation_id = r.organisation_id and n.user_id is not distinct from r.user_id and r.path <> 'none'`
      : sql`cross join (select null::text as state) n`
  const { rows } = await sql<ReachedBy>`
    select r.organisation_id as "organisationId", o.short_name as "organisationName", r.path, r.cause,
      r.user_id as "userId", r.name, n.state as "mailState"
    from role_mail_recipient r join organisation o on o.id = r.organisation_id ${mail}
    where r.role_mail_id = ${letterId}::uuid and ${own}
    order by r.path = 'none' desc, r.cause is not null desc, o.short_name, r.position`.execute(db(ctx))
  return rows
}

export interface LetterChoices {
  readonly regions: readonly string[]
  readonly municipalities: readonly { readonly id: number; readonly shortName: string }[]
}

/** What the form offers: regions and municipalities in Danish order. */
export async function listLetterChoices(ctx: Context): Promise<LetterChoices> {
  const rows = await db(ctx)
    .selectFrom('organisation')
    .select(['id', 'short_name as shortName', 'region'])
    .where('kind', '=', 'municipality')
    .orderBy('short_name')
    .execute()
  const regions = [...new Set(rows.flatMap(({ region }) => (region ? [region] : [])))].sort()
  return { regions, municipalities: rows.map(({ id, shortName }) => ({ id, shortName })) }
}
