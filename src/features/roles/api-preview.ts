import { z } from 'zod'
import { needsOn } from '../../platform/http/access.ts'
import { api, json, reads } from '../../platform/http/route.ts'
import { previewRole } from './actions.ts'
import { draft, params } from './api-shapes.ts'
import { askAboutPlaces, type GalleryParts } from './asking.ts'
import { draftFaults, type RoleDraft } from './domain.ts'
import { troublesOf } from './domain-preview.ts'

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

export const previewRoute = (parts: GalleryParts) =>
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
