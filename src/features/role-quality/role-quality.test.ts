import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertTemplate } from '../../../test/support/factories.ts'
import { vacanciesIn } from '../../../test/support/role-quality-things.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { assignRole } from '../assignments/index.ts'
import { findingKinds } from './domain.ts'
import { snapshotQueue } from './index.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

const now = '2026-11-23T09:00:00Z'
const today = '2026-11-23'
beforeEach(() => portal.clock.moveTo(now))

const { korsbaek, role, give, end, runVacancies, tasksOf } = vacanciesIn(() => portal)

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

  test('without a description that asks for the role, one is proposed, and saved it leads on to asking', async () => {
    const roleId = await role()
    const signe = await portal.as('Signe')
    const ask = (await signe.get(`/rollekvalitet/${roleId}/bed`)).payload
    expect(ask).toContain(`href="/opgavebeskrivelser/ny?rolle=${roleId}"`)
    const form = (await signe.get(`/opgavebeskrivelser/ny?rolle=${roleId}`)).payload
    expect(form).toMatch(/value="Find en person til rollen &quot;Rolle \d+&quot;"/)
    expect(form).toContain(`<option value="${roleId}" selected`)
    const fields = { title: 'Find en person', naeste: 'bed', boundRoleId: roleId, priority: 'recommended' }
    const lacking = await signe.post('/opgavebeskrivelser/ny', fields)
    expect([lacking.statusCode, lacking.payload.includes('name="naeste" value="bed"')]).toEqual([422, true])
    const saved = await signe.post('/opgavebeskrivelser/ny', { ...fields, project: 'KLIK' })
    expect([saved.statusCode, saved.headers.location]).toEqual([303, `/rollekvalitet/${roleId}/bed`])
    expect((await signe.get(`/rollekvalitet/${roleId}/bed`)).payload).toContain('Se, hvem der bliver spurgt')
    expect((await signe.get('/opgavebeskrivelser/ny?rolle=findes-ikke')).statusCode).toBe(200)
  })

  test('where nobody can sign in as KLIK-administrator the preview says who is told instead', async () => {
    const roleId = await role()
    const templateId = await insertTemplate(portal, { boundRoleId: roleId })
    await portal.actor('Katrine')
    const [aarhus, odense] = [portal.organisation('Aarhus'), portal.organisation('Odense')]
    await portal.owner.query(`delete from user_account where organisation_id = any ($1)`, [[aarhus, odense]])
    await portal.owner.query(
      `update organisation set mailbox = case id when $1 then 'post@aarhus.example' end
      where id = any ($2)`,
      [aarhus, [aarhus, odense]],
    )
    const form = { templateId, dueOn: '', organisationIds: [korsbaek(), aarhus, odense].map(String) }
    const signe = await portal.as('Signe')
    const page = (await signe.post(`/rollekvalitet/${roleId}/bed/forhaandsvis`, form)).payload
    expect(page).toContain('I 2 kommuner kan ingen logge på som KLIK-administrator')
    expect(page).toMatch(/går mailen om opgaven til kommunens funktionspostkasse: Aarhus</)
    expect(page).toMatch(/KOMBITs liste over kommuner, der ikke er nået. Ring til den: Odense</)
    await portal.owner.query(`update organisation set mailbox = null where id = $1`, [aarhus])
    const both = (await signe.post(`/rollekvalitet/${roleId}/bed/forhaandsvis`, form)).payload
    expect(both).toMatch(/kommunerne har heller ingen funktionspostkasse. .* Ring til dem: Odense, Aarhus</)
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
    // The curve ends where it was counted last, and says when: the tiles are of now.
    portal.clock.moveTo('2026-11-27T06:00:00Z')
    const page = (await (await portal.as('Omar')).get('/rollekvalitet')).payload
    expect(page).toContain('<svg')
    expect(page).toContain(`Talt 26-11-2026: ${items[1].counts.vacant} ubesatte roller`)
    expect(page).toContain(
      'Kurven slutter ved den seneste tælling, 26-11-2026. Tallene øverst er fra lige nu.',
    )
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
  expect(page).not.toContain('Næste gang sendes mails')
})

test('where mail comes back, the municipality and KOMBIT read whom it goes to next time', async () => {
  await give(await role(), 'Anders')
  await portal.owner.query(
    `update user_account set mail_bounced_at = '2026-11-20T10:00Z' where name = 'Anders Skov'`,
  )
  expect((await (await portal.as('Katrine')).get('/roller')).payload).toContain(
    'Næste gang sendes mails til jeres KLIK-administrator, ellers til jeres funktionspostkasse.',
  )
  expect((await (await portal.as('Signe')).get('/rollekvalitet?slags=mail-afvist')).payload).toContain(
    'Næste gang sendes mails til kommunens KLIK-administrator, ellers til funktionspostkassen.',
  )
})
