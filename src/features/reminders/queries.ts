import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { Ladder } from './domain.ts'

export interface SavedLadder extends Ladder {
  readonly savedAt: Date
  readonly savedByName: string
}

/** The ladder's versions, the newest first; that one is in force. */
export async function listLadders(ctx: Pick<Context, 'tx'>, most: number): Promise<SavedLadder[]> {
  const { rows } = await sql<SavedLadder>`
    select version, steps, saved_at as "savedAt", saved_by_name as "savedByName"
    from reminder_ladder order by version desc limit ${most}`.execute(db(ctx))
  return rows
}

/** The ladder in force. */
export async function getLadder(ctx: Pick<Context, 'tx'>): Promise<SavedLadder> {
  const [ladder] = await listLadders(ctx, 1)
  if (!ladder) throw new NotFound('ladder')
  return ladder
}

/** The deadlines of open tasks, each once. */
export async function listDueDays(ctx: Pick<Context, 'tx'>): Promise<CivilDay[]> {
  const { rows } = await sql<{ dueOn: CivilDay }>`
    select distinct due_on as "dueOn" from task
    where status <> 'completed' and origin = 'central' and due_on is not null order by 1`.execute(db(ctx))
  return rows.map(({ dueOn }) => dueOn)
}
