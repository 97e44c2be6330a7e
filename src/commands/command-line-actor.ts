import type { Actor } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { NotFound } from '../kernel/errors.ts'
import { db } from '../platform/db/database.ts'
import { doorReach, jobsReach, type Reach } from '../platform/db/roles.ts'
import { contextIn, type World } from '../platform/http/world.ts'

/** Whoever runs the server acts for the central body; events say that it came from the command line (E1). */
export async function commandLineActor(tx: Context['tx']): Promise<Actor> {
  const central = await db({ tx })
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('kind', '=', 'central')
    .orderBy('id')
    .executeTakeFirst()
  if (!central) throw new NotFound('central body')
  return {
    kind: 'job',
    id: '00000000-0000-0000-0000-000000000000',
    name: 'Kommandolinjen',
    side: 'central',
    organisationId: central.id,
    organisationName: central.name,
    systemRoles: [],
    permissions: new Set(),
  }
}

/** Runs an action from the command line in one transaction under the door's database role. */
export const atTheDoor = <T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> =>
  actUnder(world, doorReach, work)

/** As above, under the role of background work. */
export const asBackground = <T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> =>
  actUnder(world, jobsReach, work)

function actUnder<T>(world: World, reach: Reach, work: (ctx: Context) => Promise<T>): Promise<T> {
  return world.database.transaction(reach, async (tx) => {
    const actor = await commandLineActor(tx)
    return await work(
      contextIn(world, { tx, actor, language: 'da', origin: { via: 'cli', requestId: null } }),
    )
  })
}
