import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { Refused } from '../../kernel/errors.ts'
import { turnDay } from '../assignments/turn-of-day.ts'
import { createRole } from '../roles/index.ts'
import { deputyPeriodFaults, mostDeputyDays, whyNotAppoint, whyNotLeave } from './domain.ts'
import { appointDeputy, noteLeft } from './index.ts'

const today = civilDay('2026-11-23')

describe('rules of deputies (R2)', () => {
  const period = { startsOn: today, endsBefore: addDays(today, 10) }
  const hanne = { id: 'hanne', name: 'Hanne Berg', isAdministrator: false }
  test.each([
    ['a week', { startsOn: today, endsBefore: addDays(today, 7) }, []],
    ['from yesterday', { startsOn: addDays(today, -1), endsBefore: addDays(today, 7) }, ['startsOn']],
    ['for no day', { startsOn: today, endsBefore: today }, ['endsBefore']],
    ['for a year', { startsOn: today, endsBefore: addDays(today, mostDeputyDays) }, []],
    ['for longer', { startsOn: today, endsBefore: addDays(today, mostDeputyDays + 1) }, ['endsBefore']],
  ])('%s: faults at the right field', (_name, days, fields) => {
    expect(Object.keys(deputyPeriodFaults(days, today))).toEqual(fields)
  })
  test.each([
    ['a colleague', hanne, [], null],
    ['an administrator', { ...hanne, isAdministrator: true }, [], 'already-administrator'],
    ['one at a time', hanne, [{ ...period, userId: 'hanne' }], 'already-deputy'],
    [
      'one after the other',
      hanne,
      [{ startsOn: period.endsBefore, endsBefore: addDays(today, 20), userId: 'hanne' }],
      null,
    ],
    ['beside another', hanne, [{ ...period, userId: 'jonas' }], null],
  ])('%s', (_name, candidate, open, code) => {
    expect(whyNotAppoint(candidate, period, open)?.code ?? null).toBe(code)
  })
  test('nobody notes that they have left themselves, nor whom they act for', () => {
    const katrine = { id: 'katrine', name: 'Katrine Holm', isAdministrator: true }
    const users = [katrine, { ...hanne, isAdministrator: false }]
    expect(whyNotLeave(katrine, katrine, users)?.code).toBe('oneself')
    // A sole administrator is told what to do, not to ask somebody who is not there.
    expect(whyNotLeave(katrine, katrine, users)?.sentence.da).toContain(
      'I har ingen anden KLIK-administrator',
    )
    const two = [katrine, { ...hanne, isAdministrator: true }]
    expect(whyNotLeave(katrine, katrine, two)?.sentence.da).toContain('en anden KLIK-administrator hos jer')
    expect(whyNotLeave(hanne, katrine, users)).toBeNull()
    expect(whyNotLeave(katrine, { ...hanne, onBehalfOf: katrine }, users)?.code).toBe('principal')
  })
  test('law: nobody is deputy twice on one day', () => {
    const days = fc.tuple(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 1, max: 20 }))
    fc.assert(
      fc.property(fc.array(days, { maxLength: 8 }), (wanted) => {
        const open: { userId: string; startsOn: typeof today; endsBefore: typeof today }[] = []
        for (const [first, length] of wanted) {
          const one = { startsOn: addDays(today, first), endsBefore: addDays(today, first + length) }
          if (!whyNotAppoint(hanne, one, open)) open.push({ ...one, userId: 'hanne' })
        }
        for (let day = 0; day < 60; day++) {
          const on = addDays(today, day)
          expect(open.filter((one) => one.startsOn <= on && on < one.endsBefore).length).toBeLessThan(2)
        }
      }),
    )
  })
})

let portal: TestApp
let katrine: Browser
let anders: Browser
let roleId: string
const ids = { anders: '', katrine: '', mads: '' }

beforeAll(async () => {
  portal = await createTestApp()
  const draft = demoRoles.find((role) => role.name === mattermostRoleName)
  if (!draft) throw new Error('No demo role')
  roleId = (await portal.act('Signe', (ctx) => createRole(ctx, draft))).id
})
afterAll(() => portal.close())
beforeEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query('update user_account set left_at = null')
  katrine = await portal.as('Katrine')
  anders = await portal.as('Anders')
  ids.anders = (await portal.actor('Anders')).id
  ids.katrine = (await portal.actor('Katrine')).id
  ids.mads = (await portal.actor('Mads')).id
})
afterEach(async () => {
  await portal.owner.query('truncate deputy, assignment, event')
})

const appoint = (days = {}) =>
  katrine.post('/stedfortraeder', { userId: ids.anders, lastDay: '30-11-2026', ...days })

const giveByAnders = () => anders.post(`/roller/${roleId}/tildelinger`, { kendt: 'ja', userId: ids.mads })

const lastEvent = async (type: string) =>
  (
    await portal.owner.query(
      'select actor_name, on_behalf_of, on_behalf_of_name, facts from event where type = $1 order by id desc limit 1',
      [type],
    )
  ).rows[0]

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

describe('a deputy', () => {
  test('is appointed by form and can then do what the administrator can, on her behalf', async () => {
    expect((await giveByAnders()).statusCode).toBe(403)
    expect((await appoint()).statusCode).toBe(303)
    expect(textOf((await anders.get('/')).body)).toContain('stedfortræder for Katrine Holm')
    expect((await giveByAnders()).statusCode).toBe(303)
    expect(await lastEvent('assignment.started')).toMatchObject({
      actor_name: 'Anders Skov',
      on_behalf_of: ids.katrine,
      on_behalf_of_name: 'Katrine Holm',
    })
    const { rows } = await portal.owner.query(
      'select id, given_by_name, given_on_behalf_of_name from assignment',
    )
    expect(rows).toMatchObject([{ given_by_name: 'Anders Skov', given_on_behalf_of_name: 'Katrine Holm' }])
    await anders.post(`/roller/${roleId}/tildelinger/${rows[0].id}/afslut`, { reason: 'Prøve' })
    const role = textOf((await katrine.get(`/roller/${roleId}`)).body)
    expect(role).toContain('Anders Skov på vegne af Katrine Holm')
    const trail = textOf((await (await portal.as('Ib')).get('/revision')).body)
    expect(trail).toContain('Anders Skov på vegne af Katrine Holm afsluttede rollen')
  })

  test('does on their own what they may anyway', async () => {
    await appoint()
    await portal.owner.query(
      `insert into assignment (organisation_id, id, role_id, user_id, user_name, starts_on, given_by, given_by_name, given_at)
       values ($1, $2, $3, $4, 'Anders Skov', '2026-11-23', $4, 'x', now())`,
      [portal.organisation('Korsbæk'), '0b5a1c00-0000-4000-8000-00000000aaaa', roleId, ids.anders],
    )
    const answer = await anders.post('/mine-roller/0b5a1c00-0000-4000-8000-00000000aaaa/sig-fra', {
      efterfoelger: 'ingen',
    })
    expect(answer.statusCode).toBe(303)
    expect(await lastEvent('assignment.resigned')).toMatchObject({ on_behalf_of: null })
  })

  test('names no further deputy', async () => {
    await appoint()
    expect((await anders.post('/stedfortraeder', { userId: ids.mads })).statusCode).toBe(403)
    expect(textOf((await anders.get('/stedfortraeder')).body)).toContain(
      'Kun jeres KLIK-administrator kan udpege en stedfortræder.',
    )
  })

  test('loses it at the next request when ended', async () => {
    await appoint()
    const { rows } = await portal.owner.query('select id from deputy')
    expect((await katrine.post(`/stedfortraeder/${rows[0].id}/afslut`)).statusCode).toBe(303)
    expect((await giveByAnders()).statusCode).toBe(403)
    expect(await lastEvent('deputy.ended')).toMatchObject({ facts: { cause: 'endedByAdministrator' } })
  })

  test('acts from the first day to the last, without a new sign-in, and is told to be over once', async () => {
    await appoint({ startsOn: '24-11-2026', lastDay: '24-11-2026' })
    expect((await giveByAnders()).statusCode).toBe(403)
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    anders = await portal.as('Anders')
    expect((await giveByAnders()).statusCode).toBe(303)
    portal.clock.moveTo('2026-11-24T22:59:00Z')
    anders = await portal.as('Anders')
    portal.clock.moveTo('2026-11-24T23:01:00Z')
    expect((await anders.post(`/roller/${roleId}/giv-flere`, {})).statusCode).toBe(403)
    await turnDay(portal.app.world)
    await turnDay(portal.app.world)
    const { rows } = await portal.owner.query("select facts from event where type = 'deputy.ended'")
    expect(rows).toMatchObject([{ facts: { cause: 'lastDay', userName: 'Anders Skov' } }])
  })

  test('ends with the administrator’s own right', async () => {
    await appoint()
    const strip = (roles: string) =>
      portal.owner.query('update user_account set system_roles = $1::text[] where id = $2', [
        roles,
        ids.katrine,
      ])
    await strip('{bruger}')
    expect((await giveByAnders()).statusCode).toBe(403)
    await strip('{klik_administrator}')
    expect((await giveByAnders()).statusCode).toBe(303)
  })

  test('is shown where one looks for the KLIK-administrator', async () => {
    await appoint()
    const page = textOf((await anders.get('/klik-administrator')).body)
    expect(page).toContain('Anders Skov Stedfortræder for Katrine Holm')
  })

  const faulty: [string, Record<string, string>, number, string][] = [
    ['nobody chosen', { userId: '' }, 422, 'Vælg en person.'],
    ['no last day', { lastDay: '' }, 422, 'Skriv den sidste dag'],
    ['too long', { lastDay: '30-11-2028' }, 422, 'højst udpeges for et år'],
    ['oneself', { userId: '0b5a1c00-0000-4000-8000-000000000001' }, 409, 'er selv KLIK-administrator'],
    ['a stranger', { userId: '0b5a1c00-0000-4000-8000-0000000000ff' }, 422, 'Vælg en af jeres egne brugere.'],
  ]
  test.each(faulty)('%s: a sentence, and what was typed is kept', async (_name, form, status, sentence) => {
    const answer = await appoint(form)
    expect(answer.statusCode).toBe(status)
    expect(answer.body).toContain(sentence)
  })

  test('by API; a machine is never one', async () => {
    const client = await portal.apiClient('Korsbæk')
    const body = { userId: ids.anders, administratorId: ids.katrine, endsBefore: '2026-12-01' }
    const made = await client.post('/api/v1/deputies', body)
    expect(made.statusCode).toBe(201)
    expect((await client.get('/api/v1/deputies')).json().items).toMatchObject([
      { userName: 'Anders Skov', administratorName: 'Katrine Holm', isCurrent: true },
    ])
    await client.post('/api/v1/assignments', { roleId, userId: ids.mads })
    expect(await lastEvent('assignment.started')).toMatchObject({ on_behalf_of: null })
    const path = made.headers.location as string
    expect((await (await portal.apiClient('Aarhus')).get(path)).statusCode).toBe(404)
    expect((await client.delete(path)).statusCode).toBe(204)
    expect((await giveByAnders()).statusCode).toBe(403)
  })
})

describe('somebody who has left', () => {
  test('is out at once, is nobody’s deputy, and comes back by signing in; old sessions do not', async () => {
    await portal.act('Katrine', (ctx) =>
      appointDeputy(ctx, { userId: ids.anders, endsBefore: addDays(today, 5) }),
    )
    await portal.act('Katrine', (ctx) => noteLeft(ctx, ids.anders))
    const gone = await anders.get('/roller')
    expect([gone.statusCode, gone.headers.location]).toEqual([303, '/log-ind?til=%2Froller'])
    expect(textOf((await katrine.get(`/roller/${roleId}`)).body)).not.toContain('Anders Skov, It-sikkerhed')
    const { rows } = await portal.owner.query('select ended_at from deputy')
    expect(rows[0].ended_at).not.toBeNull()
    expect(await lastEvent('user.left')).toMatchObject({
      facts: { userId: ids.anders, userName: 'Anders Skov', cause: 'noted' },
    })
    portal.clock.moveTo('2026-11-23T09:10:00Z')
    const again = await portal.as('Anders')
    expect((await again.get('/roller')).statusCode).toBe(200)
    expect((await anders.get('/roller')).statusCode).toBe(303)
  })

  test('signing in from elsewhere is leaving: the former municipality is told', async () => {
    await portal.owner.query('update user_account set organisation_id = $1 where id = $2', [
      portal.organisation('Aarhus'),
      ids.mads,
    ])
    await portal.as('Mads')
    const { rows } = await portal.owner.query(
      "select organisation_id, facts from event where type = 'user.left'",
    )
    expect(rows).toMatchObject([
      { organisation_id: portal.organisation('Aarhus'), facts: { cause: 'signedInElsewhere' } },
    ])
  })

  test('is not oneself', async () => {
    const oneself = portal.act('Katrine', (ctx) => noteLeft(ctx, ids.katrine))
    await expect(oneself).rejects.toThrow(Refused)
  })
})
