import type { World } from '../../../platform/http/world.ts'
import { findGrant, type GrantKey, type GrantTarget } from '../../access/index.ts'
import { inJob } from '../../organisations/index.ts'
import { advance, type Watch } from '../connectors/advance.ts'
import type { Connector, Person } from '../connectors/connector.ts'
import { releaseClaim, saveLearned } from '../store/records.ts'
import { saveStep } from '../store/steps.ts'
import { askLeave, noteOutcome } from './breaker.ts'
import { holdIfOneOfMany } from './hold-removals.ts'
import { personJob, waitJob } from './jobs.ts'
import { type Outcome, settle } from './settle.ts'
import { type TakenUp, takeUp } from './take-up.ts'

/** All a worker needs. */
export interface Workshop {
  readonly world: World
  /** The way to a target: its server, or a human with a list when there is no connection (A3). */
  connectorFor(target: GrantTarget): Connector
  /** From 0 to 1, exclusive. */
  random(): number
  /** Lets so many milliseconds pass. */
  pause(milliseconds: number): Promise<void>
}

/** How often one job follows assignments that change under it before it leaves the rest to the next. */
const mostRounds = 5

/** Each look and each save is a transaction of its own: none is open while the target is asked. */
function watching({ world }: Workshop, { claim, desired }: TakenUp): Watch {
  let isOurs = true
  return {
    async onRead(reading) {
      if (reading.outcome !== 'read') return
      isOurs = await inJob(world, (ctx) => saveLearned(ctx, claim, reading.learned))
    },
    async isCurrent() {
      return isOurs && (await inJob(world, (ctx) => findGrant(ctx, claim.key))).epoch === desired.epoch
    },
    async onStep(name, result) {
      isOurs = await inJob(world, async (ctx) => {
        if (!(await saveLearned(ctx, claim, result.learned ?? {}))) return false
        await saveStep(ctx, claim.key, { epoch: desired.epoch, name, state: result.outcome })
        return true
      })
    },
  }
}

/** Binding it to this person would lock the other one out. */
const accountTaken = (person: Person): Outcome => ({
  outcome: 'held',
  code: 'accountUnsuitable',
  facts: { accountId: person.accountId ?? '', username: person.username ?? '', reason: 'boundToAnother' },
  person,
  step: null,
})

async function attempt(workshop: Workshop, taken: TakenUp): Promise<Outcome> {
  const { person, desired, claim } = taken
  // Nobody is let in without an address; whoever is in can be put out without one.
  if (!person.email && desired.presence === 'present') return { outcome: 'emailMissing' }
  if (taken.isAccountTaken && desired.presence === 'present') return accountTaken(person)
  try {
    return await advance(
      workshop.connectorFor(claim.key.connector),
      person,
      desired,
      watching(workshop, taken),
    )
  } catch (error) {
    await inJob(workshop.world, (ctx) => releaseClaim(ctx, claim))
    throw error
  }
}

/** Lets go of a person until the target has room; null when that is done. */
async function attemptWithLeave(workshop: Workshop, taken: TakenUp): Promise<Outcome | null> {
  const { key } = taken.claim
  const leave = await askLeave(workshop, key.connector)
  if (leave.leave === 'wait') {
    await inJob(workshop.world, async (ctx) => {
      await releaseClaim(ctx, taken.claim)
      await ctx.enqueue(waitJob(key, leave.until))
    })
    return null
  }
  if (leave.leave === 'paused') {
    const { code, until } = leave
    return { outcome: 'paused', code, facts: {}, person: taken.person, step: null, until }
  }
  const result = await attempt(workshop, taken)
  await noteOutcome(workshop, key.connector, result)
  return result
}

/**
 * Takes one person as far as the target allows now, and follows the assignments when they change meanwhile. Safe to
 * run any number of times, by any number of workers, and to be killed anywhere: what is left is found by the sweep.
 */
export async function workOnPerson(workshop: Workshop, key: GrantKey): Promise<void> {
  const { world } = workshop
  for (let round = 0; round < mostRounds; round++) {
    await inJob(world, (ctx) => holdIfOneOfMany(ctx, key))
    const taken = await inJob(world, (ctx) => takeUp(ctx, key))
    if (!taken) return
    const result = await attemptWithLeave(workshop, taken)
    if (!result) return
    const goesOn = await inJob(world, (ctx) => settle(ctx, taken, result, workshop.random()))
    if (!goesOn) return
  }
  await inJob(world, (ctx) => ctx.enqueue(personJob(key)))
}
