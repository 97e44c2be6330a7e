import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { readCursor, writeCursor } from '../../platform/http/cursor.ts'
import { requiredText } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { getRole } from '../roles/index.ts'
import { previewLetter, sendLetter } from './actions.ts'
import { causes, paths, targets } from './domain.ts'
import { mostBody } from './letter-form.ts'
import { getLetter, type Letter, listLetters, listRecipients, mailStates } from './queries.ts'
import { letterSentence } from './texts.ts'

const params = z.object({ id: z.uuid() })
const editors = needsOn('central', 'roleMail.send')
const readers = needs('role.read')

const audience = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('all') }),
  z.object({ kind: z.literal('regions'), regions: z.array(z.string()).min(1) }),
  z.object({ kind: z.literal('list'), organisationIds: z.array(z.int()).min(1) }),
])

const plan = { target: z.enum(targets), audience: audience.default({ kind: 'all' }) }

const numbers = { municipalities: z.int(), persons: z.int(), unreached: z.int() }

const count = z.int().nullable().describe('Over all municipalities; null for a municipality')

const letter = z.object({
  id: z.uuid(),
  roleId: z.uuid(),
  target: z.enum(targets),
  subject: z.string(),
  body: z.string(),
  municipalities: count,
  persons: count,
  unreached: count,
  sentAt: z.date(),
  sentByName: z.string(),
})

/** How far a letter reached elsewhere is the central body's to know. */
const shown = ({ roleName: _name, ...rest }: Letter, { actor }: Context) =>
  actor.side === 'central' ? rest : { ...rest, municipalities: null, persons: null, unreached: null }

const previewRoute = api({
  method: 'post',
  path: '/api/v1/roles/:id/letter-previews',
  summary: 'Who would get a letter in each municipality, by which path and why; changes nothing',
  tag: 'roles',
  access: editors,
  audit: reads,
  input: { params, body: z.object(plan) },
  output: z.object({
    ...numbers,
    withoutMailbox: z.int().describe('Municipalities without a shared mailbox to fall back on'),
    items: z.array(
      z.object({
        organisationId: z.int(),
        name: z.string(),
        hasMailbox: z.boolean(),
        path: z.enum(paths),
        cause: z.enum(causes).nullable(),
        recipients: z.array(z.object({ userId: z.uuid().nullable(), name: z.string() })),
      }),
    ),
  }),
  handle: async (ctx, input) => {
    const preview = await previewLetter(ctx, { ...input.body, roleId: input.params.id })
    const { byPath: _byPath, ...numbers } = preview.numbers
    const items = preview.routed.map(({ addressee, routing }) => ({
      organisationId: addressee.organisationId,
      name: addressee.name,
      hasMailbox: addressee.mailbox !== null,
      path: routing.path,
      cause: routing.cause,
      recipients: routing.recipients.map(({ userId, name }) => ({ userId, name })),
    }))
    return json({ ...numbers, items })
  },
})

const sendRoute = api({
  method: 'post',
  path: '/api/v1/roles/:id/letters',
  summary: 'Write to the holders of a role, or to one person in each municipality',
  tag: 'roles',
  access: editors,
  audit: changes('roleMail.sent'),
  input: {
    params,
    body: z.object({
      ...plan,
      subject: requiredText(150, letterSentence('missingSubject')),
      body: requiredText(mostBody, letterSentence('missingBody')),
    }),
  },
  output: z.object({ id: z.uuid(), ...numbers }),
  successStatus: 201,
  handle: async (ctx, input) => {
    const sent = await sendLetter(ctx, { ...input.body, roleId: input.params.id })
    return json(sent, { location: `/api/v1/role-letters/${sent.id}` })
  },
})

const place = z.object({ at: z.iso.datetime(), id: z.uuid() })

const listRoute = api({
  method: 'get',
  path: '/api/v1/roles/:id/letters',
  summary: 'The letters to a role, newest first; a municipality’s are those its people got',
  tag: 'roles',
  access: readers,
  audit: reads,
  input: {
    params,
    query: z.object({
      cursor: z.string().optional(),
      limit: z.coerce.number().int().min(1).max(100).default(50),
    }),
  },
  output: z.object({ items: z.array(letter), nextCursor: z.string().nullable() }),
  handle: async (ctx, { params: { id }, query: { cursor, limit } }) => {
    const role = await getRole(ctx, id)
    const from = readCursor(cursor, place)
    const after = from && { at: new Date(from.at), id: from.id }
    const found = await listLetters(ctx, role.id, { after, limit: limit + 1 })
    const items = found.slice(0, limit)
    const last = found.length > limit ? items.at(-1) : undefined
    const nextCursor = last ? writeCursor({ at: last.sentAt.toISOString(), id: last.id }) : null
    return json({ items: items.map((one) => shown(one, ctx)), nextCursor })
  },
})

const oneRoute = api({
  method: 'get',
  path: '/api/v1/role-letters/:id',
  summary: 'One letter',
  tag: 'roles',
  access: readers,
  audit: reads,
  input: { params },
  output: letter,
  handle: async (ctx, input) => json(shown(await getLetter(ctx, input.params.id), ctx)),
})

const recipientsRoute = api({
  method: 'get',
  path: '/api/v1/role-letters/:id/recipients',
  summary: 'Who got a letter, by which path and why, and how far the mail has come',
  tag: 'roles',
  access: readers,
  audit: reads,
  input: { params },
  output: z.object({
    items: z.array(
      z.object({
        organisationId: z.int(),
        organisationName: z.string(),
        path: z.enum(paths),
        cause: z.enum(causes).nullable(),
        userId: z.uuid().nullable(),
        name: z.string(),
        mailState: z.enum(mailStates).nullable(),
      }),
    ),
    nextCursor: z.null(),
  }),
  handle: async (ctx: Context, input) => {
    const { id } = await getLetter(ctx, input.params.id)
    return json({ items: await listRecipients(ctx, id), nextCursor: null })
  },
})

/** Letters to a role: the central body's clients write and read them, a municipality's read those it got. */
export const roleMailApi: Route[] = [previewRoute, sendRoute, listRoute, oneRoute, recipientsRoute]
