import { sql } from 'kysely'
import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { ClosingRound, Deadlines, DueTask, EndingRole } from './domain.ts'

/** Whose deadlines are asked for, within the reach of their organisation. */
export interface Whose {
  readonly tx: Tx
  readonly organisationId: number
  /** Null: the whole municipality's. */
  readonly userId: string | null
  /** Whether rounds of confirmation are theirs to answer. */
  readonly answersRounds: boolean
  readonly today: CivilDay
}

/** Most days of one kind in a calendar; the earliest come first. */
const most = 2000

const openRounds = ({ organisationId }: Whose) => sql`
  certification_municipality m join certification_round r on r.id = m.round_id
  where m.organisation_id = ${organisationId} and m.completed_at is null and r.status = 'open'`

/** Open tasks with a deadline. One that stands for a round is left out where the round itself is shown. */
async function listTasks(whose: Whose): Promise<DueTask[]> {
  const { organisationId, userId, answersRounds } = whose
  const { rows } = await sql<DueTask>`
    select t.number, v.title, t.due_on as "dueOn", coalesce(t.responsible_id = ${userId}::uuid, false) as "isResponsible",
      coalesce(t.performer_id = ${userId}::uuid, false) as "isPerformer"
    from task t join task_template tt on tt.id = t.template_id
      join task_template_version v on v.template_id = tt.id and v.version = tt.current_version
    where t.organisation_id = ${organisationId} and t.status <> 'completed' and t.due_on is not null
      and (${userId}::uuid is null or t.responsible_id = ${userId}::uuid or t.performer_id = ${userId}::uuid)
      and not (${answersRounds} and t.number in (select m.task_number from ${openRounds(whose)}
        and m.task_number is not null))
    order by t.due_on, t.number limit ${most}`.execute(db(whose))
  return rows
}

async function listRounds(whose: Whose): Promise<ClosingRound[]> {
  if (!whose.answersRounds) return []
  const { rows } = await sql<ClosingRound>`
    select r.id, r.name, r.kind = 'leaver' as "isOfLeaver", r.kind = 'mover' as "isOfMover", r.closes_on as "closesOn"
    from ${openRounds(whose)} order by r.closes_on, r.id limit ${most}`.execute(db(whose))
  return rows
}

/** Roles that end by their own date, while they are held. */
async function listRoles({ organisationId, userId, today, ...holder }: Whose): Promise<EndingRole[]> {
  if (userId === null) return []
  const { rows } = await sql<EndingRole>`
    select a.id as "assignmentId", r.name as "roleName", a.ends_before as "endsBefore"
    from assignment a join role r on r.id = a.role_id
    where a.organisation_id = ${organisationId} and a.user_id = ${userId}::uuid and a.ended_at is null
      and a.ends_before > ${today}
    order by a.ends_before, a.id limit ${most}`.execute(db(holder))
  return rows
}

/** All that a calendar shows. */
export async function listDeadlines(whose: Whose): Promise<Deadlines> {
  return {
    tasks: await listTasks(whose),
    rounds: await listRounds(whose),
    roles: await listRoles(whose),
  }
}
