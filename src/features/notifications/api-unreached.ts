import { z } from 'zod'
import { needsOn } from '../../platform/http/access.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'
import { reasons } from './domain.ts'
import { listUnreached, reaches } from './queries-unreached.ts'
import { wordsOf } from './reason-words.ts'

/** Whom nothing reaches, for the central body's machines (R5). */
export const unreachedApi: Route[] = [
  api({
    method: 'get',
    path: '/api/v1/unreached-municipalities',
    summary:
      'Municipalities in which nobody can be told anything, and what nobody in a municipality was told in the last 30 days',
    tag: 'notifications',
    access: needsOn('central', 'reminder.read'),
    audit: reads,
    output: z.object({
      municipalities: z.array(
        z.object({
          organisationId: z.number().int(),
          name: z.string(),
          reach: z
            .enum(reaches)
            .describe(
              'nobody: neither KLIK-administrator nor mailbox; returned: mails to them come back; reachable: again',
            ),
          count: z.number().int().describe('How much nobody there was told'),
          notTold: z
            .array(
              z.object({ reason: z.enum(reasons), title: z.string(), subjectId: z.string(), at: z.string() }),
            )
            .describe('Of that the latest 20, newest first'),
        }),
      ),
    }),
    handle: async (ctx) => {
      const municipalities = (await listUnreached(ctx)).map(({ lost, ...municipality }) => ({
        ...municipality,
        notTold: lost.map((told) => ({
          reason: told.reason,
          title: wordsOf(told, ctx.language).title,
          subjectId: told.subjectId,
          at: new Date(told.at).toISOString(),
        })),
      }))
      return json({ municipalities })
    },
  }),
]
