import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import type { Subject } from '../../kernel/event.ts'
import { db } from '../../platform/db/database.ts'
import type { Planned, Step } from './domain.ts'
import { planned } from './queries-plan.ts'

/** Keeps a new version of the ladder. @returns false when somebody else has saved that version */
export async function insertLadder(ctx: Context, version: number, steps: readonly Step[]): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into reminder_ladder (version, steps, saved_at, saved_by, saved_by_name)
    values (${version}, ${JSON.stringify(steps)}::jsonb, ${ctx.now}, ${ctx.actor.id}, ${ctx.actor.name})
    on conflict do nothing`.execute(db(ctx))
  return numAffectedRows === 1n
}

/** A reminder that was due, with whether it went to the central body's list. */
export interface Told extends Subject {
  readonly isCentral: boolean
}

/**
 * Notes every step that is due and whom it goes to: one statement, whatever the number of tasks. Of several servers
 * that do it at once, one notes each step; the others find it there.
 */
export async function insertReminders(
  ctx: Context,
  plan: readonly Planned[],
  ladderVersion: number,
): Promise<Told[]> {
  const { rows } = await sql<Told>`
    with ${planned(ctx, plan)},
    told as (
      insert into reminder (organisation_id, task_number, due_on, day, planned_on, told_at, ladder_version)
      select organisation_id, number, due_on, day, planned_on, ${ctx.now}, ${ladderVersion}
      from matched order by organisation_id, number
      on conflict (organisation_id, task_number, due_on, day) do nothing
      returning organisation_id, id, task_number, due_on, day),
    noted as (
      insert into reminder_recipient (organisation_id, reminder_id, position, wanted, rung, cause, user_id, name, address)
      select t.organisation_id, t.id, row_number() over (partition by t.organisation_id, t.id order by a.user_id, a.rung),
        a.wanted, a.rung, a.cause, a.user_id, a.name, a.address
      from told t join addressed a on a.organisation_id = t.organisation_id and a.number = t.task_number)
    select t.organisation_id as "organisationId", t.task_number::text as id,
      exists (select from addressed a
        where a.organisation_id = t.organisation_id and a.number = t.task_number and a.rung = 'central') as "isCentral",
      jsonb_build_object('reminderId', t.id, 'title', v.title, 'dueOn', t.due_on, 'day', t.day,
        'daysLeft', t.due_on - ${ctx.today}::date, 'isOverdue', t.due_on < ${ctx.today}::date) as facts
    from told t join task k on k.organisation_id = t.organisation_id and k.number = t.task_number
      join task_template tt on tt.id = k.template_id
      join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
    order by t.organisation_id, t.task_number`.execute(db(ctx))
  return rows
}
