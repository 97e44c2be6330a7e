import { setTimeout as pause } from 'node:timers/promises'
import { chanceOf } from './chance.ts'
import { type ChaosDatabase, type ChaosPortal, openChaosPortal } from './chaos-portal.ts'
import { closeConfirmation, type Deeds, doSomething, noDeeds, startConfirmation } from './deeds.ts'
import { driftApart } from './drift.ts'
import { everybodyTries, type Probes, tryToGetIn } from './probes.ts'
import { findDifferences } from './proof.ts'
import { lookAtEverybodyAgain, sweep, waitUntilSettled } from './settling.ts'
import { drawWeather, type WeatherName } from './weather.ts'
import { startWorkers, type Workers } from './workers.ts'

export interface ChaosPlan {
  readonly seed: number
  readonly persons: number
  /** How long things are done and go wrong. */
  readonly seconds: number
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
  readonly until: number
  readonly deeds: Deeds
  readonly probes: Probes
  readonly weather: Record<WeatherName, number>
  drifted: number
}

const isOver = ({ until }: Storm): boolean => Date.now() >= until

/** Again and again until the storm is over, with pauses that the seed decides. */
async function repeat(
  storm: Storm,
  lane: number,
  [least, most]: readonly [number, number],
  work: (chance: ReturnType<typeof chanceOf>) => Promise<void>,
): Promise<void> {
  const chance = chanceOf(storm.plan.seed * 10 + lane)
  while (!isOver(storm)) {
    await work(chance)
    await pause(chance.between(least, most))
  }
}

async function confirmOnce(storm: Storm): Promise<void> {
  const { portal, plan } = storm
  await pause(plan.seconds * 350)
  const roundId = await startConfirmation(portal)
  await pause(plan.seconds * 350)
  await closeConfirmation(portal, roundId)
}

/** Everything at once. */
async function rage(storm: Storm): Promise<void> {
  const { portal, workers, deeds, probes } = storm
  await Promise.all([
    repeat(storm, 1, [5, 60], (chance) => doSomething(portal, chance, deeds)),
    repeat(storm, 2, [40, 300], async (chance) => {
      if (await driftApart(portal, chance)) storm.drifted += 1
    }),
    repeat(storm, 3, [300, 1500], async (chance) => {
      const { name, faults } = drawWeather(chance)
      storm.weather[name] += 1
      await portal.standIn.strike(faults)
    }),
    repeat(storm, 4, [500, 3000], (chance) => workers.killOne(chance.between(0, workerCount - 1))),
    repeat(storm, 5, [10, 80], (chance) => tryToGetIn(portal, chance, probes)),
    repeat(storm, 6, [400, 400], () => sweep(portal)),
    confirmOnce(storm),
  ])
}

async function run(portal: ChaosPortal, workers: Workers, plan: ChaosPlan): Promise<ChaosResult> {
  const storm: Storm = {
    portal,
    plan,
    workers,
    until: Date.now() + plan.seconds * 1000,
    deeds: noDeeds(),
    probes: { letIn: 0, turnedAway: 0, cut: 0, breaches: [] },
    weather: { fine: 0, unsteady: 0, slow: 0, gone: 0, tokenDead: 0, adminLost: 0 },
    drifted: 0,
  }
  await rage(storm)
  await portal.standIn.strike({})
  const calm = Date.now()
  plan.say(`The storm is over after ${plan.seconds} s; ${workers.killed} workers were killed.`)
  await waitUntilSettled(portal, plan.settleSeconds)
  await lookAtEverybodyAgain(portal)
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
