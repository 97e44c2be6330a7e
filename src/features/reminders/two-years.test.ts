import { afterAll, beforeAll, expect, test } from 'vitest'
import { answered, dueTask, morning, moveTo } from '../../../test/support/reminder-portal.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, type CivilDay, civilDay, daysBetween } from '../../kernel/civil-day.ts'
import { danishHolidays } from '../../kernel/danish-holidays.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp({ now: '2026-01-02T08:00:00Z' })
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe'] as const) await portal.actor(name)
})
afterAll(() => portal.close())

const [firstDay, lastDay] = [civilDay('2026-01-02'), civilDay('2027-12-31')]
const taskCount = 120

/** Chance that is the same at each run. */
function chanceOf(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32
    return state / 2 ** 32
  }
  return {
    below: (most: number): number => Math.floor(next() * most),
    is: (share: number): boolean => next() < share,
  }
}

interface Life {
  readonly receivedOn: CivilDay
  readonly dueOn: CivilDay
  readonly answeredOn: CivilDay | null
  readonly priority: 'mandatory' | 'recommended' | 'voluntary'
  number: number
}

const chance = chanceOf(20_261_128)
const lives: Life[] = Array.from({ length: taskCount }, () => {
  const receivedOn = addDays(firstDay, chance.below(600))
  const dueOn = addDays(receivedOn, chance.below(80))
  const answeredOn = chance.is(0.8) ? addDays(receivedOn, chance.below(170)) : null
  const priority = (['mandatory', 'recommended', 'voluntary'] as const)[chance.below(3)] ?? 'mandatory'
  return { receivedOn, dueOn, answeredOn, priority, number: 0 }
})

/** Days the portal stands still: every tenth, and two stops of three weeks and more than a month. */
const stops = [
  ['2026-07-06', 21],
  ['2027-01-18', 38],
] as const
const isDown = (day: CivilDay): boolean =>
  stops.some(
    ([from, days]) => daysBetween(civilDay(from), day) >= 0 && daysBetween(civilDay(from), day) < days,
  )
const downDays = new Set<CivilDay>()
for (let day = firstDay; day <= lastDay; day = addDays(day, 1))
  if (isDown(day) || chance.is(0.1)) downDays.add(day)

/** The rules once more, by counting days one at a time and knowing nothing of plans and sets. */
const isOpenDay = (day: CivilDay): boolean => {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !danishHolidays(Number(day.slice(0, 4))).has(day)
}
function dayOf(dueOn: CivilDay, offset: number): CivilDay {
  let day = addDays(dueOn, offset)
  while (!isOpenDay(day)) day = addDays(day, offset <= 0 ? -1 : 1)
  return day
}
const offsets = [-30, -20, -10, -3, 0, 5, ...Array.from({ length: 110 }, (_none, week) => 12 + 7 * week)]

function expectedOf(life: Life): string[] {
  const lines: string[] = []
  let last = Number.NEGATIVE_INFINITY
  for (let day = life.receivedOn; day <= lastDay; day = addDays(day, 1)) {
    if (life.answeredOn !== null && day >= life.answeredOn) break
    if (downDays.has(day) || !isOpenDay(day)) continue
    const reached = offsets.filter((offset) => {
      const planned = dayOf(life.dueOn, offset)
      return planned <= day && planned > life.receivedOn && daysBetween(planned, day) <= 30
    })
    const latest = reached.at(-1)
    if (latest === undefined || latest <= last) continue
    last = latest
    lines.push(`${latest} ${day}`)
  }
  return lines
}

/** In the hours around the changes of the clocks too, and now and then once more at noon. */
const changes = ['2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31']
const timesOf = (day: CivilDay): string[] => [
  ...(changes.some((change) => Math.abs(daysBetween(civilDay(change), day)) <= 1) ? ['01:30', '02:30'] : []),
  '07:00',
  ...(day.endsWith('5') ? ['12:00'] : []),
]

test('over two years: each step at most once, none after the answer, none missing but those overtaken', async () => {
  let told = 0
  for (let day = firstDay; day <= lastDay; day = addDays(day, 1)) {
    moveTo(portal, day, '00:30')
    for (const life of lives.filter(({ receivedOn }) => receivedOn === day)) {
      life.number = await dueTask(portal, { ...life, performer: 'Anders', responsible: 'Katrine' })
    }
    for (const life of lives.filter(({ answeredOn }) => answeredOn === day))
      await answered(portal, life.number)
    if (downDays.has(day)) continue
    for (const time of timesOf(day)) {
      moveTo(portal, day, time)
      const count = await morning(portal)
      if (time !== '07:00') expect(count, `${day} ${time}`).toBe(0)
      told += count
    }
  }
  const { rows } = await portal.owner.query<{ number: number; line: string }>(
    `select task_number::int as number, day || ' ' || (told_at at time zone 'Europe/Copenhagen')::date as line
     from reminder order by task_number, told_at, day`,
  )
  expect(rows).toHaveLength(told)
  const seen = (number: number) => rows.filter((row) => row.number === number).map(({ line }) => line)
  expect(lives.map((life) => ({ ...life, lines: seen(life.number) }))).toEqual(
    lives.map((life) => ({ ...life, lines: expectedOf(life) })),
  )
  // The chance must have made something of everything.
  expect(told).toBeGreaterThan(500)
  const { rows: events } = await portal.owner.query<{ count: number }>(
    `select count(*)::int from event where type = 'task.reminderDue'`,
  )
  expect(events[0]?.count).toBe(told)
  const { rows: without } = await portal.owner.query(
    'select id from reminder r where not exists (select from reminder_recipient m where m.reminder_id = r.id)',
  )
  expect(without).toEqual([])
}, 180_000)
