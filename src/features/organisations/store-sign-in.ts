import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'

export async function saveSignInClosed(ctx: Context, id: number, isClosed: boolean): Promise<void> {
  await db(ctx)
    .updateTable('organisation')
    .set({ sign_in_closed_at: isClosed ? ctx.now : null })
    .where('id', '=', id)
    .execute()
}
