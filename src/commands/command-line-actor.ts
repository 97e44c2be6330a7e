import { portalAt } from '../features/organisations/index.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Context } from '../kernel/context.ts'
import { doorReach, jobsReach, type Reach } from '../platform/db/roles.ts'
import { contextIn, type World } from '../platform/http/world.ts'

/** Whoever runs the server acts for the central body; events say that it came from the command line (E1). */
export async function commandLineActor(tx: Context['tx']): Promise<Actor> {
  return { ...(await portalAt({ tx }, 'central')), name: 'Kommandolinjen' }
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
