import { type RawBuilder, sql } from 'kysely'
import { nobodysId } from '../../kernel/actor.ts'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { type Counts, countsOf, type FindingKind, noFindings, type StaleReason } from './domain.ts'

/** Something to act on (R4). */
export interface Finding {
  readonly kind: FindingKind
  readonly rank: number
  readonly organisationId: number
  readonly municipality: string
  readonly region: string | null
  readonly isTest: boolean
  readonly roleId: string
  readonly roleName: string
  /** The holder it is about; null when it is the role itself. */
  readonly assignmentId: string | null
  readonly userName: string | null
  readonly reason: StaleReason | null
  /** Vacant since, last signed in, mail bounced; null when nobody knows. */
  readonly since: CivilDay | null
}

export interface FindingFilter {
  readonly kind: FindingKind | null
  readonly roleId: string | null
  readonly region: string | null
  readonly organisationId: number | null
  /** Part of a municipality's name, a role's or a holder's. */
  readonly q: string
}

/** The last finding of a page: the next one begins after it. */
export interface FindingPlace {
  readonly municipality: string
  readonly organisationId: number
  readonly rank: number
  readonly roleName: string
  readonly roleId: string
  readonly assignmentId: string
}

type Asking = Pick<Context, 'tx' | 'today' | 'actor'>

/** The findings of the day with their names, `f`; a municipality asks for itself alone. */
const findings = (ctx: Asking, staleDays: number): RawBuilder<unknown> => sql`(
  select g.kind, g.rank, g.organisation_id, o.short_name, o.region, o.is_test, g.role_id, r.name as role_name,
    g.assignment_id, g.user_name, g.reason, g.since
  from role_finding_on(${ctx.today}::date, ${staleDays}::int) g
    join organisation o on o.id = g.organisation_id
    join role r on r.id = g.role_id
  where ${ctx.actor.side === 'central' ? sql`true` : sql`g.organisation_id = ${ctx.actor.organisationId}`}) f`

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

function chosen(filter: FindingFilter): RawBuilder<boolean> {
  const words = `%${escaped(filter.q)}%`
  return sql<boolean>`(${filter.kind}::text is null or f.kind = ${filter.kind})
    and (${filter.roleId}::uuid is null or f.role_id = ${filter.roleId}::uuid)
    and (${filter.region}::text is null or f.region = ${filter.region})
    and (${filter.organisationId}::int is null or f.organisation_id = ${filter.organisationId})
    and (${filter.q} = '' or f.short_name ilike ${words} or f.role_name ilike ${words} or f.user_name ilike ${words})`
}

/** Stands in the order for findings of no holder: before every id. */
export const noAssignment = nobodysId

function afterPlace(after: FindingPlace | null): RawBuilder<boolean> {
  if (!after) return sql<boolean>`true`
  return sql<boolean>`(f.short_name, f.organisation_id, f.rank, f.role_name, f.role_id,
      coalesce(f.assignment_id, ${noAssignment}::uuid))
    > (${after.municipality}, ${after.organisationId}::int, ${after.rank}::int, ${after.roleName},
      ${after.roleId}::uuid, ${after.assignmentId}::uuid)`
}

/**
 * One page of what there is to act on, municipality by municipality, the most urgent first, and how many the filter
 * finds and in how many municipalities; one statement.
 */
export async function findFindings(
  ctx: Asking,
  wanted: {
    readonly filter: FindingFilter
    readonly staleDays: number
    readonly after: FindingPlace | null
    readonly limit: number
  },
): Promise<{ rows: Finding[]; total: number; municipalities: number }> {
  const { rows } = await sql<{ rows: Finding[]; total: number; municipalities: number }>`
    with f as materialized (select * from ${findings(ctx, wanted.staleDays)} where ${chosen(wanted.filter)}),
    shown as (
      select * from f where ${afterPlace(wanted.after)}
      order by f.short_name, f.organisation_id, f.rank, f.role_name, f.role_id,
        coalesce(f.assignment_id, ${noAssignment}::uuid)
      limit ${wanted.limit})
    select (select count(*)::int from f) as total,
      (select count(distinct f.organisation_id)::int from f) as municipalities,
      coalesce((select json_agg(json_build_object('kind', s.kind, 'rank', s.rank, 'organisationId', s.organisation_id,
        'municipality', s.short_name, 'region', s.region, 'isTest', s.is_test, 'roleId', s.role_id,
        'roleName', s.role_name, 'assignmentId', s.assignment_id, 'userName', s.user_name, 'reason', s.reason,
        'since', s.since)
        order by s.short_name, s.organisation_id, s.rank, s.role_name, s.role_id,
          coalesce(s.assignment_id, ${noAssignment}::uuid)) from shown s), '[]') as rows`.execute(db(ctx))
  return rows[0] ?? { rows: [], total: 0, municipalities: 0 }
}

/** One role's counts over the municipalities within reach. */
export interface RoleCounts {
  readonly roleId: string
  readonly roleName: string
  readonly counts: Counts
}

export interface Summary {
  readonly roles: readonly RoleCounts[]
  readonly all: Counts
  /** In how many municipalities each kind is found, and anything at all. */
  readonly municipalities: Counts & { readonly any: number }
}

/** Counts per role and in all; one statement. */
export async function readSummary(ctx: Asking, staleDays: number): Promise<Summary> {
  const { rows } = await sql<{
    roleId: string | null
    roleName: string | null
    kind: FindingKind | null
    count: number
    municipalities: number
  }>`
    with f as materialized (select * from ${findings(ctx, staleDays)}),
    counted as (
      select f.role_id, f.kind, count(*)::int as count, count(distinct f.organisation_id)::int as municipalities
      from f group by grouping sets ((f.role_id, f.kind), (f.kind), ()))
    select r.id as "roleId", r.name as "roleName", c.kind, coalesce(c.count, 0) as count,
      coalesce(c.municipalities, 0) as municipalities
    from role r left join counted c on c.role_id = r.id where r.retired_at is null
    union all
    select null, null, c.kind, c.count, c.municipalities from counted c where c.role_id is null
    order by 2, 1`.execute(db(ctx))
  const totals = rows.filter((row) => row.roleId === null)
  const kinds = totals.flatMap(({ kind, count, municipalities }) =>
    kind ? [{ kind, count, municipalities }] : [],
  )
  const any = totals.find((row) => row.kind === null)?.municipalities ?? 0
  return {
    all: countsOf(kinds),
    municipalities: {
      ...countsOf(kinds.map(({ kind, municipalities }) => ({ kind, count: municipalities }))),
      any,
    },
    roles: rolesOf(rows),
  }
}

function rolesOf(
  rows: readonly {
    roleId: string | null
    roleName: string | null
    kind: FindingKind | null
    count: number
  }[],
): RoleCounts[] {
  const roles = new Map<string, RoleCounts>()
  for (const { roleId, roleName, kind, count } of rows) {
    if (!roleId || roleName === null) continue
    const before = roles.get(roleId) ?? { roleId, roleName, counts: noFindings }
    roles.set(roleId, kind ? { ...before, counts: { ...before.counts, [kind]: count } } : before)
  }
  return [...roles.values()]
}

/** The regions there are, for the filter. */
export async function listRegions(ctx: Pick<Context, 'tx'>): Promise<string[]> {
  const { rows } = await sql<{ region: string }>`
    select distinct region from organisation where kind = 'municipality' and region is not null order by region`.execute(
    db(ctx),
  )
  return rows.map((row) => row.region)
}
