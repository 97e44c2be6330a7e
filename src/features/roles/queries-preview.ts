import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { PlaceSlugs, RoleAccess } from './domain-places.ts'
import type { AccessEffect } from './domain-preview.ts'

/** Most names one place is shown with. */
const mostNames = 8

/** Roles that open something for somebody today, as access_grant_on in the schema has it. */
const holdings = (ctx: Pick<Context, 'today'>) => sql`
  select distinct a.organisation_id, a.user_id, a.role_id, o.slug, place_slug(o.region) as region
  from assignment a
    join organisation o on o.id = a.organisation_id
    join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
  where a.ended_at is null and a.suspended_at is null and a.starts_on <= ${ctx.today}
    and (a.ends_before is null or a.ends_before > ${ctx.today})`

/** A team (channel empty) and its channels, each with the words it was typed as. */
const placesOf = sql`(
  select '' as typed, '' as channel
  union all select c.typed, c.channel from opened_channels(d.channels, h.slug, h.region) c) p`

/**
 * What it would do to those who hold a role today if it opened this; one statement. What another role of theirs opens
 * all the same is neither joined nor left.
 */
export async function findEffect(
  ctx: Pick<Context, 'tx' | 'today'>,
  roleId: string,
  access: readonly RoleAccess[],
): Promise<AccessEffect> {
  const { rows } = await sql<AccessEffect>`
    with draft as (
      select * from jsonb_to_recordset(${JSON.stringify(access)}::jsonb) as d (connector text, team text, channels text[])),
    holding as materialized (${holdings(ctx)}),
    holder as materialized (select * from holding where role_id = ${roleId}::uuid),
    before as materialized (
      select h.organisation_id, h.user_id, h.role_id, d.connector, d.team, p.typed, p.channel
      from holding h join role_access d on d.role_id = h.role_id cross join lateral ${placesOf}
      where (h.organisation_id, h.user_id) in (select organisation_id, user_id from holder)),
    drafted as materialized (
      select h.organisation_id, h.user_id, d.connector, d.team, p.typed, p.channel
      from holder h cross join draft d cross join lateral ${placesOf}),
    after as materialized (
      select organisation_id, user_id, connector, team, channel from before where role_id <> ${roleId}::uuid
      union select organisation_id, user_id, connector, team, channel from drafted),
    moved as materialized (
      select 'joins' as direction, d.* from drafted d where not exists (
        select from before b where (b.organisation_id, b.user_id, b.connector, b.team, b.channel)
          = (d.organisation_id, d.user_id, d.connector, d.team, d.channel))
      union all
      select 'leaves', b.organisation_id, b.user_id, b.connector, b.team, b.typed, b.channel
      from before b where b.role_id = ${roleId}::uuid and not exists (
        select from after a where (a.organisation_id, a.user_id, a.connector, a.team, a.channel)
          = (b.organisation_id, b.user_id, b.connector, b.team, b.channel))),
    named as (
      select m.direction, m.connector, m.team, m.typed, m.organisation_id, m.user_id,
        u.name || ', ' || o.short_name as name
      from moved m join user_account u on u.id = m.user_id join organisation o on o.id = m.organisation_id),
    place as (
      select direction, connector, team, typed, count(distinct (organisation_id, user_id))::int as people,
        count(distinct organisation_id)::int as municipalities,
        (array_agg(distinct name order by name))[1:${mostNames}] as first
      from named group by direction, connector, team, typed)
    select (select count(*)::int from holder) as holders,
      (select count(distinct organisation_id)::int from holder) as municipalities,
      (select count(distinct (organisation_id, user_id))::int from moved where direction = 'joins') as gaining,
      (select count(distinct (organisation_id, user_id))::int from moved where direction = 'leaves') as losing,
      (select count(distinct organisation_id)::int from moved where direction = 'leaves') as "losingIn",
      (select count(distinct (organisation_id, user_id))::int from moved m where direction = 'leaves' and not exists (
        select from after a where (a.organisation_id, a.user_id, a.connector)
          = (m.organisation_id, m.user_id, m.connector))) as "losingAll",
      array(select distinct o.short_name from holder h join organisation o on o.id = h.organisation_id
        where h.region is null order by 1) as "withoutRegion",
      coalesce((select jsonb_agg(jsonb_build_object('connector', connector, 'team', team,
          'channel', nullif(typed, ''), 'direction', direction, 'moved', jsonb_build_object('people', people,
          'municipalities', municipalities, 'first', first)) order by connector desc, team, typed, direction)
        from place), '[]') as places`.execute(db(ctx))
  const row = rows[0]
  if (!row) throw new Error('An aggregate without a row')
  return row
}

/** A name of the role that was found to be a place at the server before. */
export interface KnownName {
  readonly connector: string
  readonly team: string
  /** Empty: the team itself. */
  readonly channel: string
  readonly id: string
  readonly name: string
  readonly state: 'open' | 'archived' | 'missing'
}

/** What the servers are to be asked by: the municipalities of those who hold the role today, and places found before. */
export async function findAskedAbout(
  ctx: Pick<Context, 'tx' | 'today'>,
  roleId: string | null,
  access: readonly RoleAccess[],
): Promise<{ readonly slugs: readonly PlaceSlugs[]; readonly known: readonly KnownName[] }> {
  const { rows } = await sql<{ slugs: PlaceSlugs[]; known: KnownName[] }>`
    with holding as (${holdings(ctx)})
    select
      coalesce((select jsonb_agg(distinct jsonb_build_object('municipality', slug, 'region', region))
        from holding where role_id = ${roleId}::uuid), '[]') as slugs,
      coalesce((select jsonb_agg(jsonb_build_object('connector', connector, 'team', team, 'channel', channel,
          'id', place_id, 'name', name, 'state', state))
        from provisioning_place p
        where (p.connector, p.team) in (select d.connector, d.team
          from jsonb_to_recordset(${JSON.stringify(access)}::jsonb) as d (connector text, team text))), '[]') as known`.execute(
    db(ctx),
  )
  return rows[0] ?? { slugs: [], known: [] }
}

/** The places a role names that are called something else at the server, or are not there as they should be. */
export async function listOddPlaces(ctx: Pick<Context, 'tx'>, roleId: string): Promise<KnownName[]> {
  const { rows } = await sql<KnownName>`
    select p.connector, p.team, p.channel, p.place_id as id, p.name, p.state
    from role_access d join provisioning_place p on p.connector = d.connector and p.team = d.team
    where d.role_id = ${roleId}::uuid
      and (p.channel = '' or exists (
        select from organisation o cross join lateral opened_channels(d.channels, o.slug, place_slug(o.region)) c
        where o.kind = 'municipality' and c.channel = p.channel))
      and (p.state <> 'open' or p.name <> case p.channel when '' then p.team else p.channel end)
      and not (p.state = 'open' and p.place_id = case p.channel when '' then p.team else p.channel end)
    order by p.connector desc, p.team, p.channel`.execute(db(ctx))
  return rows
}
