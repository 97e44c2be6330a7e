const day = 86_400_000

/** How long a key signs before the next one takes over. */
export const signsForDays = 90

/** How long a key stays published after it has stopped signing: longer than anything it signed is valid. */
const staysForDays = 1

export interface KeyTimes {
  readonly keyId: string
  readonly signsFrom: Date
}

const byBeginning = (a: KeyTimes, b: KeyTimes): number => a.signsFrom.getTime() - b.signsFrom.getTime()

/** The key that signs now comes first, then the next, then those that stay published for what they have signed. */
export function inOrderOfUse<K extends KeyTimes>(keys: readonly K[], now: Date): K[] {
  const sorted = [...keys].sort(byBeginning)
  const begun = sorted.filter((key) => key.signsFrom <= now)
  const current = begun.at(-1)
  const coming = sorted.filter((key) => key.signsFrom > now)
  return current ? [current, ...coming, ...begun.slice(0, -1).reverse()] : coming
}

export interface KeyPlan {
  /** When the missing keys begin. */
  readonly make: readonly Date[]
  /** Ids of those nothing needs any more. */
  readonly remove: readonly string[]
  /** Whether keys of another secret can go too: ours have signed for as long as old ones stay. */
  readonly forgetsOthers: boolean
}

/**
 * What is to be done about the keys of one secret: there is always one that signs and one that is published before it
 * does, so that whoever keeps the list of keys knows the next one in time. Repeating it changes nothing.
 */
export function planKeys(keys: readonly KeyTimes[], now: Date): KeyPlan {
  const [current] = inOrderOfUse(keys, now)
  const isCurrent = current !== undefined && current.signsFrom <= now
  const hasNext = keys.some((key) => key.signsFrom > now)
  const since = isCurrent ? current.signsFrom : now
  const isLongAgo = (begun: Date): boolean => begun.getTime() + staysForDays * day <= now.getTime()
  const sorted = [...keys].sort(byBeginning)
  // Published for a day before it signs, also where nobody has looked for long.
  const nextFrom = Math.max(since.getTime() + signsForDays * day, now.getTime() + staysForDays * day)
  return {
    make: [...(isCurrent ? [] : [now]), ...(hasNext ? [] : [new Date(nextFrom)])],
    // A key stops signing when the one after it begins.
    remove: sorted
      .filter((_, index) => isLongAgo(sorted[index + 1]?.signsFrom ?? now))
      .map((key) => key.keyId),
    forgetsOthers: keys.some((key) => isLongAgo(key.signsFrom)),
  }
}
