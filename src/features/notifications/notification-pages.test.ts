import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { startMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { assignRole } from '../assignments/index.ts'
import { createPost, type Post } from './mail/post.ts'
import { sendDueMails, tellWhatHappened } from './work.ts'

let portal: TestApp
let server: TestMailServer
let post: Post
let roleId: string
const start = '2026-11-23T09:00:00Z'

beforeAll(async () => {
  portal = await createTestApp()
  server = await startMailServer()
  post = createPost({ url: server.url, from: 'Tværs <tvaers@kombit.example>' })
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
  roleId = await insertRole(portal, 'Prøverolle')
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
  for (const table of ['notification', 'notification_mail', 'assignment'])
    await portal.owner.query(`delete from ${table}`)
  await portal.owner.query('update user_account set mail_bounced_at = null')
  await portal.owner.query('update notification_horizon set event_id = (select max(id) from event)')
})

const tell = () => tellWhatHappened(portal.app.world)
const send = () => sendDueMails({ world: portal.app.world, baseUrl: new URL('https://tvaers.example'), post })

const give = async (name: CastName, role = roleId) => {
  const userId = (await portal.actor(name)).id
  return await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId: role, userId }))
}

/** An event as a feature to come will emit it. */
const happens = (
  type: string,
  facts: Record<string, string | number>,
  shortName = 'Korsbæk',
  subjectId = 'x-1',
) =>
  portal.owner.query(
    `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
       actor_organisation_id, actor_organisation_name, origin, facts)
     values ($1, $2, $3, 'thing', $4, 'job', '00000000-0000-0000-0000-000000000000', 'Tværs', $5, 'KOMBIT', 'job', $6)`,
    [
      portal.clock.now(),
      portal.organisation(shortName),
      type,
      subjectId,
      portal.organisation('KOMBIT'),
      facts,
    ],
  )

describe('the pages', () => {
  test('the inbox: unread first, the number in the header, one and all marked read', async () => {
    const anders = await portal.as('Anders')
    expect((await anders.get('/notifikationer')).body).toContain('Du har ingen notifikationer')
    for (let number = 1; number <= 3; number++)
      await give('Anders', await insertRole(portal, `Rolle nummer ${number}`))
    await tell()
    const { result, queries } = await countingQueries(() => anders.get('/notifikationer'))
    expect(queries).toBeLessThanOrEqual(4)
    expect(result.body).toContain('3 ulæste')
    expect(result.body).toContain('Du har fået rollen »Rolle nummer 2«')
    expect(result.body.match(/<h1/g)).toHaveLength(1)
    expect(result.body.match(/button-primary/g)).toBeNull()
    const { rows } = await portal.owner.query('select id from notification order by at limit 1')
    expect((await anders.post(`/notifikationer/${rows[0].id}/laest`)).statusCode).toBe(303)
    expect((await anders.get('/')).body).toContain('2 ulæste')
    // Another's notification does not exist, also for a colleague.
    const katrine = await portal.as('Katrine')
    expect((await katrine.post(`/notifikationer/${rows[0].id}/aabn`)).statusCode).toBe(404)
    await anders.post('/notifikationer/laest')
    expect((await anders.get('/notifikationer')).body).not.toMatch(/\d ulæst/)
    expect((await portal.owner.query(`select from notification where read_at is null`)).rows).toHaveLength(0)
  })

  test('a language of one’s own for the mails', async () => {
    const anders = await portal.as('Anders')
    await anders.post('/notifikationer/sprog', { language: 'en' })
    await give('Anders')
    await tell()
    await send()
    expect(server.taken[0]).toContain('You have been given the role')
    expect((await anders.post('/notifikationer/sprog', { language: 'sv' })).statusCode).toBe(422)
    await anders.post('/notifikationer/sprog', { language: 'da' })
  })

  test('the log for operations: why, by which path, how it went; without a mail server it says so', async () => {
    await give('Anders')
    await happens('role.vacated', { roleId, roleName: 'Prøverolle' }, 'Aarhus')
    await tell()
    const omar = await portal.as('Omar')
    const { result, queries } = await countingQueries(() => omar.get('/notifikationer/log'))
    expect(queries).toBeLessThanOrEqual(3)
    for (const words of [
      'Anders Skov',
      'Den, det handler om',
      'KLIK-administrator',
      'Ikke sendt: ingen mailserver',
    ])
      expect(result.body.replace(/<[^>]+>/g, '')).toContain(words)
    const found = (await omar.get('/notifikationer/log?q=aarhus&tilstand=planned')).body
    expect([found.includes('Lone Dahl'), found.includes('Anders Skov')]).toEqual([true, false])
    const [, path = ''] = /href="(\/notifikationer\/log\/[0-9a-f-]{36})"/.exec(result.body) ?? []
    expect((await omar.get(path)).body).toContain('Sådan ville mailen se ud')
    expect((await (await portal.as('Signe')).get(path)).statusCode).toBe(403)
  })

  test('the log and the inbox go on page by page', async () => {
    for (let number = 1; number <= 55; number++)
      await happens('role.vacated', { roleId: `role-${number}`, roleName: `Nummer ${number}` })
    await tell()
    const seenOver = async (name: CastName, path: string, pages: number) => {
      const browser = await portal.as(name)
      const seen = new Set<string>()
      let next: string | undefined = path
      for (let page = 0; page < pages && next; page++) {
        const { body } = await browser.get(next)
        for (const [found] of body.matchAll(/»Nummer \d+«/g)) seen.add(found)
        next = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&')
      }
      return [seen.size, next]
    }
    expect(await seenOver('Omar', '/notifikationer/log', 3)).toEqual([55, undefined])
    expect(await seenOver('Katrine', '/notifikationer', 3)).toEqual([55, undefined])
  })

  test('the API: one’s organisation’s, unread ones, and noting that one was read', async () => {
    await give('Anders')
    await happens('role.vacated', { roleId, roleName: 'Prøverolle' }, 'Aarhus')
    await tell()
    const korsbaek = await portal.apiClient('Korsbæk', ['notification.read'])
    const list = (await korsbaek.get('/api/v1/notifications?unread=true&limit=1')).json()
    expect(list.items).toMatchObject([{ reason: 'roleGiven', path: '/mine-roller', readAt: null }])
    expect(list.nextCursor).toBeNull()
    const read = await korsbaek.put(`/api/v1/notifications/${list.items[0].id}/read`)
    expect([read.statusCode, read.json().readAt]).toEqual([200, '2026-11-23T09:00:00.000Z'])
    expect((await korsbaek.get('/api/v1/notifications?unread=true')).json().items).toEqual([])
    const aarhus = await portal.apiClient('Aarhus')
    expect((await aarhus.put(`/api/v1/notifications/${list.items[0].id}/read`)).statusCode).toBe(404)
  })
})
