import { sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { moot } from '../domain/closing.ts'
import type { AnswerKind } from '../domain/item.ts'

/**
 * Holds the municipality's parts of the rounds that these lines, and others about the same assignments, are of: one at a
 * time answers, and the close waits. To be asked before the lines are read.
 */
export async function lockPartsOf(ctx: Context, itemIds: readonly string[]): Promise<void> {
  await sql`
    select from certification_municipality m
    where m.organisation_id = ${ctx.actor.organisationId} and m.round_id in (
      select i.round_id from certification_item i join certification_item asked
        on asked.organisation_id = i.organisation_id and asked.held_assignment_id = i.held_assignment_id
      where i.organisation_id = ${ctx.actor.organisationId} and asked.id = any (${[...itemIds]}::uuid[]))
    order by m.round_id for no key update`.execute(db(ctx))
}

/** The whole of an answer as it is stored. */
export interface SavedAnswer {
  readonly id: string
  readonly answer: AnswerKind
  readonly reason: string | null
  readonly successorId: string | null
  readonly successorName: string | null
  readonly successorAssignmentId: string | null
  readonly successorPendingId: string | null
  readonly isPromisedHere: boolean
  readonly heldAssignmentId: string
  /** Null: nobody waits to be replaced. */
  readonly replacesBy: CivilDay | null
  readonly isReplaced: boolean
  readonly isSelf: boolean
  readonly isLate: boolean
}

/** Saves many answers, and each in the story of its line (C5), in two statements. */
export async function saveAnswers(ctx: Context, answers: readonly SavedAnswer[]): Promise<void> {
  if (answers.length === 0) return
  const { actor, now } = ctx
  const rows = JSON.stringify(answers)
  await sql`
    update certification_item i set answer = g.answer, reason = g.reason, successor_id = g."successorId",
      successor_name = g."successorName", successor_assignment_id = g."successorAssignmentId",
      successor_pending_id = g."successorPendingId", is_promised_here = g."isPromisedHere", successor_outcome = null,
      held_assignment_id = g."heldAssignmentId", replaces_by = g."replacesBy",
      replaced_at = case when g."isReplaced" then ${now}::timestamptz end, answered_at = ${now},
      answered_by = ${actor.id}::uuid, answered_by_name = ${actor.name},
      answered_on_behalf_of = ${actor.onBehalfOf?.id ?? null}::uuid,
      answered_on_behalf_of_name = ${actor.onBehalfOf?.name ?? null}, is_self_answered = g."isSelf",
      is_late = g."isLate", version = i.version + 1, consequence = null, consequence_at = null,
      access_closed_at = null, access_outcome = null
    from jsonb_to_recordset(${rows}::jsonb) as g (id uuid, answer text, reason text, "successorId" uuid,
      "successorName" text, "successorAssignmentId" uuid, "successorPendingId" uuid,
      "isPromisedHere" boolean, "heldAssignmentId" uuid, "replacesBy" date,
      "isReplaced" boolean, "isSelf" boolean, "isLate" boolean)
    where i.organisation_id = ${actor.organisationId} and i.id = g.id`.execute(db(ctx))
  await db(ctx)
    .insertInto('certification_answer')
    .values(
      answers.map((answer) => ({
        organisation_id: actor.organisationId,
        id: ctx.newId(),
        item_id: answer.id,
        answer: answer.answer,
        reason: answer.reason,
        successor_name: answer.successorName,
        successor_pending_id: answer.successorPendingId,
        answered_at: now,
        answered_by: actor.id,
        answered_by_name: actor.name,
        answered_on_behalf_of: actor.onBehalfOf?.id ?? null,
        answered_on_behalf_of_name: actor.onBehalfOf?.name ?? null,
        is_self_answered: answer.isSelf,
      })),
    )
    .execute()
}

/** A line that a successor shared with another one rests on from now on. */
export interface Inheritance {
  readonly itemId: string
  readonly assignmentId: string | null
  readonly isPromised: boolean
}

/** Lines that shared successors rest on from now on, whatever rounds ask about their holders. */
export async function saveHeirs(ctx: Context, heirs: readonly Inheritance[]): Promise<void> {
  if (heirs.length === 0) return
  await sql`
    update certification_item i set is_promised_here = heir.is_promised,
      successor_assignment_id = coalesce(heir.assignment_id, i.successor_assignment_id)
    from unnest(${heirs.map(({ itemId }) => itemId)}::uuid[],
        ${heirs.map(({ assignmentId }) => assignmentId)}::uuid[], ${heirs.map(({ isPromised }) => isPromised)}::boolean[])
      as heir (item_id, assignment_id, is_promised)
      join certification_item reliant on reliant.id = heir.item_id
    where i.organisation_id = ${ctx.actor.organisationId} and reliant.organisation_id = i.organisation_id
      and i.held_assignment_id = reliant.held_assignment_id and i.answer = 'replace'`.execute(db(ctx))
}

/** Counts anew what lacks an answer in the municipality's parts of these rounds. */
export async function recount(ctx: Context, roundIds: readonly string[]): Promise<void> {
  await sql`
    update certification_municipality m set undecided = (
      select count(*) from certification_item i where i.round_id = m.round_id
        and i.organisation_id = m.organisation_id and i.answer is null
        and coalesce(i.consequence, '') <> all (${[...moot]}::text[]))
    where m.organisation_id = ${ctx.actor.organisationId} and m.round_id = any (${[...roundIds]}::uuid[])`.execute(
    db(ctx),
  )
}

export interface CompletedPart {
  readonly roundId: string
  readonly roundName: string
  readonly closesOn: CivilDay
  readonly taskNumber: number | null
  readonly itemCount: number
  /** How many of its lines have an answer. */
  readonly answered: number
}

/** Marks the municipality's parts with nothing left as completed; each is returned once. */
export async function saveCompleted(ctx: Context): Promise<CompletedPart[]> {
  const { rows } = await sql<CompletedPart>`
    update certification_municipality m set completed_at = ${ctx.now}
    from certification_round r
    where m.organisation_id = ${ctx.actor.organisationId} and m.undecided = 0 and m.completed_at is null
      and r.id = m.round_id
    returning m.round_id as "roundId", r.name as "roundName", r.closes_on as "closesOn",
      m.task_number as "taskNumber", m.item_count as "itemCount", (select count(*)::int from certification_item i
        where i.organisation_id = m.organisation_id and i.round_id = m.round_id
          and i.answer is not null) as answered`.execute(db(ctx))
  return rows
}

/** Numbers of the municipality's tasks in these rounds, where some lines still lack an answer. */
export async function listBegunTasks(ctx: Context, roundIds: readonly string[]): Promise<number[]> {
  const rows = await db(ctx)
    .selectFrom('certification_municipality')
    .select('task_number as number')
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('round_id', 'in', [...roundIds])
    .where('undecided', '>', 0)
    .where('task_number', 'is not', null)
    .execute()
  return rows.flatMap(({ number }) => number ?? [])
}
