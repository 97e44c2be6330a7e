import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/support/test-app.ts'
import { seedDemoCommand } from './seed-demo.ts'

let portal: TestApp
const seed = (MODE: 'demo' | 'production') => {
  const { host, port, user, database } = portal.owner
  return seedDemoCommand(portal.app.world, { host, port, user, database }, { MODE })
}
const tasks = async () =>
  (await portal.owner.query<{ count: number }>('select count(*)::int as count from task')).rows[0]?.count

beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

test('never in production', async () => {
  await expect(seed('production')).rejects.toThrow('MODE=demo')
  expect(await tasks()).toBe(0)
})

test('fills once and says so', async () => {
  expect(await seed('demo')).toBe('The demo data is in place.')
  const filled = await tasks()
  // Eight roll-outs to 99 municipalities, and the confirmations of those that have holders.
  expect(filled).toBeGreaterThan(8 * 99)
  expect(await seed('demo')).toBe('The demo data was there already. Nothing was changed.')
  expect(await tasks()).toBe(filled)
})
