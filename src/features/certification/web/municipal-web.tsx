import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import { type FieldFaults, NotFound, type Refusal, type Sentence } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import { needsOn } from '../../../platform/http/access.ts'
import { changes, type PageAnswer, page, type Route, redirect, web } from '../../../platform/http/route.ts'
import { type Fault, faultList, type Notice } from '../../../ui/index.ts'
import { listUsers } from '../../users/index.ts'
import { type AnswerResult, answererOf, answerItems, mostAnswers } from '../actions/answering.ts'
import { answerTexts } from '../answer-texts.ts'
import { isMoot } from '../domain/closing.ts'
import { answerKinds, type GivenAnswer, type Newcomer } from '../domain/item.ts'
import { answeringEvents } from '../emitted.ts'
import { answersPath, roundPath, roundsPath } from '../paths.ts'
import { whyNotMayAnswer } from '../policy.ts'
import { listItemsOf, listOwnRounds, type ShownItem } from '../queries/items.ts'
import { getRound } from '../queries/rounds.ts'
import { AnswerPage } from '../views/answer-page.tsx'
import { OwnRoundsPage } from '../views/own-rounds-page.tsx'
import {
  answerField,
  newcomerChoice,
  newcomerEmailField,
  newcomerNameField,
  reasonField,
  sameChoice,
  successorField,
  type TypedAnswers,
} from '../views/successor-fields.tsx'

/** The municipality's list of confirmations. */
export async function ownRoundsPage(ctx: Context): Promise<PageAnswer> {
  const { today, language } = ctx
  const rounds = await listOwnRounds(ctx)
  const mayAnswer = whyNotMayAnswer(ctx.actor) === null
  return page({
    title: answerTexts(language).title,
    body: <OwnRoundsPage {...{ rounds, today, language, mayAnswer }} />,
  })
}

interface Shown {
  /** How many answers were saved, where others were wrong. */
  readonly saved?: number
  readonly typed?: TypedAnswers
  readonly faults?: FieldFaults
  readonly status?: number
}

/** The municipality's own part of a round: where it answers, and afterwards what came of it. @throws NotFound */
export async function answerPage(ctx: Context, roundId: string, shown: Shown = {}): Promise<PageAnswer> {
  const { actor, today, language } = ctx
  const round = await getRound(ctx, roundId)
  const items = await listItemsOf(ctx, roundId, actor.organisationId)
  if (items.length === 0) throw new NotFound('certification round')
  const users = await listUsers(ctx, actor.organisationId)
  const texts = answerTexts(language)
  const faults = shown.faults ?? {}
  return page({
    title: `${texts.question} ${round.name}`,
    ...(shown.status ? { status: shown.status } : {}),
    breadcrumbs: [{ label: texts.title, href: roundsPath }, { label: round.name }],
    faults: faultList(faults, language).map((fault) => named(fault, items)),
    body: (
      <AnswerPage
        {...{ language, today, round, items, users, faults }}
        by={answererOf(ctx, users)}
        mayAnswer={whyNotMayAnswer(actor) === null}
        mayReadEvidence={actor.permissions.has('evidence.read')}
        typed={shown.typed ?? {}}
        notice={shown.saved ? savedNotice(shown.saved, missingOf(items), language) : null}
      />
    ),
  })
}

const missingOf = (items: readonly ShownItem[]): number =>
  items.filter(({ answer, consequence }) => answer === null && !isMoot(consequence)).length

function savedNotice(saved: number, missing: number, language: Language): Notice {
  const texts = answerTexts(language)
  const text = missing === 0 ? texts.savedAll : texts.savedLeft(missing)
  return { kind: 'success', title: texts.savedTitle(saved), text }
}

/** In the list above the page each fault says whose it is; its field is the line's, whatever it asks. */
function named(fault: Fault, items: readonly ShownItem[]): Fault {
  const item = items.find(({ id }) => fault.field.endsWith(id))
  return item ? { ...fault, text: `${item.userName}, ${item.roleName}: ${fault.text}` } : fault
}

const anyFields = z.record(z.string(), z.union([z.string(), z.array(z.string())]))
type Fields = z.output<typeof anyFields>

const textIn = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' ? value.trim() : ''
}

const newcomerIn = (fields: Fields, itemId: string): Newcomer => ({
  name: textIn(fields, newcomerNameField(itemId)),
  email: textIn(fields, newcomerEmailField(itemId)),
})

/** Every row in which something is chosen; a successor who stays the one named before is no new choice. */
function answersIn(fields: Fields): GivenAnswer[] {
  return Object.keys(fields).flatMap((name): GivenAnswer[] => {
    const itemId = name.startsWith('svar-') ? name.slice('svar-'.length) : ''
    const answer = answerKinds.find((kind) => kind === textIn(fields, name))
    if (!answer || !z.uuid().safeParse(itemId).success) return []
    const reason = textIn(fields, reasonField(itemId)) || null
    const successor = textIn(fields, successorField(itemId))
    if (answer === 'replace' && successor === sameChoice) return []
    const successorId = z.uuid().safeParse(successor).success ? successor : null
    const newcomer = successor === newcomerChoice ? newcomerIn(fields, itemId) : null
    return [{ itemId, answer, reason, successorId, newcomer }]
  })
}

/** On the page the reason is one of a list. */
const chooseReason: Sentence = {
  da: 'Vælg, hvorfor personen ikke længere skal have rollen.',
  en: 'Choose why the person is no longer to have the role.',
}

const sentenceOf = ({ code, sentence }: Refusal): Sentence =>
  code === 'missing-reason' ? chooseReason : sentence

/** Which field a refusal speaks of. */
function faultsIn(results: readonly AnswerResult[]): FieldFaults {
  const fieldOf: Record<string, (itemId: string) => string> = {
    'missing-reason': reasonField,
    'reason-too-long': reasonField,
    'missing-successor': successorField,
    'same-successor': successorField,
    'not-a-user': successorField,
    'two-successors': successorField,
    'newcomer-name': newcomerNameField,
    'newcomer-email': newcomerEmailField,
  }
  return Object.fromEntries(
    results.flatMap(({ itemId, refusal }) =>
      refusal ? [[(fieldOf[refusal.code] ?? answerField)(itemId), sentenceOf(refusal)]] : [],
    ),
  )
}

/** What is right is saved, also where another row is wrong: the page then shows that row again with what was typed. */
const answerRoute = web({
  method: 'post',
  path: answersPath(':id'),
  access: needsOn('municipality', 'certification.answer'),
  audit: changes(...answeringEvents),
  input: { params: z.object({ id: z.uuid() }), body: anyFields },
  handle: async (ctx, { params, body }) => {
    const items = await listItemsOf(ctx, params.id, ctx.actor.organisationId)
    if (items.length === 0) throw new NotFound('certification round')
    const own = new Set(items.map(({ id }) => id))
    const given = answersIn(body).filter(({ itemId }) => own.has(itemId))
    const results: AnswerResult[] = []
    for (let from = 0; from < given.length; from += mostAnswers)
      results.push(...(await answerItems(ctx, given.slice(from, from + mostAnswers))))
    const saved = results.filter(({ result }) => result === 'saved')
    const faults = faultsIn(results)
    if (Object.keys(faults).length > 0)
      return answerPage(ctx, params.id, { typed: body, faults, status: 422, saved: saved.length })
    const left = missingOf(items.filter(({ id }) => !saved.some(({ itemId }) => itemId === id)))
    return redirect(roundPath(params.id), { notice: savedNotice(saved.length, left, ctx.language) })
  },
})

export const municipalRoutes: Route[] = [answerRoute]
