import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/support/test-app.ts'
import { fillDemo } from './fill-demo.ts'

let portal: TestApp
const owner = () => ({
  host: portal.owner.host,
  port: portal.owner.port,
  user: portal.owner.user,
  database: portal.owner.database,
})
const rows = async (statement: string) => (await portal.owner.query(statement)).rows

beforeAll(async () => {
  portal = await createTestApp()
  await fillDemo(portal.app.world, owner(), portal.clock.now())
}, 60_000)
afterAll(() => portal.close())

test('the real task is #139534 in Korsbæk, untouched and overdue', async () => {
  expect(
    await rows(`select t.status, t.due_on, t.priority from task t join organisation o on o.id = t.organisation_id
      where t.number = 139534 and o.short_name = 'Korsbæk'`),
  ).toEqual([{ status: 'notStarted', due_on: '2025-08-25', priority: 'voluntary' }])
})

test('every municipality has its copy of each task that was sent, and most of the first are answered', async () => {
  const [sent] = await rows(
    `select count(*)::int as rollouts, min(task_count) as least, max(task_count) as most from rollout`,
  )
  expect(sent).toEqual({ rollouts: 8, least: 99, most: 99 })
  const [first] = await rows(`select count(*) filter (where outcome = 'participated')::int as participated,
    count(*) filter (where outcome = 'optedOut')::int as opted_out, count(*) filter (where status = 'inProgress')::int as begun
    from task where number between 139436 and 139534`)
  expect(first.participated).toBeGreaterThan(40)
  expect(first.opted_out).toBeGreaterThan(8)
  expect(first.begun).toBeGreaterThan(3)
})

test('Mads has never signed in, and some municipalities have no KLIK-administrator', async () => {
  expect(await rows(`select 1 from user_account where name = 'Mads Friis'`)).toEqual([])
  const [without] =
    await rows(`select count(*)::int as count from organisation o where o.kind = 'municipality'
    and not exists (select from user_account u where u.organisation_id = o.id and 'klik_administrator' = any (u.system_roles))`)
  expect(without.count).toBeGreaterThan(3)
})

test('filling again changes nothing', async () => {
  const before = await rows('select count(*)::int as events from event')
  expect(await fillDemo(portal.app.world, owner(), portal.clock.now())).toBe(false)
  expect(await rows('select count(*)::int as events from event')).toEqual(before)
})

test('a database with somebody’s real data is never opened as a demo (S4)', async () => {
  const other = await createTestApp()
  try {
    await other.owner.query(
      `insert into user_account (id, organisation_id, name, first_signed_in_at, last_signed_in_at)
       values ('11111111-0000-4000-8000-000000000000', 1, 'En rigtig person', now(), now())`,
    )
    const connection = {
      host: other.owner.host,
      port: other.owner.port,
      user: other.owner.user,
      database: other.owner.database,
    }
    await expect(fillDemo(other.app.world, connection, other.clock.now())).rejects.toThrow('MODE=production')
  } finally {
    await other.close()
  }
})
