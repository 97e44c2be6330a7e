import type { Context } from '../../../kernel/context.ts'
import type { Refusal, Sentence } from '../../../kernel/errors.ts'
import { emailKeyOf, listPendingByIds, meantUser, pendingFaults } from '../../assignments/index.ts'
import type { User } from '../../users/index.ts'
import type { GivenAnswer, Newcomer } from '../domain/item.ts'
import type { ShownItem } from '../queries/items.ts'

/** What waits for the successors of some lines, by the id of the promise. */
export type Promises = ReadonlyMap<string, Newcomer>

export async function findPromises(ctx: Context, items: readonly ShownItem[]): Promise<Promises> {
  const ids = items.flatMap(({ successorPendingId, successorState }) =>
    successorPendingId && successorState === 'waiting' ? [successorPendingId] : [],
  )
  const found = ids.length > 0 ? await listPendingByIds(ctx, ids) : []
  return new Map(
    found.flatMap(({ id, name, email, userUuid }) => (email ? [[id, { name, email, userUuid }]] : [])),
  )
}

/** Whoever is typed as a new person and turns out to be a user is that user: the role can be given at once. */
export function resolved(given: GivenAnswer, users: readonly User[]): GivenAnswer {
  if (given.answer !== 'replace' || !given.newcomer || given.successorId) return given
  const { name, email, userUuid = null } = given.newcomer
  const newcomer = { name: name.trim(), email: email.trim(), userUuid: userUuid?.toLowerCase() ?? null }
  const user = whyNotNewcomer(newcomer) ? null : meantUser(users, newcomer)
  return user ? { ...given, newcomer: null, successorId: user.id } : { ...given, newcomer }
}

/** Whether the newcomer named is the one the line's promise waits for, to the letter. */
export function isPromisedTo({ newcomer }: GivenAnswer, item: ShownItem, promises: Promises): boolean {
  const promised = promises.get(item.successorPendingId ?? '')
  if (!newcomer || !promised) return false
  return (
    newcomer.name === promised.name &&
    emailKeyOf(newcomer.email) === emailKeyOf(promised.email) &&
    (newcomer.userUuid ?? null) === (promised.userUuid ?? null)
  )
}

/** What is missing in a new person's name or address; null when nothing. */
export function whyNotNewcomer(newcomer: Newcomer): Refusal | null {
  const { name, email } = pendingFaults(newcomer)
  const nameFault = newcomer.name.length > mostNameLetters ? tooLong(mostNameLetters) : name
  if (nameFault) return { code: 'newcomer-name', sentence: nameFault }
  const emailFault = newcomer.email.length > mostEmailLetters ? tooLong(mostEmailLetters) : email
  return emailFault ? { code: 'newcomer-email', sentence: emailFault } : null
}

const mostNameLetters = 200
const mostEmailLetters = 254

const tooLong = (most: number): Sentence => ({
  da: `Skriv højst ${most} tegn.`,
  en: `Write at most ${most} characters.`,
})
