import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { contextIn, type World } from '../../platform/http/world.ts'

/** Runs work as the central body on no person's behalf: what goes out by itself goes out under its rights. */
export function asCentral<T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> {
  return world.database.transaction({ role: 'tvaers_central', organisationIds: [] }, async (tx) => {
    const { id, name } = await db({ tx })
      .selectFrom('organisation')
      .select(['id', 'name'])
      .where('kind', '=', 'central')
      .orderBy('id')
      .executeTakeFirstOrThrow()
    const actor: Actor = {
      kind: 'job',
      id: '00000000-0000-0000-0000-000000000000',
      name: 'Tværs',
      side: 'central',
      organisationId: id,
      organisationName: name,
      systemRoles: [],
      permissions: new Set(['rollout.publish']),
    }
    const origin = { via: 'job' as const, requestId: null }
    return await work(contextIn(world, { tx, actor, language: 'da', origin }))
  })
}
