import type { Context } from '../../kernel/context.ts'
import { Conflict, NotFound, refuseIf } from '../../kernel/errors.ts'
import { hashOf, newSecret } from '../../platform/secrets.ts'
import { type FeedKind, onlyAtHome } from './domain.ts'
import { checkMayKeepMunicipalFeed } from './policy.ts'
import { findFeed, findMoves } from './queries.ts'
import { insertFeed, type NewAddress, saveAddress, saveRevoked } from './store.ts'

function checkMayKeep({ actor }: Context, kind: FeedKind): void {
  if (kind === 'municipality') checkMayKeepMunicipalFeed(actor)
  else if (actor.kind !== 'user' || actor.side !== 'municipality') throw new NotFound('calendar')
}

/** @throws Refused where the actor is no user of the organisation: the calendar would not open for them */
async function movesOf(ctx: Context): Promise<number> {
  if (ctx.actor.kind !== 'user') return 0
  const moves = await findMoves(ctx)
  refuseIf(moves === null ? onlyAtHome : null)
  return moves ?? 0
}

/**
 * Makes the calendar's address, or a new one in place of the one before, which stops at once (N4).
 * @param expectedVersion the version the wish was made from, 0 where there was none; the newest when left out
 * @returns the secret of the address, here and never again
 * @throws Forbidden, Refused, Conflict when another was made meanwhile
 */
export async function makeAddress(
  ctx: Context,
  kind: FeedKind,
  expectedVersion?: number,
): Promise<{ secret: string }> {
  checkMayKeep(ctx, kind)
  const moves = await movesOf(ctx)
  const before = await findFeed(ctx, kind)
  const version = before?.version ?? 0
  if ((expectedVersion ?? version) !== version) throw new Conflict()
  const secret = newSecret()
  const address: NewAddress = { kind, secretHash: hashOf(secret), moves }
  const id = before ? before.id : await insertFeed(ctx, address)
  if (!id || (before && !(await saveAddress(ctx, before, address)))) throw new Conflict()
  await ctx.emit({
    type: before && !before.isRevoked ? 'calendarFeed.renewed' : 'calendarFeed.created',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'calendarFeed', id },
    facts: { kind },
  })
  return { secret }
}

/** Takes the calendar's address back: it stops at once. @throws Forbidden, NotFound when there is none in force */
export async function revokeAddress(ctx: Context, kind: FeedKind): Promise<void> {
  checkMayKeep(ctx, kind)
  const feed = await findFeed(ctx, kind)
  if (!feed || !(await saveRevoked(ctx, feed.id))) throw new NotFound('calendar')
  await ctx.emit({
    type: 'calendarFeed.revoked',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'calendarFeed', id: feed.id },
    facts: { kind },
  })
}
