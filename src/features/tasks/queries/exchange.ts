import { sql } from 'kysely'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Task } from '../domain/task.ts'
import { canSeeAttachments } from '../policy.ts'

export interface ShownMessage {
  readonly id: string
  readonly central: boolean
  readonly author: string
  readonly organisation: string
  readonly body: string
  readonly at: Date
  /** The answer was given to all who asked the same. */
  readonly isForAll: boolean
}

export interface ShownNote {
  readonly id: string
  readonly author: string
  readonly body: string
  readonly at: Date
}

export interface ShownQuestion {
  readonly id: string
  readonly question: string
  readonly answer: string
}

export interface ShownAttachment {
  readonly id: string
  readonly name: string
  readonly sizeBytes: number
  readonly addedByName: string
  readonly at: Date
}

/** What people wrote and added on a task: only what the actor's side may see (T9). */
export interface Exchange {
  readonly messages: readonly ShownMessage[]
  /** When the municipality last read the thread; null when it never did. */
  readonly readAt: Date | null
  /** Since when the municipality waits for an answer; null when nobody waits. */
  readonly waitingSince: Date | null
  readonly notes: readonly ShownNote[]
  readonly questions: readonly ShownQuestion[]
  readonly attachments: readonly ShownAttachment[]
}

/** JSON carries instants as text. */
type Sent<T> = Omit<T, 'at'> & { readonly at: string }
interface Row {
  readonly messages: Sent<ShownMessage>[]
  readonly thread: { readonly readAt: string | null; readonly waitingSince: string | null } | null
  readonly notes: Sent<ShownNote>[]
  readonly questions: ShownQuestion[]
  readonly attachments: Sent<ShownAttachment>[]
}

const received = <T extends { readonly at: string }>(rows: readonly T[]) =>
  rows.map((row) => ({ ...row, at: new Date(row.at) }))
const instant = (text: string | null | undefined): Date | null => (text ? new Date(text) : null)

/** Files are not even asked for by those outside: their database role may not read the table. */
const attachmentsColumn = (ctx: Context, task: Task) =>
  canSeeAttachments(ctx.actor, task)
    ? sql`(select json_agg(json_build_object('id', f.id, 'name', f.name, 'sizeBytes', f.size_bytes,
        'addedByName', f.added_by_name, 'at', f.added_at) order by f.added_at, f.id)
        from attachment f
        where f.organisation_id = ${task.organisationId} and f.task_number = ${task.number} and f.removed_at is null)`
    : sql`null::json`

/** Messages, notes of one's own side, questions and files, in one query. */
export async function getExchange(ctx: Context, task: Task): Promise<Exchange> {
  const mayReadNotes = ctx.actor.permissions.has('internalNote.read')
  const { rows } = await sql<{ [K in keyof Row]: Row[K] | null }>`
    select
      (select json_agg(json_build_object('id', m.id, 'central', m.author_side = 'central', 'author', m.author_name,
          'organisation', m.author_organisation_name, 'body', m.body, 'at', m.sent_at,
          'isForAll', m.question_id is not null) order by m.sent_at, m.id)
        from message m
        where m.organisation_id = ${task.organisationId} and m.task_number = ${task.number}) as messages,
      (select json_build_object('readAt', th.municipality_read_at, 'waitingSince', th.waiting_since)
        from message_thread th
        where th.organisation_id = ${task.organisationId} and th.task_number = ${task.number}) as thread,
      (select json_agg(json_build_object('id', n.id, 'author', n.author_name, 'body', n.body, 'at', n.written_at)
          order by n.written_at, n.id)
        from internal_note n
        where ${mayReadNotes} and n.organisation_id = ${task.organisationId} and n.task_number = ${task.number}
          and n.side_organisation_id = ${ctx.actor.organisationId}) as notes,
      (select json_agg(json_build_object('id', q.id, 'question', q.question, 'answer', q.answer) order by q.answered_at)
        from question q where q.template_id = ${task.templateId}::uuid) as questions,
      ${attachmentsColumn(ctx, task)} as attachments`.execute(db(ctx))
  const row = rows[0]
  return {
    messages: received(row?.messages ?? []),
    readAt: instant(row?.thread?.readAt),
    waitingSince: instant(row?.thread?.waitingSince),
    notes: received(row?.notes ?? []),
    questions: row?.questions ?? [],
    attachments: received(row?.attachments ?? []),
  }
}
