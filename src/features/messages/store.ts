import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { AuthorSide } from './domain.ts'

export interface TaskKey {
  readonly organisationId: number
  readonly number: number
}

interface NewMessage extends TaskKey {
  readonly id: string
  readonly side: AuthorSide
  readonly body: string
}

export async function insertMessage(ctx: Context, message: NewMessage): Promise<void> {
  await db(ctx)
    .insertInto('message')
    .values({
      organisation_id: message.organisationId,
      id: message.id,
      task_number: message.number,
      author_side: message.side,
      author_id: ctx.actor.id,
      author_name: ctx.actor.name,
      author_organisation_name: ctx.actor.organisationName,
      body: message.body,
      sent_at: ctx.now,
    })
    .execute()
}

/** The municipality waits from its oldest unanswered message on; what it wrote, it has also read. */
export async function saveWaiting(
  ctx: Context,
  { organisationId, number }: TaskKey,
  dueOn: CivilDay,
): Promise<void> {
  await sql`
    insert into message_thread (organisation_id, task_number, waiting_since, answer_due_on, municipality_read_at)
    values (${organisationId}, ${number}, ${ctx.now}, ${dueOn}, ${ctx.now})
    on conflict (organisation_id, task_number) do update set
      waiting_since = coalesce(message_thread.waiting_since, excluded.waiting_since),
      answer_due_on = coalesce(message_thread.answer_due_on, excluded.answer_due_on),
      municipality_read_at = excluded.municipality_read_at`.execute(db(ctx))
}

/** Nobody waits any more; the one who answered owns the thread from now on. */
export async function saveAnswered(ctx: Context, keys: readonly TaskKey[]): Promise<void> {
  await sql`
    insert into message_thread (organisation_id, task_number, owner_id, owner_name)
    select organisation_id, task_number, ${ctx.actor.kind === 'user' ? ctx.actor.id : null}::uuid, ${ctx.actor.name}
    from unnest(${keys.map((key) => key.organisationId)}::int[], ${keys.map((key) => key.number)}::bigint[])
      as answered (organisation_id, task_number)
    on conflict (organisation_id, task_number) do update set
      waiting_since = null, answer_due_on = null,
      owner_id = coalesce(message_thread.owner_id, excluded.owner_id),
      owner_name = coalesce(message_thread.owner_name, excluded.owner_name)`.execute(db(ctx))
}

export async function saveOwner(ctx: Context, { organisationId, number }: TaskKey): Promise<void> {
  await db(ctx)
    .updateTable('message_thread')
    .set({ owner_id: ctx.actor.id, owner_name: ctx.actor.name })
    .where('organisation_id', '=', organisationId)
    .where('task_number', '=', number)
    .execute()
}

export async function saveRead(ctx: Context, { organisationId, number }: TaskKey): Promise<void> {
  await sql`
    insert into message_thread (organisation_id, task_number, municipality_read_at)
    values (${organisationId}, ${number}, ${ctx.now})
    on conflict (organisation_id, task_number) do update set municipality_read_at = excluded.municipality_read_at`.execute(
    db(ctx),
  )
}

export async function insertNote(
  ctx: Context,
  key: TaskKey,
  note: { id: string; body: string },
): Promise<void> {
  await db(ctx)
    .insertInto('internal_note')
    .values({
      organisation_id: key.organisationId,
      id: note.id,
      task_number: key.number,
      side_organisation_id: ctx.actor.organisationId,
      author_id: ctx.actor.id,
      author_name: ctx.actor.name,
      body: note.body,
      written_at: ctx.now,
    })
    .execute()
}

export interface NewQuestion {
  readonly id: string
  readonly templateId: string
  readonly question: string
  readonly answer: string
}

export async function insertQuestion(ctx: Context, question: NewQuestion): Promise<void> {
  await db(ctx)
    .insertInto('question')
    .values({
      id: question.id,
      template_id: question.templateId,
      question: question.question,
      answer: question.answer,
      answered_at: ctx.now,
      answered_by: ctx.actor.id,
      answered_by_name: ctx.actor.name,
    })
    .execute()
}

/** The same answer in each thread, in one statement. */
export async function insertAnswers(
  ctx: Context,
  keys: readonly TaskKey[],
  question: NewQuestion,
): Promise<void> {
  await sql`
    insert into message (organisation_id, id, task_number, author_side, author_id, author_name,
      author_organisation_name, body, sent_at, question_id)
    select organisation_id, gen_random_uuid(), task_number, 'central', ${ctx.actor.id}::uuid, ${ctx.actor.name},
      ${ctx.actor.organisationName}, ${question.answer}, ${ctx.now}, ${question.id}::uuid
    from unnest(${keys.map((key) => key.organisationId)}::int[], ${keys.map((key) => key.number)}::bigint[])
      as answered (organisation_id, task_number)`.execute(db(ctx))
}

export interface KnownPost {
  readonly id: string
  readonly author: string
  readonly body: string
  readonly at: Date
}

export async function insertImportedMessages(
  ctx: Context,
  key: TaskKey,
  posts: readonly KnownPost[],
): Promise<void> {
  if (posts.length === 0) return
  await db(ctx)
    .insertInto('message')
    .values(
      posts.map((post) => ({
        organisation_id: key.organisationId,
        id: post.id,
        task_number: key.number,
        author_side: 'municipality',
        author_id: null,
        author_name: post.author,
        author_organisation_name: ctx.actor.organisationName,
        body: post.body,
        sent_at: post.at,
        is_imported: true,
      })),
    )
    .execute()
}

export async function insertImportedNotes(
  ctx: Context,
  key: TaskKey,
  posts: readonly KnownPost[],
): Promise<void> {
  if (posts.length === 0) return
  await db(ctx)
    .insertInto('internal_note')
    .values(
      posts.map((post) => ({
        organisation_id: key.organisationId,
        id: post.id,
        task_number: key.number,
        side_organisation_id: ctx.actor.organisationId,
        author_id: ctx.actor.id,
        author_name: post.author,
        body: post.body,
        written_at: post.at,
      })),
    )
    .execute()
}
