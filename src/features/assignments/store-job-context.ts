import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import { contextIn, type World } from '../../platform/http/world.ts'
import { getCentral } from './queries.ts'

/** Runs work over every municipality on no person's behalf, in one transaction. */
export function inEveryMunicipality(world: World, work: (ctx: Context) => Promise<void>): Promise<void> {
  return world.database.transaction(jobsReach, async (tx) => {
    const { id, name } = await getCentral({ tx })
    const actor: Actor = {
      kind: 'job',
      id: '00000000-0000-0000-0000-000000000000',
      name: 'Tværs',
      side: 'central',
      organisationId: id,
      organisationName: name,
      systemRoles: [],
      permissions: new Set(),
    }
    await work(contextIn(world, { tx, actor, language: 'da', origin: { via: 'job', requestId: null } }))
  })
}
