import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { assignRole, changePrimary, endAssignment } from './actions.ts'
import { cutToPage, day, flag, idInPath, inputDay, pageOf, paging } from './api-parts.ts'
import { covers } from './domain.ts'
import { type FoundAssignment, getAssignment, listAssignments } from './queries.ts'
import { assignmentSentence } from './texts.ts'
import { mostReason } from './views/end-page.tsx'

const params = idInPath

const assignment = z.object({
  id: z.uuid(),
  organisationId: z.int(),
  roleId: z.uuid(),
  userId: z.uuid(),
  userName: z.string(),
  isPrimary: z.boolean(),
  isCurrent: z.boolean(),
  startsOn: day,
  endsBefore: day.nullable(),
  givenByName: z.string(),
  givenOnBehalfOfName: z.string().nullable(),
  givenAt: z.date(),
  endedAt: z.date().nullable(),
  endedByName: z.string().nullable(),
  endedOnBehalfOfName: z.string().nullable(),
})

const shown = (ctx: Context, found: FoundAssignment) => ({
  ...found,
  isCurrent: found.endedAt === null && covers(found, ctx.today),
})

const filter = paging.extend({
  role: z.uuid().optional(),
  user: z.uuid().optional(),
  organisation: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  current: flag.optional(),
})

const listRoute = api({
  method: 'get',
  path: '/api/v1/assignments',
  summary: 'Who holds or held which role, in the order the roles were given',
  tag: 'assignments',
  access: needs('assignment.read'),
  audit: reads,
  input: { query: filter },
  output: pageOf(assignment),
  handle: async (ctx, { query }) => {
    const found = await listAssignments(ctx, {
      roleId: query.role,
      userId: query.user,
      organisationId: query.organisation,
      isCurrent: query.current,
      after: query.cursor,
      limit: query.limit + 1,
    })
    const { items, nextCursor } = cutToPage(found, query.limit)
    return json({ items: items.map((one) => shown(ctx, one)), nextCursor })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/assignments/:id',
  summary: 'One assignment',
  tag: 'assignments',
  access: needs('assignment.read'),
  audit: reads,
  input: { params },
  output: assignment,
  handle: async (ctx, input) => json(shown(ctx, await getAssignment(ctx, input.params.id))),
})

const giveRoute = api({
  method: 'post',
  path: '/api/v1/assignments',
  summary: 'Give a user of one’s own municipality a role; endsBefore is the first day without it',
  tag: 'assignments',
  access: needsOn('municipality', 'assignment.write'),
  audit: changes(
    'assignment.started',
    'assignment.planned',
    'assignment.primaryChanged',
    'assignment.proposalSettled',
    'assignment.ended',
  ),
  input: {
    body: z.object({
      roleId: z.uuid(),
      userId: z.uuid(),
      startsOn: inputDay.optional(),
      endsBefore: inputDay.nullable().optional(),
      isPrimary: z.boolean().optional(),
    }),
  },
  output: z.object({ id: z.uuid() }),
  successStatus: 201,
  handle: async (ctx, { body }) => {
    const created = await assignRole(ctx, body)
    return json(created, { location: `/api/v1/assignments/${created.id}` })
  },
})

const reasonField = z.string().trim().max(mostReason).optional()

const endRoute = api({
  method: 'delete',
  path: '/api/v1/assignments/:id',
  summary: 'End an assignment at once; the reason stands in the body or in the query',
  tag: 'assignments',
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('assignment.ended'),
  input: { params, query: z.object({ reason: reasonField }), body: z.object({ reason: reasonField }) },
  output: null,
  successStatus: 204,
  handle: async (ctx, input) => {
    const reason = input.body.reason || input.query.reason
    if (!reason) throw new InvalidInput({ reason: assignmentSentence('missingReason') })
    await endAssignment(ctx, { assignmentId: input.params.id, reason })
    return { kind: 'empty' }
  },
})

const primaryRoute = api({
  method: 'put',
  path: '/api/v1/assignments/:id/primary',
  summary: 'Make a holder the primary one in place of whoever was',
  tag: 'assignments',
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('assignment.primaryChanged'),
  input: { params },
  output: assignment,
  handle: async (ctx, input) => {
    await changePrimary(ctx, { assignmentId: input.params.id })
    return json(shown(ctx, await getAssignment(ctx, input.params.id)))
  },
})

/** Assignments for API clients. */
export const assignmentsApi: Route[] = [listRoute, oneRoute, giveRoute, endRoute, primaryRoute]
