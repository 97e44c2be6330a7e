import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Refusal } from '../../../kernel/errors.ts'
import type { GivenAnswer, Item } from './item.ts'

const refusal = (code: string, da: string, en: string): Refusal => ({ code, sentence: { da, en } })

const closed = refusal(
  'round-closed',
  'Runden er lukket, så svaret kan ikke rettes mere.',
  'The round is closed, so the answer can no longer be corrected.',
)

const tooLate = refusal(
  'too-late',
  'Det er for sent at svare. Giv rollen igen under Roller, hvis personen skal have den.',
  'It is too late to answer. Give the role again under Roles if the person is to have it.',
)

const roleEnded = refusal(
  'role-ended',
  'Rollen er afsluttet uden om bekræftelsen, så der er ikke noget at svare på.',
  'The role has ended outside the confirmation, so there is nothing to answer.',
)

const returned = refusal(
  'returned',
  'Personen er tilbage og beholder rollen, så der er ikke noget at svare på.',
  'The person is back and keeps the role, so there is nothing to answer.',
)

const askedAgain = refusal(
  'asked-again',
  'Der bliver spurgt igen i en ny runde. Svar dér.',
  'A new round asks again. Answer there.',
)

interface Named {
  readonly id: string
  readonly name: string
}

/** The one who answers, for the rule about one's own role. */
export interface Answerer {
  readonly id: string
  /** The administrator a deputy answers for: about whom the deputy answers as they would themselves (R2). */
  readonly principal?: Named | null
  /** The municipality's KLIK-administrators. */
  readonly administrators: readonly Named[]
  /** A machine of the municipality may speak for any of them. */
  readonly isMachine?: boolean
}

/**
 * Whether the answer will be marked as given by oneself (C2): by the holder, by a deputy on the holder's behalf, or by a
 * machine about any administrator.
 */
export const isSelfAnswer = ({ userId }: Pick<Item, 'userId'>, by: Answerer): boolean =>
  userId === by.id ||
  userId === by.principal?.id ||
  (by.isMachine === true && by.administrators.some(({ id }) => id === userId))

const noMachine = refusal(
  'own-role',
  'En API-klient kan ikke bekræfte en KLIK-administrators rolle. En anden KLIK-administrator svarer på siden i Tværs.',
  'An API client cannot confirm the role of a KLIK administrator. Another KLIK administrator answers on the page in Tværs.',
)

const ownRole = (other: string): Refusal =>
  refusal(
    'own-role',
    `Du kan ikke bekræfte din egen rolle. ${other}, der er KLIK-administrator, svarer for dig.`,
    `You cannot confirm your own role. ${other}, who is a KLIK administrator, answers for you.`,
  )

const principalsRole = (principal: string, other: string): Refusal =>
  refusal(
    'own-role',
    `Du svarer på vegne af ${principal} og kan ikke bekræfte den rolle, ${principal} selv har. ${other}, der også er KLIK-administrator, svarer i stedet.`,
    `You answer on behalf of ${principal} and cannot confirm a role that ${principal} holds. ${other}, who is a KLIK administrator too, answers instead.`,
  )

/** C2: nobody confirms their own role, unless nobody else can; nor does anybody else on their behalf. */
export function whyNotOwn(item: Pick<Item, 'userId'>, by: Answerer): Refusal | null {
  if (!isSelfAnswer(item, by)) return null
  const { id, principal, administrators, isMachine } = by
  const [other] = administrators.filter((one) => one.id !== item.userId && one.id !== id)
  if (!other) return null
  if (isMachine) return noMachine
  return item.userId === principal?.id ? principalsRole(principal.name, other.name) : ownRole(other.name)
}

/**
 * Why the line takes no answer; null when it does. Before the close every answer can be corrected (C5); after it, lines
 * without one take an answer as long as nothing was taken away for good. It is after the close as soon as the last day has
 * gone by, also while nothing has been carried out.
 */
export function whyNotAnswer(item: Item, by: Answerer): Refusal | null {
  if (item.consequence === 'elsewhere') return roleEnded
  if (item.consequence === 'returned') return returned
  if (item.consequence === 'askedAgain') return askedAgain
  if (item.roundStatus !== 'open') {
    if (item.answer !== null) return closed
    if (item.consequence === 'removed') return tooLate
    // A pause can always be ended; what goes on by itself needs no answer any more.
    if (item.roundStatus === 'settled' && item.consequence !== 'suspended') return tooLate
  }
  if (item.answer === null && !item.isHeldOpen) return roleEnded
  return whyNotOwn(item, by)
}

const missingReason = refusal(
  'missing-reason',
  'Skriv kort, hvorfor personen ikke længere skal have rollen.',
  'Write briefly why the person is no longer to have the role.',
)
const missingSuccessor = refusal('missing-successor', 'Vælg, hvem der tager over.', 'Choose who takes over.')
const twoSuccessors = refusal(
  'two-successors',
  'Vælg en af jeres brugere, eller skriv en ny. Ikke begge.',
  'Choose one of your users, or write a new person. Not both.',
)
const sameSuccessor = refusal(
  'same-successor',
  'Vælg en anden end den, der har rollen i dag.',
  'Choose somebody else than the one who holds the role today.',
)

/** What the answer itself lacks; null when nothing. */
export function whyNotComplete(item: Pick<Item, 'userId'>, given: GivenAnswer): Refusal | null {
  if (given.answer === 'withdraw' && !given.reason?.trim()) return missingReason
  if (given.answer !== 'replace') return null
  if (given.successorId && given.newcomer) return twoSuccessors
  if (given.newcomer) return null
  if (!given.successorId) return missingSuccessor
  return given.successorId === item.userId ? sameSuccessor : null
}

const overByItself = refusal(
  'role-ended',
  'Rollens slutdato er passeret. Giv rollen igen under Roller, hvis personen skal have den.',
  'The role’s own end date has passed. Give the role again under Roles if the person is to have it.',
)

/** Why an answer cannot be taken back by giving the role again: by now it would have ended by its own date. */
export function whyNotGiveBack(item: Item, given: GivenAnswer, today: CivilDay): Refusal | null {
  if (!stepsOf(item, given).givesBack || item.heldEndsBefore === null) return null
  return item.heldEndsBefore <= today ? overByItself : null
}

/**
 * The same answer again changes nothing and is told to nobody.
 * @param isPromised the newcomer given is the one the line's promise waits for
 */
export function isSameAnswer(item: Item, given: GivenAnswer, isPromised = false): boolean {
  if (item.answer !== given.answer) return false
  if (given.answer === 'withdraw') return item.reason === given.reason?.trim()
  if (given.answer === 'keep') return true
  // A promise that came to nothing can be made anew.
  if (given.newcomer) return isPromised && item.successorState === 'waiting' && !given.successorId
  return item.successorId !== null && item.successorId === given.successorId
}

/** What must be undone of the answer before, and done for the new one. */
export interface Steps {
  /** The role is given back: it had ended by the answer before. */
  readonly givesBack: boolean
  /** The successor's assignment, given by the answer before, ends. */
  readonly endsSuccessor: boolean
  /** The promise to a successor, made by the answer before, is taken back. */
  readonly withdrawsPromise: boolean
  readonly ends: boolean
  readonly resumes: boolean
  readonly givesSuccessor: boolean
  readonly promisesSuccessor: boolean
}

const none: Steps = {
  givesBack: false,
  endsSuccessor: false,
  withdrawsPromise: false,
  ends: false,
  resumes: false,
  givesSuccessor: false,
  promisesSuccessor: false,
}

/** From the answer a line has to another one (C5): a correction always wins over what came before it. */
export function stepsOf(item: Item, given: Pick<GivenAnswer, 'answer' | 'newcomer'>): Steps {
  const hasRole = item.isHeldOpen
  const wasReplaced = item.answer === 'replace'
  const undone: Steps = {
    ...none,
    endsSuccessor: wasReplaced && item.successorAssignmentId !== null,
    withdrawsPromise: wasReplaced && item.isPromisedHere && item.successorState === 'waiting',
    resumes: item.isSuspended && given.answer !== 'withdraw',
  }
  if (given.answer === 'withdraw') return { ...undone, ends: hasRole }
  if (given.answer === 'replace')
    return { ...undone, [given.newcomer ? 'promisesSuccessor' : 'givesSuccessor']: true }
  return { ...undone, givesBack: !hasRole }
}
