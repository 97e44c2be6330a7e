import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Priority } from '../../templates/index.ts'
import type { Audience, Recipient } from '../domain.ts'

function isIn(audience: Audience, today: CivilDay): RawBuilder<unknown> {
  switch (audience.kind) {
    case 'all':
      return sql`true`
    case 'regions':
      return sql`o.region = any (${[...audience.regions]}::text[])`
    case 'list':
      return sql`o.id = any (${[...audience.organisationIds]}::int[])`
    case 'lacksRole':
      // A role that is not there is lacked by nobody: a wrong id must not send to all.
      return sql`exists (select from role where id = ${audience.roleId}::uuid) and not exists (select from assignment a
        where a.role_id = ${audience.roleId}::uuid and a.organisation_id = o.id and a.ended_at is null
          and a.starts_on <= ${today}::date and (a.ends_before is null or a.ends_before > ${today}::date))
        and (${audience.organisationIds ? [...audience.organisationIds] : null}::int[] is null
          or o.id = any (${audience.organisationIds ? [...audience.organisationIds] : null}::int[]))`
    case 'vacated':
      // Made one by one, when it happens.
      return sql`false`
  }
}

/** The municipalities of an audience in Danish order, with what one should know before sending; one statement. */
export async function findAudience(
  ctx: Pick<Context, 'tx' | 'today'>,
  templateId: string,
  audience: Audience,
): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select o.id, o.name, o.short_name as "shortName", o.region,
      exists (select from present_user() u
        where u.organisation_id = o.id and 'klik_administrator' = any (u.system_roles)) as "hasAdministrator",
      o.mailbox is not null and o.mailbox_bounced_at is null as "hasMailbox",
      exists (select from task t
        where t.organisation_id = o.id and t.template_id = ${templateId}::uuid) as "alreadyHas",
      (exists (select from task t where t.organisation_id = o.id and t.template_id = ${templateId}::uuid
          and (t.status <> 'completed' or t.outcome = 'optedOut'))
        or exists (select from role_asked_in((select bound_role_id from task_template where id = ${templateId}::uuid)) q
          where q.organisation_id = o.id and (q.open_number is not null or q.opted_out_number is not null)))
        as "isAsked"
    from organisation o
    where o.kind = 'municipality' and ${isIn(audience, ctx.today)}
    order by o.short_name, o.id`.execute(db(ctx))
  return rows
}

/** A roll-out as it was sent. */
export interface Rollout {
  readonly id: string
  readonly templateId: string
  readonly title: string
  readonly numberPrefix: string | null
  readonly projectId: string
  readonly project: string
  readonly priority: Priority
  readonly startsOn: CivilDay | null
  readonly dueOn: CivilDay | null
  readonly publishedAt: Date
  readonly taskCount: number
  readonly boundRoleId: string | null
  /** Its tasks come one by one as a role is vacated, each with a deadline of its own (T10). */
  readonly isReturning: boolean
}

const rolloutColumns = sql`
  r.id, r.template_id as "templateId", v.title, v.number_prefix as "numberPrefix", p.id as "projectId",
  p.name as project, r.priority, r.starts_on as "startsOn", r.due_on as "dueOn", r.published_at as "publishedAt",
  r.task_count as "taskCount", t.bound_role_id as "boundRoleId",
  r.audience ->> 'kind' = 'vacated' as "isReturning"`

/** The joins are within reach of a supplier for its own projects alone: row-level security leaves the others out. */
const rolloutTables = sql`
  rollout r join task_template t on t.id = r.template_id
    join task_template_version v on v.template_id = t.id and v.version = t.current_version
    join project p on p.id = t.project_id`

/** A supplier names its own projects in the query; the policy of the table says the same. */
const withinReach = (ctx: Pick<Context, 'actor'>) =>
  ctx.actor.side === 'supplier' ? sql`p.supplier_id = ${ctx.actor.organisationId}` : sql`true`

/** One roll-out within the actor's reach, or null. */
export async function findRollout(ctx: Pick<Context, 'tx' | 'actor'>, id: string): Promise<Rollout | null> {
  const { rows } = await sql<Rollout>`
    select ${rolloutColumns} from ${rolloutTables} where r.id = ${id}::uuid and ${withinReach(ctx)}`.execute(
    db(ctx),
  )
  return rows[0] ?? null
}

export interface RolloutInList extends Rollout {
  readonly participated: number
  readonly optedOut: number
  readonly lapsed: number
  readonly overdue: number
}

export interface RolloutFilter {
  /** Words of the title, or ''. */
  readonly q: string
  readonly templateId: string | null
  readonly after: { readonly publishedAt: Date; readonly id: string } | null
  readonly limit: number
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** One page of roll-outs, newest first, each with its numbers, and how many the filter finds in all. */
export async function findRollouts(
  ctx: Pick<Context, 'tx' | 'actor' | 'today'>,
  filter: RolloutFilter,
): Promise<{ items: RolloutInList[]; total: number }> {
  const chosen = sql`${withinReach(ctx)}
    and (${filter.q} = '' or v.title ilike ${`%${escaped(filter.q)}%`} or p.name ilike ${`%${escaped(filter.q)}%`})
    and (${filter.templateId}::uuid is null or r.template_id = ${filter.templateId}::uuid)`
  const { rows } = await sql<RolloutInList & { total: number }>`
    select ${rolloutColumns}, n.participated, n."optedOut", n.lapsed, n.overdue,
      (select count(*) from ${rolloutTables} where ${chosen}) as total
    from ${rolloutTables}
      cross join lateral (
        select count(*) filter (where k.outcome = 'participated') as participated,
          count(*) filter (where k.outcome = 'optedOut') as "optedOut",
          count(*) filter (where k.outcome = 'lapsed') as lapsed,
          count(*) filter (where k.status <> 'completed' and k.due_on < ${ctx.today}::date) as overdue
        from task k where k.rollout_id = r.id) n
    where ${chosen}
      and (${filter.after?.publishedAt ?? null}::timestamptz is null or (r.published_at, r.id)
        < (${filter.after?.publishedAt ?? null}::timestamptz, ${filter.after?.id ?? null}::uuid))
    order by r.published_at desc, r.id desc
    limit ${filter.limit}`.execute(db(ctx))
  return { items: rows.map(({ total: _total, ...item }) => item), total: rows[0]?.total ?? 0 }
}

/** What the form offers to choose among. */
export interface RolloutChoices {
  readonly templates: readonly {
    readonly id: string
    readonly title: string
    /** Of the page it was imported from. */
    readonly sourceNumber: number | null
    /** When it was first sent, or null. */
    readonly sentOn: CivilDay | null
    readonly priority: Priority
    readonly startsOn: CivilDay | null
    readonly dueOn: CivilDay | null
  }[]
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  readonly regions: readonly string[]
  readonly municipalities: readonly { readonly id: number; readonly shortName: string }[]
}

export async function listRolloutChoices(ctx: Pick<Context, 'tx'>): Promise<RolloutChoices> {
  const { rows } = await sql<RolloutChoices>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', v.title, 'priority', v.priority,
          'sourceNumber', t.source_number, 'sentOn', (t.published_at at time zone 'Europe/Copenhagen')::date, 'startsOn', v.starts_on, 'dueOn', v.due_on) order by v.title, t.created_at), '[]')
        from task_template t
          join task_template_version v on v.template_id = t.id and v.version = t.current_version
        where t.archived_at is null) as templates,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name), '[]')
        from role where retired_at is null) as roles,
      (select coalesce(jsonb_agg(region order by region), '[]') from (
        select distinct region from organisation where kind = 'municipality' and region is not null) r) as regions,
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'shortName', short_name) order by short_name), '[]')
        from organisation where kind = 'municipality') as municipalities`.execute(db(ctx))
  return rows[0] ?? { templates: [], roles: [], regions: [], municipalities: [] }
}
