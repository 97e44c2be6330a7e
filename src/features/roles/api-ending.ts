import { z } from 'zod'
import { civilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { isoDay, requiredText } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { callOffEnding, endRole, previewEnding, takeUpRole } from './actions-ending.ts'
import { params } from './api-shapes.ts'
import type { Role } from './domain.ts'
import { type EndingEffect, mostEndingReason } from './domain-ending.ts'
import { endingSentence } from './ending-texts.ts'
import { getRole } from './queries.ts'

const path = '/api/v1/roles/:id/ending'

/** How a role stands to its ending, in a word. */
const stateOf = ({ isRetired, ending }: Role) =>
  isRetired ? ('retired' as const) : ending ? ('ending' as const) : ('inUse' as const)

/** What was said of a role's ending, as clients read it. */
export const ending = z.object({
  endsBefore: isoDay.describe('The first day without the role'),
  reason: z.string(),
  replacedBy: z.object({ id: z.uuid(), name: z.string() }).nullable(),
})

const shown = z.object({
  state: z.enum(['inUse', 'ending', 'retired']),
  ending: ending.nullable(),
  preview: z
    .object({
      people: z.int().describe('Who would lose the role on the day'),
      municipalities: z.int(),
      planned: z.int().describe('Planned ones that would have begun on the day or later'),
      waiting: z.int().describe('Roles that wait for a first sign-in'),
      lines: z.int().describe('Lines of open rounds of confirmation without an answer'),
      rounds: z.int(),
      losingAccess: z.int().describe('People who would lose an access if the role ended today'),
      losingAll: z.int().describe('Of these, people left with nothing at a server'),
      templates: z.array(z.object({ id: z.uuid(), title: z.string(), openTasks: z.int() })),
      previewed: z.string().describe('To be sent along to say it'),
    })
    .nullable(),
})

const previewOf = ({ access, ...counts }: EndingEffect, previewed: string) => ({
  ...counts,
  losingAccess: access.losing,
  losingAll: access.losingAll,
  templates: [...counts.templates],
  previewed,
})

async function answer(ctx: Context, id: string) {
  const role = await getRole(ctx, id)
  const said = { state: stateOf(role), ending: role.ending, preview: null }
  return json(said, { version: role.endingVersion })
}

const oneRoute = api({
  method: 'get',
  path,
  summary: 'Whether and when a role ends, and why; what was said of it is counted by the ETag',
  tag: 'roles',
  access: needs('role.read'),
  audit: reads,
  input: { params },
  output: shown,
  handle: (ctx, input) => answer(ctx, input.params.id),
})

const saveRoute = api({
  method: 'put',
  path,
  summary:
    'Say that a role ends on a day, or say it anew; with dryRun=true nothing is said and the answer tells what it would do',
  tag: 'roles',
  access: needsOn('central', 'role.write'),
  audit: changes('role.endingSet'),
  isConditional: true,
  input: {
    params,
    query: z.object({ dryRun: z.enum(['true', 'false']).default('false') }),
    body: z.object({
      endsBefore: isoDay.transform(civilDay).describe('The first day without the role; today: at once'),
      reason: requiredText(mostEndingReason, endingSentence('missingReason')),
      replacedById: z.uuid().nullable().default(null),
      previewed: z
        .string()
        .max(64)
        .optional()
        .describe('By a preview: said only if it still does what was seen, else 409 preview-outdated'),
    }),
  },
  output: shown,
  handle: async (ctx, { params: { id }, query, body }, { ifMatch }) => {
    const { previewed, ...draft } = body
    const input = { roleId: id, draft, ...(ifMatch === null ? {} : { expectedVersion: ifMatch }) }
    if (query.dryRun === 'true') {
      const seen = await previewEnding(ctx, input)
      const { role } = seen
      const preview = previewOf(seen.effect, seen.previewed)
      return json({ state: stateOf(role), ending: role.ending, preview }, { version: role.endingVersion })
    }
    await endRole(ctx, { ...input, ...(previewed ? { previewed } : {}) })
    return answer(ctx, id)
  },
})

const takeBackRoute = api({
  method: 'delete',
  path,
  summary: 'Call off the ending of a role; one that has ended is taken up again, and nobody gets it back',
  tag: 'roles',
  access: needsOn('central', 'role.write'),
  audit: changes('role.endingCalledOff', 'role.takenUpAgain'),
  isConditional: true,
  input: { params },
  output: shown,
  handle: async (ctx, { params: { id } }, { ifMatch }) => {
    const input = { roleId: id, ...(ifMatch === null ? {} : { expectedVersion: ifMatch }) }
    const { isRetired } = await getRole(ctx, id)
    await (isRetired ? takeUpRole(ctx, input) : callOffEnding(ctx, input))
    return answer(ctx, id)
  },
})

/** When a role ends, for API clients. */
export const endingApi: Route[] = [oneRoute, saveRoute, takeBackRoute]
