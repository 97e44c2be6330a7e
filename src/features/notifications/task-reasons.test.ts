import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { insertRole, insertTemplate, rollOut } from '../../../test/support/factories.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { assignRole, promiseRole } from '../assignments/index.ts'
import { turnDay } from '../assignments/turn-of-day.ts'
import { callOffEnding, endRole } from '../roles/actions-ending.ts'
import { assignPeople, completeTask } from '../tasks/index.ts'
import { tellWhatHappened } from './work.ts'

let portal: TestApp

beforeAll(async () => {
  portal = await createTestApp()
  for (const name of ['Katrine', 'Anders', 'Lone', 'Signe', 'Omar'] as const) await portal.actor(name)
})
afterAll(() => portal.close())
beforeEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query('delete from notification')
  await portal.owner.query('delete from notification_mail')
  await portal.owner.query(
    'update notification_horizon set event_id = coalesce((select max(id) from event), 0)',
  )
})

/** Tells, and says who was told what since the last time: 'Anders: taskPerformer (#139534)'. */
async function told(): Promise<string[]> {
  await tellWhatHappened(portal.app.world)
  const { rows } = await portal.owner.query<{ name: string; reason: string; facts: { taskTitle?: string } }>(
    'select u.name, n.reason, n.facts from notification n join user_account u on u.id = n.user_id order by 1, 2',
  )
  await portal.owner.query('delete from notification')
  return rows.map(({ name, reason, facts }) =>
    `${name.split(' ')[0]}: ${reason} ${facts.taskTitle ?? ''}`.trim(),
  )
}

const newTask = async (title: string) => {
  const templateId = await insertTemplate(portal, { title })
  const numbers = await rollOut(portal, { templateId, municipalities: ['Korsbæk', 'Aarhus'] })
  return { templateId, number: numbers.Korsbæk ?? 0 }
}

const versionOf = async (number: number): Promise<number> =>
  (await portal.owner.query('select version from task where number = $1', [number])).rows[0].version

const giveTo = async (number: number, person: 'Anders' | 'Katrine') => {
  const performerId = (await portal.actor(person)).id
  const expectedVersion = await versionOf(number)
  await portal.act('Katrine', (ctx) => assignPeople(ctx, { number, expectedVersion, performerId }))
}

test('a task is told to those who give people to it, then to whoever is given it, and not to who gave it', async () => {
  const { number } = await newTask('Ret jeres liste')
  expect(await told()).toEqual([
    'Katrine: taskReceived Ret jeres liste',
    'Lone: taskReceived Ret jeres liste',
  ])
  await giveTo(number, 'Katrine')
  expect(await told()).toEqual([])
  await giveTo(number, 'Anders')
  expect(await told()).toEqual(['Anders: taskPerformer Ret jeres liste'])
})

test('an answer goes to who asked and who works on the task, also when it is done; a question to the central body', async () => {
  const { number } = await newTask('Spørg os')
  await giveTo(number, 'Anders')
  await told()
  await (await portal.as('Katrine')).post(`/opgaver/${number}/beskeder`, { body: 'Hvem gælder det?' })
  expect(await told()).toEqual(['Signe: messageReceived Spørg os'])
  const expectedVersion = await versionOf(number)
  await portal.act('Anders', (ctx) => completeTask(ctx, { number, expectedVersion }))
  await (await portal.as('Signe')).post(`/opgaver/${number}/beskeder`, { body: 'Jer alle.' })
  expect(await told()).toEqual(['Anders: messageAnswered Spørg os', 'Katrine: messageAnswered Spørg os'])
})

test('a correction is told where the task is open, and nothing of one that is done', async () => {
  const { templateId, number } = await newTask('Rettes snart')
  await giveTo(number, 'Anders')
  await told()
  await corrected(templateId)
  expect(await told()).toEqual(['Anders: taskCorrected Rettes snart', 'Lone: taskCorrected Rettes snart'])
  const expectedVersion = await versionOf(number)
  await portal.act('Anders', (ctx) => completeTask(ctx, { number, expectedVersion }))
  await corrected(templateId)
  expect(await told()).toEqual(['Lone: taskCorrected Rettes snart'])
})

/** As the editor's own event tells of a new version. */
const corrected = (templateId: string) =>
  portal.owner.query(
    `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
       actor_organisation_id, actor_organisation_name, origin, facts)
     values ($1, $2, 'template.versionSaved', 'taskTemplate', $3, 'user', gen_random_uuid(), 'Signe Bruun', $2, 'KOMBIT',
       'web', '{}')`,
    [portal.clock.now(), portal.organisation('KOMBIT'), templateId],
  )

test('a role with a last day: told 30, 10 and 3 days before, each once, after a pause the latest alone', async () => {
  const roleId = await insertRole(portal, 'Slutrolle')
  const userId = (await portal.actor('Anders')).id
  await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId, endsBefore: '2027-01-11' as never }))
  await told()
  const seen: string[] = []
  for (let day = 0; day < 50; day++) {
    const at = new Date(Date.parse('2026-11-23T09:00:00Z') + day * 86_400_000)
    portal.clock.moveTo(at.toISOString())
    // Nobody worked in the last days of the year: the tenth day before fell there.
    const on = at.toISOString().slice(0, 10)
    if (on >= '2026-12-30' && on <= '2027-01-03') continue
    await turnDay(portal.app.world)
    await turnDay(portal.app.world)
    for (const line of await told()) seen.push(`${on} ${line}`)
  }
  expect(seen.filter((line) => /roleEndingSoon/i.test(line))).toEqual([
    '2026-12-11 Anders: ownRoleEndingSoon',
    '2026-12-11 Katrine: roleEndingSoon',
    '2027-01-04 Anders: ownRoleEndingSoon',
    '2027-01-04 Katrine: roleEndingSoon',
    '2027-01-07 Anders: ownRoleEndingSoon',
    '2027-01-07 Katrine: roleEndingSoon',
  ])
})

test('a role that ends: told at once where it is held or waited for, before the last day, on the day, and when it is called off', async () => {
  const roleId = await insertRole(portal, 'Rolle der udgår')
  const userId = (await portal.actor('Anders')).id
  await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  const promised = { roleId, name: 'Ny', email: 'ny@aarhus.example' }
  await portal.act('Lone', (ctx) => promiseRole(ctx, promised))
  await told()
  const end = (endsBefore: string) =>
    portal.act('Signe', (ctx) =>
      endRole(ctx, {
        roleId,
        draft: { endsBefore: endsBefore as never, reason: 'Den lukker.', replacedById: null },
      }),
    )
  const everywhere = (reason: string) => ['Anders', 'Katrine', 'Lone'].map((name) => `${name}: ${reason}`)
  await end('2026-12-20')
  expect(await told()).toEqual(everywhere('roleEnding'))
  await portal.act('Signe', (ctx) => callOffEnding(ctx, { roleId }))
  expect(await told()).toEqual(everywhere('roleContinues'))
  // Three weeks ahead: what a month's notice would have said is said by this.
  await end('2026-12-15')
  await told()
  const seen: string[] = []
  for (let day = 0; day < 23; day++) {
    portal.clock.moveTo(new Date(Date.parse('2026-11-23T09:00:00Z') + day * 86_400_000).toISOString())
    await turnDay(portal.app.world)
    for (const line of await told()) seen.push(`${portal.clock.now().toISOString().slice(0, 10)} ${line}`)
  }
  expect(seen).toEqual([
    '2026-12-04 Anders: ownRoleEndingSoon',
    '2026-12-04 Katrine: roleEndingSoon',
    '2026-12-11 Anders: ownRoleEndingSoon',
    '2026-12-11 Katrine: roleEndingSoon',
    '2026-12-15 Anders: roleEnded',
    '2026-12-15 Lone: pendingRefused',
  ])
})

test('who loses a role the same day it is said is told once, with the reason', async () => {
  const roleId = await insertRole(portal, 'Rolle der lukker nu')
  const userId = (await portal.actor('Anders')).id
  await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  await told()
  const draft = { endsBefore: '2026-11-23' as never, reason: 'Den lukker.', replacedById: null }
  await portal.act('Signe', (ctx) => endRole(ctx, { roleId, draft }))
  await turnDay(portal.app.world)
  await tellWhatHappened(portal.app.world)
  const inbox = (await (await portal.as('Anders')).get('/notifikationer')).body
  expect(inbox).toContain('Rollen er udgået for alle')
  expect(inbox).toContain('KOMBIT skriver: Den lukker.')
  const theirs = (await (await portal.as('Katrine')).get('/notifikationer')).body
  expect(theirs).toContain('Rollen »Rolle der lukker nu« er udgået')
  expect(theirs).toContain('Den udgik for alle i dag.')
  expect(await told()).toEqual(['Anders: roleEnded', 'Katrine: roleEnding'])
})

test('a promise that cannot be kept at the first sign-in is told to whom it was made and to those who can mend it', async () => {
  const roleId = await insertRole(portal, 'Kun én')
  await portal.owner.query('update role set maximum_holders = 1 where id = $1', [roleId])
  const promised = { roleId, name: 'Mads Friis', email: 'mads.friis@korsbaek.example' }
  await portal.act('Katrine', (ctx) => promiseRole(ctx, promised))
  // Given by a way that does not count those who wait.
  await portal.owner.query(
    `insert into assignment (organisation_id, id, role_id, user_id, user_name, starts_on, given_by, given_by_name, given_at)
     values ($1, $2, $3, $4, 'Anders Skov', '2026-11-23', $4, 'Anders Skov', now())`,
    [portal.organisation('Korsbæk'), portal.clock.newId(), roleId, (await portal.actor('Anders')).id],
  )
  await told()
  const mads = await portal.as('Mads')
  await tellWhatHappened(portal.app.world)
  const inbox = (await mads.get('/notifikationer')).payload
  expect(inbox).toContain('Du fik ikke rollen »Kun én«')
  expect(inbox).not.toContain('Mads Friis fik ikke')
  expect(await told()).toEqual(['Katrine: pendingRefused', 'Mads: ownPendingRefused'])
})
