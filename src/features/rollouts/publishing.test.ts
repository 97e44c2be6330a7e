import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertHolder, insertRole } from '../../../test/support/factories.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { createTemplate, emptyDraft } from '../templates/index.ts'
import type { Audience, RolloutPlan } from './domain.ts'
import { previewRollout, publishRollout } from './index.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

const newTemplate = (title: string) =>
  portal.act('Signe', (ctx) => createTemplate(ctx, { ...emptyDraft, title, project: 'KLIK' }))

const planFor = (templateId: string, audience: Audience): RolloutPlan => ({
  templateId,
  audience,
  priority: 'voluntary',
  startsOn: null,
  dueOn: civilDay('2026-12-15'),
})

const publish = (plan: RolloutPlan & { id?: string }) =>
  portal.act('Signe', (ctx) => publishRollout(ctx, plan))

const rowsOf = async (rolloutId: string) =>
  (
    await portal.owner.query<{ organisation_id: number; number: number; due_on: string; priority: string }>(
      'select organisation_id, number::int, due_on::text, priority from task where rollout_id = $1 order by organisation_id',
      [rolloutId],
    )
  ).rows

const faultsOf = async (work: Promise<unknown>) => {
  const error = await work.catch((caught: unknown) => caught)
  expect(error).toBeInstanceOf(InvalidInput)
  return Object.keys((error as InvalidInput).fields)
}

test('a roll-out to all gives each of the 98 municipalities and Korsbæk one task, and publishes the template', async () => {
  const { id: templateId } = await newTemplate('Til alle')
  const { id, taskCount } = await publish(planFor(templateId, { kind: 'all' }))
  expect(taskCount).toBe(99)
  const tasks = await rowsOf(id)
  expect(tasks).toHaveLength(99)
  expect(new Set(tasks.map((task) => task.organisation_id)).size).toBe(99)
  expect(tasks.every((task) => task.due_on === '2026-12-15' && task.priority === 'voluntary')).toBe(true)
  const { rows } = await portal.owner.query('select published_at from task_template where id = $1', [
    templateId,
  ])
  expect(rows[0].published_at).toEqual(portal.clock.now())
  const events = await portal.owner.query(
    `select type, count(*)::int from event where facts->>'rolloutId' = $1 or subject_id = $1 or subject_id = $2
     group by type order by type`,
    [id, templateId],
  )
  expect(events.rows).toEqual([
    { type: 'rollout.published', count: 1 },
    { type: 'task.received', count: 99 },
    { type: 'template.created', count: 1 },
    { type: 'template.published', count: 1 },
  ])
})

test('the number of statements does not grow with the number of municipalities', async () => {
  const [one, many] = [await newTemplate('Til én'), await newTemplate('Til mange')]
  const korsbaek: Audience = { kind: 'list', organisationIds: [portal.organisation('Korsbæk')] }
  const small = await countingQueries(() => publish(planFor(one.id, korsbaek)))
  const large = await countingQueries(() => publish(planFor(many.id, { kind: 'all' })))
  expect([small.result.taskCount, large.result.taskCount]).toEqual([1, 99])
  expect(large.queries).toBe(small.queries)
  // One of them asks for those who receive it to be told.
  expect(large.queries).toBeLessThanOrEqual(11)
})

describe('the audience', () => {
  test('by region leaves the other regions out', async () => {
    const { id: templateId } = await newTemplate('Til regioner')
    const { id } = await publish(planFor(templateId, { kind: 'regions', regions: ['Nordjylland'] }))
    const { rows } = await portal.owner.query(
      'select distinct o.region from task t join organisation o on o.id = t.organisation_id where rollout_id = $1',
      [id],
    )
    expect(rows).toEqual([{ region: 'Nordjylland' }])
    expect(await rowsOf(id)).toHaveLength(11)
  })

  test('by a role without holder leaves out those who have one today', async () => {
    const roleId = await insertRole(portal, 'Vagthavende')
    await insertHolder(portal, roleId, 'Anders')
    const { id: templateId } = await newTemplate('Til dem uden rollen')
    const { id } = await publish(planFor(templateId, { kind: 'lacksRole', roleId }))
    const sentTo = (await rowsOf(id)).map((task) => task.organisation_id)
    expect(sentTo).toHaveLength(98)
    expect(sentTo).not.toContain(portal.organisation('Korsbæk'))
  })

  test('leaves out those who have the task already, unless they are asked for', async () => {
    const { id: templateId } = await newTemplate('To gange')
    const aarhus: Audience = { kind: 'list', organisationIds: [portal.organisation('Aarhus')] }
    await publish(planFor(templateId, aarhus))
    const rest = await publish(planFor(templateId, { kind: 'regions', regions: ['Midtjylland'] }))
    expect(rest.taskCount).toBe(18)
    expect(await faultsOf(publish(planFor(templateId, aarhus)))).toEqual(['organisationIds'])
    expect((await publish({ ...planFor(templateId, aarhus), alsoThoseWhoHave: true })).taskCount).toBe(1)
  })

  test('takes no organisation that is no municipality', async () => {
    const { id: templateId } = await newTemplate('Til en leverandør')
    const organisationIds = [portal.organisation('Netleverandøren'), portal.organisation('KOMBIT')]
    expect(await faultsOf(publish(planFor(templateId, { kind: 'list', organisationIds })))).toEqual([
      'organisationIds',
    ])
  })
})

test('a refused roll-out leaves nothing behind', async () => {
  const { id: templateId } = await newTemplate('Afvist')
  const today = civilDay('2026-11-23')
  const all = planFor(templateId, { kind: 'all' })
  expect(await faultsOf(publish({ ...all, dueOn: addDays(today, -1) }))).toEqual(['dueOn'])
  expect(await faultsOf(publish({ ...all, startsOn: addDays(today, 30) }))).toEqual(['dueOn'])
  expect(await faultsOf(publish({ ...all, audience: { kind: 'regions', regions: [] } }))).toEqual(['regions'])
  const { rows } = await portal.owner.query(
    `select (select count(*)::int from rollout where template_id = $1) as rollouts,
       (select published_at from task_template where id = $1) as published`,
    [templateId],
  )
  expect(rows).toEqual([{ rollouts: 0, published: null }])
})

test('sending twice with the same id makes one roll-out', async () => {
  const { id: templateId } = await newTemplate('Sendt to gange')
  const plan = { ...planFor(templateId, { kind: 'all' }), id: portal.clock.newId() }
  const [first, second] = await Promise.all([publish(plan), publish(plan)])
  expect(second).toEqual(first)
  expect(await publish(plan)).toEqual(first)
  const { rows } = await portal.owner.query('select count(*)::int from task where template_id = $1', [
    templateId,
  ])
  expect(rows).toEqual([{ count: 99 }])
})

test('the preview tells who lacks a KLIK-administrator and changes nothing', async () => {
  await portal.actor('Katrine')
  await portal.actor('Lone')
  const { id: templateId } = await newTemplate('Set først')
  const preview = await portal.act('Signe', (ctx) =>
    previewRollout(ctx, planFor(templateId, { kind: 'all' })),
  )
  expect(preview.municipalities).toHaveLength(99)
  expect(preview.lackAdministrator).toHaveLength(97)
  const lacking = preview.lackAdministrator.map((municipality) => municipality.shortName)
  expect(lacking).not.toContain('Korsbæk')
  expect(lacking).not.toContain('Aarhus')
  expect(preview.alreadyHave).toEqual([])
  const { rows } = await portal.owner.query('select count(*)::int from rollout where template_id = $1', [
    templateId,
  ])
  expect(rows).toEqual([{ count: 0 }])
})

test('a municipality, an auditor and operations roll nothing out', async () => {
  const { id: templateId } = await newTemplate('Ikke for alle')
  for (const name of ['Katrine', 'Ib', 'Omar', 'Nanna'] as const) {
    const plan = planFor(templateId, { kind: 'all' })
    await expect(portal.act(name, (ctx) => publishRollout(ctx, plan))).rejects.toThrow('Forbidden')
  }
})
