import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { isoDay, optionalText } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { createRole, saveRoleVersion } from './actions.ts'
import { ending, endingApi } from './api-ending.ts'
import { previewRoute } from './api-preview.ts'
import { access, draft, params, rules } from './api-shapes.ts'
import type { GalleryParts } from './asking.ts'
import { compareVersions } from './compare.ts'
import { type Role, roleKinds, ruleNames, textNames } from './domain.ts'
import { getRole, listRoles, listVersions } from './queries.ts'

const day = isoDay

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
  ending: ending.nullable().describe('When it ends or ended, and why; null while nobody has said so'),
})

/** A role as clients see it: all of it but the demo's own mark, and what is another thing's version. */
const shown = ({ isDemoText: _mark, endingVersion: _ending, ...rest }: Role) => rest

async function answer(ctx: Context, id: string) {
  const found = await getRole(ctx, id)
  return json(shown(found), { version: found.version })
}

const listRoute = api({
  method: 'get',
  path: '/api/v1/roles',
  summary:
    'The roles of the gallery in use, or those that have ended, with how many municipalities have somebody for each',
  tag: 'roles',
  access: needs('role.read'),
  audit: reads,
  input: {
    query: z.object({
      q: z.string().trim().max(200).optional(),
      kind: z.enum(roleKinds).optional(),
      isRetired: z.enum(['true', 'false']).optional(),
    }),
  },
  output: z.object({
    items: z.array(role.extend({ filledIn: z.int(), municipalities: z.int() })),
    nextCursor: z.null(),
  }),
  handle: async (ctx, { query }) => {
    const filter = {
      ...(query.q ? { q: query.q } : {}),
      ...(query.kind ? { kind: query.kind } : {}),
      isRetired: query.isRetired === 'true',
    }
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
  ...endingApi,
]
