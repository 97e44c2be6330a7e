import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

/**
 * Takes back reminders of tasks that have been answered, or given another deadline, between planning and sending (N2).
 * One a worker has in hand at this moment goes out.
 */
export async function takeBackAnswered(ctx: Context): Promise<void> {
  await sql`
    update notification_mail m set state = 'undeliverable', next_attempt_at = null, last_error = '{"code": "answered"}'
    where m.reason in ('taskReminder', 'taskOverdue') and m.state in ('planned', 'failed')
      and not exists (
        select from task t where t.organisation_id = m.organisation_id and t.number::text = m.subject_id
          and t.status <> 'completed' and t.due_on = (m.facts ->> 'dueOn')::date)`.execute(db(ctx))
}
