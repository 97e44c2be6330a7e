import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { ReminderDays } from '../domain/reminders.ts'

export interface RemindedRound {
  readonly id: string
  readonly name: string
  readonly status: 'open' | 'closed' | 'settled'
  readonly startedOn: CivilDay
  readonly closesOn: CivilDay
}

/** Rounds in which somebody may still answer. */
export async function listReminded(ctx: Context): Promise<RemindedRound[]> {
  return await db(ctx)
    .selectFrom('certification_round')
    .select((eb) => [
      'id',
      'name',
      'started_on as startedOn',
      'closes_on as closesOn',
      eb.ref('status').$castTo<RemindedRound['status']>().as('status'),
    ])
    .where('status', '<>', 'settled')
    .orderBy('id')
    .execute()
}

/**
 * Notes the reminder for each municipality that lacks answers and has not got it; each once, also with several servers.
 * @returns those to be told now
 */
export async function insertReminders(
  ctx: Context,
  roundId: string,
  days: ReminderDays,
): Promise<{ organisationId: number; undecided: number }[]> {
  const { rows } = await sql<{ organisationId: number; undecided: number }>`
    with told as (
      insert into certification_reminder (organisation_id, round_id, days, sent_at)
      select organisation_id, round_id, ${days}, ${ctx.now} from certification_municipality
      where round_id = ${roundId}::uuid and undecided > 0
      on conflict do nothing returning organisation_id)
    select m.organisation_id as "organisationId", m.undecided
    from told join certification_municipality m on m.organisation_id = told.organisation_id
      and m.round_id = ${roundId}::uuid
    order by 1`.execute(db(ctx))
  return rows
}
