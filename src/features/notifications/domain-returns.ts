/** What became of one recipient of a mail, as a receiving server reports it (RFC 3464) or as a complaint (RFC 5965). */
export interface Fate {
  /** Null where the report does not say. */
  readonly address: string | null
  readonly action: ReturnAction
  /** '5.1.1' (RFC 3463), or the kind of complaint: 'abuse'. */
  readonly code: string
}

export const returnActions = ['failed', 'delayed', 'delivered', 'complained'] as const
export type ReturnAction = (typeof returnActions)[number]

/** What a report comes to. A delay is none: the servers are still at it. */
export type ReturnKind = 'hard' | 'soft' | 'complaint' | 'delivered'

/** Softly returned mails to an address within so many days, before it is marked. */
export const softReturns = { count: 3, withinDays: 14 } as const

/** Days after it was sent that a report of a mail is believed; servers give up after five or so. */
export const believedFor = 30

/** No such mailbox, domain or way there. 5.1.7 and 5.1.8 are about the sender, and not among them. */
const noSuchAddress = /^5\.(1\.([0-6]|10)|2\.1|4\.4)$/

/**
 * What follows from a report (N3). Only that the very address is not there marks it at once; a full mailbox, a filter
 * or a report about another address (one it is forwarded to) counts as soft.
 */
export function kindOf(fate: Fate, sentTo: string): ReturnKind | null {
  if (fate.action === 'delayed') return null
  if (fate.action === 'complained') return 'complaint'
  if (fate.action === 'delivered') return 'delivered'
  const isOther = fate.address !== null && fate.address.toLowerCase() !== sentTo.toLowerCase()
  return noSuchAddress.test(fate.code) && !isOther ? 'hard' : 'soft'
}

/** Of the fates in a report, the one of the recipient a mail was sent to; the first where none is named. */
export const fateOf = (fates: readonly Fate[], sentTo: string): Fate | undefined =>
  fates.find(({ address }) => address?.toLowerCase() === sentTo.toLowerCase()) ?? fates[0]
