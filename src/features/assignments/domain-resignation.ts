import type { FieldFaults, Refusal } from '../../kernel/errors.ts'
import { emailKeyOf, pendingFaults } from './domain-pending.ts'

/** Whom a holder proposes to take over (R6): one of the users, or somebody who has not signed in yet. */
export type Successor =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'newcomer'; readonly name: string; readonly email: string }

export interface ProposedSuccessor {
  readonly id: string | null
  readonly name: string
  readonly email: string | null
}

interface KnownUser {
  readonly id: string
  readonly name: string
  readonly email: string | null
}

/** The user of an address as their latest sign-in asserted it, or null. */
export const userWithAddress = <U extends KnownUser>(users: readonly U[], email: string): U | null =>
  users.find((user) => user.email !== null && emailKeyOf(user.email) === emailKeyOf(email)) ?? null

/** Who is meant: somebody typed who turns out to be a user is that user. Faults instead, when nobody can be. */
export function proposedOf(
  successor: Successor,
  users: readonly KnownUser[],
  resignerId: string,
  /** Ids of those who hold the role already, or will. */
  holderIds: ReadonlySet<string>,
): ProposedSuccessor | FieldFaults {
  const user =
    successor.kind === 'user'
      ? users.find((candidate) => candidate.id === successor.userId)
      : userWithAddress(users, successor.email)
  if (user?.id === resignerId)
    return { userId: { da: 'Foreslå en anden end dig selv.', en: 'Propose somebody other than yourself.' } }
  if (user && holderIds.has(user.id)) {
    const sentence = {
      da: `${user.name} har allerede rollen. Foreslå en anden, eller ingen.`,
      en: `${user.name} already holds the role. Propose somebody else, or nobody.`,
    }
    return successor.kind === 'user' ? { userId: sentence } : { email: sentence }
  }
  if (user) return { id: user.id, name: user.name, email: null }
  if (successor.kind === 'user')
    return { userId: { da: 'Vælg en af jeres egne brugere.', en: 'Choose one of your own users.' } }
  const faults = pendingFaults(successor)
  if (Object.keys(faults).length > 0) return faults
  return { id: null, name: successor.name.trim(), email: successor.email.trim() }
}

export const isProposed = (found: ProposedSuccessor | FieldFaults): found is ProposedSuccessor =>
  typeof found.name === 'string'

/** Why a proposal cannot be acted on; null when it can. */
export function whyNotSettle(resignation: {
  readonly successorName: string | null
  readonly settledAt: Date | null
}): Refusal | null {
  if (resignation.successorName === null) {
    return {
      code: 'no-proposal',
      sentence: { da: 'Der er ikke foreslået nogen.', en: 'Nobody was proposed.' },
    }
  }
  if (resignation.settledAt === null) return null
  return {
    code: 'already-settled',
    sentence: { da: 'Forslaget er allerede behandlet.', en: 'The proposal has been dealt with.' },
  }
}
