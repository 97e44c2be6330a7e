import { db } from '../../../platform/db/database.ts'
import type { Reading } from '../basis.ts'

export interface Municipality {
  readonly name: string
  readonly cvr: string | null
  readonly code: string | null
}

/** The municipality with this id, or null; the central body and suppliers are none. */
export async function findMunicipality({ ctx, organisationId }: Reading): Promise<Municipality | null> {
  const row = await db(ctx)
    .selectFrom('organisation')
    .select(['name', 'cvr', 'code'])
    .where('id', '=', organisationId)
    .where('kind', '=', 'municipality')
    .executeTakeFirst()
  return row ?? null
}
