import { addDays } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { leaverDays } from '../domain/round.ts'
import { checkMayStart } from '../policy.ts'
import { findLeaver, findMover } from '../queries/preview.ts'
import { holdSnapshots } from '../store/rounds.ts'
import { open, type Started } from './starting.ts'

/** Somebody of a municipality. */
export interface AtHome {
  readonly organisationId: number
  readonly userId: string
}

/**
 * A small round at once for one who has left a municipality (C6): the roles they hold there, a short time to answer,
 * removal without one. While such a round is open, a second one is not started.
 * @returns null when they hold nothing there that is not asked about already
 */
export async function startLeaverRound(ctx: Context, leaver: AtHome): Promise<Started | null> {
  checkMayStart(ctx.actor)
  await holdSnapshots(ctx)
  const found = await findLeaver(ctx, leaver.organisationId, leaver.userId)
  if (!found) return null
  return await open(ctx, {
    name: `Stoppet: ${found.userName}`,
    roleIds: found.roleIds,
    audience: { kind: 'list', organisationIds: [leaver.organisationId] },
    closesOn: addDays(ctx.today, leaverDays),
    nonResponse: 'remove',
    graceDays: 0,
    kind: 'leaver',
    basedOn: null,
    choice: { kind: 'leaver', ...leaver },
    userName: found.userName,
  })
}

/**
 * The same for one who works there still, with another title (C6). Nobody loses a role for having moved: without an answer
 * it goes on, and the yearly round asks as ever.
 * @returns null when they hold nothing there that is not asked about already
 */
export async function startMoverRound(ctx: Context, mover: AtHome): Promise<Started | null> {
  checkMayStart(ctx.actor)
  await holdSnapshots(ctx)
  const found = await findMover(ctx, mover.organisationId, mover.userId)
  if (!found) return null
  return await open(ctx, {
    name: `Ny stilling: ${found.userName}`,
    roleIds: found.roleIds,
    audience: { kind: 'list', organisationIds: [mover.organisationId] },
    closesOn: addDays(ctx.today, leaverDays),
    nonResponse: 'keep',
    graceDays: 0,
    kind: 'mover',
    basedOn: null,
    choice: { kind: 'mover', ...mover },
    userName: found.userName,
  })
}
