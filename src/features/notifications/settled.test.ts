import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertRole, insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { assignRole, endAssignment } from '../assignments/index.ts'
import { vacanciesQueue } from '../role-quality/index.ts'
import { callOffEnding, endRole } from '../roles/actions-ending.ts'
import { completeTask, reopenTask } from '../tasks/index.ts'
import { tellWhatHappened } from './work.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
  for (const name of ['Katrine', 'Anders', 'Signe', 'Omar'] as const) await portal.actor(name)
})
afterAll(() => portal.close())

const unread = async (name: CastName) =>
  (await (await portal.as(name)).get('/notifikationer/antal')).json().unread as number

/** The row of the inbox with a title. */
const row = async (name: CastName, title: string) => {
  const page = await (await portal.as(name)).get('/notifikationer')
  const body = page.body.replaceAll(/<(span|wbr)[^>]*>|<.span>|\u2011/g, (part) =>
    part === '\u2011' ? '-' : '',
  )
  const found = body.split('<li class="tv-told').find((part) => part.includes(title)) ?? ''
  expect(found).not.toBe('')
  return found.slice(0, found.indexOf('</li>'))
}

test('a task that was answered is new no more, asks for nothing, and counts again when it is opened again', async () => {
  const number = await korsbaekTask(portal, {
    templateId: await insertTemplate(portal, { title: 'Ret listen' }),
  })
  await tellWhatHappened(portal.app.world)
  const before = await unread('Katrine')
  expect(await row('Katrine', 'Ret listen')).toContain('<button')
  await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
  expect(await unread('Katrine')).toBe(before - 1)
  const settled = await row('Katrine', 'Ret listen')
  expect(settled).toContain('Det er klaret. Du skal ikke gøre mere.')
  expect(settled).toContain(`<a href="/opgaver/${number}">Se opgaven`)
  expect(settled).not.toContain('<button')
  expect(settled).not.toContain('tv-told-unread')
  expect((await (await portal.as('Katrine')).get('/')).body).not.toContain(`${before} nye`)
  await portal.act('Katrine', (ctx) => reopenTask(ctx, { number }))
  expect(await unread('Katrine')).toBe(before)
  await portal.owner.query(
    `update task set status = 'completed', outcome = 'lapsed' where number = ${number}`,
  )
  expect(await row('Katrine', 'Ret listen')).toContain('Det gælder ikke længere. Du skal ikke gøre noget.')
  const api = await portal.apiClient('Korsbæk', ['notification.read'])
  const { items } = (await api.get('/api/v1/notifications')).json()
  expect(items).toContainEqual(expect.objectContaining({ settled: 'void', readAt: null }))
  const open = (await api.get('/api/v1/notifications?unread=true')).json().items
  expect(open.map((one: { settled: unknown }) => one.settled)).not.toContain('void')
})

test('the ending of a role stands no more beside its calling off; another day takes the place of the first', async () => {
  const roleId = await insertRole(portal, 'Fortryder')
  const userId = (await portal.actor('Anders')).id
  await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  const end = (day: string) =>
    portal.act('Signe', (ctx) =>
      endRole(ctx, {
        roleId,
        draft: { endsBefore: civilDay(day), reason: 'Den lukker.', replacedById: null },
      }),
    )
  await end('2027-01-11')
  await end('2027-02-01')
  await tellWhatHappened(portal.app.world)
  expect(await row('Anders', 'Fortryder« ophører den 11-01-2027')).toContain('Det gælder ikke længere')
  expect(await row('Anders', 'Fortryder« ophører den 01-02-2027')).not.toContain('Det gælder')
  await portal.act('Signe', (ctx) => callOffEnding(ctx, { roleId }))
  await tellWhatHappened(portal.app.world)
  expect(await row('Anders', 'Fortryder« ophører den 01-02-2027')).toContain('Det gælder ikke længere')
  expect(await row('Anders', 'Fortryder« fortsætter')).not.toContain('Det gælder ikke længere')
})

test('a brake that was decided on, and lines that were all answered', async () => {
  const { id } = await portal.actor('Omar')
  const katrine = await portal.actor('Katrine')
  const roleId = await insertRole(portal, 'Bremset')
  const roundId = '0199c0de-0000-7000-8000-000000000001'
  await portal.owner.query(
    `insert into certification_round (id, name, kind, audience, started_at, started_on, started_by, started_by_name, closes_on)
     values ($1, 'Runden', 'regular', '{}', now(), '2026-11-01', $2, 'Signe', '2027-01-06')`,
    [roundId, id],
  )
  await portal.owner.query(
    `insert into certification_round_role (round_id, role_id, role_name, role_version, has_primary, opens_access,
       non_response, grace_days, brake) values ($1, $2, 'Bremset', 1, false, false, 'remove', 0, 'held')`,
    [roundId, roleId],
  )
  await portal.owner.query(
    `insert into certification_municipality (organisation_id, round_id, item_count, undecided) values ($1, $2, 2, 1)`,
    [katrine.organisationId, roundId],
  )
  await portal.owner.query(
    `insert into certification_item (organisation_id, id, round_id, role_id, assignment_id, held_assignment_id, user_id,
       user_name, is_primary, starts_on, given_by_name, consequence)
     select $1, gen_random_uuid(), $2, $3, a, a, gen_random_uuid(), 'Birgit Lang', false, '2026-01-01', 'Katrine Holm', 'held'
     from gen_random_uuid() a`,
    [katrine.organisationId, roundId, roleId],
  )
  const tell = (
    who: { id: string; organisationId: number },
    event: number,
    reason: string,
    subject: string,
    facts: object,
  ) =>
    portal.owner.query(
      `insert into notification (organisation_id, user_id, event_id, reason, subject_type, subject_id, facts, actor_name, at)
       values ($1, $2, $3, $4, 'x', $5, $6, 'Tværs', $7)`,
      [who.organisationId, who.id, event, reason, subject, JSON.stringify(facts), portal.clock.now()],
    )
  const omar = { id, organisationId: portal.organisation('KOMBIT') }
  await tell(omar, 900_001, 'roundHeld', roundId, { roleId, roundName: 'Runden' })
  await tell(katrine, 900_002, 'certificationOpened', 'x', { roundId, roundName: 'Runden' })
  await tell(katrine, 900_003, 'certificationLosing', 'x', { roundId, roundName: 'Runden', undecided: 1 })
  await tell(katrine, 900_004, 'certificationClosed', 'x', { roundId, roundName: 'Runden', undecided: 0 })
  const [held, asked] = [await unread('Omar'), await unread('Katrine')]
  await portal.owner.query(`update certification_round_role set brake = 'approved' where round_id = $1`, [
    roundId,
  ])
  await portal.owner.query('update certification_municipality set undecided = 0 where round_id = $1', [
    roundId,
  ])
  await portal.owner.query(
    `update certification_item set answer = 'keep', answered_at = now(), consequence = null`,
  )
  expect(await unread('Omar')).toBe(held - 1)
  // That it closed, where nothing lacked, is news all the same.
  expect(await unread('Katrine')).toBe(asked - 2)
  expect(await row('Omar', 'Runden« er holdt tilbage')).toContain('Se runden')
  expect(await row('Katrine', 'Bekræft jeres roller')).toContain('Det er klaret')
})

test('what a round asked for is void once the role was taken away, or the line is asked again', async () => {
  const [roundId] = (await portal.owner.query('select id from certification_round')).rows.map(({ id }) => id)
  await portal.owner.query('update certification_municipality set undecided = 1 where round_id = $1', [
    roundId,
  ])
  await portal.owner.query(
    `update certification_item set answer = null, answered_at = null, consequence = 'grace'`,
  )
  const before = await unread('Katrine')
  const settle = (change: string) =>
    portal.owner.query(`update certification_item set ${change} where round_id = $1`, [roundId])
  await settle(`consequence = 'removed'`)
  expect(await unread('Katrine')).toBe(before - 2)
  expect(await row('Katrine', 'Bekræft jeres roller')).toContain('Det gælder ikke længere.')
  await settle(`consequence = 'askedAgain', asked_again_in = round_id`)
  await portal.owner.query('update certification_municipality set undecided = 0')
  expect(await unread('Katrine')).toBe(before - 2)
  expect(await row('Katrine', 'Bekræft jeres roller')).toContain('Det gælder ikke længere.')
  await portal.owner.query('update certification_municipality set undecided = 1')
  await settle(`consequence = 'grace', asked_again_in = null`)
  expect(await unread('Katrine')).toBe(before)
  // Of the brake: what is held by it no more, because it is asked again, is decided nowhere.
  const held = await unread('Omar')
  await portal.owner.query(`update certification_round_role set brake = 'held' where round_id = $1`, [
    roundId,
  ])
  expect(await unread('Omar')).toBe(held + 1)
  await portal.owner.query(`update certification_round_role set brake = 'superseded' where round_id = $1`, [
    roundId,
  ])
  expect(await unread('Omar')).toBe(held)
})

test('a role that is filled again is vacant no more', async () => {
  const roleId = await insertRole(portal, 'Ledig')
  const userId = (await portal.actor('Anders')).id
  const give = () => portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  const given = await give()
  await portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId: given.id, reason: 'Rejst' }))
  await vacanciesQueue(portal.app.world).handle({}, { id: 'job' })
  await tellWhatHappened(portal.app.world)
  const vacant = await unread('Katrine')
  expect(await row('Katrine', 'Ledig« er ubesat')).toContain('<button')
  await give()
  expect(await unread('Katrine')).toBe(vacant - 1)
  expect(await row('Katrine', 'Ledig« er ubesat')).toContain('Det er klaret.')
})
