import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import { needs, needsOn } from '../../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../../platform/http/route.ts'
import { closeRound } from '../actions/closing.ts'
import { decideBrake } from '../actions/deciding.ts'
import { planRole } from '../actions/planning.ts'
import { previewRerun, rerunRound } from '../actions/rerunning.ts'
import { previewRound, startRound } from '../actions/starting.ts'
import { nextDueOn } from '../domain/schedule.ts'
import { startingEvents } from '../emitted.ts'
import {
  getRound,
  listOutcomes,
  listPlan,
  listRoundParts,
  listRounds,
  type Round,
} from '../queries/rounds.ts'
import { day, idInPath, inputDay, planBody, preview, round } from './schemas.ts'

const tag = 'certification'
const startAccess = needsOn('central', 'certification.start')
const approveAccess = needsOn('central', 'certification.approve')

const listRoute = api({
  method: 'get',
  path: '/api/v1/certification-rounds',
  summary:
    'Rounds of confirmation, newest first; a municipality sees those it is part of, and its own numbers',
  tag,
  access: needs('certification.read'),
  audit: reads,
  input: {
    query: z.object({
      status: z.enum(['open', 'closed', 'settled']).optional(),
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  output: z.object({ items: z.array(round), nextCursor: z.uuid().nullable() }),
  handle: async (ctx, { query }) => {
    const { status, cursor: after, limit } = query
    const found = await listRounds(ctx, { status, after, limit: limit + 1 })
    const items = found.slice(0, limit).map((one) => shownTo(ctx, one))
    return json({ items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null })
  },
})

/** What is counted over all municipalities is not for one of them (T9). */
const shownTo = (ctx: Context, one: Round) => ({
  ...one,
  roles: one.roles.map((role) =>
    ctx.actor.side === 'central'
      ? role
      : { ...role, itemCount: null, holderCount: null, brakeUndecided: null },
  ),
})

const dryRun = z.object({ dryRun: z.enum(['true', 'false']).default('false') })

const startRoute = api({
  method: 'post',
  path: '/api/v1/certification-rounds',
  summary: 'Start a round; with dryRun=true nothing is changed and the answer tells what it would come to',
  tag,
  access: startAccess,
  audit: changes(...startingEvents),
  reachesAll: true,
  input: { query: dryRun, body: planBody },
  output: z.union([round, preview]),
  successStatus: 201,
  handle: async (ctx, { query, body }) => {
    if (query.dryRun === 'true') return json(await previewRound(ctx, body), { status: 200 })
    return await started(ctx, await startRound(ctx, body))
  },
})

async function started(ctx: Context, { id }: { readonly id: string }) {
  return json(await getRound(ctx, id), { location: `/api/v1/certification-rounds/${id}` })
}

const oneRoute = api({
  method: 'get',
  path: '/api/v1/certification-rounds/:id',
  summary: 'One round',
  tag,
  access: needs('certification.read'),
  audit: reads,
  input: { params: idInPath },
  output: round,
  handle: async (ctx, { params }) => json(shownTo(ctx, await getRound(ctx, params.id))),
})

const counts = ['keep', 'withdraw', 'replace', 'none', 'late', 'kept', 'suspended', 'grace', 'held'] as const
const laterCounts = ['elsewhere', 'returned', 'askedAgain', 'removing', 'removed', 'withdrawnClosed'] as const
const outcome = z.object({
  roleId: z.uuid(),
  ...(Object.fromEntries([...counts, ...laterCounts].map((name) => [name, z.int()])) as Record<
    (typeof counts)[number] | (typeof laterCounts)[number],
    z.ZodInt
  >),
})

const progressRoute = api({
  method: 'get',
  path: '/api/v1/certification-rounds/:id/progress',
  summary: 'How far each municipality is, and what was answered and came of the rest by role',
  tag,
  access: needsOn('central', 'certification.read'),
  audit: reads,
  input: { params: idInPath },
  output: z.object({
    municipalities: z.array(
      z.object({
        organisationId: z.int(),
        name: z.string(),
        itemCount: z.int(),
        undecided: z.int(),
        answered: z.int().describe('Lines with an answer; some need none any more'),
        taskNumber: z.int().nullable(),
        administrators: z.array(z.string()).describe('Names of the KLIK administrators'),
      }),
    ),
    roles: z.array(outcome),
  }),
  handle: async (ctx, { params }) => {
    await getRound(ctx, params.id)
    const parts = await listRoundParts(ctx, params.id)
    const municipalities = parts.map(({ organisationId, name, administrators, ...part }) => {
      const { itemCount, undecided, answered, taskNumber } = part
      return { organisationId, name, administrators, itemCount, undecided, answered, taskNumber }
    })
    return json({ municipalities, roles: await listOutcomes(ctx, params.id) })
  },
})

const closeRoute = api({
  method: 'put',
  path: '/api/v1/certification-rounds/:id/closing',
  summary: 'Close a round now; closing a closed one changes nothing',
  tag,
  access: startAccess,
  audit: changes('certificationRound.closed', 'certificationRound.held', 'certification.closed'),
  reachesAll: true,
  input: { params: idInPath },
  output: round,
  handle: async (ctx, { params }) => {
    await closeRound(ctx, params.id)
    return json(await getRound(ctx, params.id))
  },
})

const rerunRoute = api({
  method: 'post',
  path: '/api/v1/certification-rounds/:id/reruns',
  summary:
    'Ask again about the lines of a closed round that nobody answered, by the rules of that round; with dryRun=true nothing is changed and the answer tells what it would come to',
  tag,
  access: startAccess,
  audit: changes(...startingEvents),
  reachesAll: true,
  input: {
    params: idInPath,
    query: dryRun,
    body: z.object({ closesOn: inputDay, name: z.string().trim().min(1).max(120).optional() }),
  },
  output: z.union([round, preview]),
  successStatus: 201,
  handle: async (ctx, { params, query, body }) => {
    const { closesOn, name } = body
    const rerun = { roundId: params.id, closesOn, ...(name ? { name } : {}) }
    if (query.dryRun === 'true') return json(await previewRerun(ctx, rerun), { status: 200 })
    return await started(ctx, await rerunRound(ctx, rerun))
  },
})

const brakeRoute = api({
  method: 'put',
  path: '/api/v1/certification-rounds/:id/roles/:roleId/brake',
  summary: 'Decide on a role whose consequence is held back because it would reach too many at once',
  tag,
  access: approveAccess,
  audit: changes('certificationRound.approved', 'certification.brakeDecided'),
  reachesAll: true,
  input: {
    params: z.object({ id: z.uuid(), roleId: z.uuid() }),
    body: z.object({ decision: z.enum(['approved', 'rejected']) }),
  },
  output: z.object({
    lines: z.int(),
    removesOn: day.nullable().describe('The day of the removals; null: nobody is removed'),
  }),
  handle: async (ctx, { params, body }) =>
    json(await decideBrake(ctx, { roundId: params.id, roleId: params.roleId, ...body })),
})

const planned = z.object({
  roleId: z.uuid(),
  roleName: z.string(),
  months: z.int(),
  isOn: z.boolean(),
  nextOn: day.nullable(),
  lastRoundOn: day.nullable(),
})

async function readPlan(ctx: Context) {
  return (await listPlan(ctx)).map(
    ({ roleId, roleName, months, isOn, anchorOn, lastDueOn, lastRoundOn }) => ({
      roleId,
      roleName,
      months,
      isOn,
      nextOn: isOn && anchorOn ? nextDueOn({ anchorOn, lastDueOn, months }) : null,
      lastRoundOn,
    }),
  )
}

const planRoute = api({
  method: 'get',
  path: '/api/v1/certification-schedules',
  summary: 'When each role is confirmed by itself',
  tag,
  access: needsOn('central', 'certification.read'),
  audit: reads,
  output: z.object({ items: z.array(planned) }),
  handle: async (ctx) => json({ items: await readPlan(ctx) }),
})

const savePlanRoute = api({
  method: 'put',
  path: '/api/v1/certification-schedules/:id',
  summary:
    'Switch the plan of a role (by its id) on or off, or move its next round; without nextOn it goes on with the first day of the plan that has not gone by',
  tag,
  access: startAccess,
  audit: changes('certificationRound.planned'),
  input: {
    params: idInPath,
    body: z.object({ isOn: z.boolean(), nextOn: inputDay.nullable().default(null) }),
  },
  output: z.object({ items: z.array(planned) }),
  handle: async (ctx, { params, body }) => {
    await planRole(ctx, { roleId: params.id, ...body })
    return json({ items: await readPlan(ctx) })
  },
})

export const roundApi: Route[] = [
  listRoute,
  startRoute,
  oneRoute,
  progressRoute,
  closeRoute,
  rerunRoute,
  brakeRoute,
  planRoute,
  savePlanRoute,
]
