import { sql } from 'kysely'
import type { Actor, Side } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { isUserSystemRole, permissionsOf } from '../../kernel/permissions.ts'
import { db } from '../../platform/db/database.ts'
import type { PostedPosting } from './domain-button.ts'

type Asking = Pick<Context, 'tx' | 'today'>

/** A post that is at the server, as the door may see it. */
export async function findPosted(ctx: Asking, id: string): Promise<PostedPosting | null> {
  const row = await db(ctx)
    .selectFrom('posting')
    .select(['id', 'channel_id as channelId', 'post_id as postId', 'message'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row?.channelId || !row.postId) return null
  return { ...row, channelId: row.channelId, postId: row.postId }
}

interface PresserRow {
  readonly userId: string
  readonly name: string
  readonly organisationId: number
  readonly organisationName: string
  readonly side: Side
  readonly systemRoles: readonly string[]
  readonly open: boolean
}

/** Account → person → actor with the rights of their last sign-in; null when the account is nobody's we know. */
export async function findPresser(
  ctx: Asking,
  accountId: string,
): Promise<{ readonly actor: Actor; readonly open: boolean } | null> {
  const { rows } = await sql<PresserRow>`
    select user_id as "userId", name, organisation_id as "organisationId", organisation_name as "organisationName", side,
      system_roles as "systemRoles", open
    from posting_presser(${accountId}, ${ctx.today})`.execute(db(ctx))
  const row = rows[0]
  if (!row) return null
  const systemRoles = row.systemRoles.filter(isUserSystemRole)
  const { organisationId, organisationName, side, name, open } = row
  const actor: Actor = {
    ...{ kind: 'user', id: row.userId, name, side, organisationId, organisationName, systemRoles },
    permissions: permissionsOf(systemRoles),
  }
  return { actor, open }
}
