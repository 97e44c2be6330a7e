import { z } from 'zod'
import { findCivilDay } from '../../kernel/civil-day.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { api, json, type Route, reads } from '../../platform/http/route.ts'
import { listWithoutMailbox } from '../organisations/index.ts'
import { findingKinds } from './domain.ts'
import { findingPlace } from './filter.ts'
import { listFindings } from './findings.ts'
import { checkMayRead, checkMayReadTrend } from './policy.ts'
import { readSummary } from './queries.ts'
import { listTrend, trendDays } from './queries-trend.ts'

const tag = 'role-quality'
const day = z.string().refine((text) => findCivilDay(text) !== null)

const finding = z.object({
  kind: z.enum(findingKinds),
  organisationId: z.int(),
  municipality: z.string(),
  region: z.string().nullable(),
  roleId: z.uuid(),
  roleName: z.string(),
  assignmentId: z.uuid().nullable().describe('The holder it is about; null when it is the role itself'),
  userName: z.string().nullable(),
  reason: z
    .enum(['left', 'noPrivilege', 'notSignedIn'])
    .nullable()
    .describe('Why a holder is stale; null for other kinds'),
  since: day.nullable().describe('Vacant since, last signed in, mail bounced'),
})

const counts = z.object({
  vacant: z.int(),
  tooFew: z.int(),
  noPrimary: z.int(),
  stale: z.int(),
  bouncing: z.int(),
  single: z.int(),
})

const listQuery = z.object({
  kind: z.enum(findingKinds).optional(),
  role: z.uuid().optional(),
  organisation: z.coerce.number().int().min(1).max(2_147_483_647).optional(),
  region: z.string().max(100).optional(),
  q: z.string().max(200).default(''),
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

const foreignCursor = {
  da: 'Stedet hører ikke til denne liste. Begynd forfra uden cursor.',
  en: 'The cursor is not of this list. Start again without it.',
}

const listRoute = (staleDays: number) =>
  api({
    method: 'get',
    path: '/api/v1/role-quality',
    summary: 'What there is to act on in the roles, municipality by municipality, the most urgent first',
    tag,
    access: needs('assignment.read'),
    audit: reads,
    input: { query: listQuery },
    output: z.object({ items: z.array(finding), nextCursor: z.string().nullable() }),
    handle: async (ctx, { query }) => {
      const after = readCursor(query.cursor, findingPlace)
      if (query.cursor && !after) throw new InvalidInput({ cursor: foreignCursor })
      const { rows, next } = await listFindings(ctx, {
        filter: {
          kind: query.kind ?? null,
          roleId: query.role ?? null,
          region: query.region ?? null,
          organisationId: query.organisation ?? null,
          q: query.q.replaceAll('\u0000', '').trim(),
        },
        staleDays,
        after,
        limit: query.limit,
      })
      const items = rows.map(({ rank: _rank, isTest: _isTest, ...item }) => item)
      return json({ items, nextCursor: next && writeCursor(next) })
    },
  })

const summaryRoute = (staleDays: number) =>
  api({
    method: 'get',
    path: '/api/v1/role-quality/summary',
    summary: 'How many findings of each kind, in all and role by role, within reach',
    tag,
    access: needs('assignment.read'),
    audit: reads,
    output: z.object({
      staleDays: z.int().describe('Days without sign-in that make a holder stale'),
      all: counts,
      municipalities: counts.extend({ any: z.int() }).describe('In how many municipalities'),
      roles: z.array(z.object({ roleId: z.uuid(), roleName: z.string(), counts })),
    }),
    handle: async (ctx) => {
      checkMayRead(ctx.actor)
      return json({ staleDays, ...(await readSummary(ctx, staleDays)) })
    },
  })

const trendRoute = api({
  method: 'get',
  path: '/api/v1/role-quality/trend',
  summary: 'Findings of each kind day by day over all municipalities; a day nobody counted is missing',
  tag,
  access: needsOn('central', 'assignment.read'),
  audit: reads,
  input: {
    query: z.object({
      role: z.uuid().optional(),
      days: z.coerce.number().int().min(1).max(1100).default(trendDays),
    }),
  },
  output: z.object({
    items: z.array(z.object({ day, counts, isDemo: z.boolean().describe('Invented for the demo') })),
  }),
  handle: async (ctx, { query }) => {
    checkMayReadTrend(ctx.actor)
    return json({ items: await listTrend(ctx, query.role ?? null, query.days) })
  },
})

const mailboxesRoute = api({
  method: 'get',
  path: '/api/v1/role-quality/mailboxes',
  summary: 'Municipalities whose letters have no last way out, those without a KLIK administrator first',
  tag,
  access: needsOn('central', 'assignment.read'),
  audit: reads,
  output: z.object({
    items: z.array(
      z.object({
        organisationId: z.int(),
        municipality: z.string(),
        reason: z.enum(['missing', 'bouncing']),
        hasAdministrator: z.boolean(),
      }),
    ),
    nextCursor: z.null(),
  }),
  handle: async (ctx) => json({ items: await listWithoutMailbox(ctx), nextCursor: null }),
})

/** Role quality for API clients. @param staleDays setting STALE_DAYS */
export const roleQualityApi = ({ staleDays }: { readonly staleDays: number }): Route[] => [
  listRoute(staleDays),
  summaryRoute(staleDays),
  trendRoute,
  mailboxesRoute,
]
