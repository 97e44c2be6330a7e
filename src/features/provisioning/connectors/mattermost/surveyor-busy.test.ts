import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type StandIn, startStandIn } from './target-for-tests.ts'

let standIn: StandIn
let waits: number[]
beforeAll(async () => {
  standIn = await startStandIn()
})
afterAll(() => standIn.close())
beforeEach(async () => {
  waits = []
  await standIn.control('DELETE', '/faults')
})

const pause = async (milliseconds: number) => void waits.push(milliseconds)

const survey = () =>
  standIn.newConnector({ pause }).surveyor?.survey({
    places: [{ team: standIn.team, channels: standIn.channels }],
    accountIds: [],
    lastSeenOf: [],
    onProgress: async () => true,
  })

const busy = (times: number, retryAfter = 3) =>
  standIn.strike({ rules: [{ kind: 'rateLimit', times, retryAfter, path: '/members$' }] })

it('a reading waits as long as the server asks, and goes on where it was', async () => {
  await busy(3)
  expect(await survey()).toMatchObject({ outcome: 'read' })
  expect(waits).toHaveLength(3)
  for (const wait of waits) expect(wait).toBeGreaterThanOrEqual(3000)
})

it('… and ends without an answer where the server is busy for ever, or asks for too long', async () => {
  await busy(1000, 1)
  expect(await survey()).toMatchObject({ outcome: 'retry', reason: 'rateLimited' })
  expect(waits.reduce((sum, wait) => sum + wait)).toBeLessThanOrEqual(60_000)
  waits = []
  await busy(1, 600)
  expect(await survey()).toMatchObject({ outcome: 'retry', reason: 'rateLimited', afterMs: 600_000 })
  expect(waits).toEqual([])
})

it('a person’s own work does not: its turn comes again', async () => {
  await standIn.strike({ rules: [{ kind: 'rateLimit', times: 1, retryAfter: 3 }] })
  const connector = standIn.newConnector({ pause })
  expect(await connector.check()).not.toMatchObject({ state: 'ok' })
  expect(waits).toEqual([])
})
