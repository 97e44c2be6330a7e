import type { Context } from '../../kernel/context.ts'
import { listUnreached } from './queries-unreached.ts'
import { UnreachedMunicipalities } from './views/unreached.tsx'

/** The part of the central body's list that says whom nothing reaches; one query. */
export const unreachedSection = async (ctx: Context) => (
  <UnreachedMunicipalities
    language={ctx.language}
    unreached={await listUnreached(ctx)}
    mayReadLog={ctx.actor.permissions.has('notification.readLog')}
  />
)
