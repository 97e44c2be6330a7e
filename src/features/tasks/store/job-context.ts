import type { Actor } from '../../../kernel/actor.ts'
import type { Context } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { contextIn, type World } from '../../../platform/http/world.ts'

/**
 * Runs work in one municipality on no person's behalf, with its own reach and the right to answer: what a task does
 * by itself is done within the same rules as what its people do. One transaction.
 */
export function inMunicipality<T>(
  world: World,
  organisationId: number,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  const reach = { role: 'tvaers_app', organisationIds: [organisationId] } as const
  return world.database.transaction(reach, async (tx) => {
    const { name } = await db({ tx })
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', organisationId)
      .executeTakeFirstOrThrow()
    const actor: Actor = {
      kind: 'job',
      id: '00000000-0000-0000-0000-000000000000',
      name: 'Tværs',
      side: 'municipality',
      organisationId,
      organisationName: name,
      systemRoles: [],
      permissions: new Set(['task.read', 'task.answer']),
    }
    const origin = { via: 'job' as const, requestId: null }
    return await work(contextIn(world, { tx, actor, language: 'da', origin }))
  })
}
