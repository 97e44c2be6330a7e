import { z } from 'zod'
import type { World } from '../../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../../platform/jobs/jobs.ts'
import { asCentral, inJob, inMunicipality } from '../../organisations/index.ts'
import { carryOutDue } from '../actions/carrying-out.ts'
import { closeRound, settleRounds } from '../actions/closing.ts'
import { startLeaverRound, startMoverRound } from '../actions/leaving.ts'
import { startDue } from '../actions/planning.ts'
import { remind } from '../actions/reminding.ts'
import { listDueMunicipalities } from '../store/carrying-out.ts'
import { listReminded } from '../store/reminders.ts'
import { workQueueName } from './names.ts'

/** Hourly, so that a server that was down at midnight catches up. */
export const certificationDaySpec: QueueSpec = { name: 'certification.day', schedule: '7 * * * *' }

/** What follows in the municipalities, as soon as an access or a role has changed. */
export const certificationWorkSpec: QueueSpec = {
  name: workQueueName,
  oncePerOrganisation: true,
  listensTo: [
    'access.activated',
    'access.changed',
    'access.closed',
    'assignment.ended',
    'pendingAssignment.tookEffect',
    'pendingAssignment.refused',
    'pendingAssignment.expired',
    'pendingAssignment.withdrawn',
    'user.returned',
  ],
}

export const leaverSpec: QueueSpec = { name: 'certification.leaver', listensTo: ['user.left'] }

export const moverSpec: QueueSpec = { name: 'certification.mover', listensTo: ['user.moved'] }

export const certificationDayQueue = (world: World): Queue => ({
  ...certificationDaySpec,
  handle: () => turnCertificationDay(world),
})

/** What the central body's people would need to do what the clock does. */
const centralRights = ['certification.start'] as const
/** What a municipality's people would need for it. */
const municipalityRights = ['assignment.write', 'task.answer'] as const

const aboutRound = z.object({ roundId: z.string() })
const aboutMunicipality = z.object({ organisationId: z.number() })

export const certificationWorkQueue = (world: World): Queue => ({
  ...certificationWorkSpec,
  async handle(facts) {
    const one = aboutMunicipality.safeParse(facts)
    if (one.success)
      return await inMunicipality(world, one.data.organisationId, municipalityRights, carryOutDue)
    await workInAll(world, aboutRound.safeParse(facts).data?.roundId ?? null)
  },
})

const aboutPerson = z.object({ organisationId: z.number(), subjectId: z.uuid() })

export const leaverQueue = (world: World): Queue => ({
  ...leaverSpec,
  async handle(facts) {
    const { organisationId, subjectId: userId } = aboutPerson.parse(facts)
    await asCentral(world, centralRights, (ctx) => startLeaverRound(ctx, { organisationId, userId }))
  },
})

export const moverQueue = (world: World): Queue => ({
  ...moverSpec,
  async handle(facts) {
    const { organisationId, subjectId: userId } = aboutPerson.parse(facts)
    await asCentral(world, centralRights, (ctx) => startMoverRound(ctx, { organisationId, userId }))
  },
})

/** Tries each; what failed is told once all were tried, so that one keeps no other from its turn. */
class Faults {
  readonly #faults: unknown[] = []
  async try(step: () => Promise<unknown>): Promise<void> {
    await step().catch((fault: unknown) => this.#faults.push(fault))
  }
  /** @throws AggregateError when anything failed */
  tell(): void {
    if (this.#faults.length > 0) throw new AggregateError(this.#faults, 'Parts of the confirmation failed')
  }
}

/**
 * Each municipality in a transaction of its own: none waits for another, none is half-done, and one that fails stops
 * no other.
 * @throws AggregateError once all were tried
 */
export async function workInAll(world: World, roundId: string | null): Promise<void> {
  const faults = new Faults()
  for (const organisationId of await inJob(world, (ctx) => listDueMunicipalities(ctx, roundId)))
    await faults.try(() => inMunicipality(world, organisationId, municipalityRights, carryOutDue))
  faults.tell()
}

/**
 * All that a new day brings, in order: rounds past their last day close, planned ones start, consequences whose day
 * has come are carried out, what is over is settled, reminders are told. Run twice, the second finds nothing. A step
 * that fails keeps none of the others from its turn.
 * @throws AggregateError once all were tried
 */
export async function turnCertificationDay(world: World): Promise<void> {
  const faults = new Faults()
  for (const roundId of await inJob(world, listPastLastDay))
    await faults.try(() => asCentral(world, centralRights, (ctx) => closeRound(ctx, roundId)))
  await faults.try(() => asCentral(world, centralRights, startDue))
  await faults.try(() => workInAll(world, null))
  await faults.try(() => asCentral(world, centralRights, settleRounds))
  await faults.try(() => inJob(world, remind))
  faults.tell()
}

async function listPastLastDay(ctx: Parameters<typeof remind>[0]): Promise<string[]> {
  const rounds = await listReminded(ctx)
  return rounds
    .filter(({ status, closesOn }) => status === 'open' && closesOn < ctx.today)
    .map(({ id }) => id)
}
