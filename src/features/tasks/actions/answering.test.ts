import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  insertHolder,
  insertRole,
  insertTemplate,
  korsbaekTask,
  rollOut,
} from '../../../../test/support/factories.ts'
import { createTestApp, type TestApp } from '../../../../test/support/test-app.ts'
import { civilDay } from '../../../kernel/civil-day.ts'
import { getTask } from '../queries/task.ts'
import { completeTask, optOutTask, reopenTask, startTask } from './answering.ts'
import { assignPeople, setStartDay } from './people.ts'

let portal: TestApp
let templateId: string
let number: number

beforeAll(async () => {
  portal = await createTestApp()
  templateId = await insertTemplate(portal)
})
beforeEach(async () => {
  number = await korsbaekTask(portal, { templateId })
})
afterAll(() => portal.close())

const row = async () =>
  (
    await portal.owner.query(
      'select status, outcome, version, responsible_name, performer_name, starts_on from task where number = $1',
      [number],
    )
  ).rows[0]
const events = async () =>
  (
    await portal.owner.query(
      `select type, changes, facts, inside_of from event where subject_type = 'task' and subject_id = $1 order by id`,
      [String(number)],
    )
  ).rows
const code = (work: Promise<unknown>) =>
  work.then(
    () => 'done',
    (error: { code?: string }) => error.code ?? String(error),
  )

describe('answering', () => {
  test('completing writes the answer, the version and the event in one', async () => {
    const { version } = await portal.act('Katrine', (ctx) =>
      completeTask(ctx, { number, expectedVersion: 1 }),
    )
    expect(version).toBe(2)
    expect(await row()).toMatchObject({ status: 'completed', outcome: 'participated', version: 2 })
    const answers = await portal.owner.query(
      'select outcome, reason, answered_by_name from task_answer where task_number = $1',
      [number],
    )
    expect(answers.rows).toEqual([
      { outcome: 'participated', reason: null, answered_by_name: 'Katrine Holm' },
    ])
    expect((await events()).at(-1)).toMatchObject({
      type: 'task.completed',
      changes: { status: { from: 'notStarted', to: 'completed' } },
    })
  })

  test('opting out keeps the reason, and reopening keeps both answers', async () => {
    await portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: '  Vi har en anden aftale.  ' }))
    expect(await row()).toMatchObject({ status: 'completed', outcome: 'optedOut' })
    await portal.act('Katrine', (ctx) => reopenTask(ctx, { number }))
    expect(await row()).toMatchObject({ status: 'inProgress', outcome: null, version: 3 })
    await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
    const answers = await portal.owner.query(
      `select outcome, reason, withdrawn_by_name from task_answer where task_number = $1 order by answered_at, id`,
      [number],
    )
    expect(answers.rows).toEqual([
      { outcome: 'optedOut', reason: 'Vi har en anden aftale.', withdrawn_by_name: 'Katrine Holm' },
      { outcome: 'participated', reason: null, withdrawn_by_name: null },
    ])
    const types = (await events()).map((event) => event.type)
    expect(types).toEqual(['task.received', 'task.optedOut', 'task.reopened', 'task.completed'])
  })

  test.each<[string, 'Katrine' | 'Anders' | 'Lone' | 'Signe' | 'Omar' | 'Ib', string]>([
    ['a user of the municipality may', 'Anders', 'done'],
    ['the central body may not answer for it', 'Signe', 'forbidden'],
    ['nor may the auditor', 'Ib', 'forbidden'],
    ['to another municipality it does not exist', 'Lone', 'not-found'],
  ])('%s', async (_name, who, outcome) => {
    expect(await code(portal.act(who, (ctx) => completeTask(ctx, { number })))).toBe(outcome)
    if (outcome !== 'done') expect(await row()).toMatchObject({ status: 'notStarted', version: 1 })
  })

  test('only the administrator says that the municipality does not take part, and takes it back', async () => {
    const optOut = (who: 'Katrine' | 'Anders' | 'Signe') =>
      code(portal.act(who, (ctx) => optOutTask(ctx, { number, reason: 'Nej' })))
    expect([await optOut('Anders'), await optOut('Signe')]).toEqual(['forbidden', 'forbidden'])
    expect(await optOut('Katrine')).toBe('done')
    expect(await code(portal.act('Anders', (ctx) => reopenTask(ctx, { number })))).toBe('forbidden')
    expect(await code(portal.act('Katrine', (ctx) => reopenTask(ctx, { number })))).toBe('done')
  })

  test('a stale version is a conflict and changes nothing', async () => {
    await portal.act('Anders', (ctx) => startTask(ctx, { number }))
    expect(
      await code(portal.act('Katrine', (ctx) => completeTask(ctx, { number, expectedVersion: 1 }))),
    ).toBe('conflict')
    expect(await row()).toMatchObject({ status: 'inProgress', version: 2 })
  })

  test('of two answers at the same time one wins, the other is refused', async () => {
    const both = await Promise.all([
      code(portal.act('Anders', (ctx) => completeTask(ctx, { number }))),
      code(portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: 'Nej' }))),
    ])
    expect(both.toSorted()).toEqual(['already-answered', 'done'])
    const answers = await portal.owner.query('select 1 from task_answer where task_number = $1', [number])
    expect(answers.rows).toHaveLength(1)
  })

  test('refusals: mandatory, no reason, answered twice, nothing to reopen', async () => {
    const must = await korsbaekTask(portal, { templateId, priority: 'mandatory' })
    const katrine = (work: Parameters<typeof portal.act>[1]) => code(portal.act('Katrine', work))
    expect(await katrine((ctx) => optOutTask(ctx, { number: must, reason: 'Nej' }))).toBe('mandatory-task')
    expect(await katrine((ctx) => optOutTask(ctx, { number, reason: '  ' }))).toBe('invalid-input')
    expect(await katrine((ctx) => reopenTask(ctx, { number }))).toBe('not-answered')
    await katrine((ctx) => completeTask(ctx, { number }))
    expect(await katrine((ctx) => completeTask(ctx, { number }))).toBe('already-answered')
    expect(await katrine((ctx) => startTask(ctx, { number }))).toBe('already-answered')
    expect(await row()).toMatchObject({ version: 2 })
  })

  test('a role-bound task asks for a holder of today (T10)', async () => {
    const roleId = await insertRole(portal, 'Deltager i cybersamarbejdsplatform')
    const bound = await insertTemplate(portal, { boundRoleId: roleId })
    number = await korsbaekTask(portal, { templateId: bound })
    expect(await code(portal.act('Katrine', (ctx) => completeTask(ctx, { number })))).toBe(
      'role-without-holder',
    )
    await insertHolder(portal, roleId, 'Lone')
    expect(await code(portal.act('Katrine', (ctx) => completeTask(ctx, { number })))).toBe(
      'role-without-holder',
    )
    await insertHolder(portal, roleId, 'Anders')
    expect((await portal.act('Katrine', (ctx) => getTask(ctx, number))).holderNames).toEqual(['Anders Skov'])
    expect(await code(portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: 'Nej' })))).toBe(
      'role-with-holder',
    )
    expect(await code(portal.act('Katrine', (ctx) => completeTask(ctx, { number })))).toBe('done')
    expect((await events()).at(-1)?.facts).toMatchObject({ holderNames: ['Anders Skov'] })
  })
})

describe('people and start day', () => {
  test('naming somebody begins the task; taking them away does not end it', async () => {
    const anders = await portal.actor('Anders')
    const katrine = await portal.actor('Katrine')
    await portal.act('Katrine', (ctx) =>
      assignPeople(ctx, { number, responsibleId: katrine.id, performerId: anders.id }),
    )
    expect(await row()).toMatchObject({
      status: 'inProgress',
      responsible_name: 'Katrine Holm',
      performer_name: 'Anders Skov',
      version: 2,
    })
    await portal.act('Katrine', (ctx) => assignPeople(ctx, { number, performerId: null }))
    expect(await row()).toMatchObject({
      status: 'inProgress',
      responsible_name: 'Katrine Holm',
      performer_name: null,
    })
    const [, changed, started, takenAway] = await events()
    expect(changed).toMatchObject({
      type: 'task.peopleChanged',
      changes: {
        responsible: { from: null, to: 'Katrine Holm' },
        performer: { from: null, to: 'Anders Skov' },
      },
    })
    expect(started?.type).toBe('task.started')
    expect(takenAway?.changes).toEqual({ performer: { from: 'Anders Skov', to: null } })
  })

  test('naming the same people again changes nothing', async () => {
    const anders = await portal.actor('Anders')
    const name = () => portal.act('Katrine', (ctx) => assignPeople(ctx, { number, performerId: anders.id }))
    expect([(await name()).version, (await name()).version]).toEqual([2, 2])
    expect((await events()).filter((event) => event.type === 'task.peopleChanged')).toHaveLength(1)
  })

  test('only people of the same municipality, named by its administrator', async () => {
    const lone = await portal.actor('Lone')
    const anders = await portal.actor('Anders')
    const name = (who: 'Katrine' | 'Anders' | 'Signe' | 'Lone', id: string) =>
      code(portal.act(who, (ctx) => assignPeople(ctx, { number, responsibleId: id })))
    expect(await name('Katrine', lone.id)).toBe('invalid-input')
    expect(await name('Anders', anders.id)).toBe('forbidden')
    expect(await name('Signe', anders.id)).toBe('forbidden')
    expect(await name('Lone', lone.id)).toBe('not-found')
    expect(await row()).toMatchObject({ responsible_name: null, version: 1 })
  })

  test('the start day is told from old to new, and is not after the deadline', async () => {
    number = await korsbaekTask(portal, { templateId, dueOn: civilDay('2026-12-01') })
    const set = (day: string | null) =>
      code(portal.act('Anders', (ctx) => setStartDay(ctx, { number, startsOn: day ? civilDay(day) : null })))
    expect(await set('2026-12-02')).toBe('invalid-input')
    expect(await set('2026-11-30')).toBe('done')
    expect(await set(null)).toBe('done')
    const changes = (await events()).slice(1).map((event) => event.changes.startsOn)
    expect(changes).toEqual([
      { from: null, to: '2026-11-30' },
      { from: '2026-11-30', to: null },
    ])
  })
})

test('a roll-out numbers its tasks in the order of the organisations and tells each', async () => {
  const municipalities = ['Aarhus', 'Korsbæk', 'Albertslund', 'KOMBIT']
  const numbers = await rollOut(portal, { templateId, municipalities })
  expect(Object.keys(numbers)).not.toContain('KOMBIT')
  const byId = Object.keys(numbers).toSorted((a, b) => portal.organisation(a) - portal.organisation(b))
  const inOrder = byId.map((name) => numbers[name] as number)
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b))
  const told = await portal.owner.query(
    `select organisation_id from event where type = 'task.received' and subject_id = any ($1)
     order by organisation_id`,
    [inOrder.map(String)],
  )
  expect(told.rows.map((event) => event.organisation_id)).toEqual(
    byId.map((name) => portal.organisation(name)),
  )
})
