import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'

let portal: TestApp
let path: string

beforeAll(async () => {
  portal = await createTestApp()
  for (const name of ['Anders', 'Lone'] as const) await portal.actor(name)
  path = `/api/v1/users/${(await portal.actor('Anders')).id}/notification-choices`
})
afterAll(() => portal.close())

type Client = Awaited<ReturnType<TestApp['apiClient']>>
const wayOf = (body: { ways: { reason: string; way: string }[] }, reason: string) =>
  body.ways.find((one) => one.reason === reason)?.way

const put = (client: Client, body: object, etag: string) => client.put(path, body, { 'if-match': etag })

test('a machine reads and changes how its own people are told, from the version it read', async () => {
  const client = await portal.apiClient('Korsbæk', ['notification.read', 'notification.choose'])
  const read = await client.get(path)
  expect([read.statusCode, read.headers.etag]).toEqual([200, '"0"'])
  expect(read.json()).toMatchObject({ quietFrom: null, quietUntil: null, workingDaysOnly: false })
  expect(wayOf(read.json(), 'roleGiven')).toBe('atOnce')
  expect(read.json().ways.find((one: { reason: string }) => one.reason === 'taskReminder').offered).toEqual([
    'atOnce',
    'daily',
    'portal',
  ])
  expect(wayOf(read.json(), 'removalsHeld')).toBeUndefined()

  const ways = [
    { reason: 'roleGiven', way: 'daily' },
    { reason: 'messageAnswered', way: 'weekly' },
  ]
  const first = await put(client, { ways, quietFrom: 20, quietUntil: 7 }, '"0"')
  expect([first.statusCode, wayOf(first.json(), 'roleGiven'), first.json().quietFrom]).toEqual([
    200,
    'daily',
    20,
  ])
  expect((await put(client, {}, '"0"')).statusCode).toBe(412)
  expect((await client.put(path, {})).statusCode).toBe(428)
  expect(await eventsOf()).toEqual([
    {
      type: 'notification.choicesSaved',
      changes: {
        roleGiven: { from: 'atOnce', to: 'daily' },
        messageAnswered: { from: 'atOnce', to: 'weekly' },
        quietFrom: { from: null, to: 20 },
        quietUntil: { from: null, to: 7 },
      },
    },
  ])

  portal.clock.moveTo(new Date(portal.clock.now().getTime() + 1000).toISOString())
  const again = await put(client, { ways: ways.slice(1) }, String(first.headers.etag))
  expect([wayOf(again.json(), 'roleGiven'), wayOf(again.json(), 'messageAnswered')]).toEqual([
    'atOnce',
    'weekly',
  ])
  expect((await client.get(path)).json()).toEqual(again.json())
})

test('what is not offered, hours that are none, and other people are refused', async () => {
  const client = await portal.apiClient('Korsbæk', ['notification.read', 'notification.choose'])
  const weekly = { ways: [{ reason: 'taskReminder', way: 'weekly' }] }
  for (const body of [weekly, { ways: [{ reason: 'roleEnded', way: 'off' }] }, { quietFrom: 7 }])
    expect((await put(client, body, '*')).statusCode).toBe(422)
  const lone = `/api/v1/users/${(await portal.actor('Lone')).id}/notification-choices`
  expect((await client.get(lone)).statusCode).toBe(404)
  expect((await client.put(lone, {}, { 'if-match': '*' })).statusCode).toBe(404)
  const reader = await portal.apiClient('Korsbæk', ['notification.read'])
  expect((await put(reader, {}, '*')).statusCode).toBe(403)
})

async function eventsOf() {
  const { rows } = await portal.owner.query(
    `select type, changes from event where type = 'notification.choicesSaved' order by id`,
  )
  return rows
}
