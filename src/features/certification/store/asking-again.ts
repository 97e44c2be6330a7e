import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { moot } from '../domain/closing.ts'

/**
 * Lines of a closed round that nothing was taken from yet and that a later one asks about: nothing comes of them here any
 * more, and a brake that holds nobody waits for nothing (C4, C5). Whoever calls it holds the round and its parts.
 */
export async function takeOver(ctx: Context, roundId: string, laterId: string): Promise<void> {
  await sql`
    update certification_item i set consequence = 'askedAgain', consequence_at = ${ctx.now},
      asked_again_in = ${laterId}::uuid
    from certification_item again
    where i.round_id = ${roundId}::uuid and i.answer is null and i.consequence in ('kept', 'grace', 'held')
      and again.round_id = ${laterId}::uuid and again.organisation_id = i.organisation_id
      and again.assignment_id = i.held_assignment_id`.execute(db(ctx))
  await sql`
    update certification_municipality m set undecided = (
      select count(*) from certification_item i where i.round_id = m.round_id
        and i.organisation_id = m.organisation_id and i.answer is null
        and coalesce(i.consequence, '') <> all (${[...moot]}::text[]))
    where m.round_id = ${roundId}::uuid`.execute(db(ctx))
  await sql`
    update certification_round_role asked set brake = 'superseded'
    where asked.round_id = ${roundId}::uuid and asked.brake = 'held'
      and not exists (select from certification_item i
        where i.round_id = asked.round_id and i.role_id = asked.role_id and i.consequence = 'held')`.execute(
    db(ctx),
  )
}
