import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { Role, RoleKind, RoleVersion } from './domain.ts'
import type { PastEnding } from './domain-ending.ts'

type Holder = Pick<Context, 'tx'>

/** What was said of a role's ending and counts, as `RoleEnding`; null where nothing does. */
const endingOf = (roleId: RawBuilder<unknown>) => sql`(
  select json_build_object('endsBefore', e.ends_before, 'reason', e.reason, 'replacedBy',
    case when n.id is not null then json_build_object('id', n.id, 'name', n.name) end)
  from role_ending e left join role n on n.id = e.replaced_by where e.role_id = ${roleId} and e.over_at is null)`

/** Role `r` with its current version `v`, as `Role`. */
const roleColumns = sql`
  r.id, r.name, r.kind, r.solution, r.current_version as version, r.minimum_holders as "minimumHolders",
  r.maximum_holders as "maximumHolders", r.has_primary as "hasPrimary",
  r.certification_months as "certificationMonths", r.non_response as "nonResponse", r.grace_days as "graceDays",
  r.is_demo_text as "isDemoText", r.retired_at is not null as "isRetired", ${endingOf(sql`r.id`)} as ending,
  r.ending_version as "endingVersion", v.purpose, v.tasks, v.responsibility,
  v.competences, v.access_note as "accessNote", v.hand_over as "handOver", v.take_over as "takeOver", v.valid_from as "validFrom",
  coalesce((select json_agg(json_build_object('connector', a.connector, 'team', a.team, 'channels', a.channels)
    order by a.connector desc, a.team) from role_access a where a.role_id = r.id), '[]') as access`

const roleWithVersion = sql`role r join role_version v on v.role_id = r.id and v.version = r.current_version`

async function listWhere(ctx: Holder, condition: RawBuilder<unknown>): Promise<Role[]> {
  const { rows } = await sql<Role>`select ${roleColumns} from ${roleWithVersion} where ${condition}`.execute(
    db(ctx),
  )
  return rows
}

const findOne = async (ctx: Holder, condition: RawBuilder<unknown>): Promise<Role | null> =>
  (await listWhere(ctx, condition))[0] ?? null

/** One role of the gallery, also a retired one, or null. */
export async function findRole(ctx: Holder, id: string): Promise<Role | null> {
  return await findOne(ctx, sql`r.id = ${id}::uuid`)
}

/** One role of the gallery, also a retired one. @throws NotFound */
export async function getRole(ctx: Holder, id: string): Promise<Role> {
  const role = await findRole(ctx, id)
  if (!role) throw new NotFound('role')
  return role
}

/** The roles of these ids, also retired ones, in no order. */
export async function listRolesByIds(ctx: Holder, ids: readonly string[]): Promise<Role[]> {
  return await listWhere(ctx, sql`r.id = any (${ids}::uuid[])`)
}

/** The role of this name, in small or capital letters, or null. */
export async function findRoleByName(ctx: Holder, name: string): Promise<Role | null> {
  return await findOne(ctx, sql`lower(r.name) = lower(${name.trim()})`)
}

/** Every version of a role, newest first. */
export async function listVersions(ctx: Holder, roleId: string): Promise<RoleVersion[]> {
  return await db(ctx)
    .selectFrom('role_version')
    .select([
      'version',
      'purpose',
      'tasks',
      'responsibility',
      'competences',
      'access_note as accessNote',
      'hand_over as handOver',
      'take_over as takeOver',
      'is_material as isMaterial',
      'change_note as changeNote',
      'valid_from as validFrom',
      'created_at as createdAt',
      'created_by_name as createdByName',
    ])
    .select((eb) => eb.ref('rules').$castTo<RoleVersion['rules']>().as('rules'))
    .where('role_id', '=', roleId)
    .orderBy('version', 'desc')
    .execute()
}

export interface RoleFilter {
  /** Words anywhere in the description, whatever their endings, or a part of the name or the solution. */
  readonly q?: string
  readonly kind?: RoleKind
  /** Those taken out of the gallery, in place of those in use. */
  readonly isRetired?: boolean
}

export interface ListedRole extends Role {
  /** Municipalities within the actor's reach where somebody holds it today: for a municipality 0 or 1. */
  readonly filledIn: number
  /** Municipalities within the actor's reach. */
  readonly municipalities: number
  /** The actor has a material change of it still to read. */
  readonly isNews: boolean
}

const escapeLike = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** The roles of the gallery, in use or taken out, cross-cutting first, with how many municipalities have somebody for each. */
export async function listRoles(ctx: Context, filter: RoleFilter = {}): Promise<ListedRole[]> {
  const own = ctx.actor.side === 'central' ? sql`true` : sql`o.id = ${ctx.actor.organisationId}`
  const like = `%${escapeLike(filter.q ?? '')}%`
  const matching = filter.q
    ? sql`and (r.name ilike ${like} or r.solution ilike ${like}
        or (r.search || v.search) @@ websearch_to_tsquery('danish', ${filter.q}))`
    : sql``
  const ofKind = filter.kind ? sql`and r.kind = ${filter.kind}` : sql``
  const { rows } = await sql<ListedRole>`
    with municipality as materialized (select id from organisation o where o.kind = 'municipality' and ${own})
    select ${roleColumns}, (select count(*)::int from municipality) as municipalities,
      (select count(distinct a.organisation_id)::int from assignment a
        where a.role_id = r.id and a.organisation_id in (select id from municipality) and a.ended_at is null
          and a.starts_on <= ${ctx.today} and (a.ends_before is null or a.ends_before > ${ctx.today})) as "filledIn",
      exists (select from notification n where n.user_id = ${ctx.actor.id} and n.read_at is null
        and n.reason = 'roleChanged' and n.subject_id = r.id::text) as "isNews"
    from ${roleWithVersion}
    where (r.retired_at is not null) = ${filter.isRetired ?? false} ${matching} ${ofKind}
    order by r.kind, r.solution nulls first, r.name`.execute(db(ctx))
  return rows
}

/** What stands beside a role's description. */
export interface BesideRole {
  /** What the actor was told of it and has not read: the latest material change, or null. */
  readonly notificationId: string | null
  /** Each time it was said that the role ends, newest first. */
  readonly endings: readonly PastEnding[]
}

/** What stands beside a role's description; one statement. */
export async function findBeside(ctx: Context, roleId: string): Promise<BesideRole> {
  const { rows } = await sql<BesideRole>`
    select (
      select n.id from notification n
      where n.user_id = ${ctx.actor.id} and n.reason = 'roleChanged' and n.subject_id = ${roleId} and n.read_at is null
      order by n.at desc limit 1) as "notificationId",
      coalesce((
        select json_agg(json_build_object('endsBefore', e.ends_before, 'reason', e.reason, 'outcome', e.outcome,
          'setOn', (e.set_at at time zone 'Europe/Copenhagen')::date, 'setByName', e.set_by_name,
          'isRetired', e.retired_at is not null, 'overOn', (e.over_at at time zone 'Europe/Copenhagen')::date,
          'overByName', e.over_by_name) order by e.set_at desc, e.id desc)
        from role_ending e where e.role_id = ${roleId}::uuid), '[]') as endings`.execute(db(ctx))
  return rows[0] ?? { notificationId: null, endings: [] }
}
