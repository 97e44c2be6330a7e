import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { promiseRole, withdrawPending } from './actions-pending.ts'
import { cutToPage, day, flag, idInPath, inputDay, pageOf, paging } from './api-parts.ts'
import { pendingStateOf } from './domain-pending.ts'
import { getPending, listPending, type PendingAssignment } from './queries-pending.ts'

const params = idInPath

const pendingAssignment = z.object({
  id: z.uuid(),
  roleId: z.uuid(),
  roleName: z.string(),
  name: z.string(),
  email: z.string().nullable().describe('Null: forgotten 90 days after it was settled, and userUuid with it'),
  userUuid: z.uuid().nullable(),
  isPrimary: z.boolean(),
  startsOn: day.nullable(),
  endsBefore: day.nullable(),
  replaces: z.uuid().nullable(),
  state: z.enum(['waiting', 'tookEffect', 'refused', 'expired', 'withdrawn']),
  givenByName: z.string(),
  givenOnBehalfOfName: z.string().nullable(),
  givenAt: z.date(),
  expiresAt: z.date(),
  settledAt: z.date().nullable(),
  refusal: z.string().nullable(),
  userId: z.uuid().nullable(),
  assignmentId: z.uuid().nullable(),
})

const shown = (ctx: Context, pending: PendingAssignment) => ({
  ...pending,
  state: pendingStateOf(pending, ctx.now),
})

const listRoute = api({
  method: 'get',
  path: '/api/v1/pending-assignments',
  summary: 'Roles promised to people who had not signed in yet, in the order they were given',
  tag: 'pending-assignments',
  access: needsOn('municipality', 'assignment.read'),
  audit: reads,
  input: {
    query: paging.extend({ role: z.uuid().optional(), waiting: flag.optional() }),
  },
  output: pageOf(pendingAssignment),
  handle: async (ctx, { query }) => {
    const found = await listPending(ctx, {
      roleId: query.role,
      isWaiting: query.waiting,
      after: query.cursor,
      limit: query.limit + 1,
    })
    const { items, nextCursor } = cutToPage(found, query.limit)
    return json({ items: items.map((one) => shown(ctx, one)), nextCursor })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/pending-assignments/:id',
  summary: 'One pending assignment',
  tag: 'pending-assignments',
  access: needsOn('municipality', 'assignment.read'),
  audit: reads,
  input: { params },
  output: pendingAssignment,
  handle: async (ctx, input) => json(shown(ctx, await getPending(ctx, input.params.id))),
})

const promiseRoute = api({
  method: 'post',
  path: '/api/v1/pending-assignments',
  summary:
    'Promise a role to somebody who has not signed in yet; it takes effect at their sign-in within 30 days',
  tag: 'pending-assignments',
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('pendingAssignment.made', 'assignment.ended', 'assignment.proposalSettled'),
  input: {
    body: z.object({
      roleId: z.uuid(),
      name: z.string().trim().max(200),
      email: z.string().trim().max(254),
      userUuid: z.uuid().nullable().optional(),
      startsOn: inputDay.nullable().optional(),
      endsBefore: inputDay.nullable().optional(),
      isPrimary: z.boolean().optional(),
    }),
  },
  output: z.object({ id: z.uuid() }),
  successStatus: 201,
  handle: async (ctx, { body }) => {
    const { id } = await promiseRole(ctx, body)
    return json({ id }, { location: `/api/v1/pending-assignments/${id}` })
  },
})

const withdrawRoute = api({
  method: 'delete',
  path: '/api/v1/pending-assignments/:id',
  summary: 'Withdraw a pending assignment before its person has signed in',
  tag: 'pending-assignments',
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('pendingAssignment.withdrawn'),
  input: { params },
  output: null,
  successStatus: 204,
  handle: async (ctx, input) => {
    await withdrawPending(ctx, input.params.id)
    return { kind: 'empty' }
  },
})

/** Pending assignments for API clients of a municipality (R3). */
export const pendingApi: Route[] = [listRoute, oneRoute, promiseRoute, withdrawRoute]
