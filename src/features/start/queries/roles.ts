import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { RecordState } from '../domain.ts'

export interface VacantRole {
  readonly id: string
  readonly name: string
  /** The last day somebody held it; null when nobody ever did. */
  readonly vacantSince: CivilDay | null
  readonly opensDoors: boolean
}

export interface RoleGaps {
  /** Roles that need somebody and have nobody today (R4). */
  readonly vacant: readonly VacantRole[]
  /** Roles held by one person alone that more could hold. */
  readonly singles: number
}

/** A role somebody in the municipality holds or waits for, and that ends for everybody on a day that is said. */
export interface EndingRole {
  readonly id: string
  readonly name: string
  /** The first day without it. */
  readonly endsBefore: CivilDay
  readonly holders: number
  /** Promised to people who have not signed in yet (R3). */
  readonly waiting: number
  readonly opensDoors: boolean
  /** The role that takes its place, and whether somebody in the municipality holds that. */
  readonly replacedBy: { readonly id: string; readonly name: string; readonly isHeld: boolean } | null
}

export interface RolesAtHome extends RoleGaps {
  /** The first to end first. */
  readonly ending: readonly EndingRole[]
  /** How many of the municipality's people stand where with their access. */
  readonly states: Partial<Record<RecordState, number>>
  /** Proposals of successors nobody has decided on: they are read only where there are any. */
  readonly proposals: number
}

/** Which of the actor's municipality's roles end, where it lacks people, and how far the access of those it has is; one statement. */
export async function findRolesAtHome(ctx: Context): Promise<RolesAtHome> {
  const { organisationId } = ctx.actor
  const { rows } = await sql<RolesAtHome>`
    with ending as (
      select r.id, r.name, e.ends_before, e.replaced_by,
        (select count(distinct a.user_id)::int from assignment a
          where a.role_id = r.id and a.organisation_id = ${organisationId} and a.ended_at is null
            and (a.ends_before is null or a.ends_before > ${ctx.today}::date)) as holders,
        (select count(*)::int from pending_assignment p
          where p.role_id = r.id and p.organisation_id = ${organisationId} and p.settled_at is null
            and p.expires_at > ${ctx.now}) as waiting
      from role_ending e join role r on r.id = e.role_id
      where e.over_at is null and e.ends_before > ${ctx.today}::date),
    standing as (
      select r.id, r.name, s.standing, (
        select max((a.ended_at at time zone 'Europe/Copenhagen')::date) from assignment a
        where a.role_id = r.id and a.organisation_id = s.organisation_id) as last_ended
      from role_standing_on(${ctx.today}::date) s join role r on r.id = s.role_id
      where s.organisation_id = ${organisationId}),
    access as (
      select coalesce(r.state, 'preparing') as state, count(*) as count
      from access_grant_on(${ctx.today}::date) g
        left join provisioning_record r on r.organisation_id = g.organisation_id and r.user_id = g.user_id
          and r.connector = g.connector
      where g.organisation_id = ${organisationId} and g.open
      group by 1)
    select
      coalesce((select json_agg(json_build_object('id', e.id, 'name', e.name, 'endsBefore', e.ends_before,
          'holders', e.holders, 'waiting', e.waiting,
          'opensDoors', exists (select from role_access d where d.role_id = e.id),
          'replacedBy', (select json_build_object('id', n.id, 'name', n.name, 'isHeld', exists (select from assignment a
            where a.role_id = n.id and a.organisation_id = ${organisationId} and a.ended_at is null
              and (a.ends_before is null or a.ends_before > ${ctx.today}::date)))
            from role n where n.id = e.replaced_by))
          order by e.ends_before, e.name)
        from ending e where e.holders + e.waiting > 0), '[]') as ending,
      coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name, 'vacantSince', s.last_ended,
          'opensDoors', exists (select from role_access d where d.role_id = s.id))
          order by s.last_ended desc nulls last, s.name)
        from standing s where s.standing = 'vacant'), '[]') as vacant,
      (select count(*)::int from standing s where s.standing = 'single') as singles,
      (select coalesce(jsonb_object_agg(state, count), '{}') from access) as states,
      (select count(*)::int from resignation s
        where s.organisation_id = ${organisationId} and s.settled_at is null and s.successor_name is not null)
        as proposals`.execute(db(ctx))
  return rows[0] ?? { ending: [], vacant: [], singles: 0, states: {}, proposals: 0 }
}

/** A role that opens Mattermost, over all municipalities. */
export interface ReachOfRole {
  readonly id: string
  readonly name: string
  readonly municipalities: number
  readonly holders: number
  /** Municipalities where nobody holds it today, in Danish order. */
  readonly without: readonly { readonly name: string; readonly isTest: boolean }[]
}

/** In how many municipalities somebody can be reached on Mattermost, and in which nobody; one statement. */
export async function listReach(ctx: Context): Promise<ReachOfRole[]> {
  const { rows } = await sql<ReachOfRole>`
    with chosen as (
      select r.id, r.name from role r
      where r.retired_at is null
        and exists (select from role_access d where d.role_id = r.id and d.connector <> 'manual')),
    held as (
      select c.id as role_id, o.id, o.short_name, o.is_test, count(a.id)::int as holders
      from chosen c cross join organisation o
        left join assignment a on a.role_id = c.id and a.organisation_id = o.id and a.ended_at is null
          and a.starts_on <= ${ctx.today}::date and (a.ends_before is null or a.ends_before > ${ctx.today}::date)
      where o.kind = 'municipality'
      group by c.id, o.id)
    select c.id, c.name, count(h.id)::int as municipalities, coalesce(sum(h.holders), 0)::int as holders,
      coalesce(json_agg(json_build_object('name', h.short_name, 'isTest', h.is_test) order by h.short_name)
        filter (where h.holders = 0), '[]') as without
    from chosen c join held h on h.role_id = c.id
    group by c.id, c.name order by c.name`.execute(db(ctx))
  return rows
}
