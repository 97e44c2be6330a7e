import type { Context } from '../../kernel/context.ts'
import { Forbidden, InvalidInput, NotFound } from '../../kernel/errors.ts'
import { findGrant, type GrantKey } from '../access/index.ts'
import { type DesiredAccess, stepsOf } from './domain.ts'
import { saveTryAgain } from './store/operating.ts'
import { findRecord } from './store/record-row.ts'
import { insertTicks } from './store/steps.ts'
import { changeJob } from './work/jobs.ts'

function checkMayOperate(ctx: Context): void {
  if (ctx.actor.side !== 'central' || !ctx.actor.permissions.has('provisioning.operate')) {
    throw new Forbidden('provisioning.operate')
  }
}

const nobodyChosen = { da: 'Vælg mindst én person.', en: 'Choose at least one person.' }

/** The work an operator saw: a grant or a revocation, of one version of the assignments. */
export interface ChosenWork extends GrantKey, Pick<DesiredAccess, 'epoch' | 'presence'> {}

const nameOf = (key: GrantKey): string => `${key.organisationId}:${key.userId}:${key.connector}`

/** Each person once, and always in the same order: two operators who lock several never wait for each other. */
function inOrder(chosen: readonly ChosenWork[]): ChosenWork[] {
  const byName = new Map(chosen.map((work) => [nameOf(work), work]))
  return [...byName].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, work]) => work)
}

/**
 * An operator says that the work on these people is done by hand (A3): every step of the grant or the revocation is
 * ticked off with the operator's name. Counts for the very work that was shown: what the assignments have changed
 * since, from a grant to its revocation, nobody has done yet.
 * @returns for how many it counted, and how many were left as they are because their work is another now
 * @throws Forbidden, InvalidInput when nobody was chosen
 */
export async function tickOff(
  ctx: Context,
  chosen: readonly ChosenWork[],
): Promise<{ ticked: number; changed: number }> {
  checkMayOperate(ctx)
  if (chosen.length === 0) throw new InvalidInput({ person: nobodyChosen })
  const works = inOrder(chosen)
  let ticked = 0
  for (const work of works) if (await tickOne(ctx, work)) ticked += 1
  return { ticked, changed: works.length - ticked }
}

async function tickOne(ctx: Context, { epoch, presence, ...key }: ChosenWork): Promise<boolean> {
  // Locked: no worker begins something else between the look and the ticks.
  const record = await findRecord(ctx, key, true)
  if (record?.state !== 'waitingManual' || record.epoch !== epoch || record.presence !== presence)
    return false
  const steps = stepsOf(presence)
  await insertTicks(
    ctx,
    steps.map((step) => ({ ...key, epoch, step })),
  )
  await ctx.emit({
    type: 'provisioning.tickedOff',
    organisationId: key.organisationId,
    subject: { type: 'user', id: key.userId },
    facts: { connector: key.connector, steps: [...steps] },
  })
  await ctx.enqueue(changeJob(key))
  return true
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
  await ctx.enqueue(changeJob(key))
}
