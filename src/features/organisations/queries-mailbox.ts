import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { emailKeyOf } from '../../kernel/email-address.ts'
import { db } from '../../platform/db/database.ts'
import type { Mailbox } from './domain.ts'

/** The shared mailbox of the actor's own organisation. */
export async function getMailbox(ctx: Pick<Context, 'tx' | 'actor'>): Promise<Mailbox> {
  const { rows } = await sql<Mailbox>`
    select nullif(mailbox, '') as address, mailbox_version as version,
      (mailbox_bounced_at at time zone 'Europe/Copenhagen')::date as "bouncedOn"
    from organisation where id = ${ctx.actor.organisationId}`.execute(db(ctx))
  return rows[0] ?? { address: null, version: 1, bouncedOn: null }
}

/** Whoever at the actor's own organisation signs in with an address, or null. */
export async function findReaderOf(
  ctx: Pick<Context, 'tx' | 'actor'>,
  address: string,
): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name from present_user()
    where organisation_id = ${ctx.actor.organisationId} and lower(email) = ${emailKeyOf(address)}
    order by name limit 1`.execute(db(ctx))
  return rows[0]?.name ?? null
}

/** One change of the mailbox, as it was told when it happened (E1). */
export interface MailboxChange {
  readonly id: number
  readonly at: Date
  readonly actorName: string
  /** The administrator a deputy acted for. */
  readonly onBehalfOfName: string | null
  readonly from: string | null
  readonly to: string | null
}

/** Most changes a page shows. */
const mostChanges = 20

/** The changes of the actor's own mailbox, the newest first. */
export async function listMailboxChanges(ctx: Pick<Context, 'tx' | 'actor'>): Promise<MailboxChange[]> {
  const { organisationId } = ctx.actor
  const { rows } = await sql<MailboxChange>`
    select id::int, at, actor_name as "actorName", on_behalf_of_name as "onBehalfOfName",
      changes #>> '{mailbox,from}' as "from", changes #>> '{mailbox,to}' as "to"
    from event
    where organisation_id = ${organisationId} and subject_type = 'organisation'
      and subject_id = ${String(organisationId)} and type = 'organisation.mailboxChanged'
    order by id desc limit ${mostChanges}`.execute(db(ctx))
  return rows
}

/** A municipality without a mailbox that works. */
export interface WithoutMailbox {
  readonly organisationId: number
  readonly municipality: string
  readonly reason: 'missing' | 'bouncing'
  /** Whether a KLIK-administrator is there to reach; without one, nobody reads a letter to a vacant role. */
  readonly hasAdministrator: boolean
}

/** For the central body: where the mailbox is missing or sends mail back, those without an administrator first. */
export async function listWithoutMailbox(ctx: Pick<Context, 'tx' | 'today'>): Promise<WithoutMailbox[]> {
  const { rows } = await sql<WithoutMailbox>`
    select o.id as "organisationId", o.short_name as municipality,
      case when coalesce(o.mailbox, '') = '' then 'missing' else 'bouncing' end as reason,
      k.organisation_id is not null as "hasAdministrator"
    from organisation o
      left join (select distinct organisation_id from klik_administrators(${ctx.today})) k on k.organisation_id = o.id
    where o.kind = 'municipality'
      and (coalesce(o.mailbox, '') = '' or o.mailbox_bounced_at is not null)
    order by "hasAdministrator", o.short_name, o.id`.execute(db(ctx))
  return rows
}
