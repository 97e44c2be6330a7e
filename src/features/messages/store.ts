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

/** The threads of a template that still wait, among the chosen; held until the transaction ends, so that two answers do not both go. */
export async function lockWaitingThreads(
  ctx: Context,
  templateId: string,
  numbers: readonly number[],
): Promise<TaskKey[]> {
  const { rows } = await sql<TaskKey>`
    select th.organisation_id as "organisationId", th.task_number as number
    from message_thread th join task t on t.organisation_id = th.organisation_id and t.number = th.task_number
    where th.task_number = any(${numbers}::bigint[]) and t.template_id = ${templateId}::uuid
      and th.waiting_since is not null
    order by th.organisation_id, th.task_number
    for update of th`.execute(db(ctx))
  return rows
}

/** A thread in which the municipality still waits after an answer. */
export interface StillWaiting extends TaskKey {
  readonly waitingSince: Date
}

/**
 * The one who answered owns the thread from now on. Nobody waits any more, but for those who wrote again after what
 * the answer was written to.
 * @param seenUntil when the last message that was answered had been sent; null: all so far
 */
export async function saveAnswered(
  ctx: Context,
  keys: readonly TaskKey[],
  seenUntil: Date | null,
): Promise<StillWaiting[]> {
  const { rows } = await sql<TaskKey & { waitingSince: Date | null }>`
    insert into message_thread (organisation_id, task_number, owner_id, owner_name, waiting_since)
    select organisation_id, task_number, ${ctx.actor.kind === 'user' ? ctx.actor.id : null}::uuid, ${ctx.actor.name},
      (select min(m.sent_at) from message m
        where m.organisation_id = answered.organisation_id and m.task_number = answered.task_number
          and m.author_side = 'municipality' and m.sent_at > ${seenUntil}::timestamptz)
    from unnest(${keys.map((key) => key.organisationId)}::int[], ${keys.map((key) => key.number)}::bigint[])
      as answered (organisation_id, task_number)
    on conflict (organisation_id, task_number) do update set
      waiting_since = excluded.waiting_since, answer_due_on = null,
      owner_id = coalesce(message_thread.owner_id, excluded.owner_id),
      owner_name = coalesce(message_thread.owner_name, excluded.owner_name)
    returning organisation_id as "organisationId", task_number as number, waiting_since as "waitingSince"`.execute(
    db(ctx),
  )
  return rows.filter((row): row is StillWaiting => row.waitingSince !== null)
}

/** By when those still waiting were promised an answer. */
export async function saveDue(
  ctx: Context,
  promised: readonly (TaskKey & { readonly dueOn: CivilDay })[],
): Promise<void> {
  if (promised.length === 0) return
  await sql`
    update message_thread th set answer_due_on = p.due_on
    from unnest(${promised.map((one) => one.organisationId)}::int[], ${promised.map((one) => one.number)}::bigint[],
      ${promised.map((one) => one.dueOn)}::date[]) as p (organisation_id, task_number, due_on)
    where th.organisation_id = p.organisation_id and th.task_number = p.task_number`.execute(db(ctx))
}

/** @returns whether there is a thread */
export async function saveOwner(ctx: Context, { organisationId, number }: TaskKey): Promise<boolean> {
  const row = await db(ctx)
    .updateTable('message_thread')
    .set({ owner_id: ctx.actor.id, owner_name: ctx.actor.name })
    .where('organisation_id', '=', organisationId)
    .where('task_number', '=', number)
    .returning('task_number')
    .executeTakeFirst()
  return row !== undefined
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

/** A question that came with a page waits since it was written, unless the thread has a later state of its own. */
export async function saveImportedWaiting(
  ctx: Context,
  { organisationId, number }: TaskKey,
  { since, dueOn }: { since: Date; dueOn: CivilDay },
): Promise<void> {
  await sql`
    insert into message_thread (organisation_id, task_number, waiting_since, answer_due_on, municipality_read_at)
    values (${organisationId}, ${number}, ${since}, ${dueOn}, ${ctx.now})
    on conflict (organisation_id, task_number) do update set
      waiting_since = least(message_thread.waiting_since, excluded.waiting_since),
      answer_due_on = coalesce(message_thread.answer_due_on, excluded.answer_due_on)
    where message_thread.waiting_since is not null or message_thread.owner_id is null`.execute(db(ctx))
}
