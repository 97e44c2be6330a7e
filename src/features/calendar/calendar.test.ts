import ICAL from 'ical.js'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  insertHolder,
  insertRole,
  insertTemplate,
  korsbaekTask,
  rollOut,
} from '../../../test/support/factories.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { startRound } from '../certification/index.ts'
import { appointDeputy, noteLeft } from '../users/index.ts'

// Longer than a file should be: all of these share one portal on a database of its own, which takes longer to open than they to run.

let portal: TestApp
let anders: Browser
let katrine: Browser
let number: number
let roundId: string
const start = '2026-11-23T09:00:00Z'
const due = civilDay('2026-12-01')

beforeAll(async () => {
  portal = await createTestApp()
  anders = await portal.as('Anders')
  katrine = await portal.as('Katrine')
  await portal.as('Lone')
  const templateId = await insertTemplate(portal, { title: 'Udpeg en it-ansvarlig, og skriv det ned' })
  const numbers = await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus'], dueOn: due })
  number = numbers.Korsbæk ?? 0
  await korsbaekTask(portal, {
    templateId: await insertTemplate(portal, { title: 'Ingens opgave' }),
    dueOn: due,
  })
  await korsbaekTask(portal, { templateId: await insertTemplate(portal, { title: 'Uden frist' }) })
  const userId = (await portal.actor('Anders')).id
  await portal.owner.query(
    `update task set responsible_id = $1, responsible_name = 'Anders Skov' where number = $2`,
    [userId, number],
  )
  const roleId = await insertRole(portal, 'Superbruger')
  const assignmentId = await insertHolder(portal, roleId, 'Anders')
  await portal.owner.query(`update assignment set ends_before = '2027-01-01' where id = $1`, [assignmentId])
  const round = await portal.act('Signe', (ctx) =>
    startRound(ctx, {
      ...{ name: 'Årlig bekræftelse', roleIds: [roleId], audience: { kind: 'all' } },
      ...{ closesOn: civilDay('2026-12-10'), nonResponse: 'asRole', graceDays: null },
    }),
  )
  roundId = round.id
})
afterAll(() => portal.close())
beforeEach(async () => {
  portal.clock.moveTo(start)
  await portal.owner.query('delete from calendar_feed')
  await portal.owner.query('update user_account set left_at = null')
})

const versionOn = (html: string): string => /name="version" value="(\d+)"/.exec(html)?.[1] ?? ''

/** Makes an address as a person does: looks at the page, presses its button. @returns the address's path */
async function subscribe(browser: Browser, page = '/kalender'): Promise<string> {
  const version = versionOn((await browser.get(page)).body)
  const answer = await browser.post(page, { version })
  expect(answer.statusCode).toBe(200)
  return new URL(/<code>([^<]+)<\/code>/.exec(answer.body)?.[1] ?? '').pathname
}

const fetchAs = (address: string, headers: Record<string, string> = {}) =>
  portal.anybody().get(address, { 'user-agent': 'Kalender/1.0', ...headers })

/** What a calendar program makes of the file. */
async function eventsAt(address: string) {
  const answer = await fetchAs(address)
  expect(answer.statusCode).toBe(200)
  return new ICAL.Component(ICAL.parse(answer.body)).getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component)
    return {
      uid: event.uid,
      on: event.startDate.toString(),
      summary: event.summary,
      sequence: event.sequence,
      changed: String(component.getFirstPropertyValue('last-modified')),
      url: String(component.getFirstPropertyValue('url')),
    }
  })
}

const feedEvents = async () =>
  (
    await portal.owner.query(
      `select type, facts ->> 'kind' as kind from event where subject_type = 'calendarFeed' order by id desc`,
    )
  ).rows

describe('a person’s calendar', () => {
  test('has their tasks and the end of their roles; the same file is not sent twice', async () => {
    const address = await subscribe(anders)
    expect(address).toMatch(/^\/kalender\/[A-Za-z0-9_-]{43}\.ics$/)
    expect(await eventsAt(address)).toMatchObject([
      {
        uid: `opgave-${number}@localhost`,
        on: '2026-12-01',
        summary: 'Frist: Udpeg en it-ansvarlig, og skriv det ned',
        sequence: 0,
        url: `http://localhost:3000/opgaver/${number}`,
      },
      { on: '2026-12-31', summary: 'Sidste dag i rollen: Superbruger' },
    ])
    const { headers, body } = await fetchAs(address)
    expect(headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
      'x-robots-tag': 'noindex, nofollow',
    })
    for (const name of ['Katrine', 'Holm', 'Anders', 'Skov']) expect(body).not.toContain(name)
    const again = await fetchAs(address, { 'if-none-match': String(headers.etag) })
    expect([again.statusCode, again.body, again.headers.etag]).toEqual([304, '', headers.etag])
    const since = await fetchAs(address, { 'if-modified-since': String(headers['last-modified']) })
    expect(since.statusCode).toBe(304)
  })

  test('an administrator’s has the rounds to answer, also a deputy’s, and not the task that stands for one', async () => {
    const round = {
      uid: `bekraeftelse-${roundId}@localhost`,
      on: '2026-12-10',
      url: `http://localhost:3000/bekraeftelser/${roundId}`,
    }
    expect(await eventsAt(await subscribe(katrine))).toMatchObject([round])
    const address = await subscribe(anders)
    expect((await eventsAt(address)).map(({ uid }) => uid)).not.toContain(round.uid)
    const { id: userId } = await portal.actor('Anders')
    const { id } = await portal.act('Katrine', (ctx) =>
      appointDeputy(ctx, { userId, endsBefore: addDays(ctx.today, 30) }),
    )
    expect((await eventsAt(address)).map(({ uid }) => uid)).toContain(round.uid)
    await portal.owner.query('update deputy set ended_at = $1 where id = $2', [portal.clock.now(), id])
    expect((await eventsAt(address)).map(({ uid }) => uid)).not.toContain(round.uid)
  })

  test('follows what happens: the number rises with each change, what is answered is gone, and comes back higher', async () => {
    const address = await subscribe(anders)
    const [before] = await eventsAt(address)
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    await portal.owner.query(`update task set due_on = '2026-12-05' where number = $1`, [number])
    const [moved] = await eventsAt(address)
    expect(moved).toMatchObject({
      uid: before?.uid,
      on: '2026-12-05',
      sequence: 1,
      changed: '2026-11-24T09:00:00Z',
    })
    portal.clock.moveTo('2026-11-25T09:00:00Z')
    expect((await eventsAt(address))[0]).toEqual(moved)
    const had = (await fetchAs(address)).headers
    portal.clock.moveTo('2026-11-26T09:00:00Z')
    await portal.owner.query(
      `update task set status = 'completed', outcome = 'participated' where number = $1`,
      [number],
    )
    expect((await eventsAt(address)).map(({ uid }) => uid)).not.toContain(before?.uid)
    // Something gone is news too, also for who asks by the date alone.
    const news = await fetchAs(address, { 'if-modified-since': String(had['last-modified']) })
    expect(news.statusCode).toBe(200)
    portal.clock.moveTo('2026-11-27T09:00:00Z')
    await portal.owner.query(`update task set status = 'inProgress', outcome = null where number = $1`, [
      number,
    ])
    expect((await eventsAt(address))[0]).toMatchObject({ uid: before?.uid, sequence: 2 })
    await portal.owner.query(`update task set status = 'notStarted', due_on = $2 where number = $1`, [
      number,
      due,
    ])
  })

  test('speaks the person’s language', async () => {
    const address = await subscribe(anders)
    await eventsAt(address)
    await anders.post('/notifikationer/sprog', { language: 'en' })
    expect((await eventsAt(address))[0]).toMatchObject({
      summary: expect.stringMatching(/^Due: /),
      sequence: 1,
    })
    expect((await fetchAs(address)).body).toContain('X-WR-CALNAME:My deadlines in Tværs')
    await anders.post('/notifikationer/sprog', { language: 'da' })
  })

  test('asked again and again costs five queries and writes next to nothing', async () => {
    const address = await subscribe(anders)
    const { headers } = await fetchAs(address)
    const state = async () =>
      (
        await portal.owner.query(
          `select (select sum(xmin::text::bigint) from calendar_entry) as entries, (select xmin from calendar_feed) as feed`,
        )
      ).rows
    const before = await state()
    portal.clock.moveTo('2026-11-23T09:00:59Z')
    const { result, queries } = await countingQueries(() =>
      fetchAs(address, { 'if-none-match': String(headers.etag) }),
    )
    expect([result.statusCode, queries]).toEqual([304, 5])
    expect(await state()).toEqual(before)
  })

  test('is told to wait when one address asks without end', async () => {
    const ask = () =>
      portal.anybody().request({ method: 'GET', url: '/kalender/x.ics', remoteAddress: '192.0.2.7' })
    const statuses = new Set<number>()
    for (let count = 0; count < 300; count++) statuses.add((await ask()).statusCode)
    expect([...statuses]).toEqual([404])
    const tooMuch = await ask()
    expect([tooMuch.statusCode, Number(tooMuch.headers['retry-after']) > 0]).toEqual([429, true])
    expect((await portal.anybody().get('/kalender/x.ics')).statusCode).toBe(404)
  })

  test('two programs that ask at the same moment get the same', async () => {
    const address = await subscribe(anders)
    const answers = await Promise.all(
      [1, 2, 3, 4].map((one) => fetchAs(address, { 'user-agent': `P${one}` })),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  })
})

describe('an address stops at once', () => {
  const standing = async (address: string) => (await fetchAs(address)).statusCode

  test('when it is renewed or removed, and each is told in the trail', async () => {
    const first = await subscribe(anders)
    const second = await subscribe(anders)
    expect([await standing(first), await standing(second)]).toEqual([404, 200])
    expect((await anders.post('/kalender/fjern')).headers.location).toBe('/kalender')
    expect(await standing(second)).toBe(404)
    expect((await anders.post('/kalender/fjern')).statusCode).toBe(404)
    const third = await subscribe(anders)
    expect([await standing(first), await standing(second), await standing(third)]).toEqual([404, 404, 200])
    expect((await feedEvents()).slice(0, 4)).toEqual([
      { type: 'calendarFeed.created', kind: 'person' },
      { type: 'calendarFeed.revoked', kind: 'person' },
      { type: 'calendarFeed.renewed', kind: 'person' },
      { type: 'calendarFeed.created', kind: 'person' },
    ])
    const { rows } = await portal.owner.query('select row_to_json(e)::text as text from event e')
    expect(
      rows.filter(({ text }) => [first, second, third].some((one) => text.includes(one.slice(10, 53)))),
    ).toEqual([])
  })

  test('when they leave, and does not come back with them', async () => {
    const address = await subscribe(anders)
    const { id } = await portal.actor('Anders')
    await portal.act('Katrine', (ctx) => noteLeft(ctx, id))
    expect(await standing(address)).toBe(404)
    anders = await portal.as('Anders')
    expect(await standing(address)).toBe(404)
    expect((await anders.get('/kalender')).body).toContain('Kalenderen er stoppet')
    expect(await standing(await subscribe(anders))).toBe(200)
  })

  test.each([
    [
      'they lose the privilege',
      `update user_account set system_roles = '{}' where name = 'Anders Skov'`,
      `update user_account set system_roles = '{bruger}' where name = 'Anders Skov'`,
    ],
    [
      'sign-in for the organisation is closed',
      `update organisation set sign_in_closed_at = now() where short_name = 'Korsbæk'`,
      `update organisation set sign_in_closed_at = null`,
    ],
  ])('when %s', async (_name, statement, undo) => {
    const address = await subscribe(anders)
    await portal.owner.query(statement)
    expect(await standing(address)).toBe(404)
    await portal.owner.query(undo)
    expect(await standing(address)).toBe(200)
  })

  test('what never was an address gets the very same answer', async () => {
    const address = await subscribe(anders)
    await anders.post('/kalender/fjern')
    const strip = (text: string) => text.replace(/[0-9a-f-]{36}|%2Fkalender%2F[^"&]*/g, '')
    const removed = strip((await fetchAs(address)).body)
    for (const file of ['a'.repeat(43), 'x', `${'a'.repeat(43)}.ics`, '%00.ics'])
      expect(strip((await fetchAs(`/kalender/${file}`)).body), file).toBe(removed)
  })
})

describe('a municipality’s calendar', () => {
  const page = '/kalender/kommunen'

  test('has all its open tasks with a deadline, the round in place of its task, and nobody’s name', async () => {
    const address = await subscribe(katrine, page)
    const found = await eventsAt(address)
    expect(found.map(({ summary }) => summary)).toEqual([
      'Frist: Udpeg en it-ansvarlig, og skriv det ned',
      'Frist: Ingens opgave',
      'Svar på bekræftelsen: Årlig bekræftelse',
    ])
    const { body } = await fetchAs(address)
    expect(body).toContain('Korsbæk')
    for (const name of ['Katrine', 'Holm', 'Anders', 'Skov', 'Superbruger']) expect(body).not.toContain(name)
  })

  test('stops when who made it is no longer the administrator, and the next one is told', async () => {
    const address = await subscribe(katrine, page)
    await portal.owner.query(`update user_account set system_roles = '{bruger}' where name = 'Katrine Holm'`)
    expect((await fetchAs(address)).statusCode).toBe(404)
    const { id: userId } = await portal.actor('Anders')
    await portal.owner.query(`update user_account set system_roles = '{klik_administrator}' where id = $1`, [
      userId,
    ])
    await portal.owner.query(`update session set system_roles = '{klik_administrator}' where user_id = $1`, [
      userId,
    ])
    expect((await anders.get(page)).body).toContain('er ikke længere KLIK-administrator hos jer')
    expect((await fetchAs(await subscribe(anders, page))).statusCode).toBe(200)
    await portal.owner.query(
      `update user_account set system_roles = case when id = $1 then '{bruger}'::text[] else '{klik_administrator}' end
       where name in ('Anders Skov', 'Katrine Holm')`,
      [userId],
    )
    await portal.owner.query(`update session set system_roles = '{bruger}' where user_id = $1`, [userId])
  })

  test('is kept by machines too, for as long as they may', async () => {
    const machine = await portal.apiClient('Korsbæk', ['calendarFeed.write'])
    expect((await machine.get('/api/v1/calendar-feed')).statusCode).toBe(404)
    const made = await machine.put('/api/v1/calendar-feed')
    expect([made.statusCode, made.json().isOpen]).toEqual([200, true])
    const { pathname } = new URL(made.json().address)
    expect(await eventsAt(pathname)).toHaveLength(3)
    const seen = (await machine.get('/api/v1/calendar-feed')).json()
    expect(seen).toMatchObject({ isOpen: true, readerCount: 1, lastFetchedAt: '2026-11-23T09:00:00.000Z' })
    expect(JSON.stringify(seen)).not.toContain(pathname.slice(10, 53))
    await portal.owner.query('update api_client set revoked_at = now() where id = $1', [machine.id])
    expect((await fetchAs(pathname)).statusCode).toBe(404)
    const other = await portal.apiClient('Korsbæk', ['calendarFeed.write'])
    expect((await other.delete('/api/v1/calendar-feed')).statusCode).toBe(204)
    expect((await other.get('/api/v1/calendar-feed')).statusCode).toBe(404)
  })

  test('is nobody else’s: not another municipality’s, not KOMBIT’s', async () => {
    const address = await subscribe(await portal.as('Lone'), page)
    const found = await eventsAt(address)
    expect(found.map(({ uid }) => uid)).not.toContain(`opgave-${number}@localhost`)
    expect(found).toHaveLength(1)
    expect((await (await portal.as('Signe')).get('/kalender')).statusCode).toBe(403)
    expect((await anders.get(page)).statusCode).toBe(403)
  })
})

describe('the page', () => {
  test('tells what there is, shows the address once, and says when and from how many places it was fetched', async () => {
    const { result, queries } = await countingQueries(() => anders.get('/kalender'))
    expect(queries).toBeLessThanOrEqual(4)
    expect(result.body).toContain('Du har ingen kalenderadresse endnu.')
    const made = await anders.post('/kalender', { version: '0' })
    const [, address = ''] = /<code>([^<]+)<\/code>/.exec(made.body) ?? []
    expect(made.body).toContain(`href="${address.replace('http:', 'webcal:')}"`)
    expect(made.headers['cache-control']).toBe('no-store')
    const { pathname } = new URL(address)
    for (const program of ['Outlook', 'Outlook', 'Apple']) await fetchAs(pathname, { 'user-agent': program })
    portal.clock.moveTo('2026-11-23T09:02:00Z')
    await fetchAs(pathname, { 'user-agent': 'Google' })
    await fetchAs(pathname, { 'user-agent': 'Apple' })
    const { body } = await anders.get('/kalender')
    expect(body).not.toContain(pathname)
    expect(body).toMatch(/Hentet fra/)
    expect(body).toContain('3 steder de seneste 30 dage')
    const { rows } = await portal.owner.query(
      'select f::text || c::text as text from calendar_feed f, calendar_fetch c',
    )
    expect(
      rows.filter(({ text }) => /127\.0\.0\.1|Outlook/.test(text) || text.includes(pathname.slice(10, 53))),
    ).toEqual([])
  })

  test('the form sent twice makes one address, and says why the second was none', async () => {
    const first = await anders.post('/kalender', { version: '0' })
    const second = await anders.post('/kalender', { version: '0' })
    expect([first.statusCode, second.statusCode]).toEqual([200, 409])
    expect(second.body).toContain('Adressen er allerede lavet')
    const [, address = ''] = /<code>([^<]+)<\/code>/.exec(first.body) ?? []
    expect((await fetchAs(new URL(address).pathname)).statusCode).toBe(200)
  })

  test('who acts for another organisation has none there, and is told where', async () => {
    await portal.owner.query(
      `update session set organisation_id = $1 where user_id = (select id from user_account where name = 'Anders Skov')`,
      [portal.organisation('Aarhus')],
    )
    expect((await anders.get('/kalender')).body).toContain('Skift til din egen organisation')
    expect((await anders.post('/kalender', { version: '0' })).statusCode).toBe(409)
    anders = await portal.as('Anders')
  })
})
