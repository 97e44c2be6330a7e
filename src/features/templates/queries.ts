import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { Priority, TemplateDraft, TemplateLink } from './domain.ts'
import type { RoleToFill } from './draft-for-role.ts'
import type { ImportReport } from './import-report.ts'
import type { NamedRole } from './role-in-text.ts'

/** A template in its current version. */
export interface Template extends TemplateDraft {
  readonly id: string
  readonly version: number
  readonly sourceNumber: number | null
  readonly publishedAt: Date | null
  readonly createdAt: Date
  readonly boundRoleName: string | null
  /** The first day without that role, said or past: its tasks are sent to nobody (T10). Null: it lasts. */
  readonly boundRoleEndsBefore: CivilDay | null
}

/** @throws NotFound */
export async function readTemplate(ctx: Pick<Context, 'tx'>, id: string): Promise<Template> {
  const found = await findBy(ctx, sql`t.id = ${id}::uuid`)
  if (!found) throw new NotFound('template')
  return found
}

/** The template made from a page of this number, or null (T12). */
export async function findTemplateBySource(
  ctx: Pick<Context, 'tx'>,
  sourceNumber: number,
): Promise<Template | null> {
  return await findBy(ctx, sql`t.source_number = ${sourceNumber}`)
}

interface TemplateRow extends Omit<Template, 'prerequisites' | 'related'> {
  readonly links: (TemplateLink & { kind: 'prerequisite' | 'related' })[]
}

async function findBy(ctx: Pick<Context, 'tx'>, which: ReturnType<typeof sql>): Promise<Template | null> {
  const { rows } = await sql<TemplateRow>`
    select t.id, t.current_version as version, t.source_number as "sourceNumber", t.published_at as "publishedAt",
      t.created_at as "createdAt", t.bound_role_id as "boundRoleId", r.name as "boundRoleName",
      e.ends_before as "boundRoleEndsBefore", t.is_prerequisite_wall as "isPrerequisiteWall", p.name as project,
      v.title, v.number_prefix as "numberPrefix", v.goal, v.description, v.assignment, v.method, v.outcome,
      v.quality_criteria as "qualityCriteria", v.recommended_responsible as "recommendedResponsible",
      v.recommended_performer as "recommendedPerformer", v.priority, v.starts_on as "startsOn", v.due_on as "dueOn",
      v.phase, v.theme,
      (select coalesce(jsonb_agg(jsonb_build_object('kind', l.kind, 'templateId', l.other_template_id,
          'title', coalesce(ov.title, l.title)) order by l.kind, l.position), '[]')
        from task_template_link l
          left join task_template ot on ot.id = l.other_template_id
          left join task_template_version ov on ov.template_id = ot.id and ov.version = ot.current_version
        where l.template_id = t.id) as links,
      (select coalesce(jsonb_agg(jsonb_build_object('title', a.title, 'href', a.href) order by a.position), '[]')
        from task_template_appendix a where a.template_id = t.id) as appendices
    from task_template t
      join task_template_version v on v.template_id = t.id and v.version = t.current_version
      join project p on p.id = t.project_id
      left join role r on r.id = t.bound_role_id
      left join role_ending e on e.role_id = r.id and e.over_at is null
    where ${which}`.execute(db(ctx))
  const row = rows[0]
  if (!row) return null
  const { links, ...rest } = row
  const ofKind = (kind: string) =>
    links.filter((link) => link.kind === kind).map(({ templateId, title }) => ({ templateId, title }))
  return { ...rest, prerequisites: ofKind('prerequisite'), related: ofKind('related') }
}

/** The draft within a template, for comparing and for the form. */
export function draftOf(template: Template): TemplateDraft {
  const { id, version, sourceNumber, publishedAt, createdAt, boundRoleName, ...others } = template
  const { boundRoleEndsBefore, ...draft } = others
  return draft
}

export interface TemplateVersion {
  readonly version: number
  readonly title: string
  readonly createdAt: Date
  readonly createdByName: string
}

/** Every version, newest first. */
export async function listVersions(ctx: Pick<Context, 'tx'>, templateId: string): Promise<TemplateVersion[]> {
  return await db(ctx)
    .selectFrom('task_template_version')
    .select(['version', 'title', 'created_at as createdAt', 'created_by_name as createdByName'])
    .where('template_id', '=', templateId)
    .orderBy('version', 'desc')
    .execute()
}

export interface TemplateRollout {
  readonly id: string
  readonly publishedAt: Date
  readonly dueOn: CivilDay | null
  readonly taskCount: number
  readonly answered: number
}

/** Where the template is rolled out, newest first. */
export async function listRolloutsOf(
  ctx: Pick<Context, 'tx'>,
  templateId: string,
): Promise<TemplateRollout[]> {
  const { rows } = await sql<TemplateRollout>`
    select r.id, r.published_at as "publishedAt", r.due_on as "dueOn", r.task_count as "taskCount",
      (select count(*) filter (where t.status = 'completed') from task t where t.rollout_id = r.id) as answered
    from rollout r where r.template_id = ${templateId}::uuid
    order by r.published_at desc, r.id desc`.execute(db(ctx))
  return rows
}

export interface TemplateInList {
  readonly id: string
  readonly title: string
  readonly numberPrefix: string | null
  readonly sourceNumber: number | null
  readonly project: string
  readonly phase: string
  readonly theme: string
  readonly priority: Priority
  readonly version: number
  readonly publishedAt: Date | null
  readonly createdAt: Date
  readonly rolloutCount: number
}

export interface TemplateFilter {
  /** Words of title and texts, the number of the source page, or ''. */
  readonly q: string
  readonly published: boolean | null
  readonly after: { readonly createdAt: Date; readonly id: string } | null
  readonly limit: number
}

const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

function filterOf({ q, published }: Pick<TemplateFilter, 'q' | 'published'>) {
  const number = /^#?(\d{1,15})$/.exec(q.trim())?.[1]
  const parts = [
    q === ''
      ? sql`true`
      : sql`(v.search @@ websearch_to_tsquery('danish', ${q}) or v.title ilike ${`%${escaped(q)}%`}
          or p.name ilike ${`%${escaped(q)}%`} or t.source_number = ${number ?? null}::bigint)`,
    published === null
      ? sql`true`
      : published
        ? sql`t.published_at is not null`
        : sql`t.published_at is null`,
  ]
  return sql.join(parts, sql` and `)
}

/** Templates newest first, one page, and how many the filter finds in all. */
export async function findTemplates(
  ctx: Pick<Context, 'tx'>,
  filter: TemplateFilter,
): Promise<{ items: TemplateInList[]; total: number }> {
  const where = filterOf(filter)
  const from = sql`
    task_template t join task_template_version v on v.template_id = t.id and v.version = t.current_version
      join project p on p.id = t.project_id`
  const { rows } = await sql<TemplateInList & { total: number }>`
    select t.id, v.title, v.number_prefix as "numberPrefix", t.source_number as "sourceNumber", p.name as project,
      v.phase, v.theme, v.priority, t.current_version as version, t.published_at as "publishedAt",
      t.created_at as "createdAt",
      (select count(*) from rollout r where r.template_id = t.id) as "rolloutCount",
      (select count(*) from ${from} where t.archived_at is null and ${where}) as total
    from ${from}
    where t.archived_at is null and ${where}
      and (${filter.after?.createdAt ?? null}::timestamptz is null
        or (t.created_at, t.id) < (${filter.after?.createdAt ?? null}::timestamptz, ${filter.after?.id ?? null}::uuid))
    order by t.created_at desc, t.id desc
    limit ${filter.limit}`.execute(db(ctx))
  const total = rows[0]?.total ?? 0
  return { items: rows.map(({ total: _total, ...item }) => item), total }
}

/** What the form offers to choose among. */
export interface TemplateChoices {
  readonly roles: readonly { readonly id: string; readonly name: string }[]
  readonly projects: readonly string[]
  readonly phases: readonly string[]
  readonly themes: readonly string[]
  readonly templates: readonly { readonly id: string; readonly title: string }[]
}

/** @param besides a template that cannot be its own prerequisite, and keeps the role it asks for, also one that has ended */
export async function listChoices(
  ctx: Pick<Context, 'tx'>,
  besides: string | null,
): Promise<TemplateChoices> {
  const { rows } = await sql<TemplateChoices>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', id, 'name', name) order by name), '[]')
        from role where retired_at is null
          or id = (select bound_role_id from task_template where id = ${besides}::uuid)) as roles,
      (select coalesce(jsonb_agg(name order by name), '[]') from project) as projects,
      (select coalesce(jsonb_agg(phase order by phase), '[]')
        from (select distinct phase from task_template_version where phase <> '') p) as phases,
      (select coalesce(jsonb_agg(theme order by theme), '[]')
        from (select distinct theme from task_template_version where theme <> '') t) as themes,
      (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'title', v.title) order by v.title), '[]')
        from task_template t
          join task_template_version v on v.template_id = t.id and v.version = t.current_version
        where t.archived_at is null and t.id is distinct from ${besides}::uuid) as templates`.execute(db(ctx))
  return rows[0] ?? { roles: [], projects: [], phases: [], themes: [], templates: [] }
}

/** A role in use that a new template is to ask for; null when there is none such. */
export async function findRoleToFill(ctx: Pick<Context, 'tx'>, id: string): Promise<RoleToFill | null> {
  const { rows } = await sql<RoleToFill>`
    select r.id, r.name, v.purpose
    from role r join role_version v on v.role_id = r.id and v.version = r.current_version
    where r.id = ${id}::uuid and r.retired_at is null`.execute(db(ctx))
  return rows[0] ?? null
}

/** Which of the roles and templates a draft names do not exist. */
export async function findMissing(
  ctx: Pick<Context, 'tx'>,
  named: { roleId: string | null; templateIds: readonly string[] },
): Promise<{ role: boolean; templates: string[] }> {
  const { rows } = await sql<{ role: boolean; templates: string[] }>`
    select ${named.roleId}::uuid is not null and not exists (select from role where id = ${named.roleId}::uuid) as role,
      array(select named.id::text from unnest(${[...named.templateIds]}::uuid[]) as named (id)
        where not exists (select from task_template t where t.id = named.id)) as templates`.execute(db(ctx))
  return rows[0] ?? { role: false, templates: [] }
}

/** The roles of the gallery in use, by name. */
export async function listRolesInUse(ctx: Pick<Context, 'tx'>): Promise<NamedRole[]> {
  return await db(ctx)
    .selectFrom('role')
    .select(['id', 'name'])
    .where('retired_at', 'is', null)
    .orderBy('name')
    .execute()
}

/** Whether a municipality has this name. */
export async function isMunicipality(ctx: Pick<Context, 'tx'>, name: string): Promise<boolean> {
  const row = await db(ctx)
    .selectFrom('organisation')
    .select('id')
    .where('kind', '=', 'municipality')
    .where('name', '=', name)
    .executeTakeFirst()
  return row !== undefined
}

/** What became of the latest page imported into a template, or null when none was. */
export async function findImport(ctx: Pick<Context, 'tx'>, templateId: string): Promise<ImportReport | null> {
  const row = await db(ctx)
    .selectFrom('template_import')
    .select((eb) => eb.ref('report').$castTo<ImportReport>().as('report'))
    .where('template_id', '=', templateId)
    .executeTakeFirst()
  return row?.report ?? null
}
