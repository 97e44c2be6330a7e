import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { moot } from '../domain/closing.ts'
import type { ReminderDays } from '../domain/reminders.ts'
import type { RoundStatus } from '../domain/round.ts'

export interface RemindedRound {
  readonly id: string
  readonly name: string
  readonly status: RoundStatus
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
 * Notes the reminder for each municipality that has a line which lacks an answer and takes one (`whyNotAnswer`), and has
 * not got it; each once, also with several servers.
 * @returns those to be told now, with how many such lines they have
 */
export async function insertReminders(
  ctx: Context,
  roundId: string,
  days: ReminderDays,
): Promise<{ organisationId: number; undecided: number }[]> {
  const { rows } = await sql<{ organisationId: number; undecided: number }>`
    with open as (
      select i.organisation_id, count(*)::int as undecided
      from certification_municipality m
        join certification_item i on i.round_id = m.round_id and i.organisation_id = m.organisation_id
        join certification_round r on r.id = i.round_id and r.status <> 'settled'
        join assignment a on a.organisation_id = i.organisation_id and a.id = i.held_assignment_id
      where m.round_id = ${roundId}::uuid and m.undecided > 0 and i.answer is null
        and not exists (select from certification_reminder before where before.round_id = m.round_id
          and before.organisation_id = m.organisation_id and before.days = ${days})
        and coalesce(i.consequence, '') <> all (${[...moot, 'removed']}::text[])
        and a.ended_at is null and (a.ends_before is null or a.ends_before > ${ctx.today})
      group by i.organisation_id),
    told as (
      insert into certification_reminder (organisation_id, round_id, days, sent_at)
      select organisation_id, ${roundId}::uuid, ${days}, ${ctx.now} from open
      on conflict do nothing returning organisation_id)
    select open.organisation_id as "organisationId", open.undecided
    from told join open on open.organisation_id = told.organisation_id
    order by 1`.execute(db(ctx))
  return rows
}
