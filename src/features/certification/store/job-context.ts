import type { Actor } from '../../../kernel/actor.ts'
import type { Context, Tx } from '../../../kernel/context.ts'
import type { Permission } from '../../../kernel/permissions.ts'
import { become, db } from '../../../platform/db/database.ts'
import { jobsReach, reachOf } from '../../../platform/db/roles.ts'
import { contextIn, type World } from '../../../platform/http/world.ts'

const portal = {
  kind: 'job',
  id: '00000000-0000-0000-0000-000000000000',
  name: 'Tværs',
  systemRoles: [],
} as const

async function actorOf(
  tx: Tx,
  organisation: number | 'central',
  permissions: readonly Permission[],
): Promise<Actor> {
  const query = db({ tx }).selectFrom('organisation').select(['id', 'name']).orderBy('id').limit(1)
  const { id, name } = await (organisation === 'central'
    ? query.where('kind', '=', 'central')
    : query.where('id', '=', organisation)
  ).executeTakeFirstOrThrow()
  const side = organisation === 'central' ? 'central' : 'municipality'
  return { ...portal, side, organisationId: id, organisationName: name, permissions: new Set(permissions) }
}

const contextOf = (world: World, tx: Tx, actor: Actor): Context =>
  contextIn(world, { tx, actor, language: 'da', origin: { via: 'job', requestId: null } })

/** Work over all municipalities on no person's behalf, in one transaction: reads, reminders. */
export function inJob<T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> {
  return world.database.transaction(jobsReach, async (tx) =>
    work(contextOf(world, tx, await actorOf(tx, 'central', []))),
  )
}

/** What the central body's editors would do, done by the clock: with their rights and reach, and no more. */
export function asCentral<T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> {
  return world.database.transaction(jobsReach, async (tx) => {
    const actor = await actorOf(tx, 'central', ['certification.start'])
    await become(tx, reachOf(actor))
    return await work(contextOf(world, tx, actor))
  })
}

/** What follows inside one municipality, done under its own reach: row-level security keeps it from all others. */
export function asMunicipality<T>(
  world: World,
  organisationId: number,
  work: (ctx: Context) => Promise<T>,
): Promise<T> {
  return world.database.transaction(jobsReach, async (tx) => {
    const actor = await actorOf(tx, organisationId, ['assignment.write', 'task.answer'])
    await become(tx, reachOf(actor))
    return await work(contextOf(world, tx, actor))
  })
}
