import { sql, type Updateable } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import type { Subject } from '../../../kernel/event.ts'
import { db } from '../../../platform/db/database.ts'
import type { TaskTable } from '../../../platform/db/tables.ts'
import type { Priority, Task } from '../domain/task.ts'

export interface NewTasks {
  readonly rolloutId: string
  readonly templateId: string
  readonly organisationIds: readonly number[]
  readonly priority: Priority
  readonly startsOn: CivilDay | null
  readonly dueOn: CivilDay | null
  /** The vacancy that makes the task come again (T10); a vacancy makes one in its municipality, whoever asks. */
  readonly vacancyId?: string
}

/** One task for each municipality among the organisations, numbered in the order of their ids; one statement. */
export async function insertTasks(ctx: Context, tasks: NewTasks): Promise<Subject[]> {
  const { rows } = await sql<{ organisationId: number; number: number }>`
    insert into task (organisation_id, number, template_id, rollout_id, priority, starts_on, due_on, received_at, changed_at,
      vacancy_id)
    select id, nextval('task_number_seq'), ${tasks.templateId}::uuid, ${tasks.rolloutId}::uuid, ${tasks.priority},
      ${tasks.startsOn}::date, ${tasks.dueOn}::date, ${ctx.now}::timestamptz, ${ctx.now}::timestamptz,
      ${tasks.vacancyId ?? null}::uuid
    from (
      select id from organisation
      where kind = 'municipality' and id = any (${[...tasks.organisationIds]}::int[])
      order by id) chosen
    on conflict (organisation_id, vacancy_id) where vacancy_id is not null do nothing
    returning organisation_id as "organisationId", number`.execute(db(ctx))
  return rows.map((row) => ({ organisationId: row.organisationId, id: String(row.number) }))
}

type Key = Pick<Task, 'organisationId' | 'number'>
type Change = Pick<
  Updateable<TaskTable>,
  | 'status'
  | 'outcome'
  | 'responsible_id'
  | 'responsible_name'
  | 'performer_id'
  | 'performer_name'
  | 'starts_on'
>

/** Saves changed columns and counts the version up. @returns the new version */
export async function saveTask(ctx: Context, key: Key, change: Change): Promise<number> {
  const row = await db(ctx)
    .updateTable('task')
    .set({ ...change, version: sql`version + 1`, changed_at: ctx.now })
    .where('organisation_id', '=', key.organisationId)
    .where('number', '=', key.number)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export type NewAnswer =
  | {
      readonly outcome: 'participated'
      /** Why, although nobody holds the role. */
      readonly reason?: string | null
      /** Whose access was confirmed, when the task completed itself. */
      readonly confirmedHolder?: string
    }
  | { readonly outcome: 'optedOut'; readonly reason: string }
  | { readonly outcome: 'lapsed' }

/** The story of the answer (T4): who, when, why. */
export async function insertAnswer(ctx: Context, key: Key, answer: NewAnswer): Promise<void> {
  await db(ctx)
    .insertInto('task_answer')
    .values({
      organisation_id: key.organisationId,
      id: ctx.newId(),
      task_number: key.number,
      outcome: answer.outcome,
      reason: answer.outcome === 'lapsed' ? null : (answer.reason ?? null),
      confirmed_holder: answer.outcome === 'participated' ? (answer.confirmedHolder ?? null) : null,
      answered_at: ctx.now,
      answered_by: ctx.actor.id,
      answered_by_name: ctx.actor.name,
    })
    .execute()
}

/** Marks the current answer as taken back; it stays in the history. */
export async function saveAnswerWithdrawn(ctx: Context, key: Key): Promise<void> {
  await db(ctx)
    .updateTable('task_answer')
    .set({ withdrawn_at: ctx.now, withdrawn_by: ctx.actor.id, withdrawn_by_name: ctx.actor.name })
    .where('organisation_id', '=', key.organisationId)
    .where('task_number', '=', key.number)
    .where('withdrawn_at', 'is', null)
    .execute()
}
