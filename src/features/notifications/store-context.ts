import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import { contextIn, type World } from '../../platform/http/world.ts'

/** One transaction of background work on no person's behalf; it reaches all and emits nothing in anybody's name. */
export function inJob<T>(world: World, work: (ctx: Context) => Promise<T>): Promise<T> {
  return world.database.transaction(jobsReach, async (tx) => {
    const central = await db({ tx })
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
      organisationId: central.id,
      organisationName: central.name,
      systemRoles: [],
      permissions: new Set(),
    }
    return await work(
      contextIn(world, { tx, actor, language: 'da', origin: { via: 'job', requestId: null } }),
    )
  })
}

/** Asks for the outbox to be looked at now; a look that waits already is enough. */
export function askForMails(world: World): Promise<void> {
  return inJob(world, (ctx) => ctx.enqueue({ queue: 'notifications.mail', facts: {}, onceKey: 'now' }))
}
