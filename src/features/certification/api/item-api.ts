import { z } from 'zod'
import { Conflict } from '../../../kernel/errors.ts'
import { needs, needsOn } from '../../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../../platform/http/route.ts'
import { answerItem, answerItems } from '../actions/answering.ts'
import { consequences } from '../domain/closing.ts'
import { answerKinds } from '../domain/item.ts'
import { answeringEvents } from '../emitted.ts'
import { getItem, listAnswersTo, listItems, type ShownItem } from '../queries/items.ts'
import { answerBody, answersBody, idInPath, item } from './schemas.ts'

const tag = 'certification'
const answerAccess = needsOn('municipality', 'certification.answer')

/** Where the next page begins: `<organisation>.<id>`. */
const cursor = z
  .string()
  .regex(/^\d{1,9}\.[0-9a-f-]{36}$/)
  .transform((text) => {
    const [organisationId = '', id = ''] = text.split('.')
    return { organisationId: Number(organisationId), id }
  })
  .refine(({ id }) => z.uuid().safeParse(id).success)

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

const filter = z.object({
  round: z.uuid().optional(),
  role: z.uuid().optional(),
  organisation: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  user: z.uuid().optional(),
  answer: z.enum([...answerKinds, 'none']).optional(),
  consequence: z.enum(consequences).optional(),
  selfAnswered: flag.optional(),
  cursor: cursor.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const known = new Set(Object.keys(item.shape))
const shown = (one: ShownItem) => Object.fromEntries(Object.entries(one).filter(([name]) => known.has(name)))

const listRoute = api({
  method: 'get',
  path: '/api/v1/certification-items',
  summary: 'Lines of rounds: who held which role at the start, what was answered and what came of it',
  tag,
  access: needs('certification.read'),
  audit: reads,
  input: { query: filter },
  output: z.object({ items: z.array(item), nextCursor: z.string().nullable() }),
  handle: async (ctx, { query }) => {
    const found = await listItems(ctx, {
      roundId: query.round,
      roleId: query.role,
      organisationId: query.organisation,
      userId: query.user,
      answer: query.answer,
      consequence: query.consequence,
      isSelfAnswered: query.selfAnswered,
      after: query.cursor,
      limit: query.limit + 1,
    })
    const items = found.slice(0, query.limit)
    const last = found.length > query.limit ? items.at(-1) : undefined
    return json({ items: items.map(shown), nextCursor: last ? `${last.organisationId}.${last.id}` : null })
  },
})

const answersRoute = api({
  method: 'get',
  path: '/api/v1/certification-items/:id/answers',
  summary: 'Every answer ever given to a line, also those corrected since, oldest first',
  tag,
  access: needs('certification.read'),
  audit: reads,
  input: { params: idInPath },
  output: z.object({
    items: z.array(
      z.object({
        answer: z.enum(answerKinds),
        reason: z.string().nullable(),
        successorName: z.string().nullable(),
        answeredAt: z.date(),
        answeredByName: z.string(),
        answeredOnBehalfOfName: z.string().nullable(),
        isSelfAnswered: z.boolean(),
      }),
    ),
    nextCursor: z.null(),
  }),
  handle: async (ctx, { params }) => {
    const answers = await listAnswersTo(ctx, params.id)
    return json({ items: answers.map(({ itemId: _item, ...answer }) => answer), nextCursor: null })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/certification-items/:id',
  summary: 'One line of a round',
  tag,
  access: needs('certification.read'),
  audit: reads,
  input: { params: idInPath },
  output: item,
  handle: async (ctx, { params }) => {
    const found = await getItem(ctx, params.id)
    return json(shown(found), { version: found.version })
  },
})

const answerRoute = api({
  method: 'put',
  path: '/api/v1/certification-items/:id/answer',
  summary: 'Answer a line, or correct its answer until the round closes',
  tag,
  access: answerAccess,
  audit: changes(...answeringEvents),
  input: { params: idInPath, body: answerBody },
  output: item,
  handle: async (ctx, { params, body }, { ifMatch }) => {
    const before = await getItem(ctx, params.id)
    if (ifMatch !== null && before.version !== ifMatch) throw new Conflict()
    await answerItem(ctx, { itemId: params.id, ...body })
    const found = await getItem(ctx, params.id)
    return json(shown(found), { version: found.version })
  },
})

const manyRoute = api({
  method: 'post',
  path: '/api/v1/certification-answers',
  summary:
    'Answer up to 500 lines in one request; each gets its own result, and one that is refused stops no other',
  tag,
  access: answerAccess,
  audit: changes(...answeringEvents),
  input: { body: answersBody },
  output: z.object({
    results: z.array(
      z.object({
        itemId: z.uuid(),
        result: z.enum(['saved', 'unchanged', 'refused', 'notFound']),
        code: z.string().nullable(),
        detail: z.string().nullable(),
      }),
    ),
  }),
  successStatus: 200,
  handle: async (ctx, { body }) => {
    const results = await answerItems(ctx, body.answers)
    return json({
      results: results.map(({ itemId, result, refusal }) => ({
        itemId,
        result,
        code: refusal?.code ?? null,
        detail: refusal?.sentence[ctx.language] ?? null,
      })),
    })
  },
})

export const itemApi: Route[] = [listRoute, oneRoute, answersRoute, answerRoute, manyRoute]
