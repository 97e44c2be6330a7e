import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { AddedKind } from './domain-add.ts'

export interface Municipality {
  readonly id: number
  readonly name: string
  readonly shortName: string
  readonly code: string | null
  readonly region: string | null
  readonly isTest: boolean
}

/** All municipalities in Danish order of their names. */
export async function listMunicipalities(ctx: Pick<Context, 'tx'>): Promise<Municipality[]> {
  return await db(ctx)
    .selectFrom('organisation')
    .select(['id', 'name', 'short_name as shortName', 'code', 'region', 'is_test as isTest'])
    .where('kind', '=', 'municipality')
    .orderBy('short_name')
    .execute()
}

/** Names of the regions that have municipalities. */
export async function listRegions(ctx: Pick<Context, 'tx'>): Promise<string[]> {
  const rows = await db(ctx)
    .selectFrom('organisation')
    .select('region')
    .distinct()
    .where('kind', '=', 'municipality')
    .where('region', 'is not', null)
    .orderBy('region')
    .execute()
  return rows.flatMap((row) => (row.region ? [row.region] : []))
}

/** The organisation of a CVR number and whether its sign-in is closed, or null. */
export async function findSignInState(
  ctx: Pick<Context, 'tx'>,
  cvr: string,
): Promise<{ readonly id: number; readonly name: string; readonly isClosed: boolean } | null> {
  const row = await db(ctx)
    .selectFrom('organisation')
    .select(['id', 'name', 'sign_in_closed_at as closedAt'])
    .where('cvr', '=', cvr)
    .executeTakeFirst()
  return row ? { id: row.id, name: row.name, isClosed: row.closedAt !== null } : null
}

/** Whose a CVR number is, and as what it could have been added; kind null: always there. */
export async function findAddedByCvr(
  ctx: Pick<Context, 'tx'>,
  cvr: string,
): Promise<{ readonly name: string; readonly kind: AddedKind | null } | null> {
  const row = await db(ctx)
    .selectFrom('organisation')
    .select(['name', 'kind', 'is_test as isTest'])
    .where('cvr', '=', cvr)
    .executeTakeFirst()
  if (!row) return null
  if (row.kind === 'supplier') return { name: row.name, kind: 'supplier' }
  return { name: row.name, kind: row.kind === 'municipality' && row.isTest ? 'test-municipality' : null }
}
