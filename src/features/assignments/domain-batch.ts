import type { Refusal } from '../../kernel/errors.ts'
import { type OpenAssignment, type Period, type RoleLimits, whyNotGive } from './domain.ts'

/** Most people one batch names. */
export const mostInBatch = 200

export interface BatchPerson {
  readonly userId: string
  readonly userName: string
}

export type BatchRow =
  | { readonly person: BatchPerson; readonly refusal: Refusal }
  | { readonly person: BatchPerson; readonly refusal: null }

/** Each in turn, as if given one after the other: who comes first gets the last place. */
export function planBatch(
  role: RoleLimits,
  open: readonly OpenAssignment[],
  promised: readonly Period[],
  people: readonly BatchPerson[],
  period: Period,
): BatchRow[] {
  const held = [...open]
  return people.map((person) => {
    const refusal = whyNotGive(role, held, { ...period, ...person }, promised)
    if (!refusal) held.push({ ...period, id: person.userId, userId: person.userId, isPrimary: false })
    return { person, refusal }
  })
}
