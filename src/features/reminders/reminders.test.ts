import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { startMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { answered, dueTask, morning, moveTo, remindersOf } from '../../../test/support/reminder-portal.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { createPost, type Post } from '../notifications/mail/post.ts'
import { makeDigests, sendDueMails, tellWhatHappened } from '../notifications/work.ts'

let portal: TestApp
let server: TestMailServer
let post: Post

beforeAll(async () => {
  portal = await createTestApp()
  server = await startMailServer()
  post = createPost({ url: server.url, from: 'Tværs <tvaers@kombit.example>' })
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
})
afterAll(async () => {
  post.close()
  await server.close()
  await portal.close()
})
beforeEach(() => moveTo(portal, '2026-11-02'))
afterEach(async () => {
  server.taken.length = 0
  server.moods.length = 0
  await portal.owner.query('truncate notification, notification_mail, reminder, reminder_recipient cascade')
  await portal.owner.query('delete from reminder_ladder where version > 1')
  await portal.owner.query(`update task set status = 'completed', outcome = 'participated'`)
  await portal.owner.query(`update user_account set mail_bounced_at = null, left_at = null`)
  await portal.owner.query(`update organisation set mailbox = null`)
  await portal.owner.query('update notification_horizon set event_id = (select max(id) from event)')
})

const send = (by = post) =>
  sendDueMails({ world: portal.app.world, baseUrl: new URL('https://tvaers.example'), post: by })
const states = async () =>
  (
    await portal.owner.query<{ line: string }>(
      `select state || ' ' || attempts as line from notification_mail order by line`,
    )
  ).rows.map(({ line }) => line)
const tell = () => tellWhatHappened(portal.app.world)

/** A mail without the line ends of its encoding. */
const decoded = (raw = '') => raw.replace(/=\r\n/g, '')

/** Every morning of a span. */
async function mornings(from: string, to: string): Promise<void> {
  for (let day = civilDay(from); day <= to; day = addDays(day, 1)) {
    moveTo(portal, day)
    await morning(portal)
  }
}

describe('the ladder', () => {
  test('goes from 30 days before to KOMBIT’s list, each step once, on working days', async () => {
    // A Wednesday. 30 days before is a Monday; Christmas and New Year lie on the way.
    const number = await dueTask(portal, { dueOn: '2026-12-30', performer: 'Anders', responsible: 'Katrine' })
    await mornings('2026-11-02', '2027-03-08')
    expect(await remindersOf(portal, number)).toEqual([
      '-30 2026-11-30 performer Anders Skov',
      '-20 2026-12-10 performer Anders Skov',
      // The 20th is a Sunday, the 27th too, with Christmas before it.
      '-10 2026-12-18 performer Anders Skov',
      '-3 2026-12-23 performer Anders Skov, responsible Katrine Holm',
      '0 2026-12-30 performer Anders Skov, responsible Katrine Holm',
      '5 2027-01-04 responsible Katrine Holm',
      '12 2027-01-11 administrator Katrine Holm',
      '19 2027-01-18 administrator Katrine Holm',
      '26 2027-01-25 administrator Katrine Holm',
      '33 2027-02-01 administrator Katrine Holm',
      '40 2027-02-08 administrator Katrine Holm',
      '47 2027-02-15 administrator Katrine Holm',
      '54 2027-02-22 administrator Katrine Holm',
      '61 2027-03-01 administrator Katrine Holm, central',
      '68 2027-03-08 administrator Katrine Holm',
    ])
  })

  test('is told from seven in the morning, however often it is asked and by how many servers', async () => {
    const number = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    moveTo(portal, '2026-11-13', '06:59')
    expect(await morning(portal)).toBe(0)
    moveTo(portal, '2026-11-13', '07:00')
    const told = await Promise.all(Array.from({ length: 6 }, () => morning(portal)))
    expect(told.sort()).toEqual([0, 0, 0, 0, 0, 1])
    moveTo(portal, '2026-11-13', '16:00')
    expect(await morning(portal)).toBe(0)
    expect(await remindersOf(portal, number)).toEqual(['-10 2026-11-13 performer Anders Skov'])
  })

  test('sends the last missed step alone after standing still, on a working day', async () => {
    const number = await dueTask(portal, { dueOn: '2026-12-09', performer: 'Anders' })
    await mornings('2026-11-02', '2026-11-06')
    await mornings('2026-12-05', '2026-12-07')
    expect(await remindersOf(portal, number)).toEqual([
      '-3 2026-12-07 administrator Katrine Holm, performer Anders Skov',
    ])
  })

  test('has no step of a day before the task came, and none for what was answered', async () => {
    moveTo(portal, '2026-11-20')
    const late = await dueTask(portal, { dueOn: '2026-11-27', performer: 'Anders' })
    const done = await dueTask(portal, { dueOn: '2026-11-27', performer: 'Anders' })
    await morning(portal)
    await answered(portal, done)
    await mornings('2026-11-21', '2026-11-24')
    expect(await remindersOf(portal, late)).toEqual([
      '-3 2026-11-24 administrator Katrine Holm, performer Anders Skov',
    ])
    expect(await remindersOf(portal, done)).toEqual([])
  })

  test('begins anew with another deadline, and does not repeat what was told when it is opened again', async () => {
    const number = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    await mornings('2026-11-13', '2026-11-13')
    await answered(portal, number)
    await portal.owner.query(`update task set status = 'inProgress', outcome = null where number = $1`, [
      number,
    ])
    await mornings('2026-11-16', '2026-11-16')
    await portal.owner.query(`update task set due_on = '2026-12-03' where number = $1`, [number])
    await mornings('2026-11-17', '2026-11-23')
    expect(await remindersOf(portal, number)).toEqual([
      '-10 2026-11-13 performer Anders Skov',
      '-20 2026-11-17 performer Anders Skov',
      '-10 2026-11-23 performer Anders Skov',
    ])
  })

  test('leaves rounds of confirmation to themselves, and the optional out of KOMBIT’s list', async () => {
    const voluntary = await dueTask(portal, {
      dueOn: '2026-11-04',
      priority: 'voluntary',
      performer: 'Anders',
    })
    const round = await dueTask(portal, { dueOn: '2026-11-13', performer: 'Anders' })
    await portal.owner.query(
      `update task_template set answer_path = '/bekraeftelser/x' where id = (select template_id from task where number = $1)`,
      [round],
    )
    await mornings('2026-12-28', '2027-01-04')
    expect(await remindersOf(portal, voluntary)).toEqual([
      '54 2026-12-28 administrator Katrine Holm',
      '61 2027-01-04 administrator Katrine Holm',
    ])
    expect(await remindersOf(portal, round)).toEqual([])
  })
})

describe('whom it reaches', () => {
  const first = async (parts: Parameters<typeof dueTask>[1]) => {
    const number = await dueTask(portal, parts)
    moveTo(portal, '2026-11-13')
    await morning(portal)
    const { rows } = await portal.owner.query(
      `select m.wanted, m.rung, m.cause, m.name, m.address from reminder r join reminder_recipient m on m.reminder_id = r.id
       where r.task_number = $1`,
      [number],
    )
    return rows
  }

  test('nobody performs: the responsible, and why', async () => {
    expect(await first({ dueOn: '2026-11-23', responsible: 'Anders' })).toEqual([
      { wanted: 'performer', rung: 'responsible', cause: 'missing', name: 'Anders Skov', address: null },
    ])
  })

  test('the performer’s mail bounces: the KLIK-administrator', async () => {
    await portal.owner.query(`update user_account set mail_bounced_at = $1 where name = 'Anders Skov'`, [
      '2026-11-10T09:00:00Z',
    ])
    expect(await first({ dueOn: '2026-11-23', performer: 'Anders' })).toEqual([
      {
        wanted: 'performer',
        rung: 'administrator',
        cause: 'unreachable',
        name: 'Katrine Holm',
        address: null,
      },
    ])
  })

  test('nobody is left: the mailbox, and without one KOMBIT’s list, which its editors hear of', async () => {
    await portal.owner.query(`update user_account set left_at = now() where organisation_id = $1`, [
      portal.organisation('Korsbæk'),
    ])
    await portal.owner.query(
      `update user_account set mail_bounced_at = '2026-11-10T09:00:00Z' where organisation_id = $1`,
      [portal.organisation('Korsbæk')],
    )
    expect(await first({ dueOn: '2026-11-23', performer: 'Anders' })).toEqual([
      { wanted: 'performer', rung: 'central', cause: 'unreachable', name: null, address: null },
    ])
    await tell()
    const told = await portal.owner.query(
      `select u.name, n.reason, n.facts from notification n join user_account u on u.id = n.user_id`,
    )
    expect(told.rows).toEqual([
      { name: 'Signe Bruun', reason: 'remindersReachedCentral', facts: { tasks: 1, day: '2026-11-13' } },
    ])
    moveTo(portal, '2026-11-02')
    await portal.owner.query(
      `update organisation set mailbox = 'kommunen@korsbaek.example' where short_name = 'Korsbæk'`,
    )
    expect(await first({ dueOn: '2026-11-23', performer: 'Anders' })).toEqual([
      {
        ...{ wanted: 'performer', rung: 'mailbox', cause: 'unreachable' },
        ...{ name: 'Korsbæk Kommune', address: 'kommunen@korsbaek.example' },
      },
    ])
  })
})

describe('being told', () => {
  test('in the portal and by mail: what, by when, where', async () => {
    const number = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    moveTo(portal, '2026-11-13')
    await morning(portal)
    await tell()
    expect(await send()).toBe(1)
    expect(server.taken[0]).toContain(`opgaver/${number}`)
    const anders = await portal.as('Anders')
    const inbox = (await anders.get('/notifikationer')).body
    expect(inbox).toContain(`Husk #${number} Skift adgangskoder: fristen er 23-11-2026`)
    const history = (await anders.get(`/opgaver/${number}`)).body
    expect(history).toContain('Tværs mindede om opgaven. Fristen er 23-11-2026.')
  })

  test('an answer between planning and telling, or telling and sending, stops it', async () => {
    const one = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    const other = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    moveTo(portal, '2026-11-13')
    expect(await morning(portal)).toBe(2)
    await answered(portal, one)
    await tell()
    await answered(portal, other)
    expect(await send()).toBe(0)
    expect(server.taken).toEqual([])
    const { rows } = await portal.owner.query(
      `select subject_id as id, state, last_error ->> 'code' as code from notification_mail`,
    )
    expect(rows).toEqual([{ id: String(other), state: 'withdrawn', code: null }])
  })

  test('also an answer, or another deadline, while the mails before it are being sent, and after a failure', async () => {
    const numbers: number[] = []
    for (let count = 0; count < 3; count++)
      numbers.push(await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' }))
    moveTo(portal, '2026-11-13')
    await morning(portal)
    await tell()
    const seen: string[] = []
    await send({
      ...post,
      async send(_mail, { thread }) {
        seen.push(thread ?? '')
        const others = numbers.filter((number) => !thread?.includes(String(number)))
        if (others[0]) await answered(portal, others[0])
        await portal.owner.query(`update task set due_on = '2026-12-23' where number = $1`, [others[1]])
        return { outcome: 'refused', at: 'recipient', code: 451, error: 'EENVELOPE' }
      },
    })
    expect(seen).toHaveLength(1)
    expect(await states()).toEqual(['failed 1', 'withdrawn 0', 'withdrawn 0'])
    for (const number of numbers) await answered(portal, number)
    moveTo(portal, '2026-11-13', '09:00')
    expect(await send()).toBe(0)
    expect(await states()).toEqual(['withdrawn 0', 'withdrawn 0', 'withdrawn 1'])
  })

  test('but not one that operations sent again, or that may be out already', async () => {
    const one = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    moveTo(portal, '2026-11-13')
    await morning(portal)
    await tell()
    server.moods.push({ atText: 554 })
    await send()
    await answered(portal, one)
    const { rows } = await portal.owner.query('select id from notification_mail')
    await (await portal.as('Omar')).post(`/notifikationer/log/${rows[0].id}/send-igen`)
    server.moods.push('dropAfterText')
    await send()
    moveTo(portal, '2026-11-13', '09:00')
    await send()
    expect(server.taken).toHaveLength(2)
    expect(await states()).toEqual(['sent 2'])
  })

  test('nor one of a worker that died with it in hand: the log would say that it was never sent', async () => {
    const one = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    moveTo(portal, '2026-11-13')
    await morning(portal)
    await tell()
    await portal.owner.query(
      `update notification_mail set state = 'sending', attempts = 1, claim = gen_random_uuid(), claimed_until = $1`,
      [portal.clock.now()],
    )
    await answered(portal, one)
    server.moods.push({ atAddress: 451 })
    await send()
    expect(await states()).toEqual(['failed 2'])
    moveTo(portal, '2026-11-13', '10:00')
    await send()
    expect(await states()).toEqual(['sent 3'])
  })

  test('in the digest of the same morning, for whoever wants it so', async () => {
    await (await portal.as('Anders')).post('/notifikationer/indstillinger', { 'way-taskReminder': 'daily' })
    await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    moveTo(portal, '2026-11-13', '07:00')
    await morning(portal)
    await tell()
    await makeDigests(portal.app.world)
    expect(await states()).toEqual(['portal 0'])
    moveTo(portal, '2026-11-13', '08:00')
    await makeDigests(portal.app.world)
    expect(await states()).toEqual(['planned 0', 'portal 0'])
    await send()
    expect(decoded(server.taken[0])).toContain('fristen er 23-11-2026')
    await portal.owner.query('delete from notification_way')
  })

  test('past the deadline in words of its own', async () => {
    await dueTask(portal, { dueOn: '2026-11-04', responsible: 'Katrine' })
    moveTo(portal, '2026-11-09')
    await morning(portal)
    await tell()
    expect((await (await portal.as('Katrine')).get('/notifikationer')).body).toContain('er overskredet')
  })
})

test('steps are for the kinds and priorities they name', async () => {
  const boundRoleId = await insertRole(portal, 'Rolle med opgave')
  const role = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders', boundRoleId })
  const plain = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
  await portal.owner.query(
    `insert into reminder_ladder (version, steps, saved_at, saved_by_name)
     select 2, (select jsonb_agg(s || '{"kinds": ["role"]}') from jsonb_array_elements(steps) s), now(), 'Prøve' from reminder_ladder`,
  )
  moveTo(portal, '2026-11-13')
  await morning(portal)
  expect(await remindersOf(portal, role)).toHaveLength(1)
  expect(await remindersOf(portal, plain)).toEqual([])
})

describe('the task’s page', () => {
  const textOf = (body: string) => body.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')

  test('says when the next one comes and to whom, and where it goes when nothing happens', async () => {
    const number = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders', responsible: 'Katrine' })
    moveTo(portal, '2026-11-13')
    await morning(portal)
    const page = textOf((await (await portal.as('Katrine')).get(`/opgaver/${number}`)).body)
    expect(page).toContain(
      'Den næste sendes 20-11-2026 til Anders Skov (udfører) og Katrine Holm (ansvarlig).',
    )
    expect(page).toContain('Der er sendt 1 påmindelse')
    expect(page).toContain('13-11-2026 til Anders Skov (udfører)')
    expect(page).toContain('07-12-2026 til Katrine Holm (KLIK-administrator)')
    expect(page).toContain('25-01-2027 til Katrine Holm (KLIK-administrator) og KOMBITs liste')
    const ofCentral = textOf((await (await portal.as('Signe')).get(`/opgaver/${number}`)).body)
    expect(ofCentral).toContain('Den næste sendes 20-11-2026')
  })

  test('has nothing of it once the task is answered', async () => {
    const number = await dueTask(portal, { dueOn: '2026-11-23', performer: 'Anders' })
    await answered(portal, number)
    expect((await (await portal.as('Katrine')).get(`/opgaver/${number}`)).body).not.toContain(
      'Den næste sendes',
    )
  })

  test('what it promises is what is sent', async () => {
    const number = await dueTask(portal, { dueOn: '2026-11-26', responsible: 'Anders' })
    const page = textOf((await (await portal.as('Katrine')).get(`/opgaver/${number}`)).body)
    const promised = /Den næste sendes (\S+) til Anders Skov \(ansvarlig\)/.exec(page)?.[1]
    expect(promised).toBe('06-11-2026')
    await mornings('2026-11-03', '2026-11-06')
    expect(await remindersOf(portal, number)).toEqual(['-20 2026-11-06 responsible Anders Skov'])
  })
})
