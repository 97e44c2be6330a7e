import { z } from 'zod'
import { civilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { isoDay } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { priorities } from '../templates/index.ts'
import { listRollouts, publishRollout } from './actions.ts'
import { answeredOf, answerStateOf, type Numbers, overdueOf } from './domain.ts'
import { getProgress, readCharts } from './progress.ts'
import type { RolloutInList } from './queries/rollouts.ts'

const tag = 'rollouts'
const params = z.object({ id: z.uuid() })
const mayRead = needs('rollout.read')

const day = isoDay
const inputDay = day.transform(civilDay).nullable().default(null)

const audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('regions'), regions: z.array(z.string().max(100)).min(1).max(20) }),
  z.object({ kind: z.literal('list'), organisationIds: z.array(z.int32()).min(1).max(1000) }),
  z.object({
    kind: z.literal('lacksRole'),
    roleId: z.uuid(),
    organisationIds: z.array(z.int32()).min(1).max(1000).optional().describe('Only these of them'),
  }),
])

const plan = z.object({
  audience,
  alsoThoseWhoHave: z
    .boolean()
    .default(false)
    .describe('Also municipalities that have a task of this template already'),
  alsoThoseWhoAnswered: z
    .boolean()
    .default(false)
    .describe(
      'Also municipalities that have answered, but for opt-outs and those with an open task for the role',
    ),
  priority: z.enum(priorities).optional().describe('The description’s own unless given'),
  startsOn: inputDay,
  dueOn: inputDay,
})

const rollout = z.object({
  id: z.uuid(),
  templateId: z.uuid(),
  title: z.string(),
  project: z.string(),
  priority: z.enum(priorities),
  startsOn: day.nullable(),
  dueOn: day.nullable(),
  publishedAt: z.date(),
  taskCount: z.int(),
})

const lapsed = z
  .int()
  .describe('Closed by their own rules, and nobody had answered; neither answered nor overdue')

const listed = rollout.extend({ participated: z.int(), optedOut: z.int(), lapsed, overdue: z.int() })

const numbers = z.object({
  total: z.int(),
  answered: z.int().describe('Participated and opted out together'),
  participated: z.int(),
  optedOut: z.int(),
  lapsed,
  inProgress: z.int(),
  notStarted: z.int(),
  overdue: z.int().describe('Of those in progress or not started; opting out is never overdue'),
})

const states = [
  'completed',
  'optedOut',
  'lapsed',
  'inProgress',
  'notStarted',
  'overdueInProgress',
  'overdue',
] as const

const progress = z.object({
  rollout,
  numbers,
  regions: z.array(numbers.extend({ region: z.string().nullable() })),
  holders: z
    .int()
    .nullable()
    .describe('Persons with the role the task asks for; null when it asks for none, or one may not know'),
  municipalities: z.array(
    z.object({
      organisationId: z.int(),
      code: z.string().nullable(),
      name: z.string(),
      number: z.int().describe('Of the task'),
      state: z.enum(states),
      dueOn: day.nullable(),
      reason: z
        .string()
        .nullable()
        .describe('Why they opted out, or completed without a holder; null for suppliers'),
    }),
  ),
})

/** Seven parts of a whole for the charts become the words of the API, where overdue is a part of the unanswered. */
const shownNumbers = (given: Numbers): z.output<typeof numbers> => ({
  total: given.total,
  answered: answeredOf(given),
  participated: given.participated,
  optedOut: given.optedOut,
  lapsed: given.lapsed,
  inProgress: given.inProgress + given.overdueInProgress,
  notStarted: given.notStarted + given.overdueNotStarted,
  overdue: overdueOf(given),
})

const listQuery = z.object({
  q: z.string().max(200).default(''),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const place = z.object({ at: z.iso.datetime(), id: z.uuid() })

const foreignCursor = {
  da: 'Stedet hører ikke til denne liste. Begynd forfra uden cursor.',
  en: 'The cursor is not of this list. Start again without it.',
}

const shown = ({ numberPrefix: _prefix, projectId: _project, boundRoleId: _role, ...rest }: RolloutInList) =>
  rest

async function listAnswer(ctx: Context, query: z.output<typeof listQuery>, templateId: string | null) {
  const cursor = readCursor(query.cursor, place)
  if (query.cursor && !cursor) throw new InvalidInput({ cursor: foreignCursor })
  const { items: found } = await listRollouts(ctx, {
    q: query.q.replaceAll('\u0000', '').trim(),
    templateId,
    after: cursor && { publishedAt: new Date(cursor.at), id: cursor.id },
    limit: query.limit + 1,
  })
  const items = found.slice(0, query.limit)
  const last = found.length > query.limit ? items.at(-1) : undefined
  const nextCursor = last ? writeCursor({ at: last.publishedAt.toISOString(), id: last.id }) : null
  return json({ items: items.map(shown), nextCursor })
}

const listOutput = z.object({ items: z.array(listed), nextCursor: z.string().nullable() })

const listRoute = api({
  method: 'get',
  path: '/api/v1/rollouts',
  summary: 'Roll-outs with their numbers, newest first; a supplier’s are those of its own projects',
  tag,
  access: mayRead,
  audit: reads,
  input: { query: listQuery },
  output: listOutput,
  handle: (ctx, { query }) => listAnswer(ctx, query, null),
})

const listOfTemplateRoute = api({
  method: 'get',
  path: '/api/v1/task-templates/:id/rollouts',
  summary: 'The roll-outs of one task template, newest first',
  tag,
  access: mayRead,
  audit: reads,
  input: { params, query: listQuery },
  output: listOutput,
  handle: (ctx, input) => listAnswer(ctx, input.query, input.params.id),
})

const publishRoute = api({
  method: 'post',
  path: '/api/v1/task-templates/:id/rollouts',
  summary: 'Give each municipality of the audience its own task',
  tag,
  access: needsOn('central', 'rollout.publish'),
  audit: changes('rollout.published', 'template.published', 'task.received'),
  reachesAll: true,
  input: { params, body: plan },
  output: z.object({ id: z.uuid(), taskCount: z.int() }),
  successStatus: 201,
  handle: async (ctx, input) => {
    const published = await publishRollout(ctx, { templateId: input.params.id, ...input.body })
    return json(published, { location: `/api/v1/rollouts/${published.id}/progress` })
  },
})

const progressRoute = api({
  method: 'get',
  path: '/api/v1/rollouts/:id/progress',
  summary: 'How far a roll-out is, in all, by region and by municipality',
  tag,
  access: mayRead,
  audit: reads,
  input: { params },
  output: progress,
  handle: async (ctx, input) => {
    const found = await getProgress(ctx, input.params.id)
    const { tasks } = await readCharts(ctx, found.rollout)
    const { numberPrefix, projectId, boundRoleId, ...shownRollout } = found.rollout
    return json({
      rollout: shownRollout,
      numbers: shownNumbers(found.all),
      regions: found.regions.map((row) => ({ region: row.region, ...shownNumbers(row) })),
      holders: found.holders,
      municipalities: tasks.map((task) => ({
        organisationId: task.organisationId,
        code: task.code,
        name: task.name,
        number: task.number,
        state: answerStateOf(task, ctx.today),
        dueOn: task.dueOn,
        reason: task.reason,
      })),
    })
  },
})

/** Roll-outs and their progress for API clients. */
export const rolloutsApi: Route[] = [listRoute, listOfTemplateRoute, publishRoute, progressRoute]
