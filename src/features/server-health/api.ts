import { z } from 'zod'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { askAnew } from './actions.ts'
import { areas, lightOf } from './domain.ts'
import { listNeeds, listReports } from './queries.ts'
import { shownServer, type WatchedServer } from './shown.ts'
import { nameOfCheck, reasonOf, shownWords } from './words.ts'

const operations = needsOn('central', 'provisioning.operate')

const check = z.object({
  area: z.enum(areas),
  key: z.string(),
  subject: z.string().nullable().describe('The team, or team/channel, it is about'),
  level: z.enum(['ok', 'warning', 'fault', 'unknown']),
  name: z.string(),
  present: z.string(),
  wanted: z.string(),
  why: z.string(),
  configKey: z.string().nullable(),
})

const server = z.object({
  instance: z.string(),
  host: z.string(),
  peopleWithAccess: z.int().describe('How many should have access now'),
  askedAt: z.date().nullable(),
  isAsking: z.boolean(),
  light: z.enum(['green', 'yellow', 'red']).nullable().describe('Null until it was asked'),
  silent: z.string().nullable().describe('Why it did not answer'),
  version: z.string().nullable(),
  checks: z.array(check),
})

const listRoute = (watched: readonly WatchedServer[]) =>
  api({
    method: 'get',
    path: '/api/v1/mattermost-servers',
    summary: 'How each Mattermost server is set up and stands, as it last answered, and what should change',
    tag: 'mattermost',
    access: operations,
    audit: reads,
    output: z.object({
      items: z.array(server),
      nextCursor: z.null(),
    }),
    handle: async (ctx) => {
      const { language } = ctx
      const reports = await listReports(ctx)
      const needs = await listNeeds(ctx)
      const items = watched.map((one) => {
        const { answer, need, ...shown } = shownServer(one, reports, needs, ctx.now)
        const isSilent = answer?.outcome === 'silent'
        const checks = answer?.outcome === 'answered' ? answer.checks : []
        return {
          ...shown,
          peopleWithAccess: need.people,
          light: answer === null ? null : isSilent ? 'red' : lightOf(checks),
          silent: isSilent ? answer.code : null,
          version: answer?.outcome === 'answered' ? answer.version : null,
          checks: checks.map((found) => ({
            area: found.area,
            key: found.key,
            subject: found.subject ?? null,
            level: found.level,
            name: nameOfCheck(found, language),
            present: shownWords(found.present, found.key, language),
            wanted: shownWords(found.wanted, found.key, language),
            why: reasonOf(found, language),
            configKey: found.configKey ?? null,
          })),
        }
      })
      return json({ items, nextCursor: null })
    },
  })

const askRoute = (watched: readonly WatchedServer[]) =>
  api({
    method: 'post',
    path: '/api/v1/mattermost-servers/:instance/questions',
    summary: 'Ask a Mattermost server anew; the answer is there within seconds',
    tag: 'mattermost',
    access: operations,
    audit: changes('server.askedAnew'),
    input: { params: z.object({ instance: z.string().max(64) }) },
    output: z.object({ instance: z.string() }),
    successStatus: 202,
    handle: async (ctx, { params: { instance } }) => {
      await askAnew(
        ctx,
        watched.map((one) => one.instance),
        instance,
      )
      return json({ instance }, { location: '/api/v1/mattermost-servers' })
    },
  })

/** How the Mattermost servers stand, for API clients of the central body. */
export const serverApi = (watched: readonly WatchedServer[]): Route[] => [
  listRoute(watched),
  askRoute(watched),
]
