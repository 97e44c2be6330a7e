import type { Context } from '../../../kernel/context.ts'
import { escalationDelay, sessionFacts } from '../domain-attempts.ts'
import { saveEscalated } from '../store/operating.ts'
import { findSessions } from '../store/targets.ts'

/**
 * Tells operations of every access that has not been closed for a quarter of an hour, each once (A2). Set-based: while a
 * target is on pause nobody's own attempt would tell.
 */
export async function escalateLate(ctx: Context): Promise<number> {
  const late = await saveEscalated(ctx, new Date(ctx.now.getTime() - escalationDelay))
  const sessions = new Map<string, Awaited<ReturnType<typeof findSessions>>>()
  for (const { connector } of late)
    if (!sessions.has(connector)) sessions.set(connector, await findSessions(ctx, connector))
  await ctx.emitToMany(
    { type: 'access.closingDelayed', subjectType: 'user' },
    late.map(({ organisationId, userId, userName, connector, epoch, code, failingSince }) => ({
      organisationId,
      id: userId,
      facts: {
        ...{ userName, connector, epoch, code },
        ...sessionFacts(failingSince, sessions.get(connector) ?? null),
      },
    })),
  )
  return late.length
}
