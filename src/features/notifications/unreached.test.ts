import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRole, insertTemplate, rollOut } from '../../../test/support/factories.ts'
import { startMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { createPost, type Post } from './mail/post.ts'
import { sendDueMails, tellLate, tellWhatHappened } from './work.ts'

let portal: TestApp
let server: TestMailServer
let post: Post
let roleId: string

beforeAll(async () => {
  portal = await createTestApp()
  server = await startMailServer()
  post = createPost({ url: server.url, from: 'Tværs <tvaers@kombit.example>' })
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
  roleId = await insertRole(portal, 'Prøverolle')
  // All other municipalities can be told.
  await portal.owner.query(
    `update organisation set mailbox = 'post' || id || '@kommune.example' where short_name not in ('Korsbæk', 'Aarhus')`,
  )
})
afterAll(async () => {
  post.close()
  await server.close()
  await portal.close()
})
beforeEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query(
    'update notification_horizon set event_id = (select coalesce(max(id), 0) from event)',
  )
})
afterEach(async () => {
  server.envelopes.length = 0
  server.moods.length = 0
  for (const table of ['notification', 'notification_mail', 'notification_way', 'notification_return'])
    await portal.owner.query(`delete from ${table}`)
  await portal.owner.query('update user_account set left_at = null, mail_bounced_at = null')
  await mailbox(null)
})

const mailbox = (address: string | null, bouncedAt: string | null = null) =>
  portal.owner.query(
    `update organisation set mailbox = $1, mailbox_bounced_at = $2 where short_name = 'Korsbæk'`,
    [address, bouncedAt],
  )
const leaves = () => portal.owner.query(`update user_account set left_at = now() where name = 'Katrine Holm'`)
const comesBack = () =>
  portal.owner.query(`update user_account set left_at = null where name = 'Katrine Holm'`)
const bounces = (since: string | null) =>
  portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Katrine Holm'`, [since])

const happens = (type: string, subjectId: string, facts: Record<string, string | number> = {}) =>
  portal.owner.query(
    `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
       actor_organisation_id, actor_organisation_name, origin, facts)
     values ($1, $2, $3, $4, $5, 'job', '00000000-0000-0000-0000-000000000000', 'Tværs', $6, 'KOMBIT', 'job', $7)`,
    [
      ...[portal.clock.now(), portal.organisation('Korsbæk'), type],
      ...[type.startsWith('message') ? 'task' : 'thing', subjectId, portal.organisation('KOMBIT'), facts],
    ],
  )
const vacated = () => happens('role.vacated', 'x', { roleId, roleName: 'Prøverolle' })

/** Tells, and says of Korsbæk's mails to whom, of what, by which path and how it went. */
async function told(): Promise<string[]> {
  await tellWhatHappened(portal.app.world)
  await tellLate(portal.app.world)
  const { rows } = await portal.owner.query<{ line: string }>(
    `select concat_ws(' ', recipient_name, reason, path, state, last_error ->> 'code') as line from notification_mail
     where organisation_id = $1 order by 1`,
    [portal.organisation('Korsbæk')],
  )
  return rows.map(({ line }) => line)
}

const textOf = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
const list = async (name: 'Signe' | 'Omar' = 'Signe') =>
  textOf((await (await portal.as(name)).get('/paamindelser/liste')).body)
/** What the start page says of those who are not told; null when it says nothing. */
const onStart = async (name: 'Signe' | 'Omar' | 'Freja' = 'Signe') => {
  const text = textOf((await (await portal.as(name)).get('/')).body)
  expect(/kommuner? (kan ikke få besked|gik glip af noget)/.test(text)).toBe(text.includes('Kommuner, der'))
  return (
    /Kommuner, der (?:ikke kan få besked|gik glip af noget) (.*?) Se, hvilke kommuner det er/.exec(
      text,
    )?.[1] ?? null
  )
}
const send = () => sendDueMails({ world: portal.app.world, baseUrl: new URL('https://t.example'), post })

const row = 'Korsbæk Ingen KLIK-administrator og ingen funktionspostkasse'

describe('a municipality with neither KLIK-administrator nor mailbox', () => {
  beforeEach(leaves)

  test('ends at the central body: on its list, in the log and by the API, and its editors hear of it once a day', async () => {
    expect(await list()).toContain('Ingen at give besked til i 1 kommune')
    expect(await list()).toContain('1 kommune er ikke gået glip af noget endnu Korsbæk')
    await vacated()
    await happens('certification.opened', 'x', {
      roundId: 'r1',
      roundName: 'Efterår',
      closesOn: '2026-12-11',
    })
    expect(await told()).toEqual([
      'Korsbæk certificationOpened central undeliverable nobody',
      'Korsbæk roleVacated central undeliverable nobody',
    ])
    await vacated()
    await told()
    const text = await list()
    expect(text).toContain(`${row} 3 beskeder : Korsbæk Rollen »Prøverolle« er ubesat`)
    expect(text).toContain('Bekræft jeres roller senest 11-12-2026')
    expect(text).not.toContain('Se dem i loggen')
    expect(await list('Omar')).toContain('Se dem i loggen')
    for (const name of ['Signe', 'Omar'] as const)
      expect(await onStart(name)).toContain('1 1 kommune har hverken en KLIK-administrator eller')
    expect(await onStart('Freja')).toBeNull()
    const { rows } = await portal.owner.query(
      `select u.name, n.facts ->> 'municipalities' as count from notification n join user_account u on u.id = n.user_id
       where n.reason = 'nobodyReached'`,
    )
    expect(rows).toEqual([{ name: 'Signe Bruun', count: '1' }])
    const log = textOf((await (await portal.as('Omar')).get('/notifikationer/log')).body)
    expect(log).toContain('Ingen KLIK-administrator og ingen funktionspostkasse. Står på KOMBITs liste')
    const client = await portal.apiClient('KOMBIT', ['reminder.read'])
    const { municipalities } = (await client.get('/api/v1/unreached-municipalities')).json()
    expect(municipalities).toMatchObject([
      { name: 'Korsbæk', reach: 'nobody', count: 3, notTold: [{ reason: 'roleVacated' }, {}, {}] },
    ])
  })

  test('is told late once somebody is KLIK-administrator: each thing once, and it leaves the list', async () => {
    await vacated()
    await told()
    await comesBack()
    const late = [
      'Katrine Holm roleVacated administrator planned',
      'Korsbæk roleVacated central undeliverable toldLater',
    ]
    expect(await told()).toEqual(late)
    await Promise.all([tellLate(portal.app.world), tellLate(portal.app.world)])
    expect(await told()).toEqual(late)
    expect(await list()).toContain('Alle kommuner kan få besked')
    expect(await onStart()).toBeNull()
    expect(textOf((await (await portal.as('Katrine')).get('/notifikationer')).body)).toContain(
      'Rollen »Prøverolle« er ubesat',
    )
  })

  test('is told late at its mailbox once it has one', async () => {
    await vacated()
    await told()
    await mailbox('klik@korsbaek.example')
    expect(await told()).toEqual(['Korsbæk roleVacated mailbox planned'])
    await send()
    expect(server.envelopes.map(({ to }) => to)).toEqual([['klik@korsbaek.example']])
    expect(await list()).not.toContain('Korsbæk')
  })

  test('is told nothing late that is older than thirty days, or settled', async () => {
    const templateId = await insertTemplate(portal)
    const number = (await rollOut(portal, { templateId, municipalities: ['Korsbæk'] })).Korsbæk
    await told()
    expect(await list()).toContain(`${row} 1 besked`)
    await portal.owner.query(
      `update task set status = 'completed', outcome = 'participated' where number = $1`,
      [number],
    )
    expect(await list()).toContain('1 kommune er ikke gået glip af noget endnu Korsbæk')
    await vacated()
    await told()
    portal.clock.moveTo('2026-12-24T09:00:00Z')
    expect(await list()).toContain('1 kommune er ikke gået glip af noget endnu Korsbæk')
    await comesBack()
    expect(await told()).toEqual([
      'Korsbæk roleVacated central undeliverable nobody',
      'Korsbæk taskReceived central undeliverable nobody',
    ])
  })

  test('an answer that reached who asked is not lost; what is for the administrators is, though the person was told', async () => {
    const templateId = await insertTemplate(portal)
    const number = (await rollOut(portal, { templateId, municipalities: ['Korsbæk'] })).Korsbæk
    await tellWhatHappened(portal.app.world)
    await portal.owner.query('delete from notification_mail')
    const anders = (await portal.actor('Anders')).id
    await portal.owner.query('update task set performer_id = $1 where number = $2', [anders, number])
    await happens('message.answered', String(number))
    await happens('pendingAssignment.refused', 'p1', { userId: anders, roleId, roleName: 'Prøverolle' })
    expect(await told()).toEqual([
      'Anders Skov messageAnswered performer planned',
      'Anders Skov ownPendingRefused person planned',
      'Korsbæk pendingRefused central undeliverable nobody',
    ])
  })
})

describe('where mails come back', () => {
  test('an administrator’s marked address and no mailbox: on the list, and sent when the address is put right', async () => {
    await bounces('2026-11-20T09:00:00Z')
    await vacated()
    expect(await told()).toEqual(['Katrine Holm roleVacated administrator undeliverable bounced'])
    expect(await list()).toContain('Korsbæk Mails kommer retur, eller der er ingen mailadresse 1 besked')
    await bounces(null)
    expect(await told()).toEqual(['Katrine Holm roleVacated administrator planned'])
    expect(await list()).not.toContain('Korsbæk')
  })

  test('what came back only after it was sent is on the list until it is read', async () => {
    server.moods.push({ atAddress: 550 })
    await vacated()
    await told()
    await send()
    expect(await told()).toEqual(['Katrine Holm roleVacated administrator undeliverable 550'])
    expect(await list()).toContain('1 besked')
    await (await portal.as('Katrine')).post('/notifikationer/laest', {})
    expect(await list()).toContain('ikke gået glip af noget endnu Korsbæk (mails kommer retur)')
    expect(await onStart()).toContain('1 kommune har hverken')
  })

  test('what was missed stands on the start page after somebody can be told again', async () => {
    server.moods.push({ atAddress: 550 })
    await vacated()
    await told()
    await send()
    await mailbox('klik@korsbaek.example')
    expect(await list()).toContain('1 kommune kan nås nu, men noget nåede ikke frem.')
    expect(await onStart()).toBe('1 1 kommune kan nås nu, men noget nåede ikke frem.')
  })

  test('another who was told, by mail or in the portal alone, is enough', async () => {
    await bounces('2026-11-20T09:00:00Z')
    await mailbox('klik@korsbaek.example')
    await vacated()
    expect(await told()).toEqual([
      'Katrine Holm roleVacated administrator undeliverable bounced',
      'Korsbæk roleVacated mailboxInstead planned',
    ])
    expect(await list()).not.toContain('Korsbæk')
  })
})

test('what would wait for a digest to an address that sends mails back takes the other way at once', async () => {
  await (await portal.as('Anders')).post('/notifikationer/indstillinger', { 'way-roleGiven': 'daily' })
  await portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Anders Skov'`, [
    '2026-11-20T09:00:00Z',
  ])
  const userId = (await portal.actor('Anders')).id
  await happens('assignment.started', 'a1', { userId, roleId, roleName: 'Prøverolle' })
  expect(await told()).toEqual([
    'Anders Skov roleGiven person undeliverable bounced',
    'Katrine Holm roleGiven administratorInstead planned',
  ])
  await send()
  const { rows } = await portal.owner.query(`select subject from notification_mail where state = 'sent'`)
  expect(rows).toEqual([{ subject: 'Til Anders Skov: Du har fået rollen »Prøverolle«' }])
})
