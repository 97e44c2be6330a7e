import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { DeputyPeriod } from './domain.ts'

/** One at a time names deputies in a municipality, so that nobody is named twice. Until the transaction ends. */
export async function lockDeputies(ctx: Context): Promise<void> {
  const key = `deputy ${ctx.actor.organisationId}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(db(ctx))
}

export interface NewDeputy extends DeputyPeriod {
  readonly id: string
  readonly userId: string
  readonly userName: string
  readonly administratorId: string
  readonly administratorName: string
}

export async function insertDeputy(ctx: Context, deputy: NewDeputy): Promise<void> {
  await db(ctx)
    .insertInto('deputy')
    .values({
      organisation_id: ctx.actor.organisationId,
      id: deputy.id,
      user_id: deputy.userId,
      user_name: deputy.userName,
      administrator_id: deputy.administratorId,
      administrator_name: deputy.administratorName,
      starts_on: deputy.startsOn,
      ends_before: deputy.endsBefore,
      appointed_by: ctx.actor.id,
      appointed_by_name: ctx.actor.name,
      appointed_at: ctx.now,
    })
    .execute()
}

/** A deputy as the events tell of them. */
export interface EndedDeputy extends NewDeputy {
  readonly organisationId: number
}

const endedColumns = sql`organisation_id as "organisationId", id, user_id as "userId", user_name as "userName",
  administrator_id as "administratorId", administrator_name as "administratorName",
  starts_on as "startsOn", ends_before as "endsBefore"`

/** Ends one deputy, or all that a person is or has in the actor's municipality. @returns those ended now */
export async function saveDeputyEnd(
  ctx: Context,
  which: { readonly id: string } | { readonly personId: string },
): Promise<EndedDeputy[]> {
  const chosen =
    'id' in which
      ? sql`id = ${which.id}::uuid`
      : sql`(user_id = ${which.personId}::uuid or administrator_id = ${which.personId}::uuid)`
  const { rows } = await sql<EndedDeputy>`
    update deputy set ended_at = ${ctx.now}, ended_by = ${ctx.actor.id}::uuid, ended_by_name = ${ctx.actor.name}
    where organisation_id = ${ctx.actor.organisationId} and ended_at is null and ${chosen}
    returning ${endedColumns}`.execute(db(ctx))
  return rows
}

/** Marks those over by their own last day, everywhere; they lost the rights on that day. Under the jobs' reach. */
export async function saveLapsedDeputies(ctx: Pick<Context, 'tx' | 'now' | 'today'>): Promise<EndedDeputy[]> {
  const { rows } = await sql<EndedDeputy>`
    update deputy set ended_at = ${ctx.now} where ended_at is null and ends_before <= ${ctx.today}
    returning ${endedColumns}`.execute(db(ctx))
  return rows
}

/** Notes that a user of the actor's municipality has left. @returns false when it was noted before */
export async function saveLeft(ctx: Context, userId: string): Promise<boolean> {
  const result = await db(ctx)
    .updateTable('user_account')
    .set({ left_at: ctx.now })
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('id', '=', userId)
    .where('left_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}
