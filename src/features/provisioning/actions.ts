import type { Context } from '../../kernel/context.ts'
import { Forbidden, InvalidInput, NotFound } from '../../kernel/errors.ts'
import { findGrant, type GrantKey } from '../access/index.ts'
import { stepsOf } from './domain.ts'
import { saveTryAgain } from './store/operating.ts'
import { findRecord } from './store/record-row.ts'
import { insertTicks } from './store/steps.ts'
import { personJob } from './work/jobs.ts'

function checkMayOperate(ctx: Context): void {
  if (ctx.actor.side !== 'central' || !ctx.actor.permissions.has('provisioning.operate')) {
    throw new Forbidden('provisioning.operate')
  }
}

const nobodyChosen = { da: 'Vælg mindst én person.', en: 'Choose at least one person.' }

/**
 * An operator says that the work on these people is done by hand (A3): every step of the grant or the revocation is
 * ticked off with the operator's name. People whose work changed meanwhile are left as they are.
 * @returns for how many it counted
 * @throws Forbidden, InvalidInput when nobody was chosen
 */
export async function tickOff(ctx: Context, keys: readonly GrantKey[]): Promise<number> {
  checkMayOperate(ctx)
  if (keys.length === 0) throw new InvalidInput({ person: nobodyChosen })
  let ticked = 0
  for (const key of keys) {
    const record = await findRecord(ctx, key, false)
    if (record?.state !== 'waitingManual') continue
    const steps = stepsOf(record.presence)
    await insertTicks(
      ctx,
      steps.map((step) => ({ ...key, epoch: record.epoch, step })),
    )
    await ctx.emit({
      type: 'provisioning.tickedOff',
      organisationId: key.organisationId,
      subject: { type: 'user', id: key.userId },
      facts: { connector: key.connector, steps: [...steps] },
    })
    await ctx.enqueue(personJob(key))
    ticked += 1
  }
  return ticked
}

/**
 * Tries again now what failed or was held; a human has looked at it.
 * @param mayAdopt the operator approves that an account with the same address is taken over
 * @throws Forbidden, NotFound
 */
export async function tryAgain(ctx: Context, key: GrantKey, mayAdopt: boolean): Promise<void> {
  checkMayOperate(ctx)
  const grant = await findGrant(ctx, key)
  const isKnown = await saveTryAgain(ctx, key, mayAdopt)
  if (!isKnown && !grant.open) throw new NotFound('access')
  await ctx.emit({
    type: 'provisioning.triedAgain',
    organisationId: key.organisationId,
    subject: { type: 'user', id: key.userId },
    facts: { connector: key.connector, mayAdopt },
  })
  await ctx.enqueue(personJob(key))
}
