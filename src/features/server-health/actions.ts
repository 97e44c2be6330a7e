import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { askNow } from './jobs.ts'
import { checkMayAsk } from './policy.ts'
import { saveWanted } from './store.ts'

/** Asks for a new answer of a server, in the background. @throws Forbidden, NotFound when there is no such server */
export async function askAnew(ctx: Context, instances: readonly string[], instance: string): Promise<void> {
  checkMayAsk(ctx.actor)
  if (!instances.includes(instance)) throw new NotFound('server')
  await saveWanted(ctx, instance)
  await ctx.emit({
    type: 'server.askedAnew',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'server', id: instance },
    facts: { instance },
  })
  await ctx.enqueue(askNow(instance))
}
