import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { InvalidInput, NotFound, type Refusal, Refused } from '../../../kernel/errors.ts'
import { holdRoles } from '../../assignments/index.ts'
import { listUsers, type User } from '../../users/index.ts'
import {
  type Answerer,
  isSameAnswer,
  isSelfAnswer,
  type Steps,
  stepsOf,
  whyNotAnswer,
  whyNotComplete,
  whyNotGiveBack,
} from '../domain/answering.ts'
import { type GivenAnswer, mostReasonCharacters, type Successor } from '../domain/item.ts'
import { checkMayAnswer } from '../policy.ts'
import { listLinesWith, listRoleIds, type ShownItem } from '../queries/items.ts'
import { lockPartsOf, recount, type SavedAnswer, saveAnswers } from '../store/answers.ts'
import { saveSuccessors } from '../store/carrying-out.ts'
import { beginParts, completeParts } from './completing.ts'
import type { Decided, Effect } from './decided.ts'
import { findPromises, isPromisedTo, type Promises, resolved, whyNotNewcomer } from './newcomers.ts'
import { asAssigner } from './rights.ts'
import { carryOut } from './successors.ts'

/** Most answers in one request. */
export const mostAnswers = 500

/** How long one who is replaced waits for the successor's access, in days (C1). */
export const replacedWithin = 30

/** What became of one answer of many. */
export interface AnswerResult {
  readonly itemId: string
  readonly result: 'saved' | 'unchanged' | 'refused' | 'notFound'
  readonly refusal: Refusal | null
}

const notYours: Refusal = {
  code: 'not-a-user',
  sentence: { da: 'Vælg en af jeres egne brugere.', en: 'Choose one of your own users.' },
}
const tooLong: Refusal = {
  code: 'reason-too-long',
  sentence: {
    da: `Skriv højst ${mostReasonCharacters} tegn.`,
    en: `Write at most ${mostReasonCharacters} characters.`,
  },
}
const twice: Refusal = {
  code: 'answered-twice',
  sentence: {
    da: 'Personens rolle står to gange i det, du sendte.',
    en: 'The person’s role appears twice in what you sent.',
  },
}

/**
 * Answers many lines of the actor's own municipality in one go (C1, C5). Each is judged by itself: one that is refused
 * stops no other. A withdrawal ends the role at once, a replacement gives it to the successor, and a correction undoes
 * what the answer before did. It counts in every line about the same assignment that takes an answer, whatever its
 * round (C6). A handful of statements whatever the number of answers.
 * @param answers at most `mostAnswers`
 * @returns what became of each, in the order given
 * @throws Forbidden; InvalidInput when there are too many
 */
export async function answerItems(ctx: Context, answers: readonly GivenAnswer[]): Promise<AnswerResult[]> {
  checkMayAnswer(ctx.actor)
  if (answers.length > mostAnswers) throw new InvalidInput({ answers: tooMany })
  const ids = answers.map(({ itemId }) => itemId)
  await lockPartsOf(ctx, ids)
  const assigner = asAssigner(ctx)
  // Before the lines are read: what stands of their roles stays until the end.
  await holdRoles(assigner, await listRoleIds(ctx, ids))
  await saveSuccessors(ctx)
  const lines = await listLinesWith(ctx, ids)
  const found = new Map(lines.map((line) => [line.id, line]))
  const items = lines.filter(({ id }) => ids.includes(id))
  const promises = await findPromises(ctx, items)
  const users = await listUsers(ctx, ctx.actor.organisationId)
  const known = { names: new Map(users.map((user) => [user.id, user.name])), promises, today: ctx.today }
  const by = answererOf(ctx, users)
  const judged: Judged[] = []
  for (const given of answers)
    judged.push(judge(resolved(given, users), found.get(given.itemId), by, known, judged))
  const decided = judged.flatMap(({ decision }) => decision ?? [])
  const effects = await carryOut(assigner, decided)
  const counted = effects.flatMap((effect) => [effect, ...besides(effect, lines, by)])
  await save(ctx, assigner, counted, by)
  return judged.map(({ result }) => resultOf(result, counted))
}

export const answererOf = ({ actor }: Pick<Context, 'actor'>, users: readonly User[]): Answerer => ({
  id: actor.id,
  principal: actor.onBehalfOf ?? null,
  administrators: users.filter((user) => user.isAdministrator),
  isMachine: actor.kind === 'apiClient',
})

/** The same effect in the other lines about the same assignment that take an answer. */
function besides(effect: Effect, lines: readonly ShownItem[], by: Answerer): Effect[] {
  const { decided } = effect
  const others = lines.filter(
    (line) =>
      line.id !== decided.item.id &&
      line.heldAssignmentId === decided.item.heldAssignmentId &&
      whyNotAnswer(line, by) === null,
  )
  return others.map((item) => ({ ...effect, decided: { ...decided, item } }))
}

const tooMany = {
  da: `Send højst ${mostAnswers} svar ad gangen.`,
  en: `Send at most ${mostAnswers} answers at a time.`,
}

interface Judged {
  readonly result: AnswerResult
  readonly decision?: Decided
}

/** What the answers are held against, beside their lines. */
interface Known {
  /** Of the municipality's users, by id. */
  readonly names: ReadonlyMap<string, string>
  readonly promises: Promises
  readonly today: CivilDay
}

function judge(
  given: GivenAnswer,
  item: ShownItem | undefined,
  by: Answerer,
  { names, promises, today }: Known,
  before: readonly Judged[],
): Judged {
  const { itemId } = given
  if (!item) return { result: { itemId, result: 'notFound', refusal: null } }
  const isRepeated = before.some(({ result }) => result.itemId === itemId)
  // Another line about the same assignment was answered just before: that answer counts here too.
  const decided = before.find(({ decision }) => decision?.item.heldAssignmentId === item.heldAssignmentId)
  if (!isRepeated && decided && whyNotAnswer(item, by) === null)
    return decided.decision?.answer === given.answer
      ? { result: { itemId, result: 'saved', refusal: null } }
      : { result: { itemId, result: 'refused', refusal: twice } }
  // Said again, also after the close, it is the same answer.
  if (!isRepeated && isSameAnswer(item, given, isPromisedTo(given, item, promises)))
    return { result: { itemId, result: 'unchanged', refusal: null } }
  const refusal =
    (isRepeated ? twice : null) ??
    whyNotAnswer(item, by) ??
    whyNotComplete(item, given) ??
    whyNotGiveBack(item, given, today) ??
    whyNotTaken(given, names)
  if (refusal) return { result: { itemId, result: 'refused', refusal } }
  const reason = given.answer === 'withdraw' ? (given.reason?.trim() ?? null) : null
  const steps: Steps = stepsOf(item, given)
  return {
    result: { itemId, result: 'saved', refusal: null },
    decision: { item, answer: given.answer, reason, steps, successor: successorOf(given, names) },
  }
}

function whyNotTaken(given: GivenAnswer, names: ReadonlyMap<string, string>): Refusal | null {
  if ((given.reason?.trim().length ?? 0) > mostReasonCharacters) return tooLong
  if (given.answer !== 'replace') return null
  if (given.newcomer) return whyNotNewcomer(given.newcomer)
  return names.has(given.successorId ?? '') ? null : notYours
}

function successorOf(given: GivenAnswer, names: ReadonlyMap<string, string>): Successor | null {
  if (given.answer === 'replace' && given.newcomer) return { kind: 'newcomer', ...given.newcomer }
  const name = names.get(given.successorId ?? '')
  if (given.answer !== 'replace' || !given.successorId || !name) return null
  return { kind: 'user', userId: given.successorId, name }
}

/** A role that could not be given after all makes the answer a refused one. */
function resultOf(result: AnswerResult, effects: readonly Effect[]): AnswerResult {
  const effect = effects.find(({ decided }) => decided.item.id === result.itemId)
  if (result.result !== 'saved' || !effect?.refusal) return result
  return { ...result, result: 'refused', refusal: effect.refusal }
}

async function save(
  ctx: Context,
  assigner: Context,
  effects: readonly Effect[],
  by: Answerer,
): Promise<void> {
  const done = effects.filter(({ refusal }) => refusal === null)
  if (done.length === 0) return
  await saveAnswers(
    ctx,
    done.map((effect) => savedOf(ctx, effect, by)),
  )
  await tell(ctx, done, by)
  const roundIds = [...new Set(done.map(({ decided }) => decided.item.roundId))]
  await recount(ctx, roundIds)
  await beginParts(assigner, roundIds)
  await completeParts(assigner)
}

function savedOf(ctx: Context, { decided, ...effect }: Effect, by: Answerer): SavedAnswer {
  const { item, answer, reason, successor } = decided
  const isReplacing = answer === 'replace'
  // Nothing opens for the successor, or nobody is left to be replaced: then nobody waits.
  const isReplaced = isReplacing && effect.isEnded
  return {
    id: item.id,
    answer,
    reason,
    successorId: successor?.kind === 'user' ? successor.userId : null,
    successorName: successor?.name ?? null,
    successorAssignmentId: effect.successorAssignmentId,
    successorPendingId: effect.successorPendingId,
    isPromisedHere: effect.isPromisedHere,
    heldAssignmentId: effect.heldAssignmentId,
    replacesBy: isReplacing ? (isReplaced ? ctx.today : replacesBy(item, ctx.today)) : null,
    isReplaced,
    isSelf: isSelfAnswer(item, by),
    isLate: item.roundStatus !== 'open',
  }
}

/** C1: 30 days from when the person was replaced first; naming another successor gives no new ones. */
const replacesBy = (item: ShownItem, today: CivilDay): CivilDay =>
  item.answer === 'replace' && item.replacedAt === null && item.replacesBy !== null
    ? item.replacesBy
    : addDays(today, replacedWithin)

/** First answers, corrections and answers about oneself are told apart (C2, C5). */
async function tell(ctx: Context, done: readonly Effect[], by: Answerer): Promise<void> {
  const kindOf = ({ decided: { item } }: Effect) =>
    item.answer !== null ? 'corrected' : isSelfAnswer(item, by) ? 'selfAnswered' : 'answered'
  for (const kind of ['answered', 'corrected', 'selfAnswered'] as const) {
    const subjects = done
      .filter((effect) => kindOf(effect) === kind)
      .map(({ decided: { item, answer, successor } }) => ({
        organisationId: item.organisationId,
        id: item.id,
        facts: {
          roundId: item.roundId,
          roleId: item.roleId,
          roleName: item.roleName,
          userId: item.userId,
          userName: item.userName,
          answer,
          before: item.answer,
          ...(successor ? { successorName: successor.name, isNewcomer: successor.kind === 'newcomer' } : {}),
        },
      }))
    if (subjects.length > 0)
      await ctx.emitToMany({ type: `certificationItem.${kind}`, subjectType: 'certificationItem' }, subjects)
  }
}

/** One answer, as `answerItems`. @throws NotFound, Forbidden, Refused */
export async function answerItem(ctx: Context, given: GivenAnswer): Promise<AnswerResult> {
  const [result] = await answerItems(ctx, [given])
  if (!result || result.result === 'notFound') throw new NotFound('certification item')
  if (result.refusal) throw new Refused(result.refusal)
  return result
}
