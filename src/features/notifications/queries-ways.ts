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
  /** Milliseconds of the latest choice; 0 where there was none. */
  readonly version: number
}

/** The choices of a person of the actor's organisation; the actor's own unless said. */
export async function findChoices(ctx: Context, userId: string = ctx.actor.id): Promise<Choices> {
  const whose = sql`organisation_id = ${ctx.actor.organisationId} and user_id = ${userId}`
  const { rows } = await sql<{ ways: Choices['ways'] | null; hours: Hours | null; at: Date | null }>`
    select (select jsonb_object_agg(reason, way) from notification_way where ${whose}) as ways,
      (select to_jsonb(h) from (select ${hours} from notification_hours where ${whose}) h) as hours,
      greatest((select max(chosen_at) from notification_way where ${whose}),
        (select chosen_at from notification_hours where ${whose})) as at`.execute(db(ctx))
  const { ways = null, hours: chosen = null, at = null } = rows[0] ?? {}
  return { ways: ways ?? {}, hours: chosen ?? anyHour, version: at?.getTime() ?? 0 }
}
