import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import type { Reading } from '../basis.ts'

export interface TaskRow {
  readonly number: number
  readonly templateId: string
  readonly priority: string
  readonly dueOn: CivilDay | null
  readonly status: string
  readonly receivedAt: Date
  readonly sentByName: string
}

/** Whether task `t` is the round's; any when none is named. */
const isOf = ({ organisationId, roundId }: Reading): RawBuilder<boolean> =>
  roundId === undefined
    ? sql`true`
    : sql`t.number = (select m.task_number from certification_municipality m
        where m.organisation_id = ${organisationId} and m.round_id = ${roundId}::uuid)`

/** The tasks the central body sent; a municipality's own stay inside it (T8). */
export async function listTasks(reading: Reading): Promise<TaskRow[]> {
  const { ctx, organisationId } = reading
  const { rows } = await sql<TaskRow>`
    select t.number, t.template_id as "templateId", t.priority, t.due_on as "dueOn", t.status,
      t.received_at as "receivedAt", r.published_by_name as "sentByName"
    from task t join rollout r on r.id = t.rollout_id
    where t.organisation_id = ${organisationId} and t.origin = 'central' and ${isOf(reading)} order by t.number`.execute(
    db(ctx),
  )
  return rows
}

export interface DecisionRow {
  readonly taskNumber: number
  readonly decision: 'participated' | 'optedOut' | 'lapsed'
  readonly reason: string | null
  readonly at: Date
  readonly byName: string
  readonly withdrawnAt: Date | null
  readonly withdrawnByName: string | null
  /** The version of the text that stood then. */
  readonly textVersion: number
}

/** Every answer ever given to those tasks, also those withdrawn since (T4). */
export async function listDecisions(reading: Reading): Promise<DecisionRow[]> {
  const { ctx, organisationId } = reading
  const { rows } = await sql<DecisionRow>`
    select a.task_number as "taskNumber", a.outcome as decision, a.reason, a.answered_at as at,
      a.answered_by_name as "byName", a.withdrawn_at as "withdrawnAt", a.withdrawn_by_name as "withdrawnByName",
      coalesce((select max(v.version) from task_template_version v
        where v.template_id = t.template_id and v.created_at <= a.answered_at), 1) as "textVersion"
    from task_answer a join task t on t.organisation_id = a.organisation_id and t.number = a.task_number
    where a.organisation_id = ${organisationId} and t.origin = 'central' and ${isOf(reading)}
    order by a.answered_at, a.id`.execute(db(ctx))
  return rows
}

export interface TextRow {
  readonly templateId: string
  readonly version: number
  readonly words: { readonly [section: string]: string }
}

/** The texts of these versions: what the central body wrote and all its municipalities read (T1). */
export async function listTexts(
  ctx: Context,
  wanted: readonly { readonly templateId: string; readonly version: number }[],
): Promise<TextRow[]> {
  const { rows } = await sql<TextRow>`
    select v.template_id as "templateId", v.version, json_build_object('title', v.title,
      'numberPrefix', coalesce(v.number_prefix, ''), 'goal', v.goal, 'description', v.description,
      'assignment', v.assignment, 'method', v.method, 'outcome', v.outcome, 'qualityCriteria', v.quality_criteria,
      'recommendedResponsible', coalesce(v.recommended_responsible, ''),
      'recommendedPerformer', coalesce(v.recommended_performer, '')) as words
    from task_template_version v
      join (select distinct * from unnest(${wanted.map(({ templateId }) => templateId)}::uuid[],
        ${wanted.map(({ version }) => version)}::int[]) as one (template_id, version)) wanted using (template_id, version)
    order by v.template_id, v.version`.execute(db(ctx))
  return rows
}
