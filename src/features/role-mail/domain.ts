import type { FieldFaults, Refusal, Sentence } from '../../kernel/errors.ts'

/** 'holders': everybody who holds the role. 'primary': exactly one person in each municipality (R5). */
export const targets = ['holders', 'primary'] as const
export type Target = (typeof targets)[number]

/** Which municipalities a letter is for. Regions are named; lists hold ids. */
export type LetterAudience =
  | { readonly kind: 'all' }
  | { readonly kind: 'regions'; readonly regions: readonly string[] }
  | { readonly kind: 'list'; readonly organisationIds: readonly number[] }

/** How somebody came to get a letter, the wanted way first (R5). */
export const paths = ['holders', 'primary', 'otherHolder', 'administrator', 'mailbox', 'none'] as const
export type Path = (typeof paths)[number]

/** Why the wanted way was not taken. */
export const causes = ['vacant', 'noPrimary', 'unreachable'] as const
export type Cause = (typeof causes)[number]

export interface Candidate {
  readonly userId: string
  readonly name: string
  /** Null when there is none, a mail server said that it does not exist, or its owner may no longer sign in. */
  readonly address: string | null
}

/** A municipality and everybody a letter could go to there, each list in the order in which they are asked. */
export interface Addressee {
  readonly organisationId: number
  readonly name: string
  readonly shortName: string
  readonly region: string | null
  readonly holders: readonly (Candidate & { readonly isPrimary: boolean })[]
  readonly administrators: readonly Candidate[]
  readonly mailbox: string | null
}

export interface LetterRecipient {
  /** Null for the mailbox of a municipality. */
  readonly userId: string | null
  readonly name: string
  readonly address: string | null
}

export interface Routing {
  readonly path: Path
  readonly cause: Cause | null
  /** Empty for 'none' alone. */
  readonly recipients: readonly LetterRecipient[]
}

const isReachable = (candidate: Candidate): boolean => candidate.address !== null

const recipientOf = ({ userId, name, address }: Candidate): LetterRecipient => ({ userId, name, address })

/** Each person once, however often they stand in a list. */
function once(candidates: readonly Candidate[]): LetterRecipient[] {
  const seen = new Map(candidates.map((candidate) => [candidate.userId, candidate]))
  return [...seen.values()].map(recipientOf)
}

/** Why the letter does not go to whom it was meant for. */
function causeOf(target: Target, { holders }: Addressee): Cause {
  if (holders.length === 0) return 'vacant'
  const primary = holders.find((holder) => holder.isPrimary)
  return target === 'primary' && !primary ? 'noPrimary' : 'unreachable'
}

/** To whom a letter goes that does not reach the holders: the KLIK-administrator, else the mailbox, else nobody. */
function routeAround(target: Target, addressee: Addressee): Routing {
  const cause = causeOf(target, addressee)
  const administrators = addressee.administrators.filter(isReachable)
  if (administrators.length > 0) {
    const recipients = once(target === 'primary' ? administrators.slice(0, 1) : administrators)
    return { path: 'administrator', cause, recipients }
  }
  if (addressee.mailbox) {
    const { name, mailbox: address } = addressee
    return { path: 'mailbox', cause, recipients: [{ userId: null, name, address }] }
  }
  return { path: 'none', cause, recipients: [] }
}

/**
 * To whom a letter goes in one municipality (R5): to the holders or the primary; with none who can be reached, to
 * another holder, the KLIK-administrator, the municipality's mailbox, in this order. Exactly one path, nobody twice.
 * Among several holders one whose address is dead still gets it in the portal.
 */
export function routeLetter(target: Target, addressee: Addressee): Routing {
  const { holders } = addressee
  const reachable = holders.filter(isReachable)
  if (reachable.length === 0) return routeAround(target, addressee)
  if (target === 'holders') return { path: 'holders', cause: null, recipients: once(holders) }
  const primary = reachable.find((holder) => holder.isPrimary)
  if (primary) return { path: 'primary', cause: null, recipients: [recipientOf(primary)] }
  const [other] = reachable
  return {
    path: 'otherHolder',
    cause: causeOf(target, addressee),
    recipients: other ? [recipientOf(other)] : [],
  }
}

export interface Routed {
  readonly addressee: Pick<Addressee, 'organisationId' | 'name' | 'shortName' | 'region' | 'mailbox'>
  readonly routing: Routing
}

/** Every municipality with its way; those nobody reads it in come first, then those that went astray. */
export function routeAll(target: Target, addressees: readonly Addressee[]): Routed[] {
  const worst: readonly Path[] = [...paths].reverse()
  return addressees
    .map((addressee) => ({ addressee, routing: routeLetter(target, addressee) }))
    .sort((one, other) => worst.indexOf(one.routing.path) - worst.indexOf(other.routing.path))
}

export interface LetterNumbers {
  readonly municipalities: number
  readonly persons: number
  readonly unreached: number
  /** Municipalities without a mailbox to fall back on. */
  readonly withoutMailbox: number
  readonly byPath: Readonly<Record<Path, number>>
}

export function countRouted(routed: readonly Routed[]): LetterNumbers {
  const byPath = Object.fromEntries(
    paths.map((path) => [path, routed.filter(({ routing }) => routing.path === path).length]),
  ) as Record<Path, number>
  const persons = routed.reduce(
    (sum, { routing }) => sum + routing.recipients.filter(({ userId }) => userId !== null).length,
    0,
  )
  const withoutMailbox = routed.filter(({ addressee }) => addressee.mailbox === null).length
  return { municipalities: routed.length, persons, unreached: byPath.none, withoutMailbox, byPath }
}

const nobodyChosen: Record<LetterAudience['kind'], Sentence> = {
  all: { da: 'Der er ingen kommuner at skrive til.', en: 'There are no municipalities to write to.' },
  regions: { da: 'Vælg mindst én region.', en: 'Choose at least one region.' },
  list: { da: 'Vælg mindst én kommune.', en: 'Choose at least one municipality.' },
}

const fieldOf: Record<LetterAudience['kind'], string> = {
  all: 'audience',
  regions: 'regions',
  list: 'organisationIds',
}

/** Why nobody would get the letter, by field. */
export function audienceFaults(audience: LetterAudience, count: number): FieldFaults {
  return count > 0 ? {} : { [fieldOf[audience.kind]]: nobodyChosen[audience.kind] }
}

/** Why no letter can be written to the role in this way; null when it can. */
export function whyNotWrite(
  role: { readonly hasPrimary: boolean; readonly isRetired: boolean },
  target: Target,
): Refusal | null {
  if (role.isRetired) {
    return {
      code: 'role-retired',
      sentence: { da: 'Rollen er udgået, så ingen har den.', en: 'The role has ended, so nobody holds it.' },
    }
  }
  if (target === 'holders' || role.hasPrimary) return null
  return {
    code: 'no-primary',
    sentence: {
      da: 'Rollen har ingen primær. Skriv til alle, der har rollen.',
      en: 'The role has no primary holder. Write to everybody who holds it.',
    },
  }
}
