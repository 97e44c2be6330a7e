import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { db } from '../../../platform/db/database.ts'
import type { Outcome, Task, TaskStatus } from '../domain/task.ts'
import { type TaskRow, taskColumns, taskOfRow, taskSource, withinReach } from './task.ts'

/** What the central body wrote, as Markdown; a task holds no copy of it (T2). */
export interface TaskText {
  readonly goal: string
  readonly description: string
  readonly assignment: string
  readonly method: string
  /** The section Resultat. */
  readonly result: string
  readonly qualityCriteria: string
  /** Roles by name, not people. */
  readonly recommendedResponsible: string | null
  readonly recommendedPerformer: string | null
  readonly project: string
  readonly phase: string
  readonly theme: string
}

/** The current answer (T4). */
export interface TaskAnswer {
  readonly outcome: Outcome
  /** Why not, or why although nobody held the role (T10). */
  readonly reason: string | null
  /** Whose access was confirmed, when the task completed itself (T10). */
  readonly confirmedHolder: string | null
  readonly at: Date
  readonly byName: string
}

/** Another template this one names, with this municipality's own task of it, if it has one. */
export interface TaskLink {
  readonly kind: 'prerequisite' | 'related'
  readonly title: string
  readonly number: number | null
  readonly status: TaskStatus | null
  readonly outcome: Outcome | null
}

export interface TaskPage {
  readonly task: Task
  readonly text: TaskText
  readonly audienceKind: 'all' | 'regions' | 'list' | 'lacksRole' | 'vacated'
  readonly answer: TaskAnswer | null
  readonly links: readonly TaskLink[]
  readonly appendices: readonly { readonly title: string; readonly href: string | null }[]
  /** The municipality's KLIK-administrators. */
  readonly administrators: readonly { readonly id: string; readonly name: string }[]
  /** Holders of the bound role who are users there still, the primary one first (T10). */
  readonly proposedNames: readonly string[]
  /** Whether holding the bound role opens a door (A1). */
  readonly roleOpensAccess: boolean
}

interface PageRow extends TaskRow, Omit<TaskPage, 'task' | 'text' | 'answer'>, TaskText {
  readonly startsOn: CivilDay | null
  readonly answer: (Omit<TaskAnswer, 'at'> & { at: string }) | null
}

const linksColumn = sql`
  coalesce((
    select json_agg(json_build_object('kind', l.kind, 'title', coalesce(lv.title, l.title), 'number', p.number,
      'status', p.status, 'outcome', p.outcome) order by l.kind, l.position)
    from task_template_link l
      left join lateral (
        select number, status, outcome from task p
        where p.organisation_id = t.organisation_id and p.template_id = l.other_template_id
        order by number desc limit 1) p on true
      left join task_template lt on lt.id = l.other_template_id
      left join task_template_version lv on lv.template_id = lt.id and lv.version = lt.current_version
    where l.template_id = t.template_id), '[]') as links`

const answerColumn = sql`
  (select json_build_object('outcome', a.outcome, 'reason', a.reason, 'confirmedHolder', a.confirmed_holder,
     'at', a.answered_at, 'byName', a.answered_by_name)
   from task_answer a
   where a.organisation_id = t.organisation_id and a.task_number = t.number and a.withdrawn_at is null) as answer`

/** In the order of the form that offers them. */
const proposedColumn = ({ today }: Pick<Context, 'today'>) => sql`array(
  select u.name from assignment a join present_user() u on u.id = a.user_id and u.organisation_id = a.organisation_id
  where a.organisation_id = t.organisation_id and a.role_id = tt.bound_role_id and a.ended_at is null
    and a.starts_on <= ${today}::date and (a.ends_before is null or a.ends_before > ${today}::date)
  order by a.is_primary desc, a.starts_on, u.name, a.id) as "proposedNames"`

/** The task with all that the central body wrote, in one query. @throws NotFound */
export async function getTaskPage(ctx: Context, number: number): Promise<TaskPage> {
  const { rows } = await sql<PageRow>`
    select ${taskColumns(ctx)}, v.goal, v.description, v.assignment, v.method, v.outcome as result,
      v.quality_criteria as "qualityCriteria", v.recommended_responsible as "recommendedResponsible",
      v.recommended_performer as "recommendedPerformer", pr.name as project, v.phase, v.theme,
      ro.audience ->> 'kind' as "audienceKind", ${linksColumn}, ${answerColumn},
      coalesce((
        select json_agg(json_build_object('title', x.title, 'href', x.href) order by x.position)
        from task_template_appendix x where x.template_id = t.template_id), '[]') as appendices,
      coalesce((
        select json_agg(json_build_object('id', u.id, 'name', u.name) order by u.name)
        from present_user() u
        where u.organisation_id = t.organisation_id and 'klik_administrator' = any (u.system_roles)), '[]')
        as administrators, ${proposedColumn(ctx)},
      exists (select from role_access ra where ra.role_id = tt.bound_role_id) as "roleOpensAccess"
    from ${taskSource}
      join project pr on pr.id = tt.project_id
      join rollout ro on ro.id = t.rollout_id
    where t.number = ${number} and ${withinReach(ctx)}`.execute(db(ctx))
  const row = rows[0]
  if (!row) throw new NotFound('task')
  const { audienceKind, answer, links, appendices, administrators, proposedNames, roleOpensAccess, ...rest } =
    row
  return {
    task: taskOfRow(rest),
    text: textOf(row),
    audienceKind,
    answer: answer && { ...answer, at: new Date(answer.at) },
    links,
    appendices,
    administrators,
    proposedNames,
    roleOpensAccess,
  }
}

const textOf = (row: TaskText): TaskText => ({
  goal: row.goal,
  description: row.description,
  assignment: row.assignment,
  method: row.method,
  result: row.result,
  qualityCriteria: row.qualityCriteria,
  recommendedResponsible: row.recommendedResponsible,
  recommendedPerformer: row.recommendedPerformer,
  project: row.project,
  phase: row.phase,
  theme: row.theme,
})
