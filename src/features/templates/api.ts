import { z } from 'zod'
import { civilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { isoDay, optionalText } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { createTemplate, getTemplate, listTemplates, saveTemplateVersion } from './actions.ts'
import { mostLine, mostText, numberPrefixOf, priorities, type TemplateDraft } from './domain.ts'
import { draftOf, type Template } from './queries.ts'

const tag = 'task-templates'
const params = z.object({ id: z.uuid() })
const mayRead = needsOn('central', 'template.read')
const mayWrite = needsOn('central', 'template.write')

const day = isoDay
const inputDay = day.transform(civilDay).nullable().default(null)
const text = optionalText(mostText)
const line = optionalText(mostLine)
const roleName = z.string().trim().max(mostLine).nullable().default(null)
const webAddress = z.url({ protocol: /^https?$/ }).max(2000)

const link = z.object({ templateId: z.uuid().nullable(), title: z.string().trim().max(mostLine) })
const appendix = z.object({ title: z.string().trim().min(1).max(mostLine), href: webAddress.nullable() })

/** What a client sends; texts are Markdown, and what is left out is empty. */
const draft = z.object({
  title: line,
  goal: text,
  description: text,
  assignment: text.describe('The section Opgaven'),
  method: text,
  outcome: text,
  qualityCriteria: text,
  recommendedResponsible: roleName,
  recommendedPerformer: roleName,
  priority: z.enum(priorities),
  startsOn: inputDay,
  dueOn: inputDay,
  project: line.describe('By name; made when there is none'),
  phase: line,
  theme: line,
  boundRoleId: z.uuid().nullable().default(null).describe('The role the task asks for a holder of'),
  isPrerequisiteWall: z.boolean().default(false),
  prerequisites: z.array(link).max(100).default([]),
  related: z.array(link).max(100).default([]),
  appendices: z.array(appendix).max(100).default([]),
})

const template = z.object({
  id: z.uuid(),
  version: z.int(),
  title: z.string(),
  numberPrefix: z.string().nullable(),
  goal: z.string(),
  description: z.string(),
  assignment: z.string(),
  method: z.string(),
  outcome: z.string(),
  qualityCriteria: z.string(),
  recommendedResponsible: z.string().nullable(),
  recommendedPerformer: z.string().nullable(),
  priority: z.enum(priorities),
  startsOn: day.nullable(),
  dueOn: day.nullable(),
  project: z.string(),
  phase: z.string(),
  theme: z.string(),
  boundRoleId: z.uuid().nullable(),
  boundRoleName: z.string().nullable(),
  boundRoleEndsBefore: isoDay
    .nullable()
    .describe('The first day without that role, said or past: its tasks are sent to nobody'),
  isPrerequisiteWall: z.boolean(),
  prerequisites: z.array(link),
  related: z.array(link),
  appendices: z.array(z.object({ title: z.string(), href: z.string().nullable() })),
  sourceNumber: z.int().nullable().describe('Number of the page it was imported from'),
  publishedAt: z.date().nullable().describe('Its first roll-out; null for a draft'),
  createdAt: z.date(),
})

const listed = z.object({
  id: z.uuid(),
  title: z.string(),
  numberPrefix: z.string().nullable(),
  sourceNumber: z.int().nullable(),
  project: z.string(),
  phase: z.string(),
  theme: z.string(),
  priority: z.enum(priorities),
  version: z.int(),
  publishedAt: z.date().nullable(),
  createdAt: z.date(),
  rolloutCount: z.int(),
})

const draftOfBody = (body: z.output<typeof draft>): TemplateDraft => ({
  ...body,
  numberPrefix: numberPrefixOf(body.title),
  recommendedResponsible: body.recommendedResponsible || null,
  recommendedPerformer: body.recommendedPerformer || null,
})

async function answer(ctx: Context, id: string) {
  const found: Template = await getTemplate(ctx, id)
  const { version, sourceNumber, publishedAt, createdAt, boundRoleName, boundRoleEndsBefore } = found
  const made = { id, version, sourceNumber, publishedAt, createdAt, boundRoleName, boundRoleEndsBefore }
  const body = { ...made, ...draftOf(found) }
  return json(body, { version })
}

const foreignCursor = {
  da: 'Stedet hører ikke til denne liste. Begynd forfra uden cursor.',
  en: 'The cursor is not of this list. Start again without it.',
}

const place = z.tuple([z.iso.datetime(), z.uuid()])

/** @throws InvalidInput when the text is no cursor of ours */
function readPlace(cursor: string | undefined) {
  if (cursor === undefined) return null
  const [at, id] = place.safeParse(cursor.split('_')).data ?? []
  if (!at || !id) throw new InvalidInput({ cursor: foreignCursor })
  return { createdAt: new Date(at), id }
}

const listRoute = api({
  method: 'get',
  path: '/api/v1/task-templates',
  summary: 'What the central body has written, newest first',
  tag,
  access: mayRead,
  audit: reads,
  input: {
    query: z.object({
      q: z.string().max(200).default('').describe('Danish words of the text, or a number'),
      published: z.enum(['yes', 'no']).optional(),
      cursor: z.string().max(200).optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
  },
  output: z.object({ items: z.array(listed), nextCursor: z.string().nullable() }),
  handle: async (ctx, { query }) => {
    const { items: found } = await listTemplates(ctx, {
      q: query.q.replaceAll('\u0000', '').trim(),
      published: query.published === undefined ? null : query.published === 'yes',
      after: readPlace(query.cursor),
      limit: query.limit + 1,
    })
    const items = found.slice(0, query.limit)
    const last = found.length > query.limit ? items.at(-1) : undefined
    return json({ items, nextCursor: last ? `${last.createdAt.toISOString()}_${last.id}` : null })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/task-templates/:id',
  summary: 'One task template in its current version, which is the ETag',
  tag,
  access: mayRead,
  audit: reads,
  input: { params },
  output: template,
  handle: (ctx, input) => answer(ctx, input.params.id),
})

const createRoute = api({
  method: 'post',
  path: '/api/v1/task-templates',
  summary: 'Write a task template; no municipality sees it until it is rolled out',
  tag,
  access: mayWrite,
  audit: changes('template.created'),
  input: { body: draft },
  output: z.object({ id: z.uuid() }),
  successStatus: 201,
  handle: async (ctx, { body }) => {
    const created = await createTemplate(ctx, draftOfBody(body))
    return json(created, { version: 1, location: `/api/v1/task-templates/${created.id}` })
  },
})

const saveRoute = api({
  method: 'put',
  path: '/api/v1/task-templates/:id',
  summary: 'Write a new version; If-Match names the version it was made from',
  tag,
  access: mayWrite,
  audit: changes('template.versionSaved'),
  isConditional: true,
  input: { params, body: draft },
  output: template,
  handle: async (ctx, input, { ifMatch }) => {
    const { id } = input.params
    await saveTemplateVersion(ctx, {
      id,
      draft: draftOfBody(input.body),
      expectedVersion: ifMatch ?? undefined,
    })
    return answer(ctx, id)
  },
})

/** Task templates for API clients of the central body. */
export const templatesApi: Route[] = [listRoute, oneRoute, createRoute, saveRoute]
