import { z } from 'zod'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route } from '../../platform/http/route.ts'
import { type BatchResult, endBatch, giveBatch } from './actions-batch.ts'
import { inputDay } from './api-parts.ts'
import { mostInBatch } from './domain-many.ts'
import { mostReason } from './views/end-page.tsx'

const ids = z.array(z.uuid()).min(1).max(mostInBatch)

const result = z.object({
  /** The user to be given the role, or the assignment to be ended. */
  id: z.uuid(),
  name: z.string(),
  outcome: z.enum(['done', 'refused']),
  assignmentId: z.uuid().nullable(),
  code: z.string().nullable(),
  sentence: z.string().nullable(),
})

const shown = ({ id, name, refusal, assignmentId }: BatchResult, language: 'da' | 'en') => ({
  ...{ id, name, assignmentId },
  outcome: refusal ? ('refused' as const) : ('done' as const),
  code: refusal?.code ?? null,
  sentence: refusal?.sentence[language] ?? null,
})

/** Many assignments given or ended in one request; each row tells what came of it. */
export const batchesApi: Route[] = [
  api({
    method: 'post',
    path: '/api/v1/assignment-batches',
    summary: 'Give several users one role, or end several assignments for one reason; a row for each',
    tag: 'assignments',
    access: needsOn('municipality', 'assignment.write'),
    audit: changes(
      'assignment.started',
      'assignment.planned',
      'assignment.ended',
      'assignment.proposalSettled',
    ),
    input: {
      body: z.discriminatedUnion('kind', [
        z.object({
          kind: z.literal('give'),
          roleId: z.uuid(),
          userIds: ids,
          startsOn: inputDay.optional(),
          endsBefore: inputDay.nullable().optional(),
        }),
        z.object({
          kind: z.literal('end'),
          assignmentIds: ids,
          reason: z.string().trim().min(1).max(mostReason),
        }),
      ]),
    },
    output: z.object({ results: z.array(result) }),
    handle: async (ctx, { body }) => {
      const results = body.kind === 'give' ? await giveBatch(ctx, body) : await endBatch(ctx, body)
      return json({ results: results.map((one) => shown(one, ctx.language)) })
    },
  }),
]
