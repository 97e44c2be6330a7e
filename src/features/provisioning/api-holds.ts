import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { decideHold } from './actions-reconciliation.ts'
import { findHold, listHolds } from './queries-reconciliation.ts'

const tag = 'access-grants'
const readers = needsOn('central', 'provisioning.read')
const operators = needsOn('central', 'provisioning.operate')
const idInPath = z.object({ id: z.uuid() })
const decision = z.enum(['approved', 'rejected'])

const hold = z.object({
  id: z.uuid(),
  connector: z.string(),
  people: z.int().describe('Who still waits: held back, and due all the same.'),
  ofPeople: z.int().describe('Everybody who had access there at the time.'),
  heldAt: z.date(),
  decision: decision.nullable(),
  decidedAt: z.date().nullable(),
  decidedByName: z.string().nullable(),
  names: z.array(z.string()).describe('Those who wait, sixty at most, each with the municipality.'),
})

async function getHold(ctx: Context, id: string) {
  const found = await findHold(ctx, id)
  if (!found) throw new NotFound('removal hold')
  return found
}

const listRoute = api({
  method: 'get',
  path: '/api/v1/removal-holds',
  summary: 'Removals that the brake holds back until somebody decides, newest first; refused ones too',
  tag,
  access: readers,
  audit: reads,
  output: z.object({ items: z.array(hold) }),
  handle: async (ctx) => json({ items: await listHolds(ctx) }),
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/removal-holds/:id',
  summary: 'One hold, whatever was decided about it',
  tag,
  access: readers,
  audit: reads,
  input: { params: idInPath },
  output: hold,
  handle: async (ctx, { params }) => json(await getHold(ctx, params.id)),
})

const decideRoute = api({
  method: 'put',
  path: '/api/v1/removal-holds/:id/decision',
  summary: 'Approve or refuse removals that are held back; what was refused can be approved later',
  tag,
  access: operators,
  audit: changes('provisioning.removalsApproved', 'provisioning.removalsRejected'),
  input: { params: idInPath, body: z.object({ decision }) },
  output: hold,
  handle: async (ctx, { params, body }) => {
    await getHold(ctx, params.id)
    await decideHold(ctx, params.id, body.decision)
    return json(await getHold(ctx, params.id))
  },
})

/** The brake on mass removal, for API clients of the central body. */
export const removalHoldsApi: Route[] = [listRoute, oneRoute, decideRoute]
