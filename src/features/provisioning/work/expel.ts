import type { Context } from '../../../kernel/context.ts'
import { findGrant } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import { listToExpel, type Stranger, saveFinding } from '../store/findings.ts'
import { findOwner } from '../store/known-people.ts'
import { tellRun } from './tell-run.ts'
import type { Workshop } from './work-on-person.ts'

/**
 * What is left to take away now: whom a role has brought there since keeps those places. Null: nothing.
 */
async function placesToLeave(ctx: Context, { connector, accountId, places }: Stranger) {
  const owner = await findOwner(ctx, connector, accountId)
  const grant = owner && (await findGrant(ctx, owner))
  const wanted = grant?.open ? grant.opens : []
  const left = places.flatMap(({ team, channels }) => {
    const kept = wanted.filter((access) => access.team === team).flatMap((access) => access.channels)
    const rest = channels.filter((channel) => !kept.includes(channel))
    return rest.length > 0 || !wanted.some((access) => access.team === team) ? [{ team, channels: rest }] : []
  })
  const leavesTeams = left.map(({ team }) => team).filter((team) => !wanted.some((one) => one.team === team))
  return { places: left, leavesTeams }
}

async function expelOne(workshop: Workshop, runId: string, stranger: Stranger): Promise<void> {
  const { surveyor } = workshop.connectorFor(stranger.connector)
  const from = await inJob(workshop.world, (ctx) => placesToLeave(ctx, stranger))
  const result = surveyor ? await surveyor.expel(stranger.accountId, from) : null
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
