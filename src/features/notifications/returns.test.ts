import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { startMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { assignRole } from '../assignments/index.ts'
import type { Fate } from './domain-returns.ts'
import { createPost, type Post } from './mail/post.ts'
import { readReport } from './mail/read-report.ts'
import { createUnsubscribeKey } from './mail/unsubscribe.ts'
import { takeReport } from './returns.ts'
import { type MailOffice, sendDueMails, tellWhatHappened } from './work.ts'
import { takeReturn } from './work-returns.ts'

let portal: TestApp
let server: TestMailServer
let post: Post
const start = '2026-11-23T09:00:00Z'
const address = 'anders.skov@korsbaek.example'
const key = createUnsubscribeKey('a secret of at least thirty-two characters')

beforeAll(async () => {
  portal = await createTestApp()
  server = await startMailServer()
  post = createPost({ url: server.url, from: 'Tværs <tvaers@kombit.example>' })
  for (const name of ['Katrine', 'Anders', 'Lone', 'Omar'] as const) await portal.actor(name)
})
afterAll(async () => {
  post.close()
  await server.close()
  await portal.close()
})
beforeEach(() => portal.clock.moveTo(start))
afterEach(async () => {
  server.taken.length = 0
  server.moods.length = 0
  server.envelopes.length = 0
  for (const table of ['notification', 'notification_mail', 'notification_pace', 'assignment'])
    await portal.owner.query(`delete from ${table}`)
  await portal.owner.query('update user_account set mail_bounced_at = null')
  await portal.owner.query('update organisation set mailbox = null, mailbox_bounced_at = null')
  await portal.owner.query('update notification_horizon set event_id = (select max(id) from event)')
})

let roles = 0
const give = async (name: CastName) => {
  const userId = (await portal.actor(name)).id
  const roleId = await insertRole(portal, `Rolle ${++roles}`)
  await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  await tellWhatHappened(portal.app.world)
}
const send = (more: Partial<MailOffice> = {}) =>
  sendDueMails({ world: portal.app.world, baseUrl: new URL('https://tvaers.example'), post, ...more })

async function mails() {
  const { rows } = await portal.owner.query<{
    id: string
    name: string
    state: string
    path: string
    error: string | null
    sending: number
    address: string
    attempts: number
  }>(
    `select id, recipient_name as name, state, path, last_error ->> 'code' as error, sending, address, attempts
     from notification_mail order by created_at, recipient_name, event_id`,
  )
  return rows
}
const idOf = async (place = 0) => (await mails())[place]?.id ?? ''
const report = async (fate: Partial<Fate> = {}, place = 0, sending = 1) =>
  takeReport(portal.app.world, {
    mail: { id: await idOf(place), sending },
    fates: [{ address, action: 'failed', code: '5.1.1', ...fate }],
  })
const markedAt = async (name = 'Anders Skov') =>
  (await portal.owner.query('select mail_bounced_at as at from user_account where name = $1', [name])).rows[0]
    .at
/** Whether the page of the first mail in a state says that the next one goes another way. */
const saysElsewhere = async (state: string): Promise<boolean> => {
  const id = (await mails()).find((mail) => mail.state === state)?.id
  const { body } = await (await portal.as('Katrine')).get(`/notifikationer/log/${id}`)
  expect(body).toContain('Om mailen')
  return body.includes('Næste gang sendes de til kommunens KLIK-administrator, ellers til')
}
const events = async () =>
  (
    await portal.owner.query<{ type: string; code: string }>(
      `select type, facts ->> 'code' as code from event where type like 'notificationMail.%' order by id`,
    )
  ).rows.map(({ type, code }) => `${type} ${code}`)

describe('what a mail carries', () => {
  test('its thread, the way back, and the end of its kind with one click; the log keeps no such address', async () => {
    await give('Anders')
    await send({ returnsTo: 'retur@tvaers.example', unsubscribeKey: async () => key })
    const raw = (server.taken[0] ?? '').replace(/=\r\n/g, '').replace(/\r\n[ \t]+/g, ' ')
    expect(raw).toMatch(/References: <thread\.role\.[0-9a-f-]{36}@tvaers\.example>/)
    expect(raw).toMatch(/In-Reply-To: <thread\.role\./)
    const token = /List-Unsubscribe: <https:\/\/tvaers\.example\/notifikationer\/afmeld\/([^>]+)>/.exec(
      raw,
    )?.[1]
    expect(key.verify(token ?? '')).toEqual({
      userId: (await portal.actor('Anders')).id,
      reason: 'roleGiven',
    })
    expect(raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect(server.envelopes.at(-1)).toEqual({
      from: `retur+${await idOf()}@tvaers.example`,
      to: [address],
    })
    const { rows } = await portal.owner.query('select body from notification_mail')
    expect(rows[0].body).not.toContain('afmeld')
  })
})

describe('the pace', () => {
  test('one domain gets so many a minute of all workers together; others do not wait for it', async () => {
    for (let count = 0; count < 4; count++) await give('Anders')
    await portal.owner.query(
      `insert into notification_mail (organisation_id, event_id, recipient_name, address, language, reason, rule, path,
         subject_type, subject_id, facts, actor_name, state, next_attempt_at, created_at)
       values ($1, 1, 'Aarhus', 'post@aarhus.example', 'da', 'roleVacated', 'r', 'mailbox', 'role', 'x', '{}', 'T',
         'planned', $2, $2)`,
      [portal.organisation('Aarhus'), new Date(start)],
    )
    await Promise.all([send({ perMinute: 3 }), send({ perMinute: 3 })])
    const taken = () => server.envelopes.map(({ to }) => String(to).split('@')[1]).sort()
    expect(taken().filter((domain) => domain === 'korsbaek.example')).toHaveLength(3)
    expect(taken()).toContain('aarhus.example')
    await send({ perMinute: 3 })
    expect(server.taken).toHaveLength(4)
    portal.clock.moveTo('2026-11-23T09:01:00Z')
    await send({ perMinute: 3 })
    expect(server.taken).toHaveLength(5)
  })
})

describe('mails that come back', () => {
  test('hard: the mail is undeliverable, the address marked, told once; the next goes to the administrator', async () => {
    await give('Anders')
    await send()
    expect(await report()).toBe('noted')
    expect(await report()).toBe('known')
    expect(await mails()).toMatchObject([{ state: 'undeliverable', error: '5.1.1' }])
    expect(await markedAt()).toEqual(new Date(start))
    expect((await events()).at(-1)).toBe('notificationMail.returned 5.1.1')
    await give('Anders')
    expect((await mails()).slice(1)).toMatchObject([
      { name: 'Anders Skov', state: 'undeliverable', error: 'bounced' },
      { name: 'Katrine Holm', state: 'planned', path: 'administratorInstead' },
    ])
    await send()
    const text = (server.taken.at(-1) ?? '').replace(/=\r\n/g, '')
    expect(text).toContain('Mailen var til Anders Skov')
    expect(await saysElsewhere('undeliverable')).toBe(true)
    expect(await saysElsewhere('sent')).toBe(false)
    await portal.owner.query('update user_account set mail_bounced_at = null')
    expect(await saysElsewhere('undeliverable')).toBe(false)
  })

  test('with no administrator whose mails arrive, to the municipality’s mailbox', async () => {
    await portal.owner.query(
      `update user_account set mail_bounced_at = now() where name in ('Anders Skov', 'Katrine Holm')`,
    )
    await portal.owner.query(
      `update organisation set mailbox = 'klik@korsbaek.example' where short_name = 'Korsbæk'`,
    )
    await give('Anders')
    expect(await mails()).toMatchObject([
      { name: 'Anders Skov', error: 'bounced' },
      { address: 'klik@korsbaek.example', path: 'mailboxInstead', state: 'planned' },
    ])
  })

  test('to an administrator whose own address came back more than thirty days ago', async () => {
    const mark = (name: string, at: string) =>
      portal.owner.query('update user_account set mail_bounced_at = $1 where name = $2', [at, name])
    await mark('Anders Skov', '2026-11-20T09:00:00Z')
    await mark('Katrine Holm', '2026-10-20T09:00:00Z')
    await give('Anders')
    expect((await mails()).slice(1)).toMatchObject([{ name: 'Katrine Holm', path: 'administratorInstead' }])
  })

  test('soft: marked by the third within a fortnight', async () => {
    for (let place = 0; place < 3; place++) {
      portal.clock.moveTo(`2026-11-2${3 + place}T09:00:00Z`)
      await give('Anders')
      await send()
      expect(await markedAt()).toBeNull()
      expect(await report({ code: '5.2.2' }, place)).toBe('noted')
    }
    expect(await markedAt()).toEqual(new Date('2026-11-25T09:00:00Z'))
  })

  test('a complaint and a delay mark nothing', async () => {
    await give('Anders')
    await send()
    expect(await report({ action: 'complained', code: 'abuse' })).toBe('noted')
    expect(await report({ action: 'delayed', code: '4.4.1' })).toBe('nothing')
    expect(await markedAt()).toBeNull()
    expect(await mails()).toMatchObject([{ state: 'sent' }])
  })

  test('a mail that arrives later heals the address; one sent before the mark does not', async () => {
    await give('Anders')
    await send()
    const delivered = { action: 'delivered', code: '2.0.0' } as const
    portal.clock.moveTo('2026-11-23T10:00:00Z')
    await portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Anders Skov'`, [
      portal.clock.now(),
    ])
    expect(await report(delivered)).toBe('noted')
    expect(await markedAt()).not.toBeNull()
    // After thirty days an address is tried again.
    portal.clock.moveTo('2026-12-24T10:00:00Z')
    await give('Anders')
    await send()
    // Only then are the servers asked to say that it arrived.
    expect(server.envelopes.map(({ notify }) => notify)).toEqual([undefined, ['SUCCESS', 'FAILURE', 'DELAY']])
    expect(await report(delivered, 1)).toBe('noted')
    expect(await markedAt()).toBeNull()
  })

  test('one that cannot be read is left for somebody to look at; a fault of ours is thrown', async () => {
    const office = { host: 'tvaers.example' }
    const nested = Array.from({ length: 30 }, (_none, depth) =>
      [
        `content-type: multipart/mixed; boundary="b${depth}"`,
        '',
        `--b${depth}`,
        ...(depth === 29 ? ['', 'x'] : []),
      ].join('\r\n'),
    ).join('\r\n')
    const take = (text: string, world = portal.app.world) =>
      takeReturn(world, office, new TextEncoder().encode(text))
    await expect(readReport(new TextEncoder().encode(nested), { ...office, mailbox: null })).rejects.toThrow()
    expect(await take(nested)).toBe('leave')
    await give('Anders')
    await send()
    const status = `content-type: multipart/report; boundary=b\r\n\r\n--b\r\ncontent-type: message/delivery-status\r\n\r\nReporting-MTA: dns; x\r\n\r\nOriginal-Recipient: rfc822; ${address}\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\ncontent-type: text/rfc822-headers\r\n\r\nMessage-ID: <${await idOf()}@tvaers.example>\r\n\r\n--b--\r\n`
    const broken = {
      ...portal.app.world,
      clock: { ...portal.app.world.clock, now: () => new Date('not a day') },
    }
    await expect(take(status, broken)).rejects.toThrow()
    expect(await take(status)).toBe('remove')
    expect(await markedAt()).not.toBeNull()
  })

  test('nothing is believed of a mail that is not sent, is unknown, or was sent long ago', async () => {
    await give('Anders')
    expect(await report()).toBe('unknown')
    await send()
    expect(await report({}, 0, 2)).toBe('unknown')
    expect(
      await takeReport(portal.app.world, {
        mail: { id: '6f9619ff-8b86-4d01-b42d-00cf4fc964ff', sending: 1 },
        fates: [{ address, action: 'failed', code: '5.1.1' }],
      }),
    ).toBe('unknown')
    portal.clock.moveTo('2026-12-24T09:00:00Z')
    expect(await report()).toBe('unknown')
    expect(await markedAt()).toBeNull()
  })
})

describe('an address that sends mails back', () => {
  const page = async () => (await (await portal.as('Anders')).get('/notifikationer')).body
  const mark = () =>
    portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Anders Skov'`, [
      portal.clock.now(),
    ])

  test('is shown to its person, who says that it works: mails come again', async () => {
    expect(await page()).not.toContain('Mails til dig kommer retur')
    await mark()
    expect(await page()).toContain('Mails til dig kommer retur')
    expect(await page()).toContain(address)
    const answer = await (await portal.as('Anders')).post('/notifikationer/adresse')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/notifikationer'])
    expect(await markedAt()).toBeNull()
    expect(await page()).not.toContain('Mails til dig kommer retur')
    const { rows } = await portal.owner.query(
      `select actor_name as name, subject_id as id from event where type = 'notification.addressConfirmed'`,
    )
    expect(rows).toEqual([{ name: 'Anders Skov', id: (await portal.actor('Anders')).id }])
    await (await portal.as('Anders')).post('/notifikationer/adresse')
    await give('Anders')
    expect(await mails()).toMatchObject([{ name: 'Anders Skov', state: 'planned' }])
    expect(
      (await portal.owner.query(`select from event where type = 'notification.addressConfirmed'`)).rowCount,
    ).toBe(1)
  })

  test('of another is left alone', async () => {
    await mark()
    await (await portal.as('Katrine')).post('/notifikationer/adresse')
    expect(await markedAt()).not.toBeNull()
  })
})

describe('sending again', () => {
  test('operations send a given-up mail to the address of today, as another mail', async () => {
    server.moods.push({ atAddress: 550 })
    await give('Anders')
    await send()
    const id = await idOf()
    const omar = await portal.as('Omar')
    expect((await omar.get(`/notifikationer/log/${id}`)).body).toContain('Send igen')
    const answer = await omar.post(`/notifikationer/log/${id}/send-igen`)
    expect(answer.statusCode).toBe(303)
    await send()
    expect(await mails()).toMatchObject([{ state: 'sent', sending: 2, attempts: 1 }])
    expect(server.taken[0]).toContain(`<${id}.2@tvaers.example>`)
    expect((await events()).at(-1)).toMatch(/^notificationMail\.resent/)
    // A late report of the first sending says nothing of the second.
    expect(await report({ code: '5.2.2' })).toBe('noted')
    expect(await mails()).toMatchObject([{ state: 'sent' }])
    expect((await omar.post(`/notifikationer/log/${id}/send-igen`)).statusCode).toBe(409)
    expect((await omar.get(`/notifikationer/log/${id}`)).body).not.toContain('Send igen')
    const katrine = await portal.as('Katrine')
    expect((await katrine.post(`/notifikationer/log/${id}/send-igen`)).statusCode).toBe(403)
  })
})

describe('a late report of an earlier sending', () => {
  const corrected = 'anders@korsbaek.example'
  const resent = async () => {
    server.moods.push({ atText: 554 })
    await give('Anders')
    await send()
    await portal.owner.query(`update user_account set email = $1 where name = 'Anders Skov'`, [corrected])
    await (await portal.as('Omar')).post(`/notifikationer/log/${await idOf()}/send-igen`)
    await send()
    expect(await mails()).toMatchObject([{ state: 'sent', sending: 2, address: corrected }])
  }
  afterEach(() =>
    portal.owner.query(`update user_account set email = $1 where name = 'Anders Skov'`, [address]),
  )

  test.each([
    ['the old address', address],
    ['no address', null],
    ['the new address', corrected],
  ])('that names %s marks nothing, and counts for no address', async (_words, named) => {
    await resent()
    expect(await report({ address: named })).toBe('noted')
    expect(await report({ address: named, code: '5.2.2' })).toBe('noted')
    expect(await markedAt()).toBeNull()
    expect(await mails()).toMatchObject([{ state: 'sent' }])
    const { rows } = await portal.owner.query('select distinct address from notification_return')
    expect(rows).toEqual([{ address: '' }])
  })

  test('takes no mark off, either', async () => {
    await resent()
    await portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Anders Skov'`, [
      portal.clock.now(),
    ])
    expect(await report({ action: 'delivered', code: '2.0.0', address: null })).toBe('noted')
    expect(await markedAt()).not.toBeNull()
  })
})

describe('by the API', () => {
  test('a provider’s report is taken up in the background; what is not ours is refused', async () => {
    await give('Anders')
    await send()
    const client = await portal.apiClient('KOMBIT', ['notification.operate'])
    const body = { messageId: `<${await idOf()}@localhost>`, action: 'failed', code: '5.1.1' }
    const post = (more: object) => client.post('/api/v1/mail-returns', { ...body, ...more })
    expect((await post({})).statusCode).toBe(202)
    expect((await post({ messageId: '<x@elsewhere.example>' })).statusCode).toBe(422)
    const { rows } = await portal.owner.query(
      `select data from pgboss.job where name = 'notifications.reported'`,
    )
    expect(rows).toEqual([
      { data: expect.objectContaining({ id: await idOf(), sending: 1, action: 'failed', code: '5.1.1' }) },
    ])
    await portal.owner.query(`delete from pgboss.job where name = 'notifications.reported'`)
  })
})
