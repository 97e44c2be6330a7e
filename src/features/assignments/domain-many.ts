import type { Refusal } from '../../kernel/errors.ts'
import { type OpenAssignment, type Period, type RoleLimits, whyNotGive } from './domain.ts'
import { beginsTooLate, retired } from './domain-role-ends.ts'

/** Most people one batch names. */
export const mostInBatch = 200

/** A role with all that stands and is promised of it in one municipality. */
export interface Standing extends RoleLimits {
  readonly roleId: string
  /** Also those that begin later. */
  readonly open: readonly OpenAssignment[]
  readonly promised: readonly (Period & { readonly id: string })[]
}

/** A role given among many. */
export interface Gift extends Period {
  readonly roleId: string
  readonly userId: string
  readonly userName: string
  /** Becomes the primary one, where the role has one and nobody else is it. */
  readonly isPrimary: boolean
  /** Assignment it takes the place of (C1), primacy and all. */
  readonly replaces: string | null
  /** Another assignment on its way out whose primacy goes to this one. */
  readonly inheritsFrom: string | null
  /** Assignments and promises of the role on their way out: they take no place. */
  readonly leaving: readonly string[]
  /** It was theirs until a mistake that is put right (C5): also while the role ends. */
  readonly isGivenBack?: boolean
}

export type JudgedGift =
  | { readonly gift: Gift; readonly refusal: Refusal }
  | {
      readonly gift: Gift
      readonly refusal: null
      readonly isPrimary: boolean
      /** The assignment that is the primary one no longer. */
      readonly formerPrimary: string | null
    }

/** Each in turn, as if given one after the other: who comes first gets the last place (R1, R2). In the order given. */
export function judgeGifts(standings: ReadonlyMap<string, Standing>, gifts: readonly Gift[]): JudgedGift[] {
  const openByRole = new Map([...standings].map(([roleId, { open }]) => [roleId, open]))
  return gifts.map((gift, index) => {
    const standing = standings.get(gift.roleId)
    if (!standing) return { gift, refusal: retired }
    const open = openByRole.get(gift.roleId) ?? []
    const judged = judgeGift({ ...standing, open }, gift)
    if (judged.refusal) return judged
    const { isPrimary, formerPrimary } = judged
    const given = { ...gift, id: `gift ${index}`, isPrimary }
    openByRole.set(gift.roleId, [
      ...open.map((one) => (one.id === formerPrimary ? { ...one, isPrimary: false } : one)),
      given,
    ])
    return judged
  })
}

function judgeGift(standing: Standing, gift: Gift): JudgedGift {
  const before = [gift.replaces, gift.inheritsFrom]
  const isLeaving = ({ id }: { readonly id: string }) => before.includes(id) || gift.leaving.includes(id)
  // Whoever is replaced takes no place, but does not get the role a second time.
  const counted = standing.open.filter((one) => !isLeaving(one) || one.userId === gift.userId)
  const promised = standing.promised.filter((one) => !isLeaving(one))
  const limits = gift.isGivenBack && !beginsTooLate(standing, gift) ? { ...standing, ending: null } : standing
  const refusal = whyNotGive(limits, counted, { ...gift, replaces: null }, promised)
  if (refusal) return { gift, refusal }
  const primary = standing.open.find((one) => one.isPrimary) ?? null
  const inherits = primary !== null && before.includes(primary.id)
  const isPrimary = standing.hasPrimary && (primary ? inherits : gift.isPrimary)
  return { gift, refusal: null, isPrimary, formerPrimary: isPrimary && primary ? primary.id : null }
}
