import { z } from 'zod'
import { InvalidInput } from '../../../kernel/errors.ts'
import { needs, needsOn } from '../../../platform/http/access.ts'
import { optionalText, requiredText, taskNumber } from '../../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../../platform/http/route.ts'
import { completeTask, optOutTask, reopenTask } from '../actions/answering.ts'
import { assignPeople, setStartDay } from '../actions/people.ts'
import { readCursor, writeCursor } from '../cursor-text.ts'
import { missingReason, mostReasonCharacters } from '../domain/answering.ts'
import { deadlineSignal, deadlineSignals } from '../domain/deadline-signal.ts'
import { historySentence } from '../domain/history-sentence.ts'
import { priorities, stateOf } from '../domain/task.ts'
import { pageSize, stateFilters, type TaskFilter, taskSorts } from '../domain/task-filter.ts'
import { listHistory } from '../queries/history.ts'
import { getTask } from '../queries/task.ts'
import { listTasks } from '../queries/task-list.ts'
import { inputDay, listedTask, oneTask, taskAnswer } from './task-json.ts'

const params = z.object({ number: taskNumber })
const tag = 'tasks'
const mayAnswer = needsOn('municipality', 'task.answer')
const mayOptOut = needsOn('municipality', 'task.optOut')

const filterQuery = z.object({
  municipality: z.coerce
    .number()
    .int()
    .min(1)
    .max(2_147_483_647)
    .optional()
    .describe('Id of an organisation'),
  status: z.enum(stateFilters).optional(),
  priority: z.enum(priorities).optional(),
  signal: z.enum(deadlineSignals).optional(),
  project: z.string().max(1000).optional(),
  phase: z.string().max(1000).optional(),
  theme: z.string().max(1000).optional(),
  responsible: z.union([z.enum(['me', 'nobody']), z.uuid()]).optional(),
  q: z.string().max(200).default('').describe('Danish words of the text, or a number'),
  sort: z.enum(taskSorts).default('due'),
  cursor: z.string().max(4000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(pageSize),
})

const filterOf = (query: z.output<typeof filterQuery>): TaskFilter => ({
  state: query.status ?? null,
  priority: query.priority ?? null,
  signal: query.signal ?? null,
  project: query.project || null,
  phase: query.phase || null,
  theme: query.theme || null,
  responsible: query.responsible ?? null,
  municipalityId: query.municipality ?? null,
  q: query.q.replaceAll('\u0000', '').trim(),
})

const foreignCursor = {
  da: 'Stedet hører ikke til denne liste og sortering. Begynd forfra uden cursor.',
  en: 'The cursor is not of this list and sorting. Start again without it.',
}

const listRoute = api({
  method: 'get',
  path: '/api/v1/tasks',
  summary: 'The tasks within reach: one’s own municipality’s, or all municipalities’ for the central body',
  tag,
  access: needs('task.read'),
  audit: reads,
  input: { query: filterQuery },
  output: z.object({ items: z.array(listedTask), nextCursor: z.string().nullable() }),
  handle: async (ctx, { query }) => {
    const { sort, limit } = query
    const cursor = readCursor(sort, query.cursor)
    if (query.cursor && !cursor) throw new InvalidInput({ cursor: foreignCursor })
    const { items, after } = await listTasks(ctx, filterOf(query), { sort, cursor, limit })
    return json({
      items: items.map(({ status, outcome, ...item }) => ({
        ...item,
        state: stateOf({ status, outcome }),
        signal: deadlineSignal({ status, dueOn: item.dueOn }, ctx.today),
      })),
      nextCursor: after && writeCursor(sort, after),
    })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/tasks/:number',
  summary: 'One task; its version is the ETag',
  tag,
  access: needs('task.read'),
  audit: reads,
  input: { params },
  output: oneTask,
  handle: (ctx, input) => taskAnswer(ctx, input.params.number),
})

const peopleBody = z.object({
  responsibleId: z.uuid().nullable().optional(),
  performerId: z.uuid().nullable().optional(),
  startsOn: inputDay.nullable().optional(),
})

const patchRoute = api({
  method: 'patch',
  path: '/api/v1/tasks/:number',
  summary: 'Name the people and the start day; what is left out stays, null takes away',
  tag,
  access: needsOn('municipality', 'task.assignPeople', 'task.answer'),
  audit: changes('task.peopleChanged', 'task.started', 'task.startDayChanged'),
  isConditional: true,
  input: { params, body: peopleBody },
  output: oneTask,
  handle: async (ctx, input, request) => {
    const { number } = input.params
    const { responsibleId, performerId, startsOn } = input.body
    let expectedVersion = request.ifMatch ?? undefined
    if (responsibleId !== undefined || performerId !== undefined)
      expectedVersion = (await assignPeople(ctx, { number, responsibleId, performerId, expectedVersion }))
        .version
    if (startsOn !== undefined) await setStartDay(ctx, { number, startsOn, expectedVersion })
    return taskAnswer(ctx, number)
  },
})

const completionPath = '/api/v1/tasks/:number/completion'
const optOutPath = '/api/v1/tasks/:number/opt-out'

const completeRoute = api({
  method: 'put',
  path: completionPath,
  summary: 'Answer: the municipality takes part; where nobody holds the role asked for, with a reason',
  tag,
  access: mayAnswer,
  audit: changes('task.completed'),
  isConditional: true,
  input: { params, body: z.object({ reason: optionalText(mostReasonCharacters).optional() }) },
  output: oneTask,
  handle: async (ctx, input, request) => {
    const { number } = input.params
    const { reason } = input.body
    await completeTask(ctx, { number, reason, expectedVersion: request.ifMatch ?? undefined })
    return taskAnswer(ctx, number)
  },
})

const optOutRoute = api({
  method: 'put',
  path: optOutPath,
  summary: 'Answer: the municipality does not take part, and why',
  tag,
  access: mayOptOut,
  audit: changes('task.optedOut'),
  isConditional: true,
  input: { params, body: z.object({ reason: requiredText(mostReasonCharacters, missingReason) }) },
  output: oneTask,
  handle: async (ctx, input, request) => {
    const { number } = input.params
    const { reason } = input.body
    await optOutTask(ctx, { number, reason, expectedVersion: request.ifMatch ?? undefined })
    return taskAnswer(ctx, number)
  },
})

/** Deleting an answer of one kind takes that answer back, and no other. */
const reopenRoute = (path: string, outcome: 'participated' | 'optedOut', summary: string) =>
  api({
    method: 'delete',
    path,
    summary,
    tag,
    access: outcome === 'optedOut' ? mayOptOut : mayAnswer,
    audit: changes('task.reopened'),
    input: { params },
    output: oneTask,
    handle: async (ctx, input, request) => {
      const { number } = input.params
      await reopenTask(ctx, { number, outcome, expectedVersion: request.ifMatch ?? undefined })
      return taskAnswer(ctx, number)
    },
  })

const toldEvent = z.object({
  id: z.int(),
  at: z.date(),
  type: z.string(),
  actorName: z.string(),
  onBehalfOfName: z.string().nullable(),
  actorOrganisationName: z.string(),
  sentence: z.string(),
  changes: z.record(z.string(), z.object({ from: z.unknown().optional(), to: z.unknown().optional() })),
  facts: z.record(z.string(), z.unknown()),
})

const historyRoute = api({
  method: 'get',
  path: '/api/v1/tasks/:number/history',
  summary: 'What happened to a task, newest first, at most 200; what is inside another side is not in it',
  tag,
  access: needs('task.read'),
  audit: reads,
  input: { params },
  output: z.object({ items: z.array(toldEvent), nextCursor: z.null() }),
  handle: async (ctx, input) => {
    const task = await getTask(ctx, input.params.number)
    const items = (await listHistory(ctx, task)).map((event) => ({
      id: event.id,
      at: event.at,
      type: event.type,
      actorName: event.actorName,
      onBehalfOfName: event.onBehalfOfName,
      actorOrganisationName: event.actorOrganisationName,
      sentence: historySentence(event, task.organisationId, ctx.language),
      changes: event.changes,
      facts: event.facts,
    }))
    return json({ items, nextCursor: null })
  },
})

/** Tasks for machines: the same filters, rules and refusals as the pages. */
export const taskApiRoutes: Route[] = [
  listRoute,
  oneRoute,
  patchRoute,
  completeRoute,
  reopenRoute(completionPath, 'participated', 'Take a completion back: the task is in progress again'),
  optOutRoute,
  reopenRoute(optOutPath, 'optedOut', 'Take an opt-out back: the task is in progress again'),
  historyRoute,
]
