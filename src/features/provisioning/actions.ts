import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound } from '../../kernel/errors.ts'
import { findGrant, type GrantKey } from '../access/index.ts'
import { type DesiredAccess, stepsOf } from './domain.ts'
import { checkMayOperate } from './policy.ts'
import { type AgainWish, saveTaken, saveTryAgain } from './store/operating.ts'
import { findRecord } from './store/record-row.ts'
import { insertTicks } from './store/steps.ts'
import { changeJob } from './work/jobs.ts'

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
 * Tries again now what failed or was held; a human has looked at it, and may say more: that an account with the same
 * address is taken over, or that the account is gone and a new one is to be made.
 * @throws Forbidden, NotFound
 */
export async function tryAgain(ctx: Context, key: GrantKey, wish: Partial<AgainWish> = {}): Promise<void> {
  checkMayOperate(ctx)
  const { mayAdopt = false, startsOver = false } = wish
  const grant = await findGrant(ctx, key)
  const isKnown = await saveTryAgain(ctx, key, { mayAdopt, startsOver })
  if (!isKnown && !grant.open) throw new NotFound('access')
  await ctx.emit({
    type: 'provisioning.triedAgain',
    organisationId: key.organisationId,
    subject: { type: 'user', id: key.userId },
    facts: { connector: key.connector, mayAdopt, ...(startsOver && { startsOver }) },
  })
  await ctx.enqueue(changeJob(key))
}

/** An operator takes a held case in hand: others see who, and since when. @throws Forbidden, NotFound */
export async function takeCase(ctx: Context, key: GrantKey): Promise<void> {
  checkMayOperate(ctx)
  if (!(await saveTaken(ctx, key))) throw new NotFound('access')
  await ctx.emit({
    type: 'provisioning.caseTaken',
    organisationId: key.organisationId,
    subject: { type: 'user', id: key.userId },
    facts: { connector: key.connector },
  })
}
