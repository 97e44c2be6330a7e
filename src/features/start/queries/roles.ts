import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'

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

/** Where the actor's municipality lacks people; one statement. */
export async function findRoleGaps(ctx: Context): Promise<RoleGaps> {
  const { rows } = await sql<RoleGaps>`
    with standing as (
      select r.id, r.name, s.standing, (
        select max((a.ended_at at time zone 'Europe/Copenhagen')::date) from assignment a
        where a.role_id = r.id and a.organisation_id = s.organisation_id) as last_ended
      from role_standing_on(${ctx.today}::date) s join role r on r.id = s.role_id
      where s.organisation_id = ${ctx.actor.organisationId})
    select
      coalesce((select json_agg(json_build_object('id', s.id, 'name', s.name, 'vacantSince', s.last_ended,
          'opensDoors', exists (select from role_access d where d.role_id = s.id))
          order by s.last_ended desc nulls last, s.name)
        from standing s where s.standing = 'vacant'), '[]') as vacant,
      (select count(*)::int from standing s where s.standing = 'single') as singles`.execute(db(ctx))
  return rows[0] ?? { vacant: [], singles: 0 }
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
        and exists (select from role_access d where d.role_id = r.id and d.connector = 'mattermost')),
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
