import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { GrantKey, GrantTarget } from '../../access/index.ts'
import type { TeamAccess } from '../domain.ts'
import type { KnownPerson } from '../domain-reconciliation.ts'

/** Days that a quick look goes back for accounts that were closed; a full one goes all the way. */
const quickDays = 30

/** Days that places nobody has access to any more are looked at. */
const placeDays = 365

/**
 * Everybody with a record at the target. Settled are those whose record was proven before the reading began and follows
 * what the assignments say now: of the others, what is otherwise is being worked on.
 */
export async function listKnown(ctx: Context, connector: GrantTarget, before: Date): Promise<KnownPerson[]> {
  const { rows } = await sql<KnownPerson>`
    select r.organisation_id as "organisationId", r.user_id as "userId", u.name as "userName",
      case when u.organisation_id = r.organisation_id then u.email end as email, r.sso_id as "ssoId",
      coalesce(g.epoch, r.epoch) as epoch, r.account_id as "accountId", r.origin, r.username, r.presence, r.wanted,
      r.state in ('active', 'closed') and r.updated_at < ${before}
        and r.presence = case when coalesce(g.open, false) then 'present' else 'absent' end
        and (r.presence = 'absent' or r.wanted = g.opens and r.epoch = g.epoch)
        and coalesce(r.claimed_until <= ${ctx.now}, true) as "isSettled"
    from provisioning_record r
      join user_account u on u.id = r.user_id
      left join access_grant_on(${ctx.today}) g on g.organisation_id = r.organisation_id and g.user_id = r.user_id
        and g.connector = r.connector
    where r.connector = ${connector}
    order by r.organisation_id, r.user_id`.execute(db(ctx))
  return rows
}

/** Accounts to be looked at: of everybody who has access, and of those whose access has been closed. */
export async function listAccountIds(
  ctx: Context,
  connector: GrantTarget,
  isFull: boolean,
): Promise<string[]> {
  const after = new Date(ctx.now.getTime() - quickDays * 86_400_000)
  const { rows } = await sql<{ id: string }>`
    select account_id as id from provisioning_record
    where connector = ${connector} and account_id is not null
      and (${isFull} or presence = 'present' or state <> 'closed' or closed_at > ${after})
    order by account_id`.execute(db(ctx))
  return rows.map(({ id }) => id)
}

/** Remembers the places access opens now, and forgets those it has not opened for long. @returns all that are left */
export async function savePlaces(ctx: Context, connector: GrantTarget): Promise<TeamAccess[]> {
  await sql`
    insert into watched_place (connector, team, channel, last_open_at)
    select ${connector}, place.team, place.channel, ${ctx.now}
    from (
      select distinct access ->> 'team' as team, channel
      from (
        select opens as accesses from access_grant_on(${ctx.today}) where connector = ${connector} and open
        union all select managed from provisioning_record where connector = ${connector}
        union all select wanted from provisioning_record where connector = ${connector}) as given,
        jsonb_array_elements(given.accesses) as access,
        lateral (select '' union select jsonb_array_elements_text(access -> 'channels')) as named (channel)) as place
    on conflict (connector, team, channel) do update set last_open_at = excluded.last_open_at`.execute(
    db(ctx),
  )
  await sql`
    delete from watched_place
    where connector = ${connector} and last_open_at < ${new Date(ctx.now.getTime() - placeDays * 86_400_000)}`.execute(
    db(ctx),
  )
  const { rows } = await sql<TeamAccess>`
    select team, coalesce(array_agg(channel order by channel) filter (where channel <> ''), '{}') as channels
    from watched_place where connector = ${connector} group by team order by team`.execute(db(ctx))
  return rows
}

export async function listAccepted(
  ctx: Pick<Context, 'tx'>,
  connector: GrantTarget,
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select account_id as id from accepted_member where connector = ${connector}`.execute(db(ctx))
  return new Set(rows.map(({ id }) => id))
}

/** Whether somebody else has proven access with an account that a person's record names too. */
export async function isHeldByAnother(
  ctx: Pick<Context, 'tx'>,
  key: GrantKey,
  accountId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from provisioning_record
    where connector = ${key.connector} and account_id = ${accountId} and presence = 'present' and state = 'active'
      and (organisation_id, user_id) <> (${key.organisationId}, ${key.userId}::uuid) limit 1`.execute(db(ctx))
  return rows.length > 0
}

/** Whose account it is, by the records: who has access with it now, before who had; null for a stranger's. */
export async function findOwner(
  ctx: Pick<Context, 'tx'>,
  connector: GrantTarget,
  accountId: string,
): Promise<GrantKey | null> {
  const { rows } = await sql<GrantKey>`
    select organisation_id as "organisationId", user_id as "userId", connector from provisioning_record
    where connector = ${connector} and account_id = ${accountId}
    order by presence = 'present' desc, updated_at desc limit 1`.execute(db(ctx))
  return rows[0] ?? null
}
