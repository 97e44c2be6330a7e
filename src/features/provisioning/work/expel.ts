import type { Context } from '../../../kernel/context.ts'
import { findGrant } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import type { TeamAccess } from '../domain.ts'
import { listToExpel, type Stranger, saveFinding } from '../store/findings.ts'
import { findOwner } from '../store/known-people.ts'
import { tellRun } from './tell-run.ts'
import type { Workshop } from './work-on-person.ts'

/** What a role has brought the account to by now. */
async function keptPlaces(ctx: Context, { connector, accountId }: Stranger): Promise<readonly TeamAccess[]> {
  const owner = await findOwner(ctx, connector, accountId)
  const grant = owner && (await findGrant(ctx, owner))
  return grant?.open ? grant.opens : []
}

async function expelOne(workshop: Workshop, runId: string, stranger: Stranger): Promise<void> {
  const { surveyor } = workshop.connectorFor(stranger.connector)
  const { accountId, places } = stranger
  const keeps = await inJob(workshop.world, (ctx) => keptPlaces(ctx, stranger))
  const result = surveyor ? await surveyor.expel(accountId, { places, keeps }) : null
  const isDone = result?.outcome === 'done'
  await inJob(workshop.world, async (ctx) => {
    await saveFinding(ctx, runId, stranger.number, { state: isDone ? 'done' : 'failed' })
    const type = isDone ? 'reconciliation.memberRemoved' : 'reconciliation.memberNotRemoved'
    const run = { id: runId, connector: stranger.connector }
    await tellRun(ctx, type, run, { username: stranger.username })
  })
}

/** Takes the members out whose removal was asked for, by rule or by an operator; each proven by a reading. */
export async function expelMembers(workshop: Workshop, runId: string): Promise<void> {
  const strangers = await inJob(workshop.world, (ctx) => listToExpel(ctx, runId))
  for (const stranger of strangers) await expelOne(workshop, runId, stranger)
}
