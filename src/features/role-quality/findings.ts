import type { Context } from '../../kernel/context.ts'
import { placeOf } from './filter.ts'
import { checkMayRead } from './policy.ts'
import { type Finding, type FindingFilter, type FindingPlace, findFindings } from './queries.ts'

export interface FindingsPage {
  readonly rows: readonly Finding[]
  readonly total: number
  /** In how many municipalities. */
  readonly municipalities: number
  readonly next: FindingPlace | null
}

/** One page of what there is to act on within the actor's reach (R4). @throws Forbidden */
export async function listFindings(
  ctx: Context,
  wanted: {
    readonly filter: FindingFilter
    readonly staleDays: number
    readonly after: FindingPlace | null
    readonly limit: number
  },
): Promise<FindingsPage> {
  checkMayRead(ctx.actor)
  const found = await findFindings(ctx, { ...wanted, limit: wanted.limit + 1 })
  const rows = found.rows.slice(0, wanted.limit)
  const last = found.rows.length > wanted.limit ? rows.at(-1) : undefined
  return { ...found, rows, next: last ? placeOf(last) : null }
}
