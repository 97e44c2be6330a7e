import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertHolder, insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { insertActiveAccess, passMinutes, vacanciesIn } from '../../../test/support/role-quality-things.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { roleVacatedQueue } from '../rollouts/index.ts'
import { completeTask, optOutTask, reopenTask, selfCompletionQueue } from '../tasks/index.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

beforeEach(() => portal.clock.moveTo('2026-11-23T09:00:00Z'))

const { korsbaek, role, give, end, runVacancies, tasksOf } = vacanciesIn(() => portal)

const look = () => roleVacatedQueue(portal.app.world).handle({}, { id: 'j' })
/** As when the ten minutes have gone by in which a mistake is put right. */
const sendAgain = () => {
  passMinutes(portal, 10)
  return look()
}
describe('a role-bound task comes again (T10)', () => {
  test('once for a vacancy, with its own number and 30 days; the history says why', async () => {
    const roleId = await role()
    const templateId = await insertTemplate(portal, { boundRoleId: roleId })
    const first = await korsbaekTask(portal, { templateId })
    const held = await give(roleId, 'Anders')
    await portal.act('Katrine', (ctx) => completeTask(ctx, { number: first }))
    await end(held)
    await runVacancies()
    await Promise.all([sendAgain(), sendAgain()])
    const tasks = await tasksOf(templateId)
    expect(tasks).toMatchObject([
      { number: first, status: 'completed' },
      { status: 'notStarted', due_on: '2026-12-23' },
    ])
    const again = tasks[1]?.number ?? 0
    const katrine = await portal.as('Katrine')
    const page = (await katrine.get(`/opgaver/${again}`)).payload
    expect(page).toContain('Opgaven kom igen, fordi ingen i kommunen har rollen')
    // Completed with a reason, nobody is found: the same vacancy asks no more.
    await portal.act('Katrine', (ctx) =>
      completeTask(ctx, { number: again, reason: 'Vi nedlægger området.' }),
    )
    await sendAgain()
    expect(await tasksOf(templateId)).toHaveLength(2)
    const signe = await portal.as('Signe')
    const { rows } = await portal.owner.query<{ id: string; task_count: number }>(
      `select id, task_count from rollout where template_id = $1 and audience ->> 'kind' = 'vacated'`,
      [templateId],
    )
    expect(rows).toMatchObject([{ task_count: 1 }])
    expect((await signe.get(`/udrulninger/${rows[0]?.id}`)).statusCode).toBe(200)
  })

  test('not for a mistake that is put right within minutes, and again when it happens later', async () => {
    const roleId = await role()
    const templateId = await insertTemplate(portal, { boundRoleId: roleId })
    const number = await korsbaekTask(portal, { templateId })
    await end(await give(roleId, 'Anders'))
    await portal.act('Katrine', (ctx) => completeTask(ctx, { number, reason: 'Vi er i gang' }))
    await runVacancies()
    passMinutes(portal, 9)
    await look()
    const back = await give(roleId, 'Anders')
    await sendAgain()
    expect(await tasksOf(templateId)).toHaveLength(1)
    const { rows } = await portal.owner.query(
      `select from rollout where template_id = $1 and audience ->> 'kind' = 'vacated'`,
      [templateId],
    )
    expect(rows).toHaveLength(0)
    await end(back)
    await runVacancies()
    await sendAgain()
    expect(await tasksOf(templateId)).toHaveLength(2)
  })

  test('never where the municipality opted out, has an open task, or was not asked before', async () => {
    for (const before of ['optedOut', 'open', 'none'] as const) {
      const roleId = await role()
      const templateId = await insertTemplate(portal, { boundRoleId: roleId })
      const number = before === 'none' ? 0 : await korsbaekTask(portal, { templateId })
      await end(await give(roleId, 'Anders'))
      if (before === 'optedOut')
        await portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: 'Vi er ikke med' }))
      await runVacancies()
      await sendAgain()
      expect(await tasksOf(templateId)).toHaveLength(before === 'none' ? 0 : 1)
    }
  })

  test('law: whatever happens, one vacancy makes at most one task, and at most one is open', async () => {
    const step = fc.constantFrom('give', 'end', 'complete', 'optOut', 'reopen', 'look', 'send', 'ask')
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 9 }), async (steps) => {
        const roleId = await role()
        const templateId = await insertTemplate(portal, { boundRoleId: roleId })
        await korsbaekTask(portal, { templateId })
        const signe = await portal.as('Signe')
        let held = await give(roleId, 'Anders')
        for (const one of ['complete', 'end', 'look', 'send', ...steps]) {
          const latest = (await tasksOf(templateId)).at(-1)
          const number = latest?.number ?? 0
          const act = (work: Parameters<typeof portal.act<unknown>>[1]) =>
            portal.act('Katrine', work).catch(() => null)
          if (one === 'give') held = await give(roleId, 'Anders').catch(() => held)
          if (one === 'end') await end(held).catch(() => null)
          if (one === 'complete') await act((ctx) => completeTask(ctx, { number, reason: 'Derfor' }))
          if (one === 'optOut') await act((ctx) => optOutTask(ctx, { number, reason: 'Nej' }))
          if (one === 'reopen') await act((ctx) => reopenTask(ctx, { number }))
          if (one === 'look') await runVacancies()
          if (one === 'send') await sendAgain()
          if (one === 'ask')
            await signe.post(`/rollekvalitet/${roleId}/bed/send`, {
              id: portal.clock.newId(),
              templateId,
              dueOn: '24-12-2026',
              organisationIds: String(korsbaek()),
            })
          const tasks = await tasksOf(templateId)
          const open = tasks.filter((task) => task.status !== 'completed')
          // Only a person who reopens an old one can make a second.
          if (!steps.includes('reopen')) expect(open.length).toBeLessThanOrEqual(1)
          const vacancies = tasks.flatMap((task) => task.vacancy_id ?? [])
          expect(new Set(vacancies).size).toBe(vacancies.length)
        }
      }),
      { numRuns: 8 },
    )
  })
})

const completeThemselves = () =>
  selfCompletionQueue(portal.app.world).handle({ organisationId: korsbaek() }, { id: 'j' })

describe('a role-bound task completes itself (T10)', () => {
  async function boundTask() {
    const roleId = await role({ access: 'Kommuner' })
    const templateId = await insertTemplate(portal, { boundRoleId: roleId })
    const number = await korsbaekTask(portal, { templateId })
    return { roleId, number }
  }
  const rowOf = async (number: number) =>
    (
      await portal.owner.query(
        `select t.status, t.outcome, t.version, a.answered_by_name, a.confirmed_holder from task t
         left join task_answer a on a.organisation_id = t.organisation_id and a.task_number = t.number and a.withdrawn_at is null
         where t.number = $1`,
        [number],
      )
    ).rows[0]

  test('once a holder’s access is confirmed, and not before; page and history say why', async () => {
    const { roleId, number } = await boundTask()
    await give(roleId, 'Anders')
    await completeThemselves()
    expect(await rowOf(number)).toMatchObject({ status: 'notStarted' })
    await insertActiveAccess(portal, 'Anders')
    // By the clock, as when the job was lost; then again.
    await selfCompletionQueue(portal.app.world).handle({}, { id: 'j' })
    await completeThemselves()
    expect(await rowOf(number)).toMatchObject({
      status: 'completed',
      outcome: 'participated',
      version: 2,
      answered_by_name: 'Tværs',
      confirmed_holder: 'Anders Skov',
    })
    const page = (await (await portal.as('Katrine')).get(`/opgaver/${number}`)).payload
    expect(page).toContain('Fuldført automatisk, da Anders Skov havde fået rollen')
    expect(page).toContain('Opgaven blev fuldført automatisk, da Anders Skov havde fået rollen')
  })

  test('law: it never overrides an answer, and leaves a task alone that a person has reopened', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('optedOut', 'completed', 'reopened'), async (before) => {
        const { roleId, number } = await boundTask()
        if (before === 'optedOut')
          await portal.act('Katrine', (ctx) => optOutTask(ctx, { number, reason: 'Vi er ikke med' }))
        // Nobody can give a role that was opted out of; what came in from elsewhere may say so all the same.
        if (before === 'optedOut') await insertHolder(portal, roleId, 'Anders')
        else await give(roleId, 'Anders')
        if (before !== 'optedOut') await portal.act('Katrine', (ctx) => completeTask(ctx, { number }))
        if (before === 'reopened') await portal.act('Katrine', (ctx) => reopenTask(ctx, { number }))
        await insertActiveAccess(portal, 'Anders')
        const untouched = await rowOf(number)
        await completeThemselves()
        expect(await rowOf(number)).toEqual(untouched)
      }),
      { numRuns: 6 },
    )
  })
})
