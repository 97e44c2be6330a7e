import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertHolder, insertRole, insertTemplate, rollOut } from '../../../test/support/factories.ts'
import { startMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import type { CivilDay } from '../../kernel/civil-day.ts'
import { createPost, type Post } from './mail/post.ts'
import { makeDigests, sendDueMails, tellWhatHappened } from './work.ts'

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
  server.taken.length = 0
  for (const table of [
    'notification',
    'notification_mail',
    'notification_way',
    'notification_digest',
    'assignment',
  ])
    await portal.owner.query(`delete from ${table}`)
  await portal.owner.query('delete from notification_hours')
  await portal.owner.query(
    `update user_account set left_at = null, mail_bounced_at = null,
       organisation_id = case when name = 'Anders Skov' then $1 else organisation_id end`,
    [portal.organisation('Korsbæk')],
  )
  await portal.owner.query('update organisation set mailbox = null, mailbox_bounced_at = null')
})

const idOf = async (name: CastName) => (await portal.actor(name)).id

/** An event of Korsbæk's, as a feature emits it. */
const happens = (
  type: string,
  subjectId: string,
  facts: Record<string, string | number | boolean> = {},
  changes: Record<string, unknown> = {},
) =>
  portal.owner.query(
    `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
       actor_organisation_id, actor_organisation_name, origin, facts, changes)
     values ($1, $2, $3, $4, $5, 'job', '00000000-0000-0000-0000-000000000000', 'Tværs', $6, 'KOMBIT', 'job', $7, $8)`,
    [
      ...[portal.clock.now(), portal.organisation('Korsbæk'), type],
      ...[type.split('.')[0] === 'task' || type.startsWith('message') ? 'task' : 'thing', subjectId],
      ...[portal.organisation('KOMBIT'), facts, changes],
    ],
  )

/** Tells, and says whom by mail and in the portal: 'Katrine Holm taskReceived administrator'. */
async function told() {
  await tellWhatHappened(portal.app.world)
  const { rows: mails } = await portal.owner.query<{ line: string }>(
    `select recipient_name || ' ' || reason || ' ' || path as line from notification_mail
     where state <> 'portal' order by 1`,
  )
  const { rows: seen } = await portal.owner.query<{ line: string }>(
    `select u.name || ' ' || n.reason as line from notification n join user_account u on u.id = n.user_id order by 1`,
  )
  return { mails: mails.map(({ line }) => line), portal: seen.map(({ line }) => line) }
}

const leaves = (name: string) =>
  portal.owner.query('update user_account set left_at = now() where name = $1', [name])
const moves = (name: string) =>
  portal.owner.query('update user_account set organisation_id = $1 where name = $2', [
    portal.organisation('Aarhus'),
    name,
  ])

async function task(people: { responsible?: CastName; performer?: CastName; dueOn?: string } = {}) {
  const templateId = await insertTemplate(portal)
  const dueOn = (people.dueOn ?? null) as CivilDay | null
  const number = (await rollOut(portal, { templateId, dueOn })).Korsbæk ?? 0
  await portal.owner.query('update task set responsible_id = $1, performer_id = $2 where number = $3', [
    people.responsible ? await idOf(people.responsible) : null,
    people.performer ? await idOf(people.performer) : null,
    number,
  ])
  await tellWhatHappened(portal.app.world)
  await portal.owner.query('delete from notification')
  await portal.owner.query('delete from notification_mail')
  return { templateId, number }
}

describe.each([
  ['moved to another municipality', moves],
  ['left', leaves],
] as const)('whoever %s', (_words, goes) => {
  test('is told nothing of the tasks they had: the one who stays is, else the administrators', async () => {
    const { number } = await task({ performer: 'Anders', responsible: 'Katrine' })
    const alone = await task({ performer: 'Anders' })
    await goes('Anders Skov')
    await happens('message.answered', String(number))
    await happens('message.answered', String(alone.number))
    await happens('template.versionSaved', alone.templateId)
    expect(await told()).toEqual({
      mails: ['Katrine Holm messageAnswered administrator', 'Katrine Holm messageAnswered responsible'],
      portal: ['Katrine Holm messageAnswered', 'Katrine Holm messageAnswered', 'Katrine Holm taskCorrected'],
    })
  })

  test('is told nothing of roles and accesses there', async () => {
    const userId = await idOf('Anders')
    await insertHolder(portal, roleId, 'Anders')
    await goes('Anders Skov')
    await happens('assignment.started', 'x', { roleId, roleName: 'Prøverolle', userId })
    await happens('access.closed', userId)
    await happens('role.descriptionChanged', roleId, { isMaterial: true })
    expect(await told()).toEqual({ mails: [], portal: [] })
  })

  test('gets no mail that was planned before, neither at once nor in a digest; nobody sends it again', async () => {
    const userId = await idOf('Anders')
    await happens('assignment.started', 'x', { roleId, roleName: 'Prøverolle', userId })
    await told()
    await (await portal.as('Anders')).post('/notifikationer/indstillinger', { 'way-roleGiven': 'daily' })
    await happens('assignment.started', 'y', { roleId, roleName: 'Prøverolle', userId })
    await told()
    await goes('Anders Skov')
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    await makeDigests(portal.app.world)
    const office = { world: portal.app.world, baseUrl: new URL('https://tvaers.example'), post }
    await sendDueMails(office)
    const { rows } = await portal.owner.query(
      `select id, reason, state, attempts, last_error ->> 'code' as code from notification_mail
       where state <> 'portal'`,
    )
    expect(rows).toMatchObject([
      { reason: 'roleGiven', state: 'undeliverable', attempts: 0, code: 'notHere' },
    ])
    expect(server.taken).toEqual([])
    const omar = await portal.as('Omar')
    expect((await omar.get(`/notifikationer/log/${rows[0].id}`)).body).toContain(
      'Personen er stoppet eller flyttet',
    )
    expect((await omar.post(`/notifikationer/log/${rows[0].id}/send-igen`)).statusCode).toBe(409)
  })
})

describe('a municipality without a KLIK-administrator', () => {
  const mailbox = (address: string, bouncedAt: string | null = null) =>
    portal.owner.query(
      `update organisation set mailbox = $1, mailbox_bounced_at = $2 where short_name = 'Korsbæk'`,
      [address, bouncedAt],
    )
  const vacated = () => happens('role.vacated', 'x', { roleId, roleName: 'Prøverolle' })

  test('is told at its mailbox: of roles, and of tasks nobody has', async () => {
    const { number } = await task()
    const { number: taken } = await task({ performer: 'Anders' })
    await mailbox('klik@korsbaek.example')
    await leaves('Katrine Holm')
    await vacated()
    await happens('message.answered', String(number))
    await happens('message.answered', String(taken))
    expect((await told()).mails).toEqual([
      'Anders Skov messageAnswered performer',
      'Korsbæk messageAnswered mailbox',
      'Korsbæk roleVacated mailbox',
    ])
    const log = (await (await portal.as('Omar')).get('/notifikationer/log')).body
    expect(log).toContain('Kommunens funktionspostkasse')
  })

  test('not where there is an administrator, nor where the mailbox sends mails back', async () => {
    await mailbox('klik@korsbaek.example')
    await vacated()
    expect((await told()).mails).toEqual(['Katrine Holm roleVacated administrator'])
    await leaves('Katrine Holm')
    await mailbox('klik@korsbaek.example', '2026-11-20T09:00:00Z')
    await vacated()
    expect((await told()).mails).toEqual([
      'Katrine Holm roleVacated administrator',
      'Korsbæk roleVacated central',
      'Signe Bruun nobodyReached editor',
    ])
    await mailbox('klik@korsbaek.example', '2026-10-20T09:00:00Z')
    await vacated()
    expect((await told()).mails).toContain('Korsbæk roleVacated mailbox')
  })
})

test('all of a task whose deadline has passed comes at once, whatever was chosen; the day itself is not over', async () => {
  await (await portal.as('Anders')).post('/notifikationer/indstillinger', {
    'way-messageAnswered': 'weekly',
    'way-taskCorrected': 'off',
    quietFrom: '8',
    quietUntil: '12',
  })
  const { number, templateId } = await task({ performer: 'Anders', dueOn: '2026-11-23' })
  await happens('message.answered', String(number))
  expect((await told()).mails).toEqual([])
  portal.clock.moveTo('2026-11-24T09:00:00Z')
  await happens('message.answered', String(number))
  await happens('template.versionSaved', templateId)
  expect((await told()).mails).toEqual([
    'Anders Skov messageAnswered performer',
    'Anders Skov taskCorrected performer',
  ])
  const { rows } = await portal.owner.query(
    "select distinct next_attempt_at as at from notification_mail where state <> 'portal'",
  )
  expect(rows).toEqual([{ at: portal.clock.now() }])
})

test('a question goes to the editors when the one who answers there has left', async () => {
  const { number } = await task()
  const ask = async () => {
    await (await portal.as('Anders')).post(`/opgaver/${number}/beskeder`, { body: 'Hvem gælder det?' })
    return (await told()).mails
  }
  await ask()
  await portal.owner.query('delete from notification_mail')
  await portal.owner.query('update message_thread set owner_id = $1 where task_number = $2', [
    await idOf('Omar'),
    number,
  ])
  expect(await ask()).toEqual(['Omar Nielsen messageReceived threadOwner'])
  await portal.owner.query('delete from notification_mail')
  await leaves('Omar Nielsen')
  expect(await ask()).toEqual(['Signe Bruun messageReceived editor'])
})

describe('the answer to a question', () => {
  const write = async (name: CastName, number: number, minute: number) => {
    portal.clock.moveTo(`2026-11-23T09:${minute}:00Z`)
    await (await portal.as(name)).post(`/opgaver/${number}/beskeder`, { body: 'Hvem gælder det?' })
  }
  const answeredTo = async () => {
    const { mails } = await told()
    await portal.owner.query('delete from notification_mail')
    return mails.filter((line) => line.includes('messageAnswered'))
  }

  test('goes to whoever asked as well, not to who asked earlier and was answered', async () => {
    const { number } = await task({ performer: 'Katrine' })
    await write('Katrine', number, 10)
    await write('Signe', number, 11)
    await told()
    await portal.owner.query('delete from notification_mail')
    await portal.owner.query('update task set performer_id = null where number = $1', [number])
    await write('Anders', number, 12)
    await write('Signe', number, 13)
    expect(await answeredTo()).toEqual([
      'Anders Skov messageAnswered asker',
      'Katrine Holm messageAnswered administrator',
    ])
    // An answer that goes on goes to the same.
    await write('Signe', number, 14)
    expect(await answeredTo()).toContain('Anders Skov messageAnswered asker')
    await leaves('Anders Skov')
    await write('Signe', number, 15)
    expect(await answeredTo()).toEqual(['Katrine Holm messageAnswered administrator'])
  })
})
