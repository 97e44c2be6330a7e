import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'

export interface WaitingThread {
  readonly number: number
  readonly municipality: string
  readonly title: string
  readonly latest: string
  readonly waitingSince: Date
  readonly answerDueOn: CivilDay | null
  readonly ownerName: string | null
}

/** Who waits for the central body, the soonest promise first, and how many in all. */
export async function listWaitingThreads(
  ctx: Context,
  limit: number,
): Promise<{ threads: WaitingThread[]; total: number; late: number }> {
  const { rows } = await sql<WaitingThread & { total: number; late: number }>`
    select th.task_number as number, o.short_name as municipality, v.title, left(m.body, 1000) as latest,
      th.waiting_since as "waitingSince", th.answer_due_on as "answerDueOn", th.owner_name as "ownerName",
      count(*) over ()::int as total, (count(*) filter (where th.answer_due_on < ${ctx.today}::date) over ())::int as late
    from message_thread th
      join task t on t.organisation_id = th.organisation_id and t.number = th.task_number
      join organisation o on o.id = th.organisation_id
      join task_template tt on tt.id = t.template_id
      join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
      cross join lateral (
        select body from message m
        where m.organisation_id = th.organisation_id and m.task_number = th.task_number
          and m.author_side = 'municipality'
        order by m.sent_at desc, m.id desc limit 1) m
    where th.waiting_since is not null
    order by th.answer_due_on nulls last, th.waiting_since, th.task_number
    limit ${limit}`.execute(db(ctx))
  const [first] = rows
  const threads = rows.map(({ total: _total, late: _late, ...thread }) => thread)
  return { threads, total: first?.total ?? 0, late: first?.late ?? 0 }
}

export interface RolloutUnderWay {
  readonly id: string
  readonly title: string
  readonly project: string
  readonly dueOn: CivilDay | null
  readonly total: number
  readonly participated: number
  readonly optedOut: number
  readonly lapsed: number
  readonly inProgress: number
  readonly notStarted: number
  readonly overdueInProgress: number
  readonly overdueNotStarted: number
}

/**
 * Roll-outs that somebody has not answered yet, those that have waited longest first; a supplier's are those of its own
 * projects.
 */
export async function listRolloutsUnderWay(
  ctx: Context,
  limit: number,
): Promise<{ rollouts: RolloutUnderWay[]; total: number }> {
  const today = sql`${ctx.today}::date`
  const within = ctx.actor.side === 'supplier' ? sql`p.supplier_id = ${ctx.actor.organisationId}` : sql`true`
  const { rows } = await sql<RolloutUnderWay & { allOf: number }>`
    with numbers as (
      select k.rollout_id, count(*)::int as total,
        (count(*) filter (where k.outcome = 'participated'))::int as participated,
        (count(*) filter (where k.outcome = 'optedOut'))::int as "optedOut",
        (count(*) filter (where k.outcome = 'lapsed'))::int as lapsed,
        (count(*) filter (where k.status = 'inProgress' and k.due_on < ${today} is not true))::int as "inProgress",
        (count(*) filter (where k.status = 'notStarted' and k.due_on < ${today} is not true))::int as "notStarted",
        (count(*) filter (where k.status = 'inProgress' and k.due_on < ${today}))::int as "overdueInProgress",
        (count(*) filter (where k.status = 'notStarted' and k.due_on < ${today}))::int as "overdueNotStarted"
      from task k where k.origin = 'central' group by k.rollout_id)
    select r.id, v.title, p.name as project, r.due_on as "dueOn", n.*, count(*) over ()::int as "allOf"
    from rollout r
      join task_template t on t.id = r.template_id
      join task_template_version v on v.template_id = t.id and v.version = t.current_version
      join project p on p.id = t.project_id
      join numbers n on n.rollout_id = r.id
    where ${within} and n.participated + n."optedOut" + n.lapsed < n.total
    order by r.due_on nulls last, r.published_at desc, r.id
    limit ${limit}`.execute(db(ctx))
  return { rollouts: rows.map(({ allOf: _allOf, ...rollout }) => rollout), total: rows[0]?.allOf ?? 0 }
}

export interface WaitingDraft {
  readonly id: string
  readonly title: string
  readonly createdAt: Date
  readonly createdByName: string
  /** Of the page it was imported from. */
  readonly sourceNumber: number | null
}

/** Task descriptions that are written but sent to nobody yet, newest first, and how many in all. */
export async function listDrafts(
  ctx: Context,
  limit: number,
): Promise<{ drafts: WaitingDraft[]; total: number }> {
  const rows = await db(ctx)
    .selectFrom('task_template as t')
    .innerJoin('task_template_version as v', (join) =>
      join.onRef('v.template_id', '=', 't.id').onRef('v.version', '=', 't.current_version'),
    )
    .select([
      't.id',
      'v.title',
      't.created_at as createdAt',
      't.created_by_name as createdByName',
      't.source_number as sourceNumber',
    ])
    .select(sql<number>`count(*) over ()::int`.as('total'))
    .where('t.published_at', 'is', null)
    .where('t.archived_at', 'is', null)
    .orderBy('t.created_at', 'desc')
    .limit(limit)
    .execute()
  return { drafts: rows.map(({ total: _total, ...draft }) => draft), total: rows[0]?.total ?? 0 }
}

export interface EventOfKind {
  /** 'task', 'assignment', … : the first part of the event's type. */
  readonly thing: string
  readonly count: number
  readonly latestAt: Date
}

export interface LatestEvent {
  readonly id: number
  readonly at: Date
  readonly type: string
  readonly actorName: string
  /** The administrator a deputy acted for. */
  readonly onBehalfOfName: string | null
  readonly actorOrganisationName: string
  readonly organisationName: string
}

/** What happened since a day, counted by the kind of thing, most first. */
export async function countEventsByThing(ctx: Context, since: Date): Promise<EventOfKind[]> {
  const { rows } = await sql<EventOfKind>`
    select split_part(type, '.', 1) as thing, count(*)::int as count, max(at) as "latestAt"
    from event where at >= ${since} group by 1 order by 2 desc, 1`.execute(db(ctx))
  return rows
}

export async function listLatestEvents(ctx: Context, limit: number): Promise<LatestEvent[]> {
  return await db(ctx)
    .selectFrom('event as e')
    .innerJoin('organisation as o', 'o.id', 'e.organisation_id')
    .select([
      'e.id',
      'e.at',
      'e.type',
      'e.actor_name as actorName',
      'e.on_behalf_of_name as onBehalfOfName',
      'e.actor_organisation_name as actorOrganisationName',
      'o.short_name as organisationName',
    ])
    .orderBy('e.id', 'desc')
    .limit(limit)
    .execute()
}
