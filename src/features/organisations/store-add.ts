import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { type NewOrganisation, sayableName } from './domain-add.ts'

/** @returns its id; null when the CVR number is taken already, also by another at this moment */
export async function insertOrganisation(ctx: Context, wish: NewOrganisation): Promise<number | null> {
  const { cvr, name, kind } = wish
  const row = await db(ctx)
    .insertInto('organisation')
    .values({
      kind: kind === 'supplier' ? 'supplier' : 'municipality',
      name,
      short_name: sayableName(name),
      cvr,
      is_test: kind !== 'supplier',
    })
    .onConflict((conflict) => conflict.column('cvr').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id ?? null
}
