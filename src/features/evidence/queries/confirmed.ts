import { type RawBuilder, sql } from 'kysely'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import { db } from '../../../platform/db/database.ts'
import type { Reading } from '../basis.ts'
import type { EvidenceAccessOutcome } from '../domain/evidence-file.ts'

export interface RoundRow {
  readonly roundId: string
  readonly name: string
  readonly kind: string
  readonly status: string
  readonly startedOn: CivilDay
  readonly closesOn: CivilDay
  readonly closedAt: Date | null
  readonly completedAt: Date | null
}

/** Whether it is of the round; of any when none is named. */
const ofRound = (column: RawBuilder<unknown>, roundId: string | undefined): RawBuilder<boolean> =>
  roundId === undefined ? sql`true` : sql`${column} = ${roundId}::uuid`

/** The rounds of confirmation the municipality was part of. */
export async function listOwnRounds({ ctx, organisationId, roundId }: Reading): Promise<RoundRow[]> {
  const { rows } = await sql<RoundRow>`
    select r.id as "roundId", r.name, r.kind, r.status, r.started_on as "startedOn", r.closes_on as "closesOn",
      r.closed_at as "closedAt", m.completed_at as "completedAt"
    from certification_municipality m join certification_round r on r.id = m.round_id
    where m.organisation_id = ${organisationId} and ${ofRound(sql`r.id`, roundId)}
    order by r.started_at, r.id`.execute(db(ctx))
  return rows
}

export interface ItemRow {
  readonly id: string
  readonly roundId: string
  readonly roleId: string
  readonly roleName: string
  readonly userId: string
  readonly userName: string
  readonly isPrimary: boolean
  readonly heldSince: CivilDay
  readonly withoutAnswer: string | null
  readonly withoutAnswerAt: Date | null
  readonly askedAgainIn: string | null
  readonly accessClosedAt: Date | null
  readonly accessOutcome: EvidenceAccessOutcome | null
}

/** The lines: holders as they were frozen, and what came of those nobody answered for (C1, C3). */
export async function listLines({ ctx, organisationId, roundId }: Reading): Promise<ItemRow[]> {
  const { rows } = await sql<ItemRow>`
    select i.id, i.round_id as "roundId", i.role_id as "roleId", asked.role_name as "roleName", i.user_id as "userId",
      i.user_name as "userName", i.is_primary as "isPrimary", i.starts_on as "heldSince",
      i.consequence as "withoutAnswer", i.consequence_at as "withoutAnswerAt",
      i.asked_again_in as "askedAgainIn",
      case when asked.opens_access then i.access_closed_at end as "accessClosedAt",
      case when asked.opens_access then i.access_outcome when i.answer = 'withdraw' or i.replaced_at is not null
        or i.consequence = 'removed' or i.consequence = 'suspended' then 'none' end as "accessOutcome"
    from certification_item i
      join certification_round_role asked on asked.round_id = i.round_id and asked.role_id = i.role_id
    where i.organisation_id = ${organisationId} and ${ofRound(sql`i.round_id`, roundId)}
    order by asked.role_name, i.user_name, i.id`.execute(db(ctx))
  return rows
}

export interface AnswerRow {
  readonly itemId: string
  readonly answer: 'keep' | 'withdraw' | 'replace'
  readonly reason: string | null
  readonly successorName: string | null
  readonly successorPendingId: string | null
  readonly at: Date
  readonly byName: string
  readonly onBehalfOfName: string | null
  readonly isSelfAnswered: boolean
}

/** Every answer, also those corrected since (C5). */
export async function listAnswers({ ctx, organisationId, roundId }: Reading): Promise<AnswerRow[]> {
  const { rows } = await sql<AnswerRow>`
    select n.item_id as "itemId", n.answer, n.reason, n.successor_name as "successorName",
      n.successor_pending_id as "successorPendingId", n.answered_at as at, n.answered_by_name as "byName",
      n.answered_on_behalf_of_name as "onBehalfOfName", n.is_self_answered as "isSelfAnswered"
    from certification_answer n
      join certification_item i on i.organisation_id = n.organisation_id and i.id = n.item_id
    where n.organisation_id = ${organisationId} and ${ofRound(sql`i.round_id`, roundId)}
    order by n.answered_at, n.id`.execute(db(ctx))
  return rows
}
