import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/support/test-app.ts'
import { civilDay } from '../kernel/civil-day.ts'
import { weekdayNear } from './demo-stage.ts'
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
  // Filling is part of the first start: it may not take longer than a person waits.
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
    `select count(*)::int as rollouts, min(task_count) as least, max(task_count) as most from rollout
     where id not in (select rollout_id from certification_round)`,
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

test('the trail is numbered in the order of time, and nothing happened after the fill or at a weekend', async () => {
  const backwards = await rows(
    'select id from (select id, at, lag(at) over (order by id) as before from event) e where at < before',
  )
  expect(backwards).toEqual([])
  const [latest] = await rows('select max(at) as at, count(*)::int as events from event')
  expect(latest.at.getTime()).toBeLessThan(portal.clock.now().getTime())
  expect(latest.events).toBeGreaterThan(1_500)
  const atWeekends = await rows(
    `select id from event where extract(isodow from at at time zone 'Europe/Copenhagen') > 5`,
  )
  expect(atWeekends).toEqual([])
})

test('Korsbæk: one message with its answer and two notes on the real task, others at every stage', async () => {
  expect(
    await rows(`select (select array_agg(author_name order by sent_at) from message where task_number = 139534) as messages,
      (select array_agg(author_name order by written_at) from internal_note where task_number = 139534) as notes`),
  ).toEqual([{ messages: ['Anders Skov', 'Signe Bruun'], notes: ['Anders Skov', 'Katrine Holm'] }])
  expect(
    await rows(`select t.status, t.outcome, t.due_on < date '2026-11-23' as overdue, count(*)::int
      from task t join organisation o on o.id = t.organisation_id where o.short_name = 'Korsbæk'
      group by 1, 2, 3 order by 1, 2, 3`),
  ).toEqual([
    { status: 'completed', outcome: 'optedOut', overdue: true, count: 1 },
    { status: 'completed', outcome: 'participated', overdue: true, count: 2 },
    { status: 'inProgress', outcome: null, overdue: false, count: 3 },
    { status: 'notStarted', outcome: null, overdue: false, count: 2 },
    { status: 'notStarted', outcome: null, overdue: true, count: 2 },
  ])
  const vacant = await rows(`select r.name from role r where r.minimum_holders > 0 and not exists (
      select from assignment a join organisation o on o.id = a.organisation_id
      where o.short_name = 'Korsbæk' and a.role_id = r.id and a.ended_at is null) order by r.name`)
  expect(vacant.map((row) => row.name)).toEqual([
    'Deltager i cybersamarbejdsplatform (Mattermost)',
    'DUBU-faglig leder',
  ])
})

test('Aarhus has not answered the real task, and neither Korsbæk nor Aarhus holds its role', async () => {
  expect(
    await rows(`select t.status from task t join organisation o on o.id = t.organisation_id
      where o.short_name = 'Aarhus' and t.number between 139436 and 139534`),
  ).toEqual([{ status: 'notStarted' }])
  const [held] = await rows(`select count(*) filter (where a.ended_at is null)::int as people,
      count(distinct a.organisation_id) filter (where a.ended_at is null)::int as municipalities,
      count(*) filter (where a.ended_at is not null)::int as ended,
      count(*) filter (where o.short_name in ('Korsbæk', 'Aarhus'))::int as ours
    from assignment a join organisation o on o.id = a.organisation_id join role r on r.id = a.role_id
    where r.name like 'Deltager i%'`)
  expect(held.ours).toBe(0)
  expect(held.municipalities).toBeGreaterThan(40)
  expect(held.people).toBeGreaterThan(held.municipalities)
  expect(held.ended).toBeGreaterThan(3)
})

test('three wait with the same question, one more waits, and one question was answered to all', async () => {
  expect(
    await rows(`select v.number_prefix, count(*)::int from message_thread th
      join task t on t.organisation_id = th.organisation_id and t.number = th.task_number
      join task_template_version v on v.template_id = t.template_id
      where th.waiting_since is not null group by 1 order by 1`),
  ).toEqual([
    { number_prefix: 'Opsætning 1', count: 1 },
    { number_prefix: 'Rolle 4', count: 3 },
  ])
  expect(await rows(`select count(*)::int as answered from message where question_id is not null`)).toEqual([
    { answered: 3 },
  ])
  expect(await rows(`select count(*)::int as drafts from task_template where published_at is null`)).toEqual([
    { drafts: 1 },
  ])
})

describe('on any day of the week', () => {
  test.each([
    ['2026-11-21', '2026-11-24', '2026-11-23'],
    ['2026-11-22', '2026-11-24', '2026-11-23'],
    ['2026-11-22', '2026-11-23', '2026-11-20'],
    ['2026-11-21', '2026-11-22', '2026-11-20'],
    ['2026-11-20', '2026-11-22', '2026-11-20'],
  ])('what falls on %s happened, seen from %s, on %s', (day, today, weekday) => {
    expect(weekdayNear(civilDay(day), civilDay(today))).toBe(weekday)
  })

  // A Sunday, a Monday at night, and the Wednesday whose roll-outs fall on a Friday.
  test.each(['2026-11-22T10:00:00Z', '2026-11-22T23:30:00Z', '2026-11-25T05:00:00Z'])(
    'it fills at %s',
    async (now) => {
      const other = await createTestApp({ now })
      try {
        const { host, port, user, database } = other.owner
        expect(await fillDemo(other.app.world, { host, port, user, database }, new Date(now))).toBe(true)
        const { rows: found } = await other.owner.query(
          `select count(*)::int as tasks from task where rollout_id not in (select rollout_id from certification_round)`,
        )
        expect(found).toEqual([{ tasks: 8 * 99 }])
      } finally {
        await other.close()
      }
    },
  )
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
