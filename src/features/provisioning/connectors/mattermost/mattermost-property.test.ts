import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type DesiredAccess, desiredState, plan, type TeamAccess } from '../../domain.ts'
import { advance } from '../advance.ts'
import type { Learned, Person } from '../connector.ts'
import { type StandIn, startStandIn } from './target-for-tests.ts'

const channelNames = ['advisering', 'teknisk-sparring', 'varsler']

const faultRule = fc.record({
  kind: fc.constantFrom('failBefore', 'failAfter', 'drop', 'dropAfter', 'rateLimit'),
  times: fc.integer({ min: 1, max: 3 }),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  path: fc.constantFrom('/users', '/teams/', '/channels/', '/auth', '/active', '/members'),
})

/** One wish, met with bad luck, tried a few times, perhaps by a worker that dies before it has saved what it learned. */
const wish = fc.record({
  wanted: fc.option(fc.subarray(channelNames), { freq: 2 }),
  rules: fc.array(faultRule, { maxLength: 4 }),
  tokenDead: fc.constantFrom(false, false, false, true),
  attempts: fc.integer({ min: 1, max: 3 }),
  /** How many things learned are saved before the worker dies; more than it learns: it lives. */
  saves: fc.integer({ min: 0, max: 8 }),
})

type Wish = {
  wanted: string[] | null
  rules: object[]
  tokenDead: boolean
  attempts: number
  saves: number
}

function desiredBy(
  target: StandIn,
  wanted: string[] | null,
  epoch: number,
  managed: TeamAccess[],
): DesiredAccess {
  const opens = [{ team: target.team, channels: wanted ?? [] }]
  return desiredState([{ epoch, open: wanted !== null, opens }], managed)
}

async function attempt(
  target: StandIn,
  person: Person,
  desired: DesiredAccess,
  saves: number,
): Promise<Person> {
  let saved = person
  let left = saves
  const save = (result: { learned?: Learned }): void => {
    if (left > 0) saved = { ...saved, ...result.learned }
    left -= 1
  }
  await advance(target.connector, person, desired, {
    onRead: (reading) => save(reading.outcome === 'read' ? reading : {}),
    onStep: (_step, result) => save(result),
  })
  return saved
}

async function live(target: StandIn, first: Person, wishes: readonly Wish[]) {
  const managed = [{ team: target.team, channels: channelNames }]
  let person = first
  let desired = desiredBy(target, null, 0, managed)
  for (const [index, { wanted, rules, tokenDead, attempts, saves }] of wishes.entries()) {
    desired = desiredBy(target, wanted, index + 1, managed)
    await target.strike({ rules, tokenDead })
    for (let count = 0; count < attempts; count++) person = await attempt(target, person, desired, saves)
  }
  await target.strike({})
  return { person, desired }
}

async function settle(target: StandIn, person: Person, desired: DesiredAccess): Promise<Person> {
  let current = person
  for (let attempt = 0; attempt < 4; attempt++) {
    const result = await advance(target.connector, current, desired)
    current = result.person
    if (result.outcome === 'converged') return current
  }
  throw new Error('Did not settle after the faults had stopped')
}

describe.each(['10.11.0', '11.4.0'])('random grants, revocations and faults, server %s', (version) => {
  let target: StandIn
  beforeAll(async () => {
    target = await startStandIn({ version })
  })
  afterAll(async () => {
    await target.close()
  })

  it('ends as desired once the faults stop, with one account at most and a sign-in only for the present', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 1, maxLength: 5 }), async (wishes) => {
        const lived = await live(target, target.newPerson(), wishes)
        const person = await settle(target, lived.person, lived.desired)
        const reading = await target.newConnector().read(person, lived.desired)
        expect(reading.outcome === 'read' && plan(lived.desired, reading.state)).toEqual([])
        const users = await target.api<{ last_name: string }[]>('GET', '/users?per_page=200')
        const own = users.body.filter((user) => user.last_name === person.lastName)
        const isPresent = lived.desired.presence === 'present'
        expect(own.length).toBeLessThanOrEqual(1)
        if (isPresent) expect(own.length).toBe(1)
        const signIn = await target.control('POST', '/sign-in', { auth_data: String(person.ssoId) })
        expect(signIn.status).toBe(isPresent ? 200 : 501)
      }),
      { numRuns: 40, seed: 20261123 },
    )
  })
})
