import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { answered, dueTask, morning, moveTo, remindersOf } from '../../../test/support/reminder-portal.ts'
import { type ApiClient, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, civilDay } from '../../kernel/civil-day.ts'

let portal: TestApp
let machine: ApiClient
beforeAll(async () => {
  portal = await createTestApp()
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
  machine = await portal.apiClient('KOMBIT')
})
afterAll(() => portal.close())
beforeEach(() => moveTo(portal, '2026-11-02'))
afterEach(async () => {
  await portal.owner.query('truncate reminder, reminder_recipient')
  await portal.owner.query('delete from reminder_ladder where version > 1')
  await portal.owner.query(`update task set status = 'completed', outcome = 'participated'`)
})

const textOf = (body: string) =>
  body
    .replaceAll(/<option.*?<\/option>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
const read = async (name: Parameters<TestApp['as']>[0], url: string) =>
  textOf((await (await portal.as(name)).get(url)).body)

/** The fields of a step as the form sends them. */
const step = (place: number, day: string, more: Record<string, string | string[]> = {}) => {
  const fields = { day, side: 'before', every: '', to: 'performer', ...more }
  const all = { priorities: ['mandatory', 'recommended', 'voluntary'], kinds: ['plain', 'role'], ...fields }
  return Object.fromEntries(Object.entries(all).map(([field, value]) => [`steps.${place}.${field}`, value]))
}

describe('the rules', () => {
  test('are read by the central body, with the way a reminder goes', async () => {
    for (const name of ['Signe', 'Omar', 'Ib'] as const) {
      const page = await read(name, '/paamindelser')
      expect(page).toContain('30 dage før fristen udfører')
      expect(page).toContain('12 dage efter fristen og så hver uge KLIK-administrator')
      expect(page).toContain(
        '61 dage efter fristen KLIK-administrator, KOMBITs liste Obligatoriske, Anbefalede',
      )
      expect(page.includes('Ret reglerne')).toBe(name === 'Signe')
    }
    expect((await (await portal.as('Katrine')).get('/paamindelser')).statusCode).toBe(403)
  })

  test('are changed by an editor: a new version with its event, in order, and the old one is kept', async () => {
    const signe = await portal.as('Signe')
    const form = {
      version: '1',
      ...step(0, '5', { side: 'after', every: '7' }),
      ...step(1, '14'),
      ...step(2, ''),
    }
    const saved = await signe.post('/paamindelser/rediger', form)
    expect([saved.statusCode, saved.headers.location]).toEqual([303, '/paamindelser'])
    const page = await read('Signe', '/paamindelser')
    expect(page).toContain(
      '14 dage før fristen udfører Alle 5 dage efter fristen og så hver uge udfører Alle',
    )
    expect(page).toContain('Udgave 1')
    const { rows } = await portal.owner.query(
      `select actor_name as who, changes #> '{steps,to,0,day}' as first from event where type = 'reminderLadder.changed'`,
    )
    expect(rows).toEqual([{ who: 'Signe Bruun', first: -14 }])
    const again = await signe.post('/paamindelser/rediger', form)
    expect(again.statusCode).toBe(409)
    expect((await signe.post('/paamindelser/rediger', { ...form, version: '2' })).statusCode).toBe(303)
    expect(await read('Signe', '/paamindelser')).not.toContain('Udgave 2')
  })

  test('wrong ones are told at their fields, and what was typed is kept', async () => {
    const signe = await portal.as('Signe')
    const form = {
      version: '1',
      ...step(0, ''),
      ...step(1, 'ti'),
      ...step(2, '10', { every: '3', to: [] }),
      ...step(3, '10'),
    }
    const answer = await signe.post('/paamindelser/rediger', { ...form, ...step(1, '7') })
    expect(answer.statusCode).toBe(422)
    const text = textOf(answer.body)
    expect(text).toContain('Kun et trin efter fristen kan gentages.')
    expect(text).toContain('Dagen står her to gange. Saml de to trin i ét.')
    expect(text).toContain('Vælg, hvem der får påmindelsen.')
    const typed = await signe.post('/paamindelser/rediger', form)
    expect(textOf(typed.body)).toContain('Skriv et helt antal dage, fx 10.')
    expect(typed.body).toContain('value="ti"')
    const { rows } = await portal.owner.query('select count(*)::int as count from reminder_ladder')
    expect(rows).toEqual([{ count: 1 }])
  })

  test('a new step has missed nothing, and what was sent is not sent again', async () => {
    const number = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    moveTo(portal, '2026-11-13')
    await morning(portal)
    moveTo(portal, '2026-11-16', '10:00')
    const signe = await portal.as('Signe')
    await signe.post('/paamindelser/rediger', {
      version: '1',
      ...step(0, '10'),
      ...step(1, '8'),
      ...step(2, '4'),
    })
    for (let day = civilDay('2026-11-17'); day <= '2026-11-20'; day = addDays(day, 1)) {
      moveTo(portal, day)
      await morning(portal)
    }
    expect(await remindersOf(portal, number)).toEqual([
      '-10 2026-11-13 performer Anders Skov',
      '-4 2026-11-19 performer Anders Skov',
    ])
  })
})

describe('what will be sent', () => {
  test('by day, step and rung, and by municipality, as it then is', async () => {
    const one = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders', responsible: 'Katrine' })
    const other = await dueTask(portal, { dueOn: '2026-11-26', municipality: 'Aarhus' })
    const page = await read('Signe', '/paamindelser/kommende')
    expect(page).toContain('03-11-2026 20 dage før fristen udfører 1 1 1')
    expect(page).toContain(
      '20-11-2026 3 dage før fristen udfører 1 1 1 20-11-2026 3 dage før fristen ansvarlig 1 1 1',
    )
    expect(page).toContain('23-11-2026 3 dage før fristen KLIK-administrator 1 1 1')
    expect(page).toContain('Korsbæk 1 6 1 0 Aarhus 1 4 1 0')
    const day = await read('Omar', '/paamindelser/kommende/2026-11-16')
    expect(day).toContain(
      `#${other} Skift adgangskoder Aarhus 10 dage før fristen Lone Dahl (KLIK-administrator)`,
    )
    expect(day).toContain('i stedet for udfører: ingen er valgt')
    const elsewhere = await read(
      'Omar',
      `/paamindelser/kommende/2026-11-16?kommune=${portal.organisation('Korsbæk')}`,
    )
    expect(elsewhere).toContain('Den dag bliver der ikke sendt noget.')
    for (let on = civilDay('2026-11-03'); on <= '2026-12-02'; on = addDays(on, 1)) {
      moveTo(portal, on)
      await morning(portal)
    }
    const { rows } = await portal.owner.query(
      `select o.short_name as name, count(*) filter (where r.day <= 0)::int as before, count(*) filter (where r.day > 0)::int as overdue
       from reminder r join reminder_recipient m on m.reminder_id = r.id join organisation o on o.id = r.organisation_id
       where r.task_number in ($1, $2) group by o.short_name order by 1`,
      [one, other],
    )
    expect(rows).toEqual([
      { name: 'Korsbæk', before: 6, overdue: 1 },
      { name: 'Aarhus', before: 4, overdue: 1 },
    ])
  })

  test('by rules that are only tried: seen before they are saved', async () => {
    await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    const signe = await portal.as('Signe')
    const answer = await signe.post('/paamindelser/rediger/vis', { version: '1', ...step(0, '6') })
    expect(answer.statusCode).toBe(200)
    const text = textOf(answer.body)
    expect(text).toContain('17-11-2026 6 dage før fristen udfører 1 1 1')
    expect(text).toContain('Intet er gemt endnu.')
    expect(answer.body).toContain('name="steps.0.day" value="6"')
    expect(await read('Signe', '/paamindelser')).not.toContain('Udgave 1')
    expect((await signe.post('/paamindelser/rediger/vis', { version: '1' })).statusCode).toBe(422)
  })

  test('is nothing where nothing is open, and no page where there is no day', async () => {
    expect(await read('Signe', '/paamindelser/kommende')).toContain('Der bliver ikke sendt noget')
    expect((await (await portal.as('Signe')).get('/paamindelser/kommende/i-morgen')).statusCode).toBe(404)
  })
})

test('KOMBIT’s list has what came so far, and why, until it is answered', async () => {
  moveTo(portal, '2026-09-01')
  const number = await dueTask(portal, { dueOn: '2026-09-14', responsible: 'Katrine' })
  moveTo(portal, '2026-11-16')
  await morning(portal)
  expect(await read('Ib', '/paamindelser/liste')).toContain(
    `#${number} Skift adgangskoder Korsbæk 14-09-2026 16-11-2026 Ikke besvaret trods påmindelser`,
  )
  // Samsø has neither people nor a mailbox: its task came here past all of them.
  const elsewhere = await dueTask(portal, { dueOn: '2026-11-26', municipality: 'Samsø' })
  moveTo(portal, '2026-11-23')
  await morning(portal)
  expect(await read('Ib', '/paamindelser/liste')).toContain(
    `#${elsewhere} Skift adgangskoder Samsø 26-11-2026 23-11-2026 Ingen i kommunen kan nås`,
  )
  await answered(portal, elsewhere)
  await answered(portal, number)
  expect(await read('Ib', '/paamindelser/liste')).toContain('Ingen opgaver på listen')
})

describe('the API', () => {
  const path = '/api/v1/reminder-ladder'
  const oneStep = { day: -6, every: null, to: ['performer'], priorities: ['mandatory'], kinds: ['plain'] }

  test('reads and changes the rules against their version', async () => {
    const before = await machine.get(path)
    expect([before.headers.etag, before.json().steps.length]).toEqual(['"1"', 9])
    const changed = await machine.put(path, { steps: [oneStep] }, { 'if-match': '"1"' })
    expect(changed.json()).toMatchObject({ steps: [oneStep], savedByName: 'Maskine i KOMBIT' })
    expect((await machine.put(path, { steps: [] }, { 'if-match': '"2"' })).statusCode).toBe(422)
    const stale = await machine.put(path, { steps: [oneStep, { ...oneStep, day: 1 }] }, { 'if-match': '"1"' })
    expect([409, 412]).toContain(stale.statusCode)
  })

  test('tells what will be sent, also by other rules', async () => {
    await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    expect((await machine.get(`${path}/coming`)).json().days[0]).toEqual({
      ...{ on: '2026-11-03', day: -20, rung: 'performer' },
      ...{ tasks: 1, municipalities: 1, recipients: 1 },
    })
    const tried = await machine.post(`${path}/coming`, { steps: [oneStep] })
    expect(tried.json().days.map(({ on, day }: { on: string; day: number }) => [on, day])).toEqual([
      ['2026-11-17', -6],
    ])
    expect((await machine.get(path)).headers.etag).toBe('"1"')
  })
})
