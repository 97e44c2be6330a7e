import type { Context } from '../../kernel/context.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import { contextIn, type World } from '../../platform/http/world.ts'
import { portalActorIn } from './portal-actor.ts'
import { getCentral } from './queries.ts'

/** Runs work over every municipality on no person's behalf, in one transaction. */
export function inEveryMunicipality(world: World, work: (ctx: Context) => Promise<void>): Promise<void> {
  return world.database.transaction(jobsReach, async (tx) => {
    const { id, name } = await getCentral({ tx })
    const actor = portalActorIn({ organisationId: id, organisationName: name, side: 'central' })
    await work(contextIn(world, { tx, actor, language: 'da', origin: { via: 'job', requestId: null } }))
  })
}
