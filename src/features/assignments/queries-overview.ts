import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { RoleEnding } from '../roles/index.ts'
import type { RoleLimits, Standing } from './domain.ts'

/** The number of the latest task that asks the actor's municipality for a role, when it was opted out of; else null. */
export const optedOutNumber = (ctx: Context, roleId: RawBuilder<unknown>): RawBuilder<number | null> => sql`(
  select q.opted_out_number from role_asked_in(${roleId}) q
  where q.organisation_id = ${ctx.actor.organisationId} and q.opted_out_number = q.latest_number)`

export interface NamedHolder {
  readonly name: string
  readonly isPrimary: boolean
  readonly hasLeft: boolean
}

/** The holders in force today of role `r` in organisation `o`, as JSON, the primary one first. */
const holdersJson = (ctx: Context) => sql`coalesce((
  select json_agg(json_build_object('name', coalesce(u.name, a.user_name), 'isPrimary', a.is_primary,
    'hasLeft', u.id is null) order by a.is_primary desc, coalesce(u.name, a.user_name), a.id)
  from assignment a left join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
  where a.organisation_id = o.id and a.role_id = r.id and a.ended_at is null and a.starts_on <= ${ctx.today}
    and (a.ends_before is null or a.ends_before > ${ctx.today})), '[]') as holders`

export interface OwnRole extends Omit<RoleLimits, 'optedOutTask'> {
  readonly ending: Pick<RoleEnding, 'endsBefore' | 'reason'> | null
  /** How it stands today (R4). */
  readonly standing: Standing
  readonly id: string
  readonly name: string
  readonly kind: 'crossCutting' | 'solutionSpecific'
  readonly solution: string | null
  readonly opensAccess: boolean
  readonly holders: readonly NamedHolder[]
  /** Those who get it at their first sign-in (R3); some take over from a holder (C1). */
  readonly waiting: readonly { readonly name: string; readonly takesOver: boolean }[]
}

/** Every role in use with those who hold it today in the actor's own municipality (R4). */
export async function listOwnRoles(ctx: Context): Promise<OwnRole[]> {
  const { rows } = await sql<OwnRole>`
    select r.id, r.name, r.kind, r.solution, r.minimum_holders as "minimumHolders",
      r.maximum_holders as "maximumHolders", r.has_primary as "hasPrimary", false as "isRetired",
      (select json_build_object('endsBefore', e.ends_before, 'reason', e.reason) from role_ending e
        where e.role_id = r.id and e.over_at is null) as ending, s.standing,
      exists (select from role_access d where d.role_id = r.id) as "opensAccess", ${holdersJson(ctx)},
      coalesce((
        select json_agg(json_build_object('name', p.name, 'takesOver', p.replaces is not null) order by p.given_at, p.id) from pending_assignment p
        where p.organisation_id = o.id and p.role_id = r.id and p.settled_at is null and p.expires_at > ${ctx.now}),
        '[]') as waiting
    from role_standing_on(${ctx.today}::date) s join role r on r.id = s.role_id join organisation o on o.id = s.organisation_id
    where o.id = ${ctx.actor.organisationId}
    order by r.kind, r.solution nulls first, r.name`.execute(db(ctx))
  return rows
}

export interface MunicipalHolders {
  readonly standing: Standing
  readonly organisationId: number
  readonly name: string
  readonly holders: readonly NamedHolder[]
}

/** Who holds a role today, municipality by municipality, for the central body (R4); by name. */
export async function listOccupancy(ctx: Context, roleId: string): Promise<MunicipalHolders[]> {
  const { rows } = await sql<MunicipalHolders>`
    select o.id as "organisationId", o.name, coalesce(s.standing, 'notNeeded') as standing, ${holdersJson(ctx)}
    from organisation o cross join role r
      left join role_standing_on(${ctx.today}::date) s on s.organisation_id = o.id and s.role_id = r.id
    where o.kind = 'municipality' and r.id = ${roleId}::uuid
    order by o.short_name`.execute(db(ctx))
  return rows
}

/** Who acts as KLIK-administrator in a municipality today: by the right of their sign-in, or as a deputy. */
export interface MunicipalAdministrators {
  readonly organisationId: number
  readonly name: string
  readonly people: readonly { readonly id: string; readonly name: string; readonly email: string | null }[]
}

/** Every municipality with its KLIK-administrators, those without first; for the central body, one statement. */
export async function listAdministrators(ctx: Context): Promise<MunicipalAdministrators[]> {
  const { rows } = await sql<MunicipalAdministrators>`
    select o.id as "organisationId", o.name,
      coalesce(json_agg(json_build_object('id', u.id, 'name', u.name, 'email', nullif(u.email, ''))
        order by u.name, u.id) filter (where u.id is not null), '[]') as people
    from organisation o left join klik_administrators(${ctx.today}) k on k.organisation_id = o.id
      left join user_account u on u.id = k.user_id
    where o.kind = 'municipality' group by o.id
    order by count(u.id) > 0, o.short_name, o.id`.execute(db(ctx))
  return rows
}
