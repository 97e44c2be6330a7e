import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { portalName } from './domain-role-ends.ts'

export interface NewResignation {
  readonly id: string
  readonly assignmentId: string
  readonly roleId: string
  readonly wasPrimary: boolean
  readonly successorId: string | null
  readonly successorName: string | null
  /** For a successor who has not signed in yet. */
  readonly successorEmail: string | null
}

/** Records that the actor gave a role up. */
export async function insertResignation(ctx: Context, resignation: NewResignation): Promise<void> {
  await db(ctx)
    .insertInto('resignation')
    .values({
      organisation_id: ctx.actor.organisationId,
      id: resignation.id,
      assignment_id: resignation.assignmentId,
      role_id: resignation.roleId,
      user_id: ctx.actor.id,
      user_name: ctx.actor.name,
      was_primary: resignation.wasPrimary,
      resigned_at: ctx.now,
      successor_id: resignation.successorId,
      successor_name: resignation.successorName,
      successor_email: resignation.successorEmail,
    })
    .execute()
}

/** Settles a proposal once. @returns false when somebody else had done so */
export async function saveProposalSettled(
  ctx: Context,
  id: string,
  outcome: 'given' | 'dismissed',
): Promise<boolean> {
  const result = await db(ctx)
    .updateTable('resignation')
    .set({ settled_at: ctx.now, settled_by_name: ctx.actor.name, outcome })
    .where('organisation_id', '=', ctx.actor.organisationId)
    .where('id', '=', id)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return Number(result.numUpdatedRows) > 0
}

/** A proposal that settled itself, as its event tells. */
export interface MootProposal {
  readonly organisationId: number
  /** Of the assignment that was given up. */
  readonly id: string
  readonly roleId: string
  readonly roleName: string
  readonly userName: string
  readonly proposedBy: string
  readonly outcome: 'given' | 'lapsed'
}

/**
 * Settles what there is nothing to decide about: the person proposed holds the role or is promised it ('given'), or one
 * of the two is a user there no longer ('lapsed'). One statement. @param organisationId null: everywhere @returns each once
 */
export async function saveMootProposals(
  ctx: Context,
  organisationId: number | null,
): Promise<MootProposal[]> {
  const { rows } = await sql<MootProposal>`
    with waiting as (
      select s.organisation_id, s.id, s.role_id, r.name as role_name,
        exists (
          select from assignment a left join user_account u on u.id = a.user_id
          where a.organisation_id = s.organisation_id and a.role_id = s.role_id and a.ended_at is null
            and (a.ends_before is null or a.ends_before > ${ctx.today}::date)
            and (a.user_id = s.successor_id or lower(u.email) = lower(s.successor_email)))
        or exists (
          select from pending_assignment p
          where p.organisation_id = s.organisation_id and p.role_id = s.role_id and p.settled_at is null
            and p.expires_at > ${ctx.now} and p.email_key = lower(s.successor_email)) as is_given,
        not exists (select from user_account u
          where u.id = s.user_id and u.organisation_id = s.organisation_id and u.left_at is null)
        or s.successor_id is not null and not exists (select from user_account u
          where u.id = s.successor_id and u.organisation_id = s.organisation_id and u.left_at is null) as is_left
      from resignation s join role r on r.id = s.role_id
      where s.settled_at is null and s.successor_name is not null
        and (${organisationId}::int is null or s.organisation_id = ${organisationId}::int))
    update resignation s set settled_at = ${ctx.now},
      settled_by_name = case when w.is_given then ${ctx.actor.name} else ${portalName} end,
      outcome = case when w.is_given then 'given' else 'lapsed' end
    from waiting w
    where s.organisation_id = w.organisation_id and s.id = w.id and s.settled_at is null and (w.is_given or w.is_left)
    returning s.organisation_id as "organisationId", s.assignment_id as id, s.role_id as "roleId",
      w.role_name as "roleName", s.successor_name as "userName", s.user_name as "proposedBy", s.outcome`.execute(
    db(ctx),
  )
  return rows
}
