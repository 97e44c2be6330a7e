import { z } from 'zod'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { dismissProposal, giveToProposed } from './actions-resignation.ts'
import { cutToPage, flag, idInPath, pageOf, paging } from './api-parts.ts'
import { getResignation, listResignations } from './queries-resignations.ts'

const params = idInPath

const resignation = z.object({
  id: z.uuid(),
  assignmentId: z.uuid(),
  roleId: z.uuid(),
  roleName: z.string(),
  userId: z.uuid(),
  userName: z.string(),
  wasPrimary: z.boolean(),
  resignedAt: z.date(),
  successorId: z.uuid().nullable(),
  successorName: z.string().nullable(),
  successorEmail: z.string().nullable(),
  settledAt: z.date().nullable(),
  settledByName: z.string().nullable(),
  outcome: z.enum(['given', 'dismissed', 'lapsed']).nullable(),
})

const listRoute = api({
  method: 'get',
  path: '/api/v1/resignations',
  summary: 'Roles given up by their holders, with the successors proposed; waiting=true: those to act on',
  tag: 'resignations',
  access: needsOn('municipality', 'assignment.write'),
  audit: reads,
  input: {
    query: paging.extend({ waiting: flag.optional() }),
  },
  output: pageOf(resignation),
  handle: async (ctx, { query }) => {
    const { waiting, cursor, limit } = query
    const found = await listResignations(ctx, { isWaiting: waiting, after: cursor, limit: limit + 1 })
    return json(cutToPage(found, limit))
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/resignations/:id',
  summary: 'One resignation',
  tag: 'resignations',
  access: needsOn('municipality', 'assignment.write'),
  audit: reads,
  input: { params },
  output: resignation,
  handle: async (ctx, input) => json(await getResignation(ctx, input.params.id)),
})

const settleRoute = api({
  method: 'put',
  path: '/api/v1/resignations/:id/settlement',
  summary: 'Give the role to the successor proposed, or dismiss the proposal',
  tag: 'resignations',
  access: needsOn('municipality', 'assignment.write'),
  audit: changes(
    'assignment.started',
    'assignment.primaryChanged',
    'assignment.ended',
    'assignment.proposalSettled',
    'pendingAssignment.made',
  ),
  input: { params, body: z.object({ outcome: z.enum(['given', 'dismissed']) }) },
  output: resignation,
  handle: async (ctx, input) => {
    const { id } = input.params
    if (input.body.outcome === 'given') await giveToProposed(ctx, id)
    else await dismissProposal(ctx, id)
    return json(await getResignation(ctx, id))
  },
})

/** Resignations for API clients of a municipality. Only a holder resigns, on their own page (R6). */
export const resignationsApi: Route[] = [listRoute, oneRoute, settleRoute]
