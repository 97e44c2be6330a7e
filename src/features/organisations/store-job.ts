import { type Actor, portalIn, type Side } from '../../kernel/actor.ts'
import type { Context, Tx } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import type { Permission } from '../../kernel/permissions.ts'
import { become, db } from '../../platform/db/database.ts'
import { jobsReach, reachOf } from '../../platform/db/roles.ts'
import { contextIn, type World } from '../../platform/http/world.ts'

/**
 * The portal itself, acting in one organisation.
 * @param at an organisation's id, or 'central' for the central body, which runs the portal
 * @throws NotFound where there is no such organisation
 */
export async function portalAt(
  holder: { tx: Tx },
  at: number | 'central',
  permissions: readonly Permission[] = [],
): Promise<Actor> {
  const query = db(holder)
    .selectFrom('organisation')
    .select(['id', 'name'])
    .select((eb) => eb.ref('kind').$castTo<Side>().as('side'))
    .orderBy('id')
    .limit(1)
  const found = await (at === 'central'
    ? query.where('kind', '=', 'central')
    : query.where('id', '=', at)
  ).executeTakeFirst()
  if (!found) throw new NotFound(at === 'central' ? 'central body' : 'organisation')
  return portalIn(
    { organisationId: found.id, organisationName: found.name, side: found.side },
    new Set(permissions),
  )
}

const contextOf = (world: World, tx: Tx, actor: Actor): Context =>
  contextIn(world, { tx, actor, language: 'da', origin: { via: 'job', requestId: null } })

/** One transaction of background work on no person's behalf. It reaches all municipalities; events name the central body. */
export function inJob<T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> {
  return world.database.transaction(jobsReach, async (tx) =>
    work(contextOf(world, tx, await portalAt({ tx }, 'central'))),
  )
}

function underReachOf<T>(
  world: World,
  at: number | 'central',
  permissions: readonly Permission[],
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return world.database.transaction(jobsReach, async (tx) => {
    const actor = await portalAt({ tx }, at, permissions)
    await become(tx, reachOf(actor))
    return await work(contextOf(world, tx, actor))
  })
}

/** What the central body's people would do, done by the clock: with these rights of theirs, and their reach. */
export function asCentral<T>(
  world: World,
  permissions: readonly Permission[],
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return underReachOf(world, 'central', permissions, work)
}

/** What follows inside one municipality, under its own reach: row-level security keeps it from all others. */
export function inMunicipality<T>(
  world: World,
  organisationId: number,
  permissions: readonly Permission[],
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return underReachOf(world, organisationId, permissions, work)
}
