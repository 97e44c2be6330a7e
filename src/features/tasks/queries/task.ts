import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { Conflict, NotFound } from '../../../kernel/errors.ts'
import { db } from '../../../platform/db/database.ts'
import { taskChanged } from '../domain/conflict.ts'
import type { NamedPerson, Outcome, Priority, Task, TaskStatus } from '../domain/task.ts'

export interface TaskRow extends Omit<Task, 'responsible' | 'performer' | 'boundRole'> {
  readonly priority: Priority
  readonly status: TaskStatus
  readonly outcome: Outcome | null
  readonly startsOn: CivilDay | null
  readonly dueOn: CivilDay | null
  readonly responsibleId: string | null
  readonly responsibleName: string | null
  readonly performerId: string | null
  readonly performerName: string | null
  readonly boundRoleId: string | null
  readonly boundRoleName: string | null
  readonly boundRoleEndsBefore: CivilDay | null
}

const person = (id: string | null, name: string | null): NamedPerson | null => (name ? { id, name } : null)

export function taskOfRow(row: TaskRow): Task {
  const { responsibleId, responsibleName, performerId, performerName, ...others } = row
  const { boundRoleId, boundRoleName, boundRoleEndsBefore: endsBefore, ...rest } = others
  return {
    ...rest,
    responsible: person(responsibleId, responsibleName),
    performer: person(performerId, performerName),
    boundRole: boundRoleId && boundRoleName ? { id: boundRoleId, name: boundRoleName, endsBefore } : null,
  }
}

/** The tasks an actor reaches: their own organisation's, or all for the central body. The row policies say the same. */
export const withinReach = (ctx: Context): RawBuilder<boolean> =>
  ctx.actor.side === 'central'
    ? sql<boolean>`t.origin = 'central'`
    : sql<boolean>`t.organisation_id = ${ctx.actor.organisationId}`

export const taskSource = sql`task t
  join organisation o on o.id = t.organisation_id
  join task_template tt on tt.id = t.template_id
  join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
  left join role r on r.id = tt.bound_role_id`

/** Who is to hold the bound role later: from a day to come, or from their first sign-in (R3). */
const comingHolders = ({ today, now }: Pick<Context, 'today' | 'now'>) => sql`array(
    select a.user_name from assignment a
    where a.organisation_id = t.organisation_id and a.role_id = tt.bound_role_id and a.ended_at is null
      and a.starts_on > ${today}::date
    union all
    select p.name from pending_assignment p
    where p.organisation_id = t.organisation_id and p.role_id = tt.bound_role_id and p.settled_at is null
      and p.expires_at > ${now}
    order by 1)`

/** Columns of `TaskRow` over `taskSource`; holders are counted on the day of the request. */
export const taskColumns = (ctx: Pick<Context, 'actor' | 'today' | 'now'>) => sql`
  t.number, t.organisation_id as "organisationId", o.name as "organisationName", t.template_id as "templateId",
  t.rollout_id as "rolloutId", v.title, t.priority, t.status, t.outcome,
  t.responsible_id as "responsibleId", t.responsible_name as "responsibleName",
  t.performer_id as "performerId", t.performer_name as "performerName",
  t.starts_on as "startsOn", t.due_on as "dueOn", t.version, t.received_at as "receivedAt", t.changed_at as "changedAt",
  tt.bound_role_id as "boundRoleId", r.name as "boundRoleName",
  (select e.ends_before from role_ending e where e.role_id = r.id and e.over_at is null) as "boundRoleEndsBefore", tt.is_prerequisite_wall as "isPrerequisiteWall",
  tt.answer_path as "answerPath",
  array(
    select a.user_name from assignment a
    where a.organisation_id = t.organisation_id and a.role_id = tt.bound_role_id and a.ended_at is null
      and a.starts_on <= ${ctx.today}::date and (a.ends_before is null or a.ends_before > ${ctx.today}::date)
    order by a.is_primary desc, a.user_name) as "holderNames",
  ${ctx.actor.side === 'municipality' ? comingHolders(ctx) : sql`'{}'::text[]`} as "comingHolderNames",
  coalesce((
    select json_agg(json_build_object('number', p.number, 'title', pv.title) order by l.position, p.number)
    from task_template_link l
      join task p on p.organisation_id = t.organisation_id and p.template_id = l.other_template_id
        and p.status <> 'completed'
      join task_template pt on pt.id = p.template_id
      join task_template_version pv on pv.template_id = pt.id and pv.version = pt.current_version
    where l.template_id = t.template_id and l.kind = 'prerequisite'), '[]') as "unmetPrerequisites"`

async function readTask(ctx: Context, number: number, lock: RawBuilder<unknown>): Promise<Task | null> {
  const { rows } = await sql<TaskRow>`
    select ${taskColumns(ctx)} from ${taskSource}
    where t.number = ${number} and ${withinReach(ctx)} ${lock}`.execute(db(ctx))
  return rows[0] ? taskOfRow(rows[0]) : null
}

/** The task of this number within the actor's reach, or null. */
export function findTask(ctx: Context, number: number): Promise<Task | null> {
  return readTask(ctx, number, sql``)
}

/** As `findTask`. @throws NotFound, also when the task is somebody else's */
export async function getTask(ctx: Context, number: number): Promise<Task> {
  const task = await findTask(ctx, number)
  if (!task) throw new NotFound('task')
  return task
}

/**
 * The task, held against other changes until the transaction ends.
 * @param expectedVersion the version the change was made against; undefined when it does not matter
 * @throws NotFound; Conflict when the task has another version
 */
export async function getTaskForChange(
  ctx: Context,
  number: number,
  expectedVersion: number | undefined,
): Promise<Task> {
  // Only the municipality itself ever changes its task: nobody else holds it.
  const task = await readTask(ctx, number, ctx.actor.side === 'municipality' ? sql`for update of t` : sql``)
  if (!task) throw new NotFound('task')
  if (expectedVersion !== undefined && task.version !== expectedVersion)
    throw new Conflict('conflict', taskChanged)
  return task
}
