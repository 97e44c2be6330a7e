import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { isoDay, optionalText, requiredText } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { createRole, previewRole, saveRoleVersion } from './actions.ts'
import { askAboutPlaces, type GalleryParts } from './asking.ts'
import { compareVersions } from './compare.ts'
import {
  draftFaults,
  mostAccesses,
  nonResponses,
  type Role,
  type RoleDraft,
  roleKinds,
  ruleNames,
  textNames,
} from './domain.ts'
import { isConnectorName } from './domain-places.ts'
import { troublesOf } from './domain-preview.ts'
import { mostText } from './draft-form.ts'
import { getRole, listRoles, listVersions } from './queries.ts'
import { roleSentence } from './texts.ts'

const params = z.object({ id: z.uuid() })
const day = isoDay

const connector = z
  .string()
  .refine(isConnectorName)
  .describe('manual, mattermost (the first server), or mattermost- and the key of a further one')

const access = z.object({
  connector,
  team: z.string().trim().min(1).max(200).describe('Name or id at the server'),
  channels: z
    .array(z.string().trim().min(1).max(200))
    .max(100)
    .default([])
    .describe('Names or ids, or rules: {kommune} and {region} stand for the holder’s own'),
})

const rules = {
  kind: z.enum(roleKinds),
  solution: z.string().trim().min(1).max(100).nullable().default(null),
  minimumHolders: z.int().min(0).max(999),
  maximumHolders: z.int().min(1).max(999).nullable().default(null),
  hasPrimary: z.boolean().default(false),
  certificationMonths: z.int().min(1).max(120).nullable().default(null),
  nonResponse: z.enum(nonResponses).default('keep'),
  graceDays: z.int().min(0).max(999).default(14),
  access: z.array(access).max(mostAccesses).default([]),
}

const draft = z.object({
  name: requiredText(200, roleSentence('missingName')),
  ...rules,
  purpose: requiredText(mostText, roleSentence('missingPurpose')),
  tasks: requiredText(mostText, roleSentence('missingTasks')),
  responsibility: optionalText(mostText),
  competences: optionalText(mostText),
  accessNote: optionalText(500),
  handOver: optionalText(mostText),
  takeOver: optionalText(mostText),
})

const change = z.object({ isMaterial: z.boolean(), note: optionalText(300) })

const role = z.object({
  id: z.uuid(),
  name: z.string(),
  ...rules,
  purpose: z.string(),
  tasks: z.string(),
  responsibility: z.string(),
  competences: z.string(),
  accessNote: z.string(),
  handOver: z.string(),
  takeOver: z.string(),
  version: z.int(),
  validFrom: day,
  isRetired: z.boolean(),
})

/** A role as clients see it: all of it but the demo's own mark. */
const shown = ({ isDemoText: _mark, ...rest }: Role) => rest

async function answer(ctx: Context, id: string) {
  const found = await getRole(ctx, id)
  return json(shown(found), { version: found.version })
}

const listRoute = api({
  method: 'get',
  path: '/api/v1/roles',
  summary: 'The roles of the gallery that are in use, with how many municipalities have somebody for each',
  tag: 'roles',
  access: needs('role.read'),
  audit: reads,
  input: {
    query: z.object({ q: z.string().trim().max(200).optional(), kind: z.enum(roleKinds).optional() }),
  },
  output: z.object({
    items: z.array(role.extend({ filledIn: z.int(), municipalities: z.int() })),
    nextCursor: z.null(),
  }),
  handle: async (ctx, { query }) => {
    const filter = { ...(query.q ? { q: query.q } : {}), ...(query.kind ? { kind: query.kind } : {}) }
    const items = (await listRoles(ctx, filter)).map(
      ({ filledIn, municipalities, isNews: _own, ...rest }) => ({
        ...shown(rest),
        filledIn,
        municipalities,
      }),
    )
    return json({ items, nextCursor: null })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/roles/:id',
  summary: 'One role with its current description; its version is the ETag',
  tag: 'roles',
  access: needs('role.read'),
  audit: reads,
  input: { params },
  output: role,
  handle: (ctx, input) => answer(ctx, input.params.id),
})

const createRoute = ({ servers }: GalleryParts) =>
  api({
    method: 'post',
    path: '/api/v1/roles',
    summary: 'Add a role to the gallery',
    tag: 'roles',
    access: needsOn('central', 'role.write'),
    audit: changes('role.created'),
    input: { body: draft },
    output: z.object({ id: z.uuid() }),
    successStatus: 201,
    handle: async (ctx, { body }) => {
      const created = await createRole(ctx, body, servers)
      return json(created, { version: 1, location: `/api/v1/roles/${created.id}` })
    },
  })

const saveRoute = ({ servers }: GalleryParts) =>
  api({
    method: 'put',
    path: '/api/v1/roles/:id',
    summary: 'Write a new version of a role; If-Match names the version it was made from',
    tag: 'roles',
    access: needsOn('central', 'role.write'),
    audit: changes('role.descriptionChanged'),
    isConditional: true,
    input: {
      params,
      body: draft.extend({
        change: change.optional(),
        previewed: z
          .string()
          .max(64)
          .optional()
          .describe('By a preview: saved only if it still does what was seen, else 409 preview-outdated'),
      }),
    },
    output: role,
    handle: async (ctx, input, { ifMatch }) => {
      const roleId = input.params.id
      const expected = ifMatch === null ? {} : { expectedVersion: ifMatch }
      const { change, previewed, ...draft } = input.body
      const optional = { ...(change ? { change } : {}), ...(previewed ? { previewed } : {}) }
      await saveRoleVersion(ctx, { roleId, draft, servers, ...optional, ...expected })
      return answer(ctx, roleId)
    },
  })

const moved = z.object({
  people: z.int(),
  municipalities: z.int(),
  first: z.array(z.string()).describe('The first of them, by name and municipality'),
})
const placeFields = {
  connector: z.string(),
  team: z.string(),
  channel: z.string().nullable().describe('As the role names it; null: the team itself'),
}

const preview = z.object({
  version: z.int().describe('The version of the role it was compared with'),
  changesAccess: z.boolean(),
  previewed: z.string().nullable().describe('To be sent with the change'),
  effect: z
    .object({
      holders: z.int(),
      municipalities: z.int(),
      gaining: z.int(),
      losing: z.int(),
      losingIn: z.int().describe('Municipalities of those who lose something'),
      losingAll: z.int().describe('People left with nothing at a server'),
      withoutRegion: z.array(z.string()),
      places: z.array(z.object({ ...placeFields, direction: z.enum(['joins', 'leaves']), moved })),
    })
    .nullable(),
  servers: z.array(
    z.object({
      connector: z.string(),
      team: z.string(),
      outcome: z.enum(['answered', 'noAnswer', 'refused', 'unconnected']),
    }),
  ),
  troubles: z.array(
    z.object({
      ...placeFields,
      kind: z.enum(['missing', 'archived', 'renamed']),
      names: z.array(z.string()).describe('The channels of a rule it is about'),
      now: z.string().nullable(),
    }),
  ),
})

/** Asked with the draft as it would be sent to be saved. */
const askFor = async (parts: GalleryParts, id: string, body: RoleDraft) =>
  Object.keys(draftFaults(body)).length > 0
    ? { asked: [], answers: [] }
    : await askAboutPlaces(parts, id, body.access)

const previewRoute = (parts: GalleryParts) =>
  api({
    method: 'post',
    path: '/api/v1/roles/:id/preview',
    summary:
      'What saving a role would do: who gains and loses which access, and how the places stand; saves nothing',
    tag: 'roles',
    access: needsOn('central', 'role.write'),
    audit: reads,
    input: { params, body: draft },
    output: preview,
    fetchFirst: ({ params, body }) => askFor(parts, params.id, body),
    handle: async (ctx, { params, body }, _request, { asked, answers }) => {
      const { role, seen } = await previewRole(ctx, {
        roleId: params.id,
        draft: body,
        servers: parts.servers,
      })
      return json(
        {
          version: role.version,
          changesAccess: seen !== null,
          previewed: seen?.previewed ?? null,
          effect: seen?.effect ?? null,
          servers: answers.map(({ connector, team, outcome }) => ({ connector, team, outcome })),
          troubles: troublesOf(asked, answers),
        },
        { version: role.version },
      )
    },
  })

const version = z.object({
  version: z.int(),
  validFrom: day,
  createdByName: z.string(),
  isMaterial: z.boolean(),
  changeNote: z.string(),
  purpose: z.string(),
  tasks: z.string(),
  responsibility: z.string(),
  competences: z.string(),
  accessNote: z.string(),
  handOver: z.string(),
  takeOver: z.string(),
  rules: z.object({ name: z.string(), ...rules }),
})

const ruleValue = z.union([z.string(), z.int(), z.boolean(), z.array(access), z.null()])

const versionsRoute = api({
  method: 'get',
  path: '/api/v1/roles/:id/versions',
  summary: 'Every version of a role’s description, newest first',
  tag: 'roles',
  access: needs('role.read'),
  audit: reads,
  input: { params },
  output: z.object({ items: z.array(version), nextCursor: z.null() }),
  handle: async (ctx, input) => {
    const { id } = await getRole(ctx, input.params.id)
    return json({ items: await listVersions(ctx, id), nextCursor: null })
  },
})

const diffRoute = api({
  method: 'get',
  path: '/api/v1/roles/:id/diff',
  summary: 'What differs between two versions: texts word by word, and rules before and after',
  tag: 'roles',
  access: needs('role.read'),
  audit: reads,
  input: { params, query: z.object({ from: z.coerce.number().int(), to: z.coerce.number().int() }) },
  output: z.object({
    from: z.int(),
    to: z.int(),
    texts: z.array(
      z.object({
        name: z.enum(textNames),
        parts: z.array(z.object({ kind: z.enum(['same', 'added', 'removed']), text: z.string() })),
      }),
    ),
    rules: z.array(z.object({ name: z.enum([...ruleNames, 'access']), from: ruleValue, to: ruleValue })),
  }),
  handle: async (ctx, { params: { id }, query }) => {
    const role = await getRole(ctx, id)
    const found = compareVersions(await listVersions(ctx, role.id), query.from, query.to)
    const { from, to, texts } = found
    const rules = found.rules.map((name) => ({ name, from: from.rules[name], to: to.rules[name] }))
    return json({ from: from.version, to: to.version, texts, rules })
  },
})

/** The role gallery for API clients. */
export const rolesApi = (parts: GalleryParts): Route[] => [
  listRoute,
  oneRoute,
  createRoute(parts),
  saveRoute(parts),
  previewRoute(parts),
  versionsRoute,
  diffRoute,
]
