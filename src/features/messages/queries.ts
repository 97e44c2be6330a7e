import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { db } from '../../platform/db/database.ts'
import type { AuthorSide } from './domain.ts'
import type { TaskKey } from './store.ts'

/** The task a message is about, within the actor's reach. @throws NotFound */
export async function getTaskKey(ctx: Context, number: number): Promise<TaskKey> {
  let query = db(ctx)
    .selectFrom('task')
    .select('organisation_id as organisationId')
    .where('number', '=', number)
  if (ctx.actor.side !== 'central') query = query.where('organisation_id', '=', ctx.actor.organisationId)
  const row = await query.executeTakeFirst()
  if (!row) throw new NotFound('task')
  return { organisationId: row.organisationId, number }
}

export interface Message {
  readonly id: string
  readonly side: AuthorSide
  readonly authorName: string
  readonly organisationName: string
  readonly body: string
  readonly sentAt: Date
}

export async function listMessages(ctx: Context, { organisationId, number }: TaskKey): Promise<Message[]> {
  return await db(ctx)
    .selectFrom('message')
    .select([
      'id',
      'author_name as authorName',
      'author_organisation_name as organisationName',
      'body',
      'sent_at as sentAt',
    ])
    .select((eb) => eb.ref('author_side').$castTo<AuthorSide>().as('side'))
    .where('organisation_id', '=', organisationId)
    .where('task_number', '=', number)
    .orderBy('sent_at')
    .orderBy('id')
    .execute()
}

export interface Note {
  readonly id: string
  readonly authorName: string
  readonly body: string
  readonly writtenAt: Date
}

/** Notes of the actor's own side alone (T9); the policy of the table says the same. */
export async function listNotes(ctx: Context, { organisationId, number }: TaskKey): Promise<Note[]> {
  return await db(ctx)
    .selectFrom('internal_note')
    .select(['id', 'author_name as authorName', 'body', 'written_at as writtenAt'])
    .where('organisation_id', '=', organisationId)
    .where('task_number', '=', number)
    .where('side_organisation_id', '=', ctx.actor.organisationId)
    .orderBy('written_at')
    .orderBy('id')
    .execute()
}

export interface WaitingThread extends TaskKey {
  readonly organisationName: string
  readonly templateId: string
  readonly title: string
  readonly waitingSince: Date
  readonly answerDueOn: CivilDay | null
  readonly ownerName: string | null
  /** The latest message of the municipality. */
  readonly latest: string
  readonly latestAuthor: string
  readonly latestAt: Date
}

/** Most threads one inbox page shows; the oldest come first. */
export const mostThreads = 100

/** Threads in which somebody waits for the central body, the one promised first at the top. */
export async function listWaitingThreads(ctx: Context, templateId: string | null): Promise<WaitingThread[]> {
  const ofTemplate = templateId ? sql`and t.template_id = ${templateId}` : sql``
  const { rows } = await sql<WaitingThread>`
    select th.organisation_id as "organisationId", th.task_number as number, o.short_name as "organisationName",
      t.template_id as "templateId", v.title, th.waiting_since as "waitingSince", th.answer_due_on as "answerDueOn",
      th.owner_name as "ownerName", m.body as latest, m.author_name as "latestAuthor", m.sent_at as "latestAt"
    from message_thread th
      join task t on t.organisation_id = th.organisation_id and t.number = th.task_number
      join organisation o on o.id = th.organisation_id
      join task_template tt on tt.id = t.template_id
      join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
      cross join lateral (
        select body, author_name, sent_at from message m
        where m.organisation_id = th.organisation_id and m.task_number = th.task_number and m.author_side = 'municipality'
        order by m.sent_at desc, m.id desc limit 1) m
    where th.waiting_since is not null ${ofTemplate}
    order by th.answer_due_on nulls last, th.waiting_since, th.organisation_id
    limit ${mostThreads}`.execute(db(ctx))
  return rows
}

export interface AnsweredQuestion {
  readonly id: string
  readonly templateId: string
  readonly title: string
  readonly question: string
  readonly answer: string
  readonly answeredAt: Date
  readonly answeredByName: string
}

/** The latest answers to all, newest first. */
export async function listQuestions(ctx: Context): Promise<AnsweredQuestion[]> {
  return await db(ctx)
    .selectFrom('question as q')
    .innerJoin('task_template as t', 't.id', 'q.template_id')
    .innerJoin('task_template_version as v', (join) =>
      join.onRef('v.template_id', '=', 't.id').onRef('v.version', '=', 't.current_version'),
    )
    .select([
      'q.id',
      'q.template_id as templateId',
      'v.title',
      'q.question',
      'q.answer',
      'q.answered_at as answeredAt',
      'q.answered_by_name as answeredByName',
    ])
    .orderBy('q.answered_at', 'desc')
    .limit(20)
    .execute()
}
