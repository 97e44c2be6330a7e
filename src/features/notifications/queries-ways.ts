import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { Reason } from './domain.ts'
import { anyHour, type Hours, type Way } from './domain-ways.ts'

const hours = sql`quiet_from as "quietFrom", quiet_until as "quietUntil", working_days_only as "workingDaysOnly"`

/** Every choice of hours that anybody made, each once: few, whatever the number of people. */
export async function listHours(ctx: Context): Promise<Hours[]> {
  const { rows } = await sql<Hours>`select distinct ${hours} from notification_hours`.execute(db(ctx))
  return rows
}

/** What a person chose: the ways of reasons, where they are not the usual ones, and the hours. */
export interface Choices {
  readonly ways: Readonly<Partial<Record<Reason, Way>>>
  readonly hours: Hours
}

/** The actor's own choices. */
export async function findChoices(ctx: Context): Promise<Choices> {
  const { actor } = ctx
  const { rows } = await sql<{ ways: Choices['ways'] | null; hours: Hours | null }>`
    select (select jsonb_object_agg(reason, way) from notification_way
        where organisation_id = ${actor.organisationId} and user_id = ${actor.id}) as ways,
      (select to_jsonb(h) from (select ${hours} from notification_hours
        where organisation_id = ${actor.organisationId} and user_id = ${actor.id}) h) as hours`.execute(
    db(ctx),
  )
  return { ways: rows[0]?.ways ?? {}, hours: rows[0]?.hours ?? anyHour }
}
