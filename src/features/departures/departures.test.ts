import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { assignRole } from '../assignments/index.ts'
import { createRole, type RoleDraft } from '../roles/index.ts'
import { assignPeople } from '../tasks/index.ts'
import { placesAfter, type Succession, successionFaults, successorOfRole, successorOfTask } from './domain.ts'

describe('who takes over what', () => {
  const succession: Succession = {
    forAll: 'mads',
    roles: new Map([['a', null]]),
    tasks: new Map([[7, 'katrine']]),
  }
  test('one for all, and others where said', () => {
    expect([successorOfRole(succession, 'a'), successorOfRole(succession, 'b')]).toEqual([null, 'mads'])
    expect([successorOfTask(succession, 7), successorOfTask(succession, 8)]).toEqual(['katrine', 'mads'])
  })
  test('they must be users who stay', () => {
    expect(successionFaults(succession, 'anders', new Set(['mads', 'katrine']))).toEqual({})
    expect(Object.keys(successionFaults(succession, 'mads', new Set(['mads', 'katrine'])))).toEqual(['til'])
    expect(Object.keys(successionFaults(succession, 'anders', new Set(['mads'])))).toEqual(['opgave-7'])
  })
  test('a task keeps whoever else is named', () => {
    const task = { number: 7, title: 'T', dueOn: null, isResponsible: false, isPerformer: true }
    expect(placesAfter(task, 'mads')).toEqual({ responsibleId: undefined, performerId: 'mads' })
  })
})

let portal: TestApp
let katrine: Browser
const ids = { anders: '', mads: '', katrine: '' }

beforeAll(async () => {
  portal = await createTestApp()
  katrine = await portal.as('Katrine')
  ids.katrine = (await portal.actor('Katrine')).id
  ids.anders = (await portal.actor('Anders')).id
  ids.mads = (await portal.actor('Mads')).id
})
afterAll(() => portal.close())

const makeRole = async (change: Partial<RoleDraft> = {}): Promise<string> => {
  const draft = demoRoles.find((role) => role.name === mattermostRoleName)
  if (!draft) throw new Error('No demo role')
  return (await portal.act('Signe', (ctx) => createRole(ctx, { ...draft, ...change }))).id
}

const give = (roleId: string, userId: string) =>
  portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))

const held = async () =>
  (
    await portal.owner.query(
      `select r.name, a.user_name, a.is_primary from assignment a join role r on r.id = a.role_id
       where a.ended_at is null order by 1, 2`,
    )
  ).rows

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

test('the page lists what to go through in the hand-over, once for each role that has a list', async () => {
  const [listed, unlisted] = [
    await makeRole({ name: 'Med liste', handOver: 'Aflever nøglen\nSig det til leverandøren' }),
    await makeRole({ name: 'Uden liste', handOver: '' }),
  ]
  await give(listed, ids.mads)
  await give(unlisted, ids.mads)
  const { payload } = await katrine.get(`/fratraedelse/${ids.mads}`)
  const list = payload.slice(
    payload.indexOf('Tjekliste til overleveringen'),
    payload.indexOf('name="reason"'),
  )
  expect(textOf(list)).toContain('Med liste Aflever nøglen Sig det til leverandøren Overleveret til Dato')
  expect(list).not.toContain('Uden liste')
  const machine = await portal.apiClient('Korsbæk')
  const { roles } = (await machine.get(`/api/v1/users/${ids.mads}/holdings`)).json()
  expect(roles.map(({ handOver }: { handOver: string }) => handOver).sort()).toEqual([
    '',
    'Aflever nøglen\nSig det til leverandøren',
  ])
  await portal.owner.query('delete from assignment')
})

test('what a role lacks when nobody takes it over is said before (R1)', async () => {
  const [two, alone, free] = [
    await makeRole({ name: 'Til to', minimumHolders: 2, hasPrimary: false }),
    await makeRole({ name: 'Til én', minimumHolders: 1, hasPrimary: false }),
    await makeRole({ name: 'Ikke nødvendig', minimumHolders: 0, hasPrimary: false }),
  ]
  for (const role of [two, alone, free]) await give(role, ids.mads)
  await give(two, ids.katrine)
  const page = textOf((await katrine.get(`/fratraedelse/${ids.mads}`)).body)
  expect(page).toMatch(
    /Til to Giver adgang. Hvis ingen overtager den: Rollen kræver mindst 2 personer. I har så kun én person\./,
  )
  expect(page).toMatch(/Til én Giver adgang. Overtager ingen den, har ingen hos jer rollen\./)
  expect(page).toMatch(/Ikke nødvendig Giver adgang Hvem overtager/)
  await portal.owner.query('delete from assignment')
})

test('one page shows all somebody holds, and moves it in one go', async () => {
  const [first, second, full] = [
    await makeRole(),
    await makeRole({ name: 'Anden rolle', hasPrimary: false }),
    await makeRole({ name: 'Fuld rolle', maximumHolders: 1, hasPrimary: false }),
  ]
  await give(first, ids.anders)
  const { id: secondId } = await give(second, ids.anders)
  await give(full, ids.anders)
  const task = await korsbaekTask(portal, { templateId: await insertTemplate(portal) })
  const other = await korsbaekTask(portal, {
    templateId: await insertTemplate(portal, { title: 'En opgave til' }),
  })
  for (const number of [task, other])
    await portal.act('Katrine', (ctx) =>
      assignPeople(ctx, { number, responsibleId: ids.katrine, performerId: ids.anders }),
    )

  const shown = await countingQueries(() => katrine.get(`/fratraedelse/${ids.anders}`))
  expect(shown.queries).toBeLessThanOrEqual(4)
  const page = textOf(shown.result.body)
  for (const words of ['Anders Skov stopper', mattermostRoleName, 'Anden rolle', `#${task}`, 'Udfører'])
    expect(page).toContain(words)

  const answer = await katrine.post(`/fratraedelse/${ids.anders}`, {
    til: ids.mads,
    [`rolle-${secondId}`]: 'ingen',
    [`opgave-${other}`]: ids.katrine,
    reason: 'Er stoppet i kommunen',
  })
  expect([answer.statusCode, answer.headers.location]).toEqual([303, '/fratraedelse'])
  expect(await held()).toEqual([
    { name: mattermostRoleName, user_name: 'Mads Friis', is_primary: true },
    { name: 'Fuld rolle', user_name: 'Mads Friis', is_primary: false },
  ])
  const tasks = await portal.owner.query(
    'select responsible_name, performer_name from task where number = any ($1) order by number',
    [[task, other]],
  )
  expect(tasks.rows).toEqual([
    { responsible_name: 'Katrine Holm', performer_name: 'Mads Friis' },
    { responsible_name: 'Katrine Holm', performer_name: 'Katrine Holm' },
  ])
  const events = await portal.owner.query(
    "select type, facts ->> 'cause' as cause from event where type in ('user.left', 'assignment.ended') order by id",
  )
  expect(events.rows).toEqual([
    ...Array.from({ length: 3 }, () => ({ type: 'assignment.ended', cause: 'left' })),
    { type: 'user.left', cause: 'noted' },
  ])
  const open = await portal.owner.query('select user_id from access_grant_on($1) where open', ['2026-11-23'])
  expect(open.rows).toEqual([{ user_id: ids.mads }])
  expect((await katrine.get(`/fratraedelse/${ids.anders}`)).statusCode).toBe(404)
})

test.each([
  ['no reason', {}, 'Skriv, hvorfor personen stopper.'],
  ['nobody chosen', { reason: 'x' }, 'Vælg, hvem der overtager det hele'],
  ['oneself as successor', { reason: 'x', til: '0b5a1c00-0000-4000-8000-000000000003' }, 'Vælg en anden'],
])('%s: a sentence, and nothing moves', async (_name, form, sentence) => {
  const before = await held()
  const answer = await katrine.post(`/fratraedelse/${ids.mads}`, form)
  expect([answer.statusCode, answer.body.includes(sentence)]).toEqual([422, true])
  expect(await held()).toEqual(before)
})

test('nobody notes that they leave themselves: the page says who can', async () => {
  const page = await katrine.get(`/fratraedelse/${ids.katrine}`)
  expect(page.body).toContain(
    'Du kan ikke notere, at du selv er stoppet, og I har ingen anden KLIK-administrator.',
  )
  expect(page.body).toContain(
    'Bed jeres it-afdeling give en kollega rettigheden i Fælleskommunal Adgangsstyring.',
  )
  const another = `update user_account set system_roles = $2 where id = $1`
  await portal.owner.query(another, [ids.mads, ['klik_administrator']])
  expect((await katrine.get(`/fratraedelse/${ids.katrine}`)).body).toContain(
    'Det gør en anden KLIK-administrator hos jer.',
  )
  await portal.owner.query(another, [ids.mads, ['bruger']])
  expect((await katrine.post(`/fratraedelse/${ids.katrine}`, { reason: 'x', til: 'ingen' })).statusCode).toBe(
    409,
  )
})

test('by API: what is held, and a row for each thing moved', async () => {
  const client = await portal.apiClient('Korsbæk')
  const holdings = (await client.get(`/api/v1/users/${ids.mads}/holdings`)).json()
  expect(holdings.roles).toHaveLength(2)
  expect(holdings.tasks).toHaveLength(1)
  const aarhus = await portal.apiClient('Aarhus')
  const body = { userId: ids.mads, reason: 'Rejst', successorId: ids.katrine }
  expect((await aarhus.post('/api/v1/departures', body)).statusCode).toBe(404)
  const { results } = (await client.post('/api/v1/departures', body)).json()
  expect(
    results.map((row: { kind: string; successorName: string }) => [row.kind, row.successorName]),
  ).toEqual([
    ['task', 'Katrine Holm'],
    ['role', 'Katrine Holm'],
    ['role', 'Katrine Holm'],
  ])
  expect((await client.get(`/api/v1/users/${ids.mads}/holdings`)).statusCode).toBe(404)
})
