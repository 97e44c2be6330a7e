import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import { vacanciesQueue } from '../role-quality/index.ts'
import { callOffEnding, endRole, takeUpRole } from '../roles/actions-ending.ts'
import { assignRole } from './actions.ts'
import { promiseRole } from './actions-pending.ts'
import { resignRole } from './actions-resignation.ts'
import { endDueRoles, roleEndsQueue } from './actions-role-ends.ts'
import { turnDay } from './turn-of-day.ts'

const portals: TestApp[] = []
let portal: TestApp
let ending: string
let lasting: string
const lastsUntil = civilDay('2027-01-11')
const theDay = '2027-01-10T23:00:01Z'

beforeEach(async () => {
  portal = portals[0] ?? (await createTestApp())
  if (portals.length === 0) portals.push(portal)
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query(
    'truncate role_ending, resignation, pending_assignment, assignment, role_access, role_version, event, notification_told, role_vacancy cascade; delete from role; delete from pgboss.job',
  )
  ending = await newRole('Udgår')
  lasting = await newRole('Består')
  for (const role of [ending, lasting]) {
    await give('Anders', role)
    await give('Lone', role)
  }
})
afterAll(async () => {
  for (const one of portals) await one.close()
})

async function newRole(name: string): Promise<string> {
  const id = await insertRole(portal, name)
  await portal.owner.query(
    `insert into role_access (role_id, connector, team, channels) values ($1, 'mattermost', $2, '{}')`,
    [id, name.toLowerCase().replace('å', 'aa')],
  )
  return id
}

async function give(who: CastName, roleId: string, more: object = {}): Promise<string> {
  const { id: userId } = await portal.actor(who)
  const by = who === 'Lone' ? 'Lone' : 'Katrine'
  return (await portal.act(by, (ctx) => assignRole(ctx, { roleId, userId, ...more }))).id
}

const end = (endsBefore: CivilDay = lastsUntil) =>
  portal.act('Signe', (ctx) =>
    endRole(ctx, {
      roleId: ending,
      draft: { endsBefore, reason: 'Løsningen lukker.', replacedById: lasting },
    }),
  )

/** The roles that let somebody in, by the name of what they open. */
async function doors(): Promise<string[]> {
  const { rows } = await portal.owner.query<{ door: string }>(
    `select u.name || ': ' || (place ->> 'team') as door
     from access_grant_on(($1::timestamptz at time zone 'Europe/Copenhagen')::date) g
       join user_account u on u.id = g.user_id cross join lateral jsonb_array_elements(g.opens) place
     where g.open order by 1`,
    [portal.clock.now()],
  )
  return rows.map(({ door }) => door)
}

const everybody = ['Anders Skov: bestaar', 'Anders Skov: udgaar', 'Lone Dahl: bestaar', 'Lone Dahl: udgaar']
const othersAlone = ['Anders Skov: bestaar', 'Lone Dahl: bestaar']

const rowsOf = async (of: string, role: string): Promise<unknown[]> =>
  (await portal.owner.query(`select * from ${of} where role_id = $1 order by id`, [role])).rows

async function events(
  type: string,
): Promise<{ organisation_id: number; actor_name: string; facts: Record<string, unknown> }[]> {
  const { rows } = await portal.owner.query(
    'select organisation_id, actor_name, facts from event where type = $1 order by id',
    [type],
  )
  return rows
}

const openOnes = async (): Promise<number> =>
  (await portal.owner.query('select from assignment where role_id = $1 and ended_at is null', [ending])).rows
    .length

describe('until the day', () => {
  test('its holders keep it, and nobody more gets it, in any way', async () => {
    await end()
    expect(await doors()).toEqual(everybody)
    await portal.actor('Mads')
    const promised = { roleId: ending, name: 'Ny', email: 'ny@korsbaek.example' }
    const works = [
      () => give('Mads', ending),
      () => portal.act('Katrine', (ctx) => promiseRole(ctx, promised)),
    ]
    for (const work of works)
      await expect(work()).rejects.toMatchObject({
        code: 'role-ending',
        reason: { da: 'Rollen ophører den 11-01-2027 og kan ikke gives til flere.' },
      })
    await give('Mads', lasting)
  })

  test('called off, every row is as it was, and the day passes without a trace', async () => {
    const tables = ['assignment', 'pending_assignment', 'resignation']
    await portal.act('Katrine', (ctx) =>
      promiseRole(ctx, { roleId: ending, name: 'Ny', email: 'ny@korsbaek.example' }),
    )
    const state = async () => [
      await doors(),
      ...(await Promise.all(tables.map((table) => rowsOf(table, ending)))),
    ]
    const before = await state()
    await end()
    await portal.act('Signe', (ctx) => callOffEnding(ctx, { roleId: ending }))
    expect(await state()).toEqual(before)
    portal.clock.moveTo('2026-12-20T09:00:00Z')
    await portal.actor('Mads')
    await give('Mads', ending)
    portal.clock.moveTo(theDay)
    await turnDay(portal.app.world)
    expect(await openOnes()).toBe(3)
    expect(await events('role.retired')).toEqual([])
  })

  test('no vacancy is told of a role that ends, also when its only holder goes', async () => {
    await end()
    const id = (await rowsOf('assignment', ending)).find(
      (row) => (row as { user_name: string }).user_name === 'Anders Skov',
    )
    await portal.act('Anders', (ctx) => resignRole(ctx, { assignmentId: (id as { id: string }).id }))
    const tellVacancies = () => vacanciesQueue(portal.app.world).handle({}, { id: 'j' })
    await tellVacancies()
    expect(await events('role.vacated')).toEqual([])
    await portal.act('Signe', (ctx) => callOffEnding(ctx, { roleId: ending }))
    await tellVacancies()
    expect((await events('role.vacated')).map(({ facts }) => facts.roleName)).toEqual(['Udgår'])
  })
})

describe('on the day', () => {
  test('nobody is let in by it any more, before any job has run; whoever has another role still is', async () => {
    await end()
    portal.clock.moveTo('2027-01-10T22:59:59Z')
    expect(await doors()).toEqual(everybody)
    portal.clock.moveTo(theDay)
    expect(await doors()).toEqual(othersAlone)
    expect(await openOnes()).toBe(2)
  })

  test('two workers at once end each assignment once, in its own municipality, and touch no other', async () => {
    await end()
    const others = await rowsOf('assignment', lasting)
    portal.clock.moveTo(theDay)
    await Promise.all([turnDay(portal.app.world), endDueRoles(portal.app.world), turnDay(portal.app.world)])
    await turnDay(portal.app.world)
    expect(await doors()).toEqual(othersAlone)
    expect(await rowsOf('assignment', lasting)).toEqual(others)
    expect(await rowsOf('assignment', ending)).toMatchObject([
      { ended_by: null, ended_by_name: null, end_reason: 'Rollen er udgået.' },
      { ended_by: null, ended_by_name: null, end_reason: 'Rollen er udgået.' },
    ])
    const ended = await events('assignment.ended')
    expect(ended.map((event) => event.organisation_id).sort()).toEqual(
      [portal.organisation('Korsbæk'), portal.organisation('Aarhus')].sort(),
    )
    expect(ended[0]).toMatchObject({
      actor_name: 'Tværs',
      facts: { cause: 'roleEnded', note: 'Løsningen lukker.', endsWithRole: true, endsBefore: '2027-01-11' },
    })
    expect(await events('role.retired')).toHaveLength(1)
  })

  test('a server that was down does it days later', async () => {
    await end()
    portal.clock.moveTo('2027-01-19T09:00:00Z')
    expect(await doors()).toEqual(othersAlone)
    await turnDay(portal.app.world)
    expect(await openOnes()).toBe(0)
    expect(await events('assignment.ended')).toHaveLength(2)
  })

  test('what was planned to begin with it never begins', async () => {
    await portal.actor('Mads')
    await give('Mads', ending, { startsOn: lastsUntil })
    await end()
    portal.clock.moveTo(theDay)
    expect(await doors()).toEqual(othersAlone)
    await turnDay(portal.app.world)
    expect(await doors()).toEqual(othersAlone)
    expect((await events('assignment.started')).map(({ facts }) => facts.userName)).not.toContain(
      'Mads Friis',
    )
    expect(await openOnes()).toBe(0)
  })

  test('today is now: the job that follows does it', async () => {
    await end(civilDay('2026-11-23'))
    expect(await doors()).toEqual(othersAlone)
    await roleEndsQueue(portal.app.world).handle({}, { id: 'j' })
    expect(await openOnes()).toBe(0)
  })

  test('who gives it in the same moment comes before or is refused: nobody is left with it', async () => {
    await portal.actor('Mads')
    const [given] = await Promise.allSettled([give('Mads', ending), end(civilDay('2026-11-23'))])
    await endDueRoles(portal.app.world)
    expect(await openOnes()).toBe(0)
    if (given.status === 'rejected') expect(given.reason).toMatchObject({ code: 'role-ending' })
    expect(await doors()).toEqual(othersAlone)
  })
})

describe('what waits for a first sign-in', () => {
  const promise = (roleId: string) =>
    portal.act('Katrine', (ctx) =>
      promiseRole(ctx, { roleId, name: 'Mads Friis', email: 'mads.friis@korsbaek.example' }),
    )
  const settled = async () => {
    const { rows } = await portal.owner.query(
      'select outcome, refusal from pending_assignment where role_id = $1',
      [ending],
    )
    return rows
  }

  test('takes effect before the day, and ends with the role', async () => {
    await portal.owner.query(`delete from user_account where name = 'Mads Friis'`)
    await promise(ending)
    await end(civilDay('2026-12-01'))
    await portal.as('Mads')
    expect(await settled()).toEqual([{ outcome: 'tookEffect', refusal: null }])
    portal.clock.moveTo('2026-12-01T09:00:00Z')
    expect(await doors()).toEqual(othersAlone)
    await turnDay(portal.app.world)
    expect(await openOnes()).toBe(0)
  })

  test('never begins on the day or later, whether the job or the person is first', async () => {
    for (const first of ['job', 'person'] as const) {
      await portal.owner.query(
        `truncate session, role_ending, pending_assignment cascade; update role set retired_at = null`,
      )
      await portal.owner.query(`delete from notification; delete from user_account where name = 'Mads Friis'`)
      portal.clock.moveTo('2026-11-23T09:00:00Z')
      await promise(ending)
      await end(civilDay('2026-12-01'))
      portal.clock.moveTo('2026-12-01T09:00:00Z')
      if (first === 'job') await turnDay(portal.app.world)
      await portal.as('Mads')
      expect(await settled(), first).toEqual([{ outcome: 'refused', refusal: 'role-retired' }])
      await turnDay(portal.app.world)
      expect(await settled(), first).toEqual([{ outcome: 'refused', refusal: 'role-retired' }])
      expect(await openOnes(), first).toBe(0)
    }
    expect((await events('pendingAssignment.refused')).map(({ facts }) => facts.reason)).toEqual([
      'role-retired',
      'role-retired',
    ])
  })

  test('a proposal of who takes the role over falls with it', async () => {
    const [own] = await rowsOf('assignment', ending)
    await portal.act('Anders', (ctx) =>
      resignRole(ctx, {
        assignmentId: (own as { id: string }).id,
        successor: { kind: 'newcomer', name: 'Ny', email: 'ny@korsbaek.example' },
      }),
    )
    await end(civilDay('2026-11-23'))
    await endDueRoles(portal.app.world)
    expect(await rowsOf('resignation', ending)).toMatchObject([
      { outcome: 'dismissed', settled_by_name: 'Tværs' },
    ])
    expect(await events('assignment.proposalSettled')).toMatchObject([
      { actor_name: 'Tværs', facts: { outcome: 'dismissed', proposedBy: 'Anders Skov' } },
    ])
  })
})

test('taken up again, nobody has it back, its municipalities hear that it is vacant, and it can be given', async () => {
  await end(civilDay('2026-11-23'))
  await endDueRoles(portal.app.world)
  await expect(give('Anders', ending)).rejects.toMatchObject({ code: 'role-retired' })
  portal.clock.moveTo('2027-03-01T09:00:00Z')
  await portal.act('Signe', (ctx) => takeUpRole(ctx, { roleId: ending }))
  expect(await openOnes()).toBe(0)
  expect(await doors()).toEqual(othersAlone)
  await vacanciesQueue(portal.app.world).handle({}, { id: 'j' })
  expect((await events('role.vacated')).map(({ facts }) => facts.roleName)).toEqual(['Udgår', 'Udgår'])
  await give('Anders', ending, { endsBefore: addDays(civilDay('2027-03-01'), 9) })
  expect(await doors()).toEqual(['Anders Skov: bestaar', 'Anders Skov: udgaar', 'Lone Dahl: bestaar'])
})
