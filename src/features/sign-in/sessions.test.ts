import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { noteLeft } from '../users/index.ts'

const anders = '0b5a1c00-0000-4000-8000-000000000002'
const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'
const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 Version/18.4 Mobile/15E148 Safari/604.1'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())
beforeEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query('delete from session')
})

/** Signs Anders in from a browser of his, which may have a session already. */
async function signIn(userAgent: string, before: Record<string, string> = {}) {
  const headers = { 'user-agent': userAgent, ...before }
  const answer = await portal.anybody().post('/log-ind/demo', { person: anders }, headers)
  const cookie = `tvaers_session=${answer.cookies.find(({ name }) => name === 'tvaers_session')?.value}`
  const own = { cookie }
  const browser: Pick<Browser, 'get' | 'post'> = {
    get: (url) => portal.anybody().get(url, own),
    post: (url, form) => portal.anybody().post(url, form, own),
  }
  return { ...browser, own }
}

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
const sessionIds = async () =>
  (
    await portal.owner.query('select id from session where ended_at is null order by created_at, id')
  ).rows.map((row) => row.id as string)
const endings = async () =>
  (
    await portal.owner.query(
      `select facts ->> 'cause' as cause, organisation_id, subject_id from event
       where type = 'session.ended' order by id`,
    )
  ).rows

describe('where one is signed in', () => {
  test('the page says it in words, the session one looks from first', async () => {
    await signIn(safari)
    portal.clock.moveTo('2026-11-23T09:10:00Z')
    const here = await signIn(chrome)
    const shown = await countingQueries(() => here.get('/mine-sessioner'))
    expect(shown.queries).toBeLessThanOrEqual(3)
    const text = textOf(shown.result.body)
    expect(text).toContain('Chrome på Windows Denne')
    expect(text.indexOf('Chrome på Windows')).toBeLessThan(text.indexOf('Safari på iPhone'))
    expect(text).toContain('23-11-2026 kl. 10:10')
    expect(text).toContain('Demologin')
    expect(shown.result.body).not.toContain('AppleWebKit')
  })

  test('one of them is ended, and only one’s own', async () => {
    const phone = await signIn(safari)
    const here = await signIn(chrome)
    const katrine = await portal.as('Katrine')
    const [phoneId] = (await portal.owner.query(`select id from session where browser = 'Safari'`)).rows.map(
      (row) => row.id as string,
    )
    expect((await katrine.post(`/mine-sessioner/${phoneId}/afslut`)).statusCode).toBe(404)
    expect((await phone.get('/mine-sessioner')).statusCode).toBe(200)
    const ended = await here.post(`/mine-sessioner/${phoneId}/afslut`)
    expect([ended.statusCode, ended.headers.location]).toEqual([303, '/mine-sessioner'])
    expect((await phone.get('/mine-sessioner')).headers.location).toBe('/log-ind?til=%2Fmine-sessioner')
    expect((await here.post(`/mine-sessioner/${phoneId}/afslut`)).statusCode).toBe(404)
    expect((await endings()).at(-1)).toEqual({
      cause: 'endedByOwner',
      organisation_id: portal.organisation('Korsbæk'),
      subject_id: anders,
    })
  })

  test('all others are ended at once, this one stays', async () => {
    const others = [await signIn(safari), await signIn('curl/8')]
    const here = await signIn(chrome)
    const before = (await endings()).length
    await here.post('/mine-sessioner/afslut-andre')
    expect(await sessionIds()).toHaveLength(1)
    expect((await here.get('/mine-sessioner')).statusCode).toBe(200)
    for (const other of others) expect((await other.get('/')).statusCode).toBe(303)
    expect((await endings()).length - before).toBe(2)
  })

  test('sessions that are over by their times are not shown, and cannot be ended', async () => {
    await signIn(safari)
    const [idle] = await sessionIds()
    portal.clock.moveTo('2026-11-23T09:31:00Z')
    const here = await signIn(chrome)
    expect(textOf((await here.get('/mine-sessioner')).body)).not.toContain('Safari')
    expect((await here.post(`/mine-sessioner/${idle}/afslut`)).statusCode).toBe(404)
  })
})

describe('a session', () => {
  test('gives way to the next one of the same browser, which has a token of its own', async () => {
    const first = await signIn(chrome)
    const second = await signIn(chrome, first.own)
    expect(second.own.cookie).not.toBe(first.own.cookie)
    expect((await first.get('/')).statusCode).toBe(303)
    expect((await second.get('/')).statusCode).toBe(200)
    expect((await endings()).at(-1)?.cause).toBe('signedInAgain')
  })

  const at = (minutes: number): string =>
    new Date(Date.parse('2026-11-23T09:00:00Z') + minutes * 60_000).toISOString()

  test('closes after half an hour without use', async () => {
    const [used, unused] = [await signIn(chrome), await signIn(safari)]
    portal.clock.moveTo('2026-11-23T09:29:59Z')
    expect((await used.get('/')).statusCode).toBe(200)
    portal.clock.moveTo(at(30))
    const turnedAway = await unused.get('/')
    expect([turnedAway.statusCode, turnedAway.headers.location]).toEqual([303, '/log-ind?til=%2F'])
    expect((await used.get('/')).statusCode).toBe(200)
    portal.clock.moveTo(at(31))
    expect((await unused.get('/')).statusCode).toBe(303)
  })

  test('stays open while it is used every twenty minutes, and ends after eight hours all the same', async () => {
    const here = await signIn(chrome)
    const seen: [number, number][] = []
    for (const minutes of [...Array.from({ length: 23 }, (_, index) => (index + 1) * 20), 479, 480]) {
      portal.clock.moveTo(at(minutes))
      seen.push([minutes, (await here.get('/')).statusCode])
    }
    expect(seen.filter(([, status]) => status !== 200)).toEqual([[480, 303]])
  })

  test('lives no longer than its sign-in said, whatever its use', async () => {
    const here = await signIn(chrome)
    await portal.owner.query(`update session set ends_before = '2026-11-23T09:20:00Z'`)
    portal.clock.moveTo('2026-11-23T09:19:00Z')
    expect((await here.get('/')).statusCode).toBe(200)
    portal.clock.moveTo('2026-11-23T09:20:00Z')
    expect((await here.get('/')).statusCode).toBe(303)
  })

  test('ends where a later sign-in gives less', async () => {
    const here = await signIn(chrome)
    await portal.owner.query(`update session set system_roles = '{klik_administrator}'`)
    await signIn(safari)
    expect((await here.get('/')).statusCode).toBe(303)
    expect((await endings()).at(-1)?.cause).toBe('rightsLost')
  })

  test('does not open where sign-in is closed', async () => {
    const here = await signIn(chrome)
    const korsbaek = portal.organisation('Korsbæk')
    await portal.owner.query('update organisation set sign_in_closed_at = now() where id = $1', [korsbaek])
    expect((await here.get('/')).statusCode).toBe(303)
    await portal.owner.query('update organisation set sign_in_closed_at = null where id = $1', [korsbaek])
    expect((await here.get('/')).statusCode).toBe(200)
  })

  test('is over for one who has left', async () => {
    const here = await signIn(chrome)
    await portal.act('Katrine', (ctx) => noteLeft(ctx, anders))
    expect((await here.get('/')).statusCode).toBe(303)
  })
})

describe('acting for another organisation of the same sign-in', () => {
  const grantBoth = async () => {
    const grants = [
      { organisationId: portal.organisation('Korsbæk'), systemRoles: ['bruger'] },
      { organisationId: portal.organisation('Aarhus'), systemRoles: ['klik_administrator'] },
    ]
    await portal.owner.query(`update session set grants = $1`, [JSON.stringify(grants)])
  }

  test('only those the sign-in names', async () => {
    const here = await signIn(chrome)
    const page = await here.get('/skift-organisation')
    expect(textOf(page.body)).toContain('Dit login gælder kun for Korsbæk Kommune.')
    const refused = await here.post('/skift-organisation', {
      organisation: String(portal.organisation('Aarhus')),
    })
    expect(refused.statusCode).toBe(409)
    expect(textOf(refused.body)).toContain('Dit login giver dig ikke ret til at handle for den organisation.')
    expect((await here.get('/')).statusCode).toBe(200)
  })

  test('takes its rights and its reach, keeps its age, and leaves the user where they are one', async () => {
    const here = await signIn(chrome)
    await grantBoth()
    expect((await here.get('/')).body).toContain('href="/skift-organisation"')
    expect(textOf((await here.get('/skift-organisation')).body)).toContain('Skift til Aarhus Kommune')
    portal.clock.moveTo('2026-11-23T09:20:00Z')
    const changed = await here.post('/skift-organisation', {
      organisation: String(portal.organisation('Aarhus')),
    })
    const value = changed.cookies.find(({ name }) => name === 'tvaers_session')?.value
    const there = { cookie: `tvaers_session=${value}` }
    const start = await portal.anybody().get('/', there)
    expect(textOf(start.body)).toContain('Aarhus Kommune')
    expect((await portal.anybody().get('/fratraedelse', there)).statusCode).toBe(200)
    expect((await here.get('/')).statusCode).toBe(303)
    const { rows } = await portal.owner.query(
      `select organisation_id, system_roles, created_at, (select organisation_id from user_account where id = user_id) as home
       from session where ended_at is null`,
    )
    expect(rows).toEqual([
      {
        organisation_id: portal.organisation('Aarhus'),
        system_roles: ['klik_administrator'],
        created_at: new Date('2026-11-23T09:00:00Z'),
        home: portal.organisation('Korsbæk'),
      },
    ])
    const told = await portal.owner.query(
      `select type, organisation_id from event where facts ->> 'cause' = 'switchedOrganisation' order by id`,
    )
    expect(told.rows).toEqual([
      { type: 'session.ended', organisation_id: portal.organisation('Korsbæk') },
      { type: 'session.started', organisation_id: portal.organisation('Aarhus') },
    ])
  })

  test('every page of that organisation opens for somebody who is no user there', async () => {
    const here = await signIn(chrome)
    await grantBoth()
    const changed = await here.post('/skift-organisation', {
      organisation: String(portal.organisation('Aarhus')),
    })
    const value = changed.cookies.find(({ name }) => name === 'tvaers_session')?.value
    const there = { cookie: `tvaers_session=${value}` }
    const paths = ['/', '/opgaver', '/roller', '/mine-roller', '/adgange', '/bekraeftelser', '/rollegalleri']
    const more = [
      '/notifikationer',
      '/stedfortraeder',
      '/fratraedelse',
      '/klik-administrator',
      '/mine-sessioner',
    ]
    const statuses = []
    for (const path of [...paths, ...more])
      statuses.push([path, (await portal.anybody().get(path, there)).statusCode])
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([])
    // What belongs to users alone is refused in words, and nothing pretends to be saved.
    const lone = (await portal.actor('Lone')).id
    for (const [path, form, words] of [
      ['/notifikationer/sprog', { language: 'en' }, 'Skift til din egen organisation'],
      [
        '/stedfortraeder',
        { userId: lone, lastDay: '24-12-2026' },
        'Du handler her for en anden organisation',
      ],
    ] as const) {
      const answer = await portal.anybody().post(path, form, there)
      expect([path, answer.statusCode, textOf(answer.body).includes(words)]).toEqual([path, 409, true])
    }
  })
})
