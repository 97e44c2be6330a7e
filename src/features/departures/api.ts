import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { findUser, noteMoved } from '../users/index.ts'
import { departUser } from './actions.ts'
import { findHoldings } from './queries.ts'
import { newTitle } from './title-field.ts'

const access = needsOn('municipality', 'assignment.write')
const successorId = z.uuid().nullable()

const holdings = z.object({
  roles: z.array(
    z.object({
      assignmentId: z.uuid(),
      roleId: z.uuid(),
      roleName: z.string(),
      isPrimary: z.boolean(),
      opensAccess: z.boolean(),
      handOver: z.string().describe('What to go through in the hand-over, one point a line.'),
      startsOn: z.string(),
      endsBefore: z.string().nullable(),
    }),
  ),
  tasks: z.array(
    z.object({
      number: z.int(),
      title: z.string(),
      dueOn: z.string().nullable(),
      isResponsible: z.boolean(),
      isPerformer: z.boolean(),
    }),
  ),
})

const body = z.object({
  userId: z.uuid(),
  reason: z.string().trim().min(1).max(500),
  /** Takes over all that is not named below; null or absent: nobody. */
  successorId: successorId.optional(),
  roles: z
    .array(z.object({ assignmentId: z.uuid(), successorId }))
    .max(500)
    .optional(),
  tasks: z
    .array(z.object({ number: z.int(), successorId }))
    .max(500)
    .optional(),
})

const moved = z.object({
  kind: z.enum(['role', 'task']),
  id: z.string(),
  name: z.string(),
  successorName: z.string().nullable(),
  sentence: z.string().nullable(),
})

/** Leavers and movers for API clients of a municipality. */
export const departuresApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/users/:id/holdings',
    summary: 'Everything a user holds: roles, also those to come, and open tasks',
    tag: 'users',
    access,
    audit: reads,
    input: { params: z.object({ id: z.uuid() }) },
    output: holdings,
    handle: async (ctx, { params }) => {
      if (!(await findUser(ctx, ctx.actor.organisationId, params.id))) throw new NotFound('user')
      return json(await findHoldings(ctx, params.id))
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/departures',
    summary: 'Note that a user has left and move all they hold to one or several successors; a row for each',
    tag: 'users',
    access,
    audit: changes(
      'user.left',
      'deputy.ended',
      'assignment.proposalSettled',
      'assignment.started',
      'assignment.planned',
      'assignment.primaryChanged',
      'assignment.ended',
      'task.peopleChanged',
      'task.started',
    ),
    input: { body },
    output: z.object({ results: z.array(moved) }),
    handle: async (ctx, input) => {
      const { userId, reason, roles = [], tasks = [] } = input.body
      const results = await departUser(ctx, {
        ...{ userId, reason },
        succession: {
          forAll: input.body.successorId ?? null,
          roles: new Map(roles.map((one) => [one.assignmentId, one.successorId])),
          tasks: new Map(tasks.map((one) => [one.number, one.successorId])),
        },
      })
      return json({
        results: results.map(({ refusal, ...one }) => ({
          ...one,
          sentence: refusal?.[ctx.language] ?? null,
        })),
      })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/users/:id/moves',
    summary:
      'Record that a user has a new title; a round about their roles follows, from which nothing is lost',
    tag: 'users',
    access,
    audit: changes('user.moved'),
    input: { params: z.object({ id: z.uuid() }), body: z.object({ title: newTitle }) },
    output: z.object({ id: z.uuid(), title: z.string() }),
    handle: async (ctx, { params, body: { title } }) => {
      await noteMoved(ctx, params.id, title)
      return json({ id: params.id, title })
    },
  }),
]
