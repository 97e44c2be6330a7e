import type { Priority } from '../../src/features/tasks/index.ts'
import { insertTasksForRollout } from '../../src/features/tasks/index.ts'
import type { CivilDay } from '../../src/kernel/civil-day.ts'
import type { CastName, TestApp } from './test-app.ts'

export interface TemplateParts {
  readonly title?: string
  readonly project?: string
  readonly phase?: string
  readonly theme?: string
  readonly goal?: string
  readonly description?: string
  readonly assignment?: string
  readonly method?: string
  readonly outcome?: string
  readonly qualityCriteria?: string
  readonly recommendedResponsible?: string | null
  readonly recommendedPerformer?: string | null
  readonly priority?: Priority
  readonly boundRoleId?: string | null
  readonly isPrerequisiteWall?: boolean
  readonly published?: boolean
}

const editor = { id: '0b5a1c00-0000-4000-8000-000000000005', name: 'Signe Bruun' }

/** A published template with its first version, written by the owner of the database. @returns its id */
export async function insertTemplate(portal: TestApp, parts: TemplateParts = {}): Promise<string> {
  const { owner, clock } = portal
  const now = clock.now()
  const project = await owner.query<{ id: string }>(
    `insert into project (id, name) values ($1, $2) on conflict (name) do update set name = excluded.name returning id`,
    [clock.newId(), parts.project ?? 'KLIK'],
  )
  const id = clock.newId()
  await owner.query(
    `insert into task_template (id, project_id, bound_role_id, is_prerequisite_wall, created_at, created_by, created_by_name, published_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      id,
      project.rows[0]?.id,
      parts.boundRoleId ?? null,
      parts.isPrerequisiteWall ?? false,
      now,
      editor.id,
      editor.name,
      parts.published === false ? null : now,
    ],
  )
  await owner.query(
    `insert into task_template_version (template_id, version, title, goal, description, assignment, method, outcome,
       quality_criteria, recommended_responsible, recommended_performer, priority, phase, theme, created_at, created_by, created_by_name)
     values ($1, 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      id,
      parts.title ?? 'Skift adgangskoder på netværksudstyr',
      parts.goal ?? '',
      parts.description ?? '',
      parts.assignment ?? '',
      parts.method ?? '',
      parts.outcome ?? '',
      parts.qualityCriteria ?? '',
      parts.recommendedResponsible ?? null,
      parts.recommendedPerformer ?? null,
      parts.priority ?? 'voluntary',
      parts.phase ?? 'Udrulning',
      parts.theme ?? 'It-sikkerhed og aftaler',
      now,
      editor.id,
      editor.name,
    ],
  )
  return id
}

/** Says that one template must be answered before, or is closely related to, another. */
export async function linkTemplates(
  portal: TestApp,
  link: { from: string; to: string; kind: 'prerequisite' | 'related'; title: string; position?: number },
): Promise<void> {
  await portal.owner.query(
    `insert into task_template_link (template_id, kind, position, other_template_id, title) values ($1, $2, $3, $4, $5)`,
    [link.from, link.kind, link.position ?? 1, link.to, link.title],
  )
}

export interface RolloutParts {
  readonly templateId: string
  /** Short names of the municipalities, 'Korsbæk' unless given. */
  readonly municipalities?: readonly string[]
  readonly priority?: Priority
  readonly startsOn?: CivilDay | null
  readonly dueOn?: CivilDay | null
}

/** Rolls a template out as the editor does. @returns the numbers by the municipalities' short names */
export async function rollOut(portal: TestApp, parts: RolloutParts): Promise<Record<string, number>> {
  const { owner, clock } = portal
  const id = clock.newId()
  const names = parts.municipalities ?? ['Korsbæk']
  const organisationIds = names.map((name) => portal.organisation(name))
  await owner.query(
    `insert into rollout (id, template_id, audience, priority, starts_on, due_on, published_at, published_by, published_by_name, task_count)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      id,
      parts.templateId,
      JSON.stringify({ kind: 'list', organisationIds }),
      parts.priority ?? 'voluntary',
      parts.startsOn ?? null,
      parts.dueOn ?? null,
      clock.now(),
      editor.id,
      editor.name,
      names.length,
    ],
  )
  await portal.act('Signe', (ctx) =>
    insertTasksForRollout(ctx, {
      rolloutId: id,
      templateId: parts.templateId,
      organisationIds,
      priority: parts.priority ?? 'voluntary',
      startsOn: parts.startsOn ?? null,
      dueOn: parts.dueOn ?? null,
    }),
  )
  const { rows } = await owner.query<{ short_name: string; number: number }>(
    `select o.short_name, t.number::int from task t join organisation o on o.id = t.organisation_id where t.rollout_id = $1`,
    [id],
  )
  return Object.fromEntries(rows.map((row) => [row.short_name, row.number]))
}

/** Korsbæk's own task of a new roll-out. @returns its number */
export async function korsbaekTask(
  portal: TestApp,
  parts: Omit<RolloutParts, 'municipalities'>,
): Promise<number> {
  const numbers = Object.values(await rollOut(portal, parts))
  if (numbers[0] === undefined) throw new Error('No task was made')
  return numbers[0]
}

/** A role of the gallery with its first description. @returns its id */
export async function insertRole(portal: TestApp, name: string): Promise<string> {
  const { owner, clock } = portal
  const id = clock.newId()
  await owner.query(`insert into role (id, name, kind) values ($1, $2, 'crossCutting')`, [id, name])
  await owner.query(
    `insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
     values ($1, 1, 'Formål', 'Opgaver', '2026-01-01', $2, $3, $4, role_rules($1))`,
    [id, clock.now(), editor.id, editor.name],
  )
  return id
}

/** Gives a person of the cast a role in their own municipality, from today. @returns the assignment's id */
export async function insertHolder(portal: TestApp, roleId: string, name: CastName): Promise<string> {
  const { owner, clock } = portal
  const holder = await portal.actor(name)
  const id = clock.newId()
  await owner.query(
    `insert into assignment (organisation_id, id, role_id, user_id, user_name, starts_on, given_by, given_by_name, given_at)
     values ($1, $2, $3, $4, $5, $6::timestamptz::date, $4, $5, $6)`,
    [holder.organisationId, id, roleId, holder.id, holder.name, clock.now()],
  )
  return id
}
