import { afterAll, beforeAll, expect, test } from 'vitest'
import { insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { insertRoleWith, passMinutes } from '../../../test/support/role-quality-things.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { endDueRoles } from '../assignments/actions-role-ends.ts'
import { assignRole, endAssignment } from '../assignments/index.ts'
import { tellWhatHappened } from '../notifications/work.ts'
import { vacanciesQueue } from '../role-quality/index.ts'
import { endRole, takeUpRole } from '../roles/actions-ending.ts'
import { completeTask, lapsingQueue, reopenTask } from '../tasks/index.ts'
import { previewRollout, publishRollout, type RolloutPlan, roleVacatedQueue } from './index.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

const end = (roleId: string, endsBefore: string) =>
  portal.act('Signe', (ctx) =>
    endRole(ctx, {
      roleId,
      draft: { endsBefore: civilDay(endsBefore), reason: 'Den lukker.', replacedById: null },
    }),
  )

test('a description that asks for a role which ends is sent to nobody, and says why', async () => {
  const roleId = await insertRoleWith(portal, { name: 'Udgår' })
  const templateId = await insertTemplate(portal, { boundRoleId: roleId })
  const plan: RolloutPlan = {
    templateId,
    audience: { kind: 'all' },
    priority: 'voluntary',
    startsOn: null,
    dueOn: null,
  }
  expect(
    (await portal.act('Signe', (ctx) => previewRollout(ctx, plan))).municipalities.length,
  ).toBeGreaterThan(90)
  await end(roleId, '2027-01-11')
  for (const work of [
    () => portal.act('Signe', (ctx) => previewRollout(ctx, plan)),
    () => portal.act('Signe', (ctx) => publishRollout(ctx, plan)),
  ])
    await expect(work()).rejects.toMatchObject({
      fields: {
        templateId: {
          da: expect.stringContaining(
            '»Udgår«, som ikke kan gives til flere, fordi den ophører den 11-01-2027',
          ),
        },
      },
    })
})

test('an open task asks for nobody, lapses with its role, and none comes again', async () => {
  const roleId = await insertRoleWith(portal, { name: 'Udgår snart' })
  const templateId = await insertTemplate(portal, { boundRoleId: roleId })
  const number = await korsbaekTask(portal, { templateId })
  const done = await korsbaekTask(portal, { templateId })
  const { id: userId } = await portal.actor('Anders')
  const { id: assignmentId } = await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  await portal.act('Katrine', (ctx) => completeTask(ctx, { number: done }))
  await end(roleId, '2026-12-01')
  await portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Er rejst' }))
  const katrine = await portal.as('Katrine')
  const soon = (await katrine.get(`/opgaver/${number}`)).body
  expect(soon).toContain('»Udgår snart«, men den ophører den')
  expect(soon).not.toContain('Vælg, hvem der skal have rollen')
  portal.clock.moveTo('2026-12-01T09:00:00Z')
  await endDueRoles(portal.app.world)
  const later = await portal.as('Katrine')
  expect((await later.get(`/opgaver/${number}`)).body).toContain('men den udgik den')
  expect((await later.get('/')).body).toContain('Opgaven lukker af sig selv')
  const lapse = () => lapsingQueue(portal.app.world).handle({}, { id: 'j' })
  await Promise.all([lapse(), lapse()])
  const state = async () =>
    (
      await portal.owner.query(
        'select number::int, status, outcome from task where template_id = $1 order by 1',
        [templateId],
      )
    ).rows
  expect(await state()).toEqual([
    { number, status: 'completed', outcome: 'lapsed' },
    { number: done, status: 'completed', outcome: 'participated' },
  ])
  const { rows: told } = await portal.owner.query(`select facts from event where type = 'task.lapsed'`)
  expect(told.map(({ facts }) => facts.because)).toEqual(['Rollen »Udgår snart« udgik den 01-12-2026.'])
  const closed = (await later.get(`/opgaver/${number}`)).body
  expect(closed).toContain('Opgaven bad om rollen »Udgår snart«. KOMBIT har ladet rollen ophøre')
  expect(closed).not.toContain('Ingen nåede at svare')
  await tellWhatHappened(portal.app.world)
  const inbox = (await later.get('/notifikationer')).body
  expect(inbox).toContain('Lukket uden svar: ')
  expect(inbox).toContain(
    'Opgaven bad om rollen »Udgår snart«. Rollen er ophørt, og opgaven lukkede med den.',
  )
  // Opened again, it stays open, asks for nobody, and is completed without a reason.
  await portal.act('Katrine', (ctx) => reopenTask(ctx, { number }))
  await lapse()
  expect((await state())[0]).toMatchObject({ status: 'inProgress' })
  await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
  expect((await later.get(`/opgaver/${number}`)).body).not.toContain('Ingen har rollen længere')
  await vacanciesQueue(portal.app.world).handle({}, { id: 'j' })
  passMinutes(portal, 10)
  await roleVacatedQueue(portal.app.world).handle({}, { id: 'j' })
  const { rows } = await portal.owner.query('select from task where template_id = $1', [templateId])
  expect(rows).toHaveLength(2)
})

test('a role that is taken up sends nothing of itself; who is given it and leaves makes its task come again', async () => {
  portal.clock.moveTo('2026-12-02T09:00:00Z')
  const roleId = await insertRoleWith(portal, { name: 'Kommer igen' })
  const templateId = await insertTemplate(portal, { boundRoleId: roleId })
  const number = await korsbaekTask(portal, { templateId })
  const { id: userId } = await portal.actor('Anders')
  await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
  await end(roleId, '2026-12-03')
  portal.clock.moveTo('2026-12-03T09:00:00Z')
  await endDueRoles(portal.app.world)
  const signe = await portal.as('Signe')
  expect((await signe.get(`/rollegalleri/${roleId}/tag-op`)).body).toContain(
    'Ingen opgave sendes ud af sig selv.',
  )
  portal.clock.moveTo('2026-12-03T10:00:00Z')
  await portal.act('Signe', (ctx) => takeUpRole(ctx, { roleId }))
  const look = async () => {
    await vacanciesQueue(portal.app.world).handle({}, { id: 'j' })
    passMinutes(portal, 10)
    await roleVacatedQueue(portal.app.world).handle({}, { id: 'j' })
    const { rows } = await portal.owner.query('select rollout_id from task where template_id = $1', [
      templateId,
    ])
    return rows
  }
  expect(await look()).toHaveLength(1)
  portal.clock.moveTo('2026-12-04T09:00:00Z')
  const { id: assignmentId } = await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  await portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Er rejst' }))
  const tasks = await look()
  expect(tasks).toHaveLength(2)
  // Each has a deadline of its own, and nobody reads that there is none.
  const { rows } = await portal.owner.query(
    `select id from rollout where template_id = $1 and audience ->> 'kind' = 'vacated'`,
    [templateId],
  )
  const again = await portal.as('Signe')
  expect((await again.get(`/udrulninger/${rows[0].id}`)).body).toContain('hver med sin egen frist')
  expect((await again.get('/udrulninger')).body).toContain('Hver sin frist')
})
