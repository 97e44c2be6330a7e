import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { decideRun, startReconciliation } from './actions-reconciliation.ts'
import { findingKinds } from './domain-reconciliation.ts'
import { findRun, listFindings, listRuns } from './queries-reconciliation.ts'
import { serverName } from './server-name.ts'

const tag = 'access-grants'
const readers = needsOn('central', 'provisioning.read')
const operators = needsOn('central', 'provisioning.operate')
const idInPath = z.object({ id: z.uuid() })
const connector = serverName
const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]))

const run = z.object({
  id: z.uuid(),
  connector: z.string(),
  kind: z.enum(['quick', 'full']),
  isDryRun: z.boolean(),
  askedBy: z.enum(['clock', 'person']),
  askedByName: z.string(),
  askedAt: z.date(),
  state: z.enum(['waiting', 'reading', 'done', 'aborted']),
  startedAt: z.date().nullable(),
  endedAt: z.date().nullable(),
  placesRead: z.int(),
  placesTotal: z.int().nullable(),
  accountsRead: z.int(),
  accountsTotal: z.int().nullable(),
  people: z.int().nullable().describe('People whose access was compared.'),
  underWay: z.int().nullable().describe('People left out because their access is being worked on.'),
  skewSeconds: z.int().nullable().describe('How far the clock of the server is ahead of ours.'),
  abortedCode: z.string().nullable().describe('Why nothing was concluded, and nothing changed.'),
  abortedFacts: facts.nullable(),
  brake: z.enum(['none', 'held', 'approved', 'rejected']),
  brakeDecidedByName: z.string().nullable(),
  brakeDecidedAt: z.date().nullable(),
  found: z.partialRecord(z.enum(findingKinds), z.int()).describe('How many things of each kind.'),
  held: z.int().describe('Accounts that wait for an operator.'),
})

const finding = z.object({
  number: z.int(),
  kind: z.enum(findingKinds),
  remedy: z.enum(['grant', 'revoke', 'bind', 'remove', 'none']),
  state: z.enum(['reported', 'asked', 'held', 'rejected', 'done', 'failed', 'outdated']),
  organisationId: z.int().nullable(),
  userId: z.uuid().nullable(),
  userName: z.string().nullable(),
  accountId: z.string().nullable(),
  username: z.string().nullable(),
  places: z.array(z.object({ team: z.string(), channels: z.array(z.string()) })),
  facts,
  decidedByName: z.string().nullable(),
})

/** What the page shows and a client is not promised is left out. */
const shownRun = ({ affected: _affected, ...one }: NonNullable<Awaited<ReturnType<typeof findRun>>>) => one

async function getRun(ctx: Context, id: string) {
  const found = await findRun(ctx, id)
  if (!found) throw new NotFound('reconciliation')
  return shownRun(found)
}

const listRoute = api({
  method: 'get',
  path: '/api/v1/reconciliations',
  summary: 'Reconciliations of a target with the roles, newest first',
  tag,
  access: readers,
  audit: reads,
  input: {
    query: z.object({
      connector: connector.optional(),
      cursor: z.uuid().optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  output: z.object({ items: z.array(run), nextCursor: z.uuid().nullable() }),
  handle: async (ctx, { query }) => {
    const { connector: of, cursor: after, limit } = query
    const found = await listRuns(ctx, { connector: of, after, limit: limit + 1 })
    const items = found.slice(0, limit).map(shownRun)
    return json({ items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/reconciliations/:id',
  summary: 'One reconciliation: how far it is, or what it came to',
  tag,
  access: readers,
  audit: reads,
  input: { params: idInPath },
  output: run,
  handle: async (ctx, { params }) => json(await getRun(ctx, params.id)),
})

const findingsRoute = api({
  method: 'get',
  path: '/api/v1/reconciliations/:id/findings',
  summary: 'What a reconciliation found, what is dangerous first, and what was done about it',
  tag,
  access: readers,
  audit: reads,
  input: {
    params: idInPath,
    query: z.object({
      cursor: z.coerce.number().int().min(0).max(2_000_000).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
  },
  output: z.object({ items: z.array(finding), nextCursor: z.int().nullable() }),
  handle: async (ctx, { params, query }) => {
    await getRun(ctx, params.id)
    const found = await listFindings(ctx, params.id, { after: query.cursor, limit: query.limit + 1 })
    const items = found
      .slice(0, query.limit)
      .map(({ organisationName: _organisation, recordState: _state, runId: _run, ...one }) => one)
    return json({ items, nextCursor: found.length > query.limit ? (items.at(-1)?.number ?? null) : null })
  },
})

const startRoute = api({
  method: 'post',
  path: '/api/v1/reconciliations',
  summary: 'Start a reconciliation; refused while one is under way',
  tag,
  access: operators,
  audit: changes('reconciliation.started'),
  input: {
    body: z.object({
      connector: connector.default('mattermost'),
      kind: z.enum(['quick', 'full']).default('quick'),
      dryRun: z.boolean().default(false).describe('Look without changing anything.'),
      trustsGaps: z
        .boolean()
        .default(false)
        .describe('Lists that are empty, or lack most of their members, are right: somebody has looked.'),
    }),
  },
  output: run,
  successStatus: 202,
  handle: async (ctx, { body }) => {
    const id = await startReconciliation(ctx, { ...body, isDryRun: body.dryRun })
    return json(await getRun(ctx, id), { status: 202, location: `/api/v1/reconciliations/${id}` })
  },
})

const brakeRoute = api({
  method: 'put',
  path: '/api/v1/reconciliations/:id/brake',
  summary: 'Approve or refuse the removals that a reconciliation holds back',
  tag,
  access: operators,
  audit: changes('reconciliation.approved', 'reconciliation.rejected'),
  input: { params: idInPath, body: z.object({ decision: z.enum(['approved', 'rejected']) }) },
  output: run,
  handle: async (ctx, { params, body }) => {
    await getRun(ctx, params.id)
    await decideRun(ctx, params.id, body.decision)
    return json(await getRun(ctx, params.id))
  },
})

/** Reconciliation for API clients of the central body. */
export const reconciliationsApi: Route[] = [listRoute, oneRoute, findingsRoute, startRoute, brakeRoute]
