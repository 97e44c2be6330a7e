import { z } from 'zod'
import { needs, needsOn } from '../../../platform/http/access.ts'
import { taskNumber } from '../../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../../platform/http/route.ts'
import type { World } from '../../../platform/http/world.ts'
import { addAttachment, removeAttachment } from '../actions/attachments.ts'
import { attachmentAnswer } from '../attachment-stream.ts'
import { mostFileBytes } from '../domain/accepted-files.ts'
import { getAttachment, listAttachments } from '../queries/attachments.ts'
import { getTask } from '../queries/task.ts'

const tag = 'tasks'
const ofTask = z.object({ number: taskNumber })
const ofFile = z.object({ id: z.uuid() })

const attachment = z.object({
  id: z.uuid(),
  name: z.string(),
  contentType: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  addedByName: z.string(),
  addedAt: z.date(),
})

const listRoute = api({
  method: 'get',
  path: '/api/v1/tasks/:number/attachments',
  summary: 'The files one’s own municipality added to a task',
  tag,
  access: needs('task.read'),
  audit: reads,
  input: { params: ofTask },
  output: z.object({ items: z.array(attachment), nextCursor: z.null() }),
  handle: async (ctx, input) => {
    const found = await listAttachments(ctx, await getTask(ctx, input.params.number))
    const items = found.map(({ organisationId: _own, taskNumber: _known, ...file }) => file)
    return json({ items, nextCursor: null })
  },
})

const addRoute = api({
  method: 'post',
  path: '/api/v1/tasks/:number/attachments',
  summary: 'Add a file of at most 50 MB to a task; it stays inside the municipality',
  tag,
  access: needsOn('municipality', 'task.attach'),
  audit: changes('attachment.added'),
  input: { params: ofTask, file: { field: 'file', mostBytes: mostFileBytes } },
  output: z.object({ id: z.uuid(), name: z.string() }),
  successStatus: 201,
  handle: async (ctx, { params, file }) => {
    const added = await addAttachment(ctx, { number: params.number, file })
    return json(added, { location: `/api/v1/attachments/${added.id}` })
  },
})

const readRoute = (world: World) =>
  api({
    method: 'get',
    path: '/api/v1/attachments/:id',
    summary: 'A file’s content',
    tag,
    access: needs('task.read'),
    audit: reads,
    input: { params: ofFile },
    output: null,
    handle: async (ctx, input) =>
      attachmentAnswer(world, ctx.actor, await getAttachment(ctx, input.params.id)),
  })

const removeRoute = api({
  method: 'delete',
  path: '/api/v1/attachments/:id',
  summary: 'Take a file off its task',
  tag,
  access: needsOn('municipality', 'task.attach'),
  audit: changes('attachment.removed'),
  input: { params: ofFile },
  output: null,
  successStatus: 204,
  handle: async (ctx, input) => {
    await removeAttachment(ctx, input.params.id)
    return { kind: 'empty' as const }
  },
})

export const attachmentApiRoutes = (world: World): Route[] => [
  listRoute,
  addRoute,
  readRoute(world),
  removeRoute,
]
