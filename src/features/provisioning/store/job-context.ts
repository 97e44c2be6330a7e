import type { Actor } from '../../../kernel/actor.ts'
import type { Context, Tx } from '../../../kernel/context.ts'
import { db } from '../../../platform/db/database.ts'
import { jobsReach } from '../../../platform/db/roles.ts'
import { contextIn, type World } from '../../../platform/http/world.ts'

/** Work by the clock is the portal's own; events name the central body, which runs it. */
async function portalItself(tx: Tx): Promise<Actor> {
  const central = await db({ tx })
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('kind', '=', 'central')
    .orderBy('id')
    .executeTakeFirstOrThrow()
  return {
    kind: 'job',
    id: '00000000-0000-0000-0000-000000000000',
    name: 'Tværs',
    side: 'central',
    organisationId: central.id,
    organisationName: central.name,
    systemRoles: [],
    permissions: new Set(),
  }
}

/** One transaction of background work, under the database role that reaches all. */
export function inJob<T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> {
  return world.database.transaction(jobsReach, async (tx) => {
    const actor = await portalItself(tx)
    const origin = { via: 'job' as const, requestId: null }
    return await work(contextIn(world, { tx, actor, language: 'da', origin }))
  })
}
