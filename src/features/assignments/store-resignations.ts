import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

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
