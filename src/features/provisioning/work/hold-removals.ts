import type { Context } from '../../../kernel/context.ts'
import type { GrantKey } from '../../access/index.ts'
import { mustBrake } from '../domain-guards.ts'
import { countDueRemovals, insertHold, isDueRemoval, lockHolds } from '../store/holds.ts'
import { findRules } from '../store/targets.ts'

/**
 * The brake on mass removal: what a decision on one person removes is never held. What follows from something wider, such
 * as a role that opens less than before, is when it is much at once: an operator decides. The gate is closed all the same
 * (A2): what waits is taking people out.
 */
export async function holdMassRemovals(ctx: Context): Promise<void> {
  await lockHolds(ctx)
  for (const due of await countDueRemovals(ctx)) {
    const { brake } = await findRules(ctx, due.connector)
    if (!mustBrake(due.removals, due.people, brake)) continue
    const id = await insertHold(ctx, due)
    await ctx.emit({
      type: 'provisioning.removalsHeld',
      organisationId: ctx.actor.organisationId,
      subject: { type: 'removalHold', id },
      facts: { connector: due.connector, removals: due.removals, people: due.people },
    })
  }
}

/** As above, before one person is taken up: a job of their own must not run ahead of the sweep that would hold them. */
export async function holdIfOneOfMany(ctx: Context, key: GrantKey): Promise<void> {
  if (await isDueRemoval(ctx, key)) await holdMassRemovals(ctx)
}
