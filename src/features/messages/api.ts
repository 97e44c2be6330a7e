import { z } from 'zod'
import { needs } from '../../platform/http/access.ts'
import { optionalInstant, requiredText, taskNumber } from '../../platform/http/form-fields.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { sendMessage, writeNote } from './actions.ts'
import { mostCharacters } from './domain.ts'
import { getTaskKey, listMessages, listNotes } from './queries.ts'
import { messageSentence } from './texts.ts'

const params = z.object({ number: taskNumber })
const created = z.object({ id: z.uuid() })
const message = z.object({
  id: z.uuid(),
  side: z.enum(['municipality', 'central']),
  authorName: z.string(),
  organisationName: z.string(),
  body: z.string(),
  sentAt: z.date(),
})
const note = z.object({ id: z.uuid(), authorName: z.string(), body: z.string(), writtenAt: z.date() })

/** @param answerDays the central body's promise in weekdays (setting ANSWER_DAYS) */
export const messagesApi = ({ answerDays }: { answerDays: number }): Route[] => [
  api({
    method: 'get',
    path: '/api/v1/tasks/:number/messages',
    summary: 'The messages between the municipality and the central body on a task',
    tag: 'tasks',
    access: needs('task.read'),
    audit: reads,
    input: { params },
    output: z.object({ items: z.array(message), nextCursor: z.null() }),
    handle: async (ctx, input) => {
      const items = await listMessages(ctx, await getTaskKey(ctx, input.params.number))
      return json({ items, nextCursor: null })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/tasks/:number/messages',
    summary: 'Write on a task, as the municipality or as the central body',
    tag: 'tasks',
    access: needs('message.write', 'message.answer'),
    audit: changes('message.sent', 'message.answered'),
    input: {
      params,
      body: z.object({
        body: requiredText(mostCharacters, messageSentence('missingBody')),
        seenUntil: optionalInstant.describe(
          'When the last message that is answered had been sent; unless given, all so far count as answered',
        ),
      }),
    },
    output: created,
    successStatus: 201,
    handle: async (ctx, input) =>
      json(await sendMessage(ctx, { ...input.body, number: input.params.number, answerDays })),
  }),
  api({
    method: 'get',
    path: '/api/v1/tasks/:number/internal-notes',
    summary: 'The internal notes of one’s own side on a task',
    tag: 'tasks',
    access: needs('internalNote.read'),
    audit: reads,
    input: { params },
    output: z.object({ items: z.array(note), nextCursor: z.null() }),
    handle: async (ctx, input) => {
      const items = await listNotes(ctx, await getTaskKey(ctx, input.params.number))
      return json({ items, nextCursor: null })
    },
  }),
  api({
    method: 'post',
    path: '/api/v1/tasks/:number/internal-notes',
    summary: 'Write an internal note for one’s own side',
    tag: 'tasks',
    access: needs('internalNote.write'),
    audit: changes('internalNote.written'),
    input: { params, body: z.object({ body: requiredText(mostCharacters, messageSentence('missingNote')) }) },
    output: created,
    successStatus: 201,
    handle: async (ctx, input) =>
      json(await writeNote(ctx, { number: input.params.number, body: input.body.body })),
  }),
]
