import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { NonResponse } from '../../roles/index.ts'
import type { RoundPlan } from '../domain/round.ts'
import {
  askedAlready,
  inForce,
  isBack,
  isIn,
  isMoverAsked,
  isSettledAlready,
  isUndecidedIn,
} from '../store/rounds.ts'

/** What a round would ask, before it is started. */
export interface Asked {
  /** In the audience, with or without anybody in the roles. */
  readonly municipalities: number
  /** With at least one holder to ask about: these get a task. */
  readonly asked: number
  /** Nobody there holds any of the roles. */
  readonly lackHolders: number
  /** All who hold the roles there are among `alreadyAsked`: no task either. */
  readonly askedAlready: number
  /** Among those asked: nobody there can answer. */
  readonly lackAdministrator: readonly string[]
  readonly people: number
  /** People with a role that an open round asks about already, or that goes to somebody else; it is left out. */
  readonly alreadyAsked: number
  readonly roles: readonly AskedRole[]
  readonly holdings: readonly Holding[]
}

/** How many people of a municipality are asked about for just these roles: who holds two counts once. */
export interface Holding {
  readonly organisationId: number
  readonly roleIds: readonly string[]
  readonly people: number
}

export interface AskedRole {
  readonly roleId: string
  readonly roleName: string
  readonly nonResponse: NonResponse
  readonly graceDays: number
  readonly opensAccess: boolean
  readonly lines: number
  readonly people: number
  /** All who hold it in the audience, asked about or not. */
  readonly holders: number
  /** How often rounds of the role start by themselves; null: they do not. */
  readonly planMonths: number | null
}

/**
 * The numbers of the preview (C3); one statement.
 * @param plan.rerunOf only whom nobody answered for in this round, by the rules that it has frozen
 */
export async function findAsked(
  ctx: Pick<Context, 'tx' | 'today'>,
  plan: Pick<RoundPlan, 'roleIds' | 'audience'> & { readonly rerunOf?: string },
): Promise<Asked> {
  const { rerunOf = null } = plan
  const isMeant = rerunOf === null ? sql`true` : isUndecidedIn(rerunOf)
  const { rows } = await sql<Asked>`
    with chosen as (select o.id, o.short_name from organisation o
      where o.kind = 'municipality' and ${isIn(plan.audience)}
        and (${rerunOf}::uuid is null or exists (select from certification_municipality part
          where part.organisation_id = o.id and part.round_id = ${rerunOf}::uuid and part.undecided > 0))),
    taken as materialized (${askedAlready(rerunOf)}),
    holder as (
      select a.organisation_id, a.role_id, a.user_id, taken.id is not null as asked_already
      from assignment a join chosen on chosen.id = a.organisation_id
        left join taken on taken.organisation_id = a.organisation_id and taken.id = a.id
      where a.role_id = any (${[...plan.roleIds]}::uuid[]) and ${inForce(ctx)} and ${isMeant}),
    line as (select * from holder where not asked_already),
    of_role as (select role_id, count(*)::int as lines, count(distinct user_id)::int as people from line group by role_id),
    asked as (select distinct organisation_id as id from line),
    person as (select organisation_id, array_agg(distinct role_id) as role_ids from line
      group by organisation_id, user_id),
    holding as (select organisation_id, role_ids, count(*)::int as people from person group by organisation_id, role_ids)
    select (select count(*)::int from chosen) as municipalities, (select count(*)::int from asked) as asked,
      (select count(*)::int from chosen where id not in (select organisation_id from holder)) as "lackHolders",
      (select count(*)::int from chosen where id in (select organisation_id from holder)
        and id not in (select id from asked)) as "askedAlready",
      array(select c.short_name from chosen c join asked on asked.id = c.id
        where not exists (select from present_user() u where u.organisation_id = c.id
          and 'klik_administrator' = any (u.system_roles)) order by c.short_name) as "lackAdministrator",
      (select count(distinct user_id)::int from line) as people,
      (select count(distinct user_id)::int from holder where asked_already) as "alreadyAsked",
      coalesce((select json_agg(json_build_object('organisationId', organisation_id, 'roleIds', role_ids,
        'people', people)) from holding), '[]') as holdings,
      coalesce((select json_agg(json_build_object('roleId', r.id, 'roleName', r.name,
          'nonResponse', coalesce(frozen.non_response, r.non_response),
          'graceDays', coalesce(frozen.grace_days, r.grace_days),
          'opensAccess', exists (select from role_access d where d.role_id = r.id),
          'lines', coalesce(n.lines, 0), 'people', coalesce(n.people, 0),
          'holders', (select count(*)::int from holder where holder.role_id = r.id),
          'planMonths', (select r.certification_months from certification_schedule s where s.role_id = r.id and s.is_on
            and not exists (select from role_ending e where e.role_id = r.id and e.over_at is null))) order by r.name)
        from role r left join of_role n on n.role_id = r.id
          left join certification_round_role frozen on frozen.round_id = ${rerunOf}::uuid and frozen.role_id = r.id
        where r.id = any (${[...plan.roleIds]}::uuid[])
          and (r.retired_at is null or frozen.role_id is not null)), '[]') as roles`.execute(db(ctx))
  const row = rows[0]
  if (!row) throw new Error('An aggregate without a row')
  return row
}

/** What the form offers to choose among. */
export interface RoundChoices {
  readonly roles: readonly { readonly id: string; readonly name: string; readonly months: number | null }[]
  readonly regions: readonly string[]
  readonly municipalities: readonly { readonly id: number; readonly shortName: string }[]
}

export async function listRoundChoices(ctx: Pick<Context, 'tx'>): Promise<RoundChoices> {
  const { rows } = await sql<RoundChoices>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name, 'months', certification_months)
          order by name), '[]') from role where retired_at is null) as roles,
      (select coalesce(jsonb_agg(region order by region), '[]') from (
        select distinct region from organisation where kind = 'municipality' and region is not null) r) as regions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'shortName', short_name) order by short_name), '[]')
        from organisation where kind = 'municipality') as municipalities`.execute(db(ctx))
  return rows[0] ?? { roles: [], regions: [], municipalities: [] }
}

/**
 * The roles that somebody who has left a municipality holds there today, and what the person is called there; null:
 * none, or they are back already.
 */
export async function findLeaver(
  ctx: Pick<Context, 'tx' | 'today'>,
  organisationId: number,
  userId: string,
): Promise<AskedPerson | null> {
  const isNeedless = sql`${isSettledAlready} or ${isBack(sql`a.organisation_id`, sql`a.user_id`)}`
  return await findPerson(ctx, organisationId, userId, isNeedless)
}

/** As `findLeaver`, of somebody who works there still. */
export const findMover = (
  ctx: Pick<Context, 'tx' | 'today'>,
  organisationId: number,
  userId: string,
): Promise<AskedPerson | null> => findPerson(ctx, organisationId, userId, isMoverAsked)

interface AskedPerson {
  readonly userName: string
  readonly roleIds: readonly string[]
}

async function findPerson(
  ctx: Pick<Context, 'tx' | 'today'>,
  organisationId: number,
  userId: string,
  isNeedless: RawBuilder<unknown>,
): Promise<AskedPerson | null> {
  const { rows } = await sql<{ userName: string | null; roleIds: string[] | null }>`
    select max(a.user_name) as "userName", array_agg(distinct a.role_id) as "roleIds" from assignment a
    where a.organisation_id = ${organisationId} and a.user_id = ${userId}::uuid and ${inForce(ctx)}
      and not (${isNeedless})`.execute(db(ctx))
  const row = rows[0]
  return row?.userName && row.roleIds ? { userName: row.userName, roleIds: row.roleIds } : null
}
