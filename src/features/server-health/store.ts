import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { ServerAnswer } from './domain.ts'

/** Keeps what a server answered in place of what it answered before. */
export async function saveAnswer(ctx: Context, instance: string, answer: ServerAnswer): Promise<void> {
  await sql`
    insert into server_report (instance, asked_at, answer) values (${instance}, ${ctx.now}, ${JSON.stringify(answer)}::jsonb)
    on conflict (instance) do update set asked_at = excluded.asked_at, answer = excluded.answer`.execute(
    db(ctx),
  )
}

/** Notes that somebody wants a new answer. */
export async function saveWanted(ctx: Context, instance: string): Promise<void> {
  await sql`
    insert into server_report (instance, wanted_at) values (${instance}, ${ctx.now})
    on conflict (instance) do update set wanted_at = excluded.wanted_at`.execute(db(ctx))
}
