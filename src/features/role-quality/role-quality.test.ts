import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertHolder, insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { insertActiveAccess, insertRoleWith } from '../../../test/support/role-quality-things.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { assignRole, endAssignment } from '../assignments/index.ts'
import { roleVacatedQueue } from '../rollouts/index.ts'
import { completeTask, optOutTask, reopenTask, selfCompletionQueue } from '../tasks/index.ts'
import { findingKinds } from './domain.ts'
import { snapshotQueue, vacanciesQueue } from './index.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

const now = '2026-11-23T09:00:00Z'
const today = '2026-11-23'
beforeEach(() => portal.clock.moveTo(now))

let serial = 0
const role = (parts: Parameters<typeof insertRoleWith>[1] = {}) => {
  serial += 1
  return insertRoleWith(portal, { name: `Rolle ${serial}`, ...parts })
}
const korsbaek = () => portal.organisation('Korsbæk')

async function give(roleId: string, name: 'Katrine' | 'Anders', isPrimary?: boolean): Promise<string> {
  const { id: userId } = await portal.actor(name)
  const primary = isPrimary === undefined ? {} : { isPrimary }
  return (await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId, ...primary }))).id
}
const end = (assignmentId: string) =>
  portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Er rejst' }))

async function findingsOf(roleId: string, staleDays = 180) {
  const { rows } = await portal.owner.query<{
    kind: string
    reason: string | null
    user_name: string | null
  }>(
    'select kind, reason, user_name from role_finding_on($1, $2) where organisation_id = $3 and role_id = $4 order by rank',
    [today, staleDays, korsbaek(), roleId],
  )
  return rows
}

describe('how a role stands (R4): one definition in the database', () => {
  const cases: [string, { minimum?: number; maximum?: number; hasPrimary?: boolean }, boolean[], string][] = [
    ['nobody', {}, [], 'vacant'],
    ['nobody, and nobody is asked for', { minimum: 0 }, [], 'notNeeded'],
    ['fewer than asked for', { minimum: 2 }, [true], 'tooFew'],
    ['none of them primary', {}, [false, false], 'noPrimary'],
    ['one alone', {}, [true], 'single'],
    ['one alone, and no more may be', { maximum: 1 }, [true], 'filled'],
    ['two, one primary', {}, [true, false], 'filled'],
    ['two without primary, where there is none', { hasPrimary: false }, [false, false], 'filled'],
  ]
  test.each(cases)('%s', async (_name, limits, holders, standing) => {
    const roleId = await role({ hasPrimary: true, ...limits })
    for (const [index, isPrimary] of holders.entries())
      await give(roleId, index === 0 ? 'Anders' : 'Katrine', isPrimary)
    const { rows } = await portal.owner.query(
      'select standing from role_standing_on($1) where organisation_id = $2 and role_id = $3',
      [today, korsbaek(), roleId],
    )
    expect(rows).toEqual([{ standing }])
  })

  test('a holder is stale when gone, without privilege, or not signed in; mail that comes back is told too', async () => {
    const roleId = await role({ maximum: 1 })
    await give(roleId, 'Anders')
    const { id } = await portal.actor('Anders')
    const set = (what: string) => portal.owner.query(`update user_account set ${what} where id = $1`, [id])
    expect(await findingsOf(roleId)).toEqual([])
    await set(`last_signed_in_at = '2026-05-27T10:00Z'`)
    expect(await findingsOf(roleId)).toEqual([])
    await set(`last_signed_in_at = '2026-05-26T10:00Z'`)
    expect((await findingsOf(roleId)).map((row) => row.reason)).toEqual(['notSignedIn'])
    expect(await findingsOf(roleId, 400)).toEqual([])
    await set(`system_roles = '{}', mail_bounced_at = now()`)
    expect(await findingsOf(roleId)).toMatchObject([
      { kind: 'stale', reason: 'noPrivilege', user_name: 'Anders Skov' },
      { kind: 'bouncing', reason: null },
    ])
    await set(`left_at = now()`)
    expect(await findingsOf(roleId)).toMatchObject([{ kind: 'stale', reason: 'left' }])
    await set(
      `left_at = null, mail_bounced_at = null, system_roles = '{bruger}', last_signed_in_at = '2026-11-23T08:00Z'`,
    )
  })

  test('law: one standing for each role and municipality; each holder at most one stale and one bouncing; the sums agree', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.record({
          minimum: fc.integer({ min: 0, max: 3 }),
          hasPrimary: fc.boolean(),
          holders: fc.subarray(['Anders', 'Katrine'] as const),
          primary: fc.boolean(),
        }),
        async ({ minimum, hasPrimary, holders, primary }) => {
          const roleId = await role({ minimum, hasPrimary })
          for (const [index, name] of holders.entries())
            await give(roleId, name, hasPrimary && primary && index === 0)
          const kinds = (await findingsOf(roleId)).map((row) => row.kind)
          const ofRole = kinds.filter((kind) => kind !== 'stale' && kind !== 'bouncing')
          expect(ofRole.length).toBeLessThanOrEqual(1)
          expect(ofRole.includes('vacant')).toBe(holders.length === 0 && minimum > 0)
          if (holders.length < minimum && holders.length > 0) expect(ofRole).toEqual(['tooFew'])
          if (ofRole.length === 0 && holders.length > 0)
            expect(holders.length >= minimum && (!hasPrimary || primary)).toBe(true)
        },
      ),
      { numRuns: 12 },
    )
    const { rows } = await portal.owner.query<{ twice: number }>(
      `select count(*)::int as twice from (
         select organisation_id, role_id, kind, assignment_id from role_finding_on($1, 180)
         group by 1, 2, 3, 4 having count(*) > 1) d`,
      [today],
    )
    expect(rows).toEqual([{ twice: 0 }])
  })
})

const runVacancies = (facts: Record<string, number> = {}) =>
  vacanciesQueue(portal.app.world).handle(facts, { id: 'j' })
const vacatedEvents = async (roleId: string) =>
  (
    await portal.owner.query(
      `select organisation_id, facts from event where type = 'role.vacated' and subject_id = $1 order by id`,
      [roleId],
    )
  ).rows

describe('role.vacated', () => {
  test('is told once when the last holder goes, however often one looks, and again the next time', async () => {
    const roleId = await role()
    const [anders, katrine] = [await give(roleId, 'Anders'), await give(roleId, 'Katrine')]
    await end(anders)
    await runVacancies({ organisationId: korsbaek() })
    expect(await vacatedEvents(roleId)).toEqual([])
    await end(katrine)
    await Promise.all([runVacancies({ organisationId: korsbaek() }), runVacancies()])
    await runVacancies()
    expect(await vacatedEvents(roleId)).toMatchObject([{ organisation_id: korsbaek(), facts: { roleId } }])
    portal.clock.moveTo('2026-11-24T09:00:00Z')
    await end(await give(roleId, 'Anders'))
    await runVacancies()
    expect(await vacatedEvents(roleId)).toHaveLength(2)
  })

  test('a planned assignment taken back, and a role filled again at once, are no vacancies', async () => {
    const roleId = await role()
    await end(await give(roleId, 'Anders'))
    await give(roleId, 'Katrine')
    await runVacancies()
    expect(await vacatedEvents(roleId)).toEqual([])
    const other = await role()
    const { id: userId } = await portal.actor('Anders')
    const { id } = await portal.act('Katrine', (ctx) =>
      assignRole(ctx, { roleId: other, userId, startsOn: civilDay('2026-12-24') }),
    )
    await end(id)
    await runVacancies()
    expect(await vacatedEvents(other)).toEqual([])
  })
})

const sendAgain = (roleId: string) =>
  roleVacatedQueue(portal.app.world).handle(
    { organisationId: korsbaek(), subjectType: 'role', subjectId: roleId },
    { id: 'j' },
  )
const tasksOf = async (templateId: string) =>
  (
    await portal.owner.query<{ number: number; status: string; due_on: string; vacancy_id: string | null }>(
      `select number::int, status, due_on::text, vacancy_id from task where template_id = $1 and organisation_id = $2
       order by number`,
      [templateId, korsbaek()],
    )
  ).rows

describe('a role-bound task comes again (T10)', () => {
  test('once for a vacancy, with its own number and 30 days; the history says why', async () => {
    const roleId = await role()
    const templateId = await insertTemplate(portal, { boundRoleId: roleId })
    const first = await korsbaekTask(portal, { templateId })
    const held = await give(roleId, 'Anders')
    await portal.act('Katrine', (ctx) => completeTask(ctx, { number: first }))
    await end(held)
    await runVacancies()
    await Promise.all([sendAgain(roleId), sendAgain(roleId)])
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
    await sendAgain(roleId)
    expect(await tasksOf(templateId)).toHaveLength(2)
    const signe = await portal.as('Signe')
    const { rows } = await portal.owner.query<{ id: string; task_count: number }>(
      `select id, task_count from rollout where template_id = $1 and audience ->> 'kind' = 'vacated'`,
      [templateId],
    )
    expect(rows).toMatchObject([{ task_count: 1 }])
    expect((await signe.get(`/udrulninger/${rows[0]?.id}`)).statusCode).toBe(200)
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
      await sendAgain(roleId)
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
          if (one === 'send') await sendAgain(roleId)
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
    expect(page).toContain('Fuldført af sig selv, fordi Anders Skov har rollen')
    expect(page).toContain('Opgaven blev fuldført af sig selv, fordi Anders Skov har rollen')
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

describe('the page of the central body', () => {
  test('shows counts, leads to the list, extracts it, and asks each vacant municipality once', async () => {
    const roleId = await role()
    const templateId = await insertTemplate(portal, { boundRoleId: roleId, title: 'Find en person' })
    await portal.actor('Katrine')
    const signe = await portal.as('Signe')
    const list = await signe.get(`/rollekvalitet?slags=ubesat&rolle=${roleId}`)
    expect(list.statusCode).toBe(200)
    expect(list.payload).toMatch(/<strong>99<\/strong> ting i 99 kommuner/)
    const extract = await signe.get(`/rollekvalitet/udtraek.csv?slags=ubesat&rolle=${roleId}`)
    expect(extract.payload.split('\r\n')).toHaveLength(101)
    const form = { templateId, dueOn: '24-12-2026', organisationIds: [String(korsbaek())] }
    expect((await signe.get(`/rollekvalitet/${roleId}/bed`)).payload).toContain('Korsbæk')
    const preview = await signe.post(`/rollekvalitet/${roleId}/bed/forhaandsvis`, form)
    expect(preview.payload).toContain('Send opgaven til 1 kommune')
    const send = () => signe.post(`/rollekvalitet/${roleId}/bed/send`, { ...form, id: portal.clock.newId() })
    const both = await Promise.all([send(), send()])
    expect(both.map((answer) => answer.statusCode).toSorted()).toEqual([303, 422])
    expect(await tasksOf(templateId)).toHaveLength(1)
    const page = (await signe.get(`/rollekvalitet/${roleId}/bed`)).payload
    expect(page).toContain('Korsbæk (har en åben opgave)')
    const none = await signe.post(`/rollekvalitet/${roleId}/bed/forhaandsvis`, { templateId, dueOn: '' })
    expect(none.statusCode).toBe(422)
    expect(none.payload).toContain('Vælg mindst én kommune.')
  })

  test('the day is counted once; a day that was missed is a gap in the trend', async () => {
    const count = () => snapshotQueue(portal.app.world, 180).handle({}, { id: 'j' })
    await count()
    await Promise.all([count(), count()])
    portal.clock.moveTo('2026-11-26T09:00:00Z')
    await count()
    const kombit = await portal.apiClient('KOMBIT')
    const { items } = (await kombit.get('/api/v1/role-quality/trend')).json()
    expect(items.map((item: { day: string }) => item.day)).toEqual(['2026-11-23', '2026-11-26'])
    const summary = (await kombit.get('/api/v1/role-quality/summary')).json()
    expect(items[1].counts).toEqual(summary.all)
    expect(Object.keys(summary.all).toSorted()).toEqual([...findingKinds].toSorted())
    expect((await (await portal.as('Omar')).get('/rollekvalitet')).payload).toContain('<svg')
  })
})

describe('the API', () => {
  test('pages through everything once, in order; a municipality sees itself alone', async () => {
    const roleId = await role()
    const kombit = await portal.apiClient('KOMBIT')
    const seen: string[] = []
    let cursor = ''
    do {
      const { items, nextCursor } = (
        await kombit.get(`/api/v1/role-quality?role=${roleId}&limit=40${cursor && `&cursor=${cursor}`}`)
      ).json()
      seen.push(...items.map((item: { organisationId: number }) => String(item.organisationId)))
      cursor = nextCursor ?? ''
    } while (cursor)
    expect(new Set(seen).size).toBe(99)
    expect(seen).toHaveLength(99)
    const machine = await portal.apiClient('Korsbæk')
    const own = (await machine.get('/api/v1/role-quality?limit=200')).json()
    expect(new Set(own.items.map((item: { organisationId: number }) => item.organisationId))).toEqual(
      new Set([korsbaek()]),
    )
    expect((await machine.get('/api/v1/role-quality/summary')).json().municipalities.any).toBe(1)
    expect((await kombit.get('/api/v1/role-quality?cursor=x')).statusCode).toBe(422)
  })
})

test('where a letter has no last way out: those without an administrator first (R5)', async () => {
  await portal.actor('Katrine')
  await portal.actor('Lone')
  await portal.owner.query(`update organisation set mailbox = 'post@x.example' where kind = 'municipality'`)
  await portal.owner.query(
    `update organisation set mailbox = null where short_name in ('Korsbæk', 'Odense');`,
  )
  await portal.owner.query(
    `update organisation set mailbox_bounced_at = '2026-11-01T10:00Z' where short_name = 'Aarhus'`,
  )
  const kombit = await portal.apiClient('KOMBIT')
  const { items } = (await kombit.get('/api/v1/role-quality/mailboxes')).json()
  expect(
    items.map((one: { municipality: string; reason: string; hasAdministrator: boolean }) => [
      one.municipality,
      one.reason,
      one.hasAdministrator,
    ]),
  ).toEqual([
    ['Odense', 'missing', false],
    ['Korsbæk', 'missing', true],
    ['Aarhus', 'bouncing', true],
  ])
  const page = (await (await portal.as('Signe')).get('/rollekvalitet')).payload.replace(/<[^>]+>/g, ' ')
  expect(page).toContain('Kommuner uden funktionspostkasse')
  expect(page).toMatch(/Odense\s+Mangler\s+Nej, ring til kommunen/)
})

test('the municipality’s own page asks whether a doubtful holder is still there', async () => {
  const roleId = await role()
  await give(roleId, 'Anders')
  await portal.owner.query(
    `update user_account set last_signed_in_at = '2026-01-01T10:00Z' where name = 'Anders Skov'`,
  )
  const page = (await (await portal.as('Katrine')).get('/roller')).payload
  expect(page).toContain('Har I stadig dem her?')
  expect(page).toContain('Har ikke logget på længe')
})
