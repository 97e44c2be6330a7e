import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertHolder, insertRole } from '../../../test/support/factories.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { sendLetter } from '../role-mail/index.ts'
import { liveCountsOf } from './live-counts.ts'
import { createUnsubscribeKey } from './mail/unsubscribe.ts'
import { makeDigests, tellWhatHappened } from './work.ts'

const secret = 'a secret of at least thirty-two characters'
let portal: TestApp
let roleId: string

beforeAll(async () => {
  portal = await createTestApp({ environment: { SECRET_KEY: secret } })
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
  roleId = await insertRole(portal, 'Prøverolle')
})
afterAll(() => portal.close())
// A Monday, ten in the morning.
beforeEach(() => portal.clock.moveTo('2026-11-23T09:00:00Z'))
afterEach(async () => {
  for (const table of [
    'notification',
    'notification_mail',
    'notification_way',
    'notification_hours',
    'notification_digest',
  ])
    await portal.owner.query(`delete from ${table}`)
  await portal.owner.query('delete from assignment')
  await portal.owner.query('update user_account set mail_bounced_at = null, left_at = null')
  await portal.owner.query('update notification_horizon set event_id = (select max(id) from event)')
})

const idOf = async (name: CastName) => (await portal.actor(name)).id
const tell = () => tellWhatHappened(portal.app.world)
const digests = () => makeDigests(portal.app.world)

/** An event as a feature emits it. */
const happens = (
  type: string,
  facts: Record<string, string | number | boolean>,
  shortName = 'Korsbæk',
  subjectId = 'x-1',
) =>
  portal.owner.query(
    `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
       actor_organisation_id, actor_organisation_name, origin, facts)
     values ($1, $2, $3, 'thing', $4, 'job', '00000000-0000-0000-0000-000000000000', 'Tværs', $5, 'KOMBIT', 'job', $6)`,
    [
      ...[portal.clock.now(), portal.organisation(shortName), type, subjectId],
      ...[portal.organisation('KOMBIT'), facts],
    ],
  )

const given = async (name: CastName, roleName = 'Prøverolle') =>
  happens(
    'assignment.started',
    { roleId, roleName, userId: await idOf(name) },
    name === 'Lone' ? 'Aarhus' : 'Korsbæk',
  )

const choose = async (name: CastName, choices: Record<string, string>) =>
  (await portal.as(name)).post('/notifikationer/indstillinger', choices)

const mails = async () =>
  (
    await portal.owner.query(
      `select recipient_name as name, reason, state, next_attempt_at as "dueAt", facts from notification_mail
       where state <> 'portal'
       order by recipient_name, reason`,
    )
  ).rows
const told = async () =>
  (
    await portal.owner.query(
      `select reason, digest, digested_at is not null as done from notification order by at, reason`,
    )
  ).rows

describe('a way of one’s own', () => {
  test('is kept, shown again, and holds for what happens from then on', async () => {
    expect((await choose('Anders', { 'way-roleGiven': 'daily' })).statusCode).toBe(303)
    const page = (await (await portal.as('Anders')).get('/notifikationer/indstillinger')).body
    expect(page).toMatch(/name="way-roleGiven"[\s\S]*?<option value="daily" selected/)
    await given('Anders')
    await given('Lone')
    await tell()
    expect(await mails()).toMatchObject([{ name: 'Lone Dahl', reason: 'roleGiven' }])
    expect((await told()).map(({ digest }) => digest).sort()).toEqual(['daily', null])
  })

  test('in the portal alone, and off', async () => {
    await choose('Anders', { 'way-roleGiven': 'portal', 'way-roleResumed': 'off' })
    await given('Anders')
    await happens('assignment.resumed', { roleId, roleName: 'Prøverolle', userId: await idOf('Anders') })
    await tell()
    expect(await mails()).toEqual([])
    expect(await told()).toEqual([{ reason: 'roleGiven', digest: null, done: false }])
    // The log says so, with the reason, the rule and the way.
    const omar = await portal.as('Omar')
    const log = (await omar.get('/notifikationer/log?tilstand=portal')).body
    const [, path = ''] = /href="(\/notifikationer\/log\/[0-9a-f-]{36})"/.exec(log) ?? []
    const page = (await omar.get(path)).body
    for (const words of [
      'Anders Skov, Korsbæk',
      'Kun i Tværs',
      'assignment.started → person',
      'Derfor er der ikke sendt en mail.',
    ])
      expect(page).toContain(words)
    expect(page).not.toContain('Sådan ville mailen se ud')
    const client = await portal.apiClient('KOMBIT', ['notification.readLog'])
    const { items } = (await client.get('/api/v1/notification-mails?state=portal')).json()
    expect(items).toMatchObject([{ reason: 'roleGiven', state: 'portal' }])
  })

  test('what is usual is not kept, so that it may change', async () => {
    await choose('Anders', { 'way-roleGiven': 'weekly' })
    await choose('Anders', { 'way-roleGiven': 'atOnce' })
    expect((await portal.owner.query('select from notification_way')).rows).toHaveLength(0)
  })

  test('a weekly digest is not offered where it would come too late', async () => {
    for (const reason of ['taskReminder', 'certificationReminder', 'roleEndingSoon'])
      expect((await choose('Anders', { [`way-${reason}`]: 'weekly' })).statusCode).toBe(422)
    expect((await choose('Anders', { 'way-taskReminder': 'daily' })).statusCode).toBe(303)
  })

  test('that is not offered is refused, and what was typed is kept', async () => {
    const off = await choose('Anders', { 'way-roleEnded': 'off', quietFrom: '20' })
    expect(off.statusCode).toBe(422)
    expect(off.body).toContain('Vælg både fra og til')
    expect(off.body).toMatch(/name="quietFrom"[\s\S]*?<option value="20" selected/)
    expect((await choose('Anders', { 'way-roleVacated': 'daily' })).statusCode).toBe(422)
    expect((await choose('Anders', { quietFrom: '7', quietUntil: '7' })).statusCode).toBe(422)
    expect((await portal.owner.query('select from notification_way')).rows).toHaveLength(0)
  })

  test('each side is asked of what it may be told alone', async () => {
    const omar = (await (await portal.as('Omar')).get('/notifikationer/indstillinger')).body
    const anders = (await (await portal.as('Anders')).get('/notifikationer/indstillinger')).body
    expect([omar.includes('Bremsen er trukket'), omar.includes('Rolle givet')]).toEqual([true, false])
    expect([anders.includes('Bremsen er trukket'), anders.includes('Rolle givet')]).toEqual([false, true])
    // What only KLIK-administrators and operations are told of, others need not choose between.
    const pageOf = async (name: 'Katrine' | 'Signe') =>
      (await (await portal.as(name)).get('/notifikationer/indstillinger')).body
    expect([
      anders.includes('Bekræftelse begyndt'),
      (await pageOf('Katrine')).includes('Bekræftelse begyndt'),
    ]).toEqual([false, true])
    const signe = await pageOf('Signe')
    expect([signe.includes('Bremsen er trukket'), signe.includes('Besked fra kommune')]).toEqual([
      false,
      true,
    ])
  })
})

describe('quiet hours', () => {
  test('a mail waits for the morning, a red one does not', async () => {
    await choose('Katrine', { quietFrom: '18', quietUntil: '8', workingDaysOnly: 'ja' })
    portal.clock.moveTo('2026-11-27T20:00:00Z')
    await given('Katrine')
    await happens('role.vacated', { roleId, roleName: 'Prøverolle' })
    await happens('certification.reminderDue', { roundId: 'r', roundName: 'Efterår', days: -5, undecided: 2 })
    await tell()
    expect((await mails()).map(({ reason, dueAt }) => [reason, dueAt.toISOString()])).toEqual([
      ['certificationReminder', '2026-11-27T20:00:00.000Z'],
      ['roleGiven', '2026-11-30T07:00:00.000Z'],
      ['roleVacated', '2026-11-27T20:00:00.000Z'],
    ])
  })
})

test('a mail in another’s place waits for the hours of whoever gets it, unless it is red', async () => {
  await portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Anders Skov'`, [
    portal.clock.now(),
  ])
  await choose('Katrine', { quietFrom: '8', quietUntil: '12' })
  await given('Anders')
  await happens('access.failed', { wanted: true }, 'Korsbæk', await idOf('Anders'))
  await tell()
  const instead = (await mails()).filter(({ name }) => name === 'Katrine Holm')
  expect(instead.map(({ reason, dueAt }) => [reason, dueAt.toISOString()])).toEqual([
    ['accessFailed', '2026-11-23T09:00:00.000Z'],
    ['roleGiven', '2026-11-23T11:00:00.000Z'],
  ])
})

describe('digests', () => {
  const daily = { 'way-roleGiven': 'daily', 'way-roleResumed': 'weekly' }

  test('one mail for all that waits, once with many workers, without what was read', async () => {
    await choose('Anders', daily)
    for (const name of ['Første', 'Anden', 'Tredje']) await given('Anders', name)
    await tell()
    const { rows } = await portal.owner.query(
      `select id from notification where facts ->> 'roleName' = 'Anden'`,
    )
    await (await portal.as('Anders')).post(`/notifikationer/${rows[0].id}/laest`)
    expect(await digests()).toBe(0)
    portal.clock.moveTo('2026-11-24T07:00:00Z')
    const made = await Promise.all([1, 2, 3, 4].map(digests))
    expect(made.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await digests()).toBe(0)
    const [mail, ...others] = await mails()
    expect(others).toEqual([])
    expect(mail).toMatchObject({ reason: 'digest', state: 'planned', facts: { count: 2 } })
    expect(
      mail.facts.items.map((item: { facts: { roleName: string } }) => item.facts.roleName).sort(),
    ).toEqual(['Første', 'Tredje'])
    const log = await (await portal.as('Omar')).get('/notifikationer/log')
    expect(log.body).toContain('Samlet besked: 2 nyheder i Tværs')
    // By what it gathered, too.
    const found = async (about: string) =>
      (await (await portal.as('Omar')).get(`/notifikationer/log?om=${about}`)).body.includes(
        'Samlet besked: 2',
      )
    expect([await found('tredje'), await found(roleId), await found('anden'), await found('139534')]).toEqual(
      [...[true, true, false, false]],
    )
    await portal.owner.query(
      `update notification_mail set facts = jsonb_set(facts, '{items,0,facts,taskNumber}', '139534')`,
    )
    expect(await found('139534')).toBe(true)
  })

  test('is not lost when its key stands on a mail in the place of another’s', async () => {
    await choose('Katrine', { 'way-roleChanged': 'daily' })
    await given('Anders')
    await given('Katrine')
    await portal.owner.query(`update user_account set mail_bounced_at = now() where name = 'Anders Skov'`)
    for (const name of ['Anders', 'Katrine'] as const) await insertHolder(portal, roleId, name)
    await happens('role.descriptionChanged', { isMaterial: true }, 'KOMBIT', roleId)
    await tell()
    portal.clock.moveTo('2026-11-24T08:00:00Z')
    await digests()
    expect((await mails()).map(({ name, reason }) => `${name} ${reason}`)).toContain('Katrine Holm digest')
  })

  test('nobody worked at eight: it comes once when somebody does, and not on a day off', async () => {
    await choose('Anders', daily)
    portal.clock.moveTo('2026-11-27T04:00:00Z')
    await given('Anders')
    await tell()
    portal.clock.moveTo('2026-11-28T09:00:00Z')
    expect(await digests()).toBe(0)
    portal.clock.moveTo('2026-11-30T13:00:00Z')
    expect([await digests(), await digests()]).toEqual([1, 0])
    expect(await mails()).toHaveLength(1)
  })

  test('the weekly one waits for Monday and is one mail with the daily one', async () => {
    await choose('Anders', daily)
    await happens('assignment.resumed', { roleId, roleName: 'Prøverolle', userId: await idOf('Anders') })
    await tell()
    portal.clock.moveTo('2026-11-25T09:00:00Z')
    expect(await digests()).toBe(0)
    portal.clock.moveTo('2026-11-29T20:00:00Z')
    await given('Anders')
    await tell()
    portal.clock.moveTo('2026-11-30T07:00:00Z')
    await digests()
    expect(await mails()).toMatchObject([{ facts: { count: 2 } }])
  })

  test('all read: no mail, and nothing waits any more', async () => {
    await choose('Anders', daily)
    await given('Anders')
    await tell()
    await (await portal.as('Anders')).post('/notifikationer/laest')
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    await digests()
    expect(await mails()).toEqual([])
    expect(await told()).toMatchObject([{ done: true }])
  })
})

describe('an address in a mail ends mails', () => {
  test('with one click, without a session; looking at it ends nothing', async () => {
    const { server } = portal.app
    const key = createUnsubscribeKey(secret)
    const url = `/notifikationer/afmeld/${key.tokenOf({ userId: await idOf('Anders'), reason: 'roleGiven' })}`
    const page = await server.inject({ url })
    expect([page.statusCode, page.body.includes('Stop mails')]).toEqual([200, true])
    expect((await portal.owner.query('select from notification_way')).rows).toHaveLength(0)
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b']) {
      const payload = type.startsWith('multi')
        ? '--b\r\ncontent-disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n'
        : 'List-Unsubscribe=One-Click'
      const done = await server.inject({ method: 'POST', url, headers: { 'content-type': type }, payload })
      expect([done.statusCode, done.body.includes('Du får ikke flere mails om dette')]).toEqual([200, true])
    }
    await given('Anders')
    await tell()
    expect(await mails()).toEqual([])
    expect(await told()).toMatchObject([{ reason: 'roleGiven' }])
    const { rows } = await portal.owner.query(
      `select actor_name, facts from event where type = 'notification.choicesSaved' order by id desc limit 1`,
    )
    expect(rows).toEqual([{ actor_name: 'Anders Skov', facts: { cause: 'unsubscribed' } }])
  })

  test('of a digest: all that is gathered; a red one and a foreign token are refused', async () => {
    const { server } = portal.app
    const key = createUnsubscribeKey(secret)
    const post = (token: string) => server.inject({ method: 'POST', url: `/notifikationer/afmeld/${token}` })
    await choose('Anders', { 'way-roleGiven': 'weekly' })
    expect((await post(key.tokenOf({ userId: await idOf('Anders'), reason: 'digest' }))).statusCode).toBe(200)
    const { rows } = await portal.owner.query(`select way from notification_way where reason = 'roleGiven'`)
    expect(rows).toEqual([{ way: 'portal' }])
    expect(
      (await post(key.tokenOf({ userId: await idOf('Anders'), reason: 'roleVacated' }))).statusCode,
    ).toBe(409)
    const foreign = createUnsubscribeKey('another secret').tokenOf({
      userId: await idOf('Anders'),
      reason: 'roleGiven',
    })
    expect((await post(foreign)).statusCode).toBe(404)
  })
})

describe('the inbox', () => {
  test('two letters about one role are two things to read', async () => {
    await insertHolder(portal, roleId, 'Anders')
    const to = { roleId, target: 'holders', audience: { kind: 'all' }, body: 'Hej' } as const
    for (const subject of ['Møde i januar', 'Læs varsler i julen'])
      await portal.act('Signe', (ctx) => sendLetter(ctx, { ...to, subject }))
    await tell()
    const { body } = await (await portal.as('Anders')).get('/notifikationer')
    expect(body).toContain('Møde i januar')
    expect(body).toContain('Læs varsler i julen')
    expect(body).not.toContain('om det samme')
  })

  test('gathers what is unread by reason and thing, reads a group, and narrows', async () => {
    for (const name of ['Første', 'Anden', 'Tredje']) await given('Anders', name)
    await happens('assignment.resumed', { roleId, roleName: 'Prøverolle', userId: await idOf('Anders') })
    await tell()
    const anders = await portal.as('Anders')
    const { body } = await anders.get('/notifikationer')
    expect(body).toContain('3 ulæste om det samme')
    expect(body.match(/tv-told-unread/g)).toHaveLength(2)
    const inside = (await anders.get(`/notifikationer?grund=roleGiven&om=role:${roleId}`)).body
    expect(inside.match(/tv-told-unread/g)).toHaveLength(3)
    expect(
      (await anders.get('/notifikationer?grund=roleResumed')).body.match(/tv-told-unread/g),
    ).toHaveLength(1)
    const until = portal.clock.now().toISOString()
    await anders.post('/notifikationer/laest', { reason: 'roleGiven', thing: `role:${roleId}`, until })
    const { rows } = await portal.owner.query(`select reason from notification where read_at is null`)
    expect(rows).toEqual([{ reason: 'roleResumed' }])
  })

  test('empty, it says what will stand there and where one chooses', async () => {
    const { body } = await (await portal.as('Lone')).get('/notifikationer')
    expect(body).toContain('Du har ingen notifikationer')
    expect(body).toContain('/notifikationer/indstillinger')
  })
})

describe('the number in the header', () => {
  /** Follows as a person does, over a real connection. */
  const follow = async (name: CastName) => {
    const { server } = portal.app
    const address = server.server.listening
      ? `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`
      : await server.listen({ port: 0, host: '127.0.0.1' })
    const browser = await portal.as(name)
    const stop = new AbortController()
    const answer = await fetch(`${address}/notifikationer/antal`, {
      headers: { ...browser.headers, accept: 'text/event-stream' },
      redirect: 'manual',
      signal: stop.signal,
    })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
    return {
      answer,
      browser,
      next: async () => (await reader?.read())?.value ?? null,
      stop: () => stop.abort(),
    }
  }
  const live = () => liveCountsOf(portal.app.world)

  test('follows what is told and read, and ends with the session', async () => {
    const anders = await follow('Anders')
    expect(anders.answer.headers.get('content-type')).toContain('text/event-stream')
    expect(anders.answer.headers.get('x-accel-buffering')).toBe('no')
    expect(await anders.next()).toContain('data: 0')
    await given('Anders')
    await given('Lone')
    await tell()
    await live().look()
    expect(await anders.next()).toBe('data: 1\n\n')
    await anders.browser.post('/notifikationer/laest')
    await live().look()
    expect(await anders.next()).toBe('data: 0\n\n')
    await anders.browser.post('/log-af')
    await live().look()
    expect(await anders.next()).toBeNull()
    // The browser takes it up again by itself; "no content" makes it stop, a page it would complain of.
    const again = await anders.browser.get('/notifikationer/antal', { accept: 'text/event-stream' })
    expect(again.statusCode).toBe(204)
  })

  test('needs a session, and one person has a handful of streams at most', async () => {
    const nobody = await portal.app.server.inject({ url: '/notifikationer/antal' })
    expect(nobody.statusCode).toBe(303)
    const open = [await follow('Lone'), await follow('Lone'), await follow('Lone'), await follow('Lone')]
    const tooMany = await follow('Lone')
    expect([...open, tooMany].map(({ answer }) => answer.status)).toEqual([200, 200, 200, 200, 204])
    for (const { stop } of open) stop()
    const plain = await open[0]?.browser.get('/notifikationer/antal')
    expect(plain?.json()).toEqual({ unread: 0 })
  })
})
