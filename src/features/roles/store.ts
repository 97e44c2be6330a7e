import { sql } from 'kysely'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { RoleChange, RoleDraft } from './domain.ts'
import type { RoleAccess } from './domain-places.ts'

/** Editors write in the gallery one at a time, so that two cannot take the same name at once. Until the transaction ends. */
export async function lockGallery(ctx: Context): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('role gallery', 0))`.execute(db(ctx))
}

const ruleColumns = (draft: RoleDraft) => ({
  name: draft.name,
  kind: draft.kind,
  solution: draft.solution,
  minimum_holders: draft.minimumHolders,
  maximum_holders: draft.maximumHolders,
  has_primary: draft.hasPrimary,
  certification_months: draft.certificationMonths,
  non_response: draft.nonResponse,
  grace_days: draft.graceDays,
  is_demo_text: draft.isDemoText ?? false,
})

export async function insertRole(ctx: Context, id: string, draft: RoleDraft): Promise<void> {
  await db(ctx)
    .insertInto('role')
    .values({ id, ...ruleColumns(draft) })
    .execute()
  await insertAccess(ctx, id, draft.access)
  await insertVersion(ctx, id, 1, draft, { isMaterial: false, note: '' })
}

/**
 * Writes a new version over the one expected.
 * @returns false when the role has another version by now
 */
export async function saveRole(
  ctx: Context,
  id: string,
  expectedVersion: number,
  draft: RoleDraft,
  change: RoleChange,
): Promise<boolean> {
  const saved = await db(ctx)
    .updateTable('role')
    .set({ ...ruleColumns(draft), current_version: expectedVersion + 1 })
    .where('id', '=', id)
    .where('current_version', '=', expectedVersion)
    .returning('id')
    .executeTakeFirst()
  if (!saved) return false
  await db(ctx).deleteFrom('role_access').where('role_id', '=', id).execute()
  await insertAccess(ctx, id, draft.access)
  await insertVersion(ctx, id, expectedVersion + 1, draft, change)
  return true
}

/** The texts of the draft with the rules as they were just written. */
async function insertVersion(
  ctx: Context,
  roleId: string,
  version: number,
  draft: RoleDraft,
  change: RoleChange,
): Promise<void> {
  await db(ctx)
    .insertInto('role_version')
    .values({
      role_id: roleId,
      version,
      purpose: draft.purpose,
      tasks: draft.tasks,
      responsibility: draft.responsibility,
      competences: draft.competences,
      access_note: draft.accessNote,
      hand_over: draft.handOver,
      take_over: draft.takeOver,
      is_material: change.isMaterial,
      change_note: change.note,
      rules: sql<string>`role_rules(${roleId}::uuid)`,
      valid_from: ctx.today,
      created_at: ctx.now,
      created_by: ctx.actor.id,
      created_by_name: ctx.actor.name,
    })
    .execute()
}

async function insertAccess(ctx: Context, roleId: string, access: readonly RoleAccess[]): Promise<void> {
  if (access.length === 0) return
  await db(ctx)
    .insertInto('role_access')
    .values(
      access.map((access) => ({
        role_id: roleId,
        connector: access.connector,
        team: access.team,
        channels: [...access.channels],
      })),
    )
    .execute()
}
