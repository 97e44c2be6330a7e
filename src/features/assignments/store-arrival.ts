import { type Actor, portalIn } from '../../kernel/actor.ts'
import type { Context, Tx } from '../../kernel/context.ts'
import { become, db } from '../../platform/db/database.ts'
import { doorReach, reachOf } from '../../platform/db/roles.ts'
import { contextIn, type World } from '../../platform/http/world.ts'

type Organisation = Pick<Actor, 'organisationId' | 'organisationName' | 'side'>

/**
 * Runs work of the portal's own in the transaction of a sign-in, within the reach of one organisation: row-level
 * security then lets it see and change nothing of any other (R3: never across municipalities).
 */
export async function inOrganisation(
  world: World,
  tx: Tx,
  organisation: Organisation,
  work: (ctx: Context) => Promise<void>,
): Promise<void> {
  const actor = portalIn(organisation)
  await become(tx, reachOf(actor))
  await work(contextIn(world, { tx, actor, language: 'da', origin: { via: 'job', requestId: null } }))
  await become(tx, doorReach)
}

/** The organisation of an id. */
export async function findOrganisationOf(tx: Tx, id: number): Promise<Organisation | null> {
  const row = await db({ tx })
    .selectFrom('organisation')
    .select(['id as organisationId', 'name as organisationName'])
    .select((eb) => eb.ref('kind').$castTo<Actor['side']>().as('side'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row ?? null
}
