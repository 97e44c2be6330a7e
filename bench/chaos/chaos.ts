import { setTimeout as pause } from 'node:timers/promises'
import { type Chance, chanceOf } from './chance.ts'
import { type ChaosDatabase, type ChaosPortal, openChaosPortal } from './chaos-portal.ts'
import {
  closeConfirmation,
  type Deeds,
  doSomething,
  giveFirstRoles,
  noDeeds,
  startConfirmation,
} from './deeds.ts'
import { driftApart } from './drift.ts'
import { everybodyTries, type Probes, tryToGetIn } from './probes.ts'
import { findDifferences } from './proof.ts'
import { reconcileFully, releaseBrake, sweep, waitUntilSettled } from './settling.ts'
import { drawWeather, type WeatherName } from './weather.ts'
import { startWorkers, type Workers } from './workers.ts'

export interface ChaosPlan {
  readonly seed: number
  readonly persons: number
  /** How many things are done or go wrong. */
  readonly turns: number
  /** How long it may take until everything is in order again. */
  readonly settleSeconds: number
  readonly database: ChaosDatabase
  /** The built worker. */
  readonly program: string
  readonly say: (line: string) => void
}

export interface ChaosResult {
  readonly deeds: Deeds
  readonly probes: Probes
  readonly killed: number
  readonly drifted: number
  readonly weather: Record<WeatherName, number>
  readonly accounts: number
  /** Seconds from the last fault until everybody was settled. */
  readonly settledAfter: number
  /** Whatever is not as it should be at the end. */
  readonly differences: readonly string[]
}

/** Seconds of the portal in one of the machine's: a claim of a minute is over in two seconds. */
const speed = 30
const begins = Date.parse('2026-11-23T08:00:00Z')
const workerCount = 2

interface Storm {
  readonly portal: ChaosPortal
  readonly plan: ChaosPlan
  readonly workers: Workers
  readonly deeds: Deeds
  readonly probes: Probes
  readonly weather: Record<WeatherName, number>
  drifted: number
  isOver: boolean
}

/** Things changed in Mattermost by hand once the storm is over. */
const driftInCalm = 12

/** What happens in one turn; the rest goes on beside it. */
const turnWeights = { deed: 74, drift: 12, weather: 10, kill: 4 } as const

const turnKinds: Record<keyof typeof turnWeights, (storm: Storm, chance: Chance) => Promise<void>> = {
  deed: ({ portal, deeds }, chance) => doSomething(portal, chance, deeds),
  async drift(storm, chance) {
    if (await driftApart(storm.portal, chance)) storm.drifted += 1
  },
  async weather({ portal, weather }, chance) {
    const { name, faults } = drawWeather(chance)
    weather[name] += 1
    await portal.standIn.strike(faults)
  },
  kill: ({ workers }, chance) => workers.killOne(chance.between(0, workerCount - 1)),
}

/** Everything that the seed decides, one thing after the other. */
async function takeTurns(storm: Storm): Promise<void> {
  const { portal, plan } = storm
  let roundId = ''
  for (let turn = 0; turn < plan.turns; turn++) {
    // Draws of its own for each turn: what one of them finds does not change what the next is.
    const chance = chanceOf(plan.seed * 100_003 + turn)
    if (turn === Math.floor(plan.turns * 0.35)) roundId = await startConfirmation(portal)
    if (turn === Math.floor(plan.turns * 0.7)) await closeConfirmation(portal, roundId)
    await turnKinds[chance.weighed(turnWeights)](storm, chance)
    await pause(chance.between(2, 50))
  }
}

/** Again and again until every turn is taken. */
async function repeat(storm: Storm, milliseconds: number, work: () => Promise<void>): Promise<void> {
  while (!storm.isOver) {
    await work()
    await pause(milliseconds)
  }
}

/** Everything at once. */
async function rage(storm: Storm): Promise<void> {
  const { portal, probes, plan } = storm
  const chance = chanceOf(plan.seed)
  const turns = takeTurns(storm).finally(() => {
    storm.isOver = true
  })
  await Promise.all([
    turns,
    repeat(storm, 60, () => tryToGetIn(portal, chance, probes)),
    repeat(storm, 400, () => sweep(portal)),
  ])
}

async function run(portal: ChaosPortal, workers: Workers, plan: ChaosPlan): Promise<ChaosResult> {
  const storm: Storm = {
    portal,
    plan,
    workers,
    deeds: noDeeds(),
    probes: { letIn: 0, turnedAway: 0, cut: 0, breaches: [] },
    weather: { fine: 0, unsteady: 0, slow: 0, gone: 0, tokenDead: 0, adminLost: 0 },
    drifted: 0,
    isOver: false,
  }
  await releaseBrake(portal)
  await giveFirstRoles(portal, chanceOf(plan.seed + 1), storm.deeds)
  // Somebody must be able to sign in when it begins, however slowly the workers came up: else all are turned away for nothing.
  await waitUntilSettled(portal, plan.settleSeconds)
  const began = Date.now()
  await rage(storm)
  await portal.standIn.strike({})
  const calm = Date.now()
  plan.say(`The storm is over after ${((calm - began) / 1000).toFixed(0)} s.`)
  await waitUntilSettled(portal, plan.settleSeconds)
  // What is changed by hand in calm weather, no event tells of: the reconciliation alone can find it.
  const chance = chanceOf(plan.seed + 2)
  for (let n = 0; n < driftInCalm; n++) if (await driftApart(portal, chance)) storm.drifted += 1
  await reconcileFully(portal, plan.settleSeconds)
  await waitUntilSettled(portal, plan.settleSeconds)
  const settledAfter = (Date.now() - calm) / 1000
  plan.say(`Everybody is settled after ${settledAfter.toFixed(1)} s.`)
  const wronglyIn = await everybodyTries(portal)
  const { differences, accounts } = await findDifferences(portal)
  const { deeds, probes, weather, drifted } = storm
  return {
    deeds,
    probes,
    weather,
    drifted,
    accounts,
    settledAfter,
    killed: workers.killed,
    differences: [...differences, ...wronglyIn],
  }
}

/**
 * People are given roles, lose them and are confirmed, somebody changes things in Mattermost by hand, the server fails
 * in every way it can, and workers are killed; all the while people try to sign in. Afterwards everything must be as the
 * assignments say. What is done, and in which order, follows from the seed; what meets what is decided by the machine.
 */
export async function runChaos(plan: ChaosPlan): Promise<ChaosResult> {
  const pace = { startedAt: Date.now(), begins, speed }
  const portal = await openChaosPortal(plan.database, plan.persons, pace)
  try {
    const workers = await startWorkers(plan.program, workerCount, portal.settings)
    try {
      return await run(portal, workers, plan)
    } finally {
      await workers.stop()
    }
  } finally {
    await portal.close()
  }
}
