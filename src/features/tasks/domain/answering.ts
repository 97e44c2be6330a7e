import type { Refusal, Sentence } from '../../../kernel/errors.ts'
import { isAnswered, type Task } from './task.ts'

/** Longest reason of an opt-out, in characters. */
export const mostReasonCharacters = 2_000

const refusal = (code: string, da: string, en: string): Refusal => ({ code, sentence: { da, en } })

const alreadyAnswered = refusal(
  'already-answered',
  'Opgaven er allerede besvaret. Genåbn den, hvis svaret skal ændres.',
  'The task is already answered. Reopen it to change the answer.',
)

const noHolder = refusal(
  'role-without-holder',
  'Ingen hos jer har rollen. Vælg en person, eller skriv, hvorfor opgaven er fuldført alligevel.',
  'Nobody of yours holds the role. Choose a person, or write why the task is completed all the same.',
)

const mandatory = refusal(
  'mandatory-task',
  'Opgaven er obligatorisk. I kan kun sige nej til anbefalede og frivillige opgaver.',
  'The task is mandatory. You can only opt out of recommended and voluntary tasks.',
)

const answeredElsewhere = refusal(
  'answered-elsewhere',
  'Opgaven fuldføres automatisk, når I har svaret på alle linjerne.',
  'The task completes itself once you have answered every line.',
)

const correctedElsewhere = refusal(
  'corrected-elsewhere',
  'Ret svarene der, hvor I gav dem. Opgaven følger med.',
  'Correct the answers where you gave them. The task follows.',
)

const notAnswered = refusal(
  'not-answered',
  'Opgaven er ikke besvaret, så der er ikke noget at genåbne.',
  'The task is not answered, so there is nothing to reopen.',
)

const alreadyStarted = refusal(
  'already-started',
  'I er allerede i gang med opgaven.',
  'You are already working on the task.',
)

type Completable = Pick<
  Task,
  'status' | 'outcome' | 'answerPath' | 'isPrerequisiteWall' | 'unmetPrerequisites'
>

/**
 * Why the task cannot be marked as completed; null when it can.
 * @param byItself the portal completes it, because what it asks for is done
 */
export function whyNotComplete(task: Completable, byItself = false): Refusal | null {
  // What was asked for may be done late, after the task has lapsed.
  const isLate = byItself && task.outcome === 'lapsed'
  if (isAnswered(task) && !isLate) return alreadyAnswered
  if (task.answerPath && !byItself) return answeredElsewhere
  // T7: unmet prerequisites are a warning, a wall only when the template says so.
  if (task.isPrerequisiteWall && task.unmetPrerequisites.length > 0) return unmet(task.unmetPrerequisites)
  return null
}

/**
 * What a completion is questioned with (T10): nobody holds the role the task asks for, and nobody has said that the
 * municipality does not take part. It stands all the same when a reason is given; null when there is nothing to ask: also
 * where the role ends, and can be given to nobody.
 */
export const questionBeforeComplete = (task: Pick<Task, 'boundRole' | 'holderNames'>): Refusal | null =>
  isHolderAsked(task) ? noHolder : null

/** Whether the task still asks for somebody in its role (T10): nobody has it, and it can be given. */
export const isHolderAsked = ({ boundRole, holderNames }: Pick<Task, 'boundRole' | 'holderNames'>): boolean =>
  boundRole !== null && boundRole.endsBefore === null && holderNames.length === 0

/** A completion that was questioned says why (T10). */
export const missingCompletionReason: Sentence = {
  da: 'Skriv kort, hvorfor opgaven er fuldført, selv om ingen har rollen.',
  en: 'Write briefly why the task is completed although nobody holds the role.',
}

function unmet(prerequisites: Task['unmetPrerequisites']): Refusal {
  const numbers = prerequisites.map((task) => `#${task.number}`).join(', ')
  return refusal(
    'prerequisites-unmet',
    `Svar først på det, der skal være på plads: ${numbers}.`,
    `First answer what must be in place: ${numbers}.`,
  )
}

const listed = (names: readonly string[], locale: string) => new Intl.ListFormat(locale).format(names)

function roleIsHeld(names: readonly string[]): Refusal {
  return refusal(
    'role-with-holder',
    `${listed(names, 'da-DK')} har rollen. Afslut rollen først, hvis I ikke vil deltage.`,
    `${listed(names, 'en-GB')} ${names.length === 1 ? 'holds' : 'hold'} the role. End it first if you do not want to take part.`,
  )
}

function roleIsComing(names: readonly string[]): Refusal {
  return refusal(
    'role-with-holder',
    `${listed(names, 'da-DK')} får rollen senere. Fortryd det først, hvis I ikke vil deltage.`,
    `${listed(names, 'en-GB')} will hold the role later. Take that back first if you do not want to take part.`,
  )
}

/** Why the municipality cannot opt out; null when it can. */
export function whyNotOptOut(
  task: Pick<Task, 'status' | 'priority' | 'boundRole' | 'holderNames' | 'comingHolderNames'>,
): Refusal | null {
  // T5: only a voluntary or recommended task can be opted out of.
  if (task.priority === 'mandatory') return mandatory
  if (isAnswered(task)) return alreadyAnswered
  // T10, A1: whoever holds the role keeps the access it opens; the answer must not say otherwise.
  if (!task.boundRole) return null
  if (task.holderNames.length > 0) return roleIsHeld(task.holderNames)
  return task.comingHolderNames.length > 0 ? roleIsComing(task.comingHolderNames) : null
}

/** Why the task cannot be closed without an answer; null when it can. */
export const whyNotLapse = (task: Pick<Task, 'status'>): Refusal | null =>
  isAnswered(task) ? alreadyAnswered : null

/** Why the answer cannot be taken back; null when it can. */
export function whyNotReopen(task: Pick<Task, 'status' | 'answerPath'>): Refusal | null {
  if (!isAnswered(task)) return notAnswered
  return task.answerPath ? correctedElsewhere : null
}

/** Why the task cannot be marked as begun; null when it can. */
export function whyNotStart(task: Pick<Task, 'status'>): Refusal | null {
  if (isAnswered(task)) return alreadyAnswered
  return task.status === 'inProgress' ? alreadyStarted : null
}

/** An opt-out says why (T4): the central body reads it and counts it apart. */
export const missingReason: Sentence = {
  da: 'Skriv kort, hvorfor I ikke deltager. KOMBIT læser begrundelsen.',
  en: 'Write briefly why you are not taking part. KOMBIT reads the reason.',
}
