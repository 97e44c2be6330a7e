import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { insertTemplate, korsbaekTask } from '../../../test/support/factories.ts'
import { draftNamed } from '../../../test/support/gallery-portal.ts'
import { type CastName, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { endDueRoles } from '../assignments/actions-role-ends.ts'
import { assignRole, promiseRole } from '../assignments/index.ts'
import { startRound } from '../certification/index.ts'
import { createRole, type RoleAccess } from './index.ts'

let portal: TestApp
let roleId: string
let other: string

const newRole = async (name: string, access: readonly RoleAccess[] = []): Promise<string> =>
  (
    await portal.act('Signe', (ctx) =>
      createRole(ctx, { ...draftNamed(name, access), certificationMonths: 12 }),
    )
  ).id
async function give(who: CastName, to: string, by: CastName = 'Katrine') {
  const { id: userId } = await portal.actor(who)
  await portal.act(by, (ctx) => assignRole(ctx, { roleId: to, userId }))
}

beforeAll(async () => {
  portal = await createTestApp()
  roleId = await newRole('Vagt', [{ connector: 'mattermost', team: 'kommuner', channels: ['varsler'] }])
  other = await newRole('Beredskab')
  await give('Anders', roleId)
  await give('Lone', roleId, 'Lone')
  const promised = { roleId, name: 'Ny', email: 'ny@korsbaek.example' }
  await portal.act('Katrine', (ctx) => promiseRole(ctx, promised))
  const plan = { name: 'Efterår', audience: { kind: 'all' }, nonResponse: 'asRole', graceDays: null } as const
  await portal.act('Signe', (ctx) =>
    startRound(ctx, { ...plan, roleIds: [roleId], closesOn: '2026-12-31' as never }),
  )
  await korsbaekTask(portal, {
    templateId: await insertTemplate(portal, { title: 'Udpeg en vagt', boundRoleId: roleId }),
  })
})
afterAll(() => portal.close())

const path = () => `/rollegalleri/${roleId}/ophoer`
const form = { endsBefore: '11-01-2027', reason: 'Løsningen lukker.' }

/** As people read it: without tags. */
const wordsOf = (body: string): string =>
  body
    .slice(body.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(' .', '.')

const hiddenIn = (body: string): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value ?? '',
    ]),
  )

const eventsOf = async (type: string): Promise<Record<string, unknown>[]> =>
  (await portal.owner.query('select facts, changes from event where type = $1 order by id', [type])).rows

describe('an editor says that a role ends', () => {
  test('the form suggests a day, and keeps what was typed when it is wrong', async () => {
    const signe = await portal.as('Signe')
    expect((await signe.get(path())).body).toContain('value="04-01-2027"')
    const wrong = await signe.post(path(), { endsBefore: '22-11-2026', reason: 'Min begrundelse' })
    expect(wrong.statusCode).toBe(422)
    expect(wordsOf(wrong.body)).toContain('Rollen kan tidligst ophøre i dag.')
    expect(wrong.body).toContain('Min begrundelse')
    const empty = await signe.post(path(), {})
    expect([empty.statusCode, wordsOf(empty.body).includes('Skriv, hvorfor rollen ophører.')]).toEqual([
      422,
      true,
    ])
  })

  test('sees what it does before anything is said, and can go back', async () => {
    const signe = await portal.as('Signe')
    const seen = await signe.post(path(), { ...form, replacedById: other })
    expect(seen.statusCode).toBe(200)
    const words = wordsOf(seen.body)
    for (const sentence of [
      'Rollen ophører den 11-01-2027. Sidste dag med den er 10-01-2027.',
      '2 personer i 2 kommuner mister rollen den 11-01-2027.',
      '2 personer i 2 kommuner mister mindst én adgang, regnet ud fra de roller, de har i dag.',
      'varsler i kommuner 2 personer i 2 kommuner bliver fjernet',
      '1 person venter på at få rollen ved første login.',
      '2 linjer i 1 åben bekræftelse mangler svar.',
      'Udpeg en vagt: 1 åben opgave',
      'KOMBIT skriver: Løsningen lukker.',
      'I stedet: Beredskab',
      'beholder den og adgangen.',
    ])
      expect(words).toContain(sentence)
    expect(await eventsOf('role.endingSet')).toEqual([])
    const back = await signe.post(`${path()}/ret`, hiddenIn(seen.body))
    expect(back.body).toContain('Løsningen lukker.')
    expect(back.body).toContain('value="11-01-2027"')
  })

  test('what was seen and has changed is shown again; then it is said, once', async () => {
    const signe = await portal.as('Signe')
    const before = hiddenIn((await signe.post(path(), { ...form, replacedById: other })).body)
    await portal.actor('Mads')
    await give('Mads', roleId)
    const again = await signe.post(path(), before)
    expect(again.statusCode).toBe(200)
    expect(wordsOf(again.body)).toContain('Noget har ændret sig, siden du så det her.')
    expect(wordsOf(again.body)).toContain('3 personer i 2 kommuner mister rollen')
    const said = await signe.post(path(), hiddenIn(again.body))
    expect([said.statusCode, said.headers.location]).toEqual([303, `/rollegalleri/${roleId}`])
    expect(await eventsOf('role.endingSet')).toMatchObject([
      {
        facts: {
          roleName: 'Vagt',
          endsBefore: '2027-01-11',
          note: 'Løsningen lukker.',
          replacedBy: 'Beredskab',
        },
      },
    ])
  })

  test('everybody reads when, why and what instead, where they meet the role', async () => {
    const katrine = await portal.as('Katrine')
    const anders = await portal.as('Anders')
    const signe = await portal.as('Signe')
    const told = 'Ophører den 11-01-2027'
    for (const [browser, url] of [
      [katrine, `/rollegalleri/${roleId}`],
      [katrine, `/roller/${roleId}`],
      [anders, '/mine-roller'],
      [signe, `/rollegalleri/${roleId}/besaettelse`],
    ] as const) {
      const words = wordsOf((await browser.get(url)).body)
      expect(words, url).toContain(told)
      expect(words, url).toContain('KOMBIT skriver: Løsningen lukker.')
      expect(words, url).toContain('I stedet: Beredskab')
      expect(words, url).toContain('Sidste dag med rollen er 10-01-2027.')
    }
    for (const [browser, url] of [
      [katrine, '/rollegalleri'],
      [katrine, '/roller'],
    ] as const)
      expect(wordsOf((await browser.get(url)).body), url).toContain(told)
    const own = await katrine.get(`/roller/${roleId}`)
    expect(own.body).toContain(`I stedet: <a href="/roller/${other}"`)
    // Whoever waits must have signed in before the role ends, and no later than a month after it was promised.
    expect(wordsOf(own.body)).toContain('Bortfalder 23-12-2026')
    expect(wordsOf(own.body)).toContain('Rollen ophører den 11-01-2027 og kan ikke gives til flere.')
    expect(own.body).not.toContain('giv-flere')
  })

  test('it is said anew with another day, and called off, by its version', async () => {
    const signe = await portal.as('Signe')
    const stale = { ...hiddenIn((await signe.get(path())).body), version: '1' }
    expect((await signe.post(path(), { ...form, ...stale })).statusCode).toBe(409)
    const seen = await signe.post(path(), { ...form, endsBefore: '01-02-2027' })
    expect((await signe.post(path(), hiddenIn(seen.body))).statusCode).toBe(303)
    expect((await eventsOf('role.endingSet')).at(-1)).toMatchObject({
      changes: { endsBefore: { from: '2027-01-11', to: '2027-02-01' } },
    })
    const { version = '' } = hiddenIn((await signe.get(path())).body)
    expect((await signe.post(`${path()}/aflys`, { version })).statusCode).toBe(303)
    expect((await signe.post(`${path()}/aflys`, {})).statusCode).toBe(409)
    const words = wordsOf((await signe.get(`/rollegalleri/${roleId}`)).body)
    expect(words).toContain('Skulle ophøre den 01-02-2027')
    expect(words).toContain('Aflyst af Signe Bruun den 23-11-2026.')
    expect(words).not.toContain('Ophører den')
  })

  test.each(['Katrine', 'Omar', 'Ib'] as const)('%s may not', async (name) => {
    const browser = await portal.as(name)
    expect((await browser.get(path())).statusCode).toBe(403)
    expect((await browser.post(path(), form)).statusCode).toBe(403)
  })
})

describe('by machine', () => {
  test('it is previewed, said by what was seen, read, called off; and the role taken up again', async () => {
    const client = await portal.apiClient('KOMBIT', ['role.read', 'role.write'])
    const id = await newRole('Maskinens rolle')
    await give('Anders', id)
    const url = `/api/v1/roles/${id}/ending`
    const none = await client.get(url)
    expect([none.headers.etag, none.json()]).toEqual(['"1"', { state: 'inUse', ending: null, preview: null }])
    const body = { endsBefore: '2027-01-11', reason: 'Den lukker.' }
    expect((await client.put(url, body)).statusCode).toBe(428)
    const dry = await client.put(`${url}?dryRun=true`, body, { 'if-match': '"1"' })
    expect(dry.json()).toMatchObject({
      state: 'inUse',
      preview: { people: 1, municipalities: 1, waiting: 0 },
    })
    await give('Katrine', id)
    const { previewed } = dry.json().preview
    const outdated = await client.put(url, { ...body, previewed }, { 'if-match': '"1"' })
    expect([outdated.statusCode, outdated.json().type]).toEqual([
      409,
      expect.stringContaining('preview-outdated'),
    ])
    const said = await client.put(url, body, { 'if-match': '"1"' })
    expect([said.statusCode, said.headers.etag]).toEqual([200, '"2"'])
    expect(said.json()).toMatchObject({ state: 'ending', ending: { ...body, replacedBy: null } })
    expect((await client.put(url, { ...body, reason: 'Nyt' }, { 'if-match': '"1"' })).statusCode).toBe(412)
    const korsbaek = await portal.apiClient('Korsbæk')
    expect((await korsbaek.get(url)).json().ending.endsBefore).toBe('2027-01-11')
    expect((await client.delete(url, undefined, { 'if-match': '"2"' })).json().state).toBe('inUse')
    expect((await client.delete(url, undefined, { 'if-match': '*' })).json().type).toContain(
      'role-not-ending',
    )
    await client.put(url, { ...body, endsBefore: '2026-11-23' }, { 'if-match': '*' })
    await endDueRoles(portal.app.world)
    expect((await client.get(`/api/v1/roles/${id}`)).json()).toMatchObject({ isRetired: true })
    const inUse = (await client.get('/api/v1/roles')).json().items.map((role: { id: string }) => role.id)
    const ended = (await client.get('/api/v1/roles?isRetired=true')).json().items
    expect([inUse.includes(id), ended.map((role: { id: string }) => role.id)]).toEqual([false, [id]])
    expect((await client.put(url, body, { 'if-match': '*' })).json().type).toContain('role-retired')
    expect((await client.delete(url, undefined, { 'if-match': '*' })).json()).toMatchObject({
      state: 'inUse',
      ending: null,
    })
    expect((await eventsOf('role.takenUpAgain')).length).toBe(1)
  })

  test('nonsense is named by its field', async () => {
    const client = await portal.apiClient('KOMBIT', ['role.read', 'role.write'])
    const url = `/api/v1/roles/${roleId}/ending`
    const pointers = async (body: object) =>
      (await client.put(url, body, { 'if-match': '*' }))
        .json()
        .errors.map(({ pointer }: { pointer: string }) => pointer)
    expect(await pointers({ endsBefore: '2027-02-30', reason: '' })).toEqual(['#/endsBefore', '#/reason'])
    expect(await pointers({ endsBefore: '2026-11-22', reason: 'x', replacedById: roleId })).toEqual([
      '#/endsBefore',
      '#/replacedById',
    ])
    const unknown = '00000000-0000-4000-8000-000000000000'
    expect(await pointers({ endsBefore: '2027-01-11', reason: 'x', replacedById: unknown })).toEqual([
      '#/replacedById',
    ])
  })
})

test('a role that has ended is read as before, cannot be changed, and is taken up again', async () => {
  const id = await newRole('Kort rolle')
  await give('Anders', id)
  const signe = await portal.as('Signe')
  const today = { endsBefore: '23-11-2026', reason: 'Den bruges ikke.' }
  const seen = await signe.post(`/rollegalleri/${id}/ophoer`, today)
  expect(wordsOf(seen.body)).toContain('Rollen ophører i dag, så snart du bekræfter.')
  await signe.post(`/rollegalleri/${id}/ophoer`, hiddenIn(seen.body))
  await endDueRoles(portal.app.world)
  const katrine = await portal.as('Katrine')
  expect((await katrine.get('/rollegalleri')).body).not.toContain('Kort rolle')
  const gallery = await katrine.get('/rollegalleri?vis=udgaaede')
  expect(wordsOf(gallery.body)).toContain('Udgåede roller')
  expect(wordsOf(gallery.body)).toContain('Kort rolle Tværgående rolle Udgik den 23-11-2026')
  for (const url of [`/rollegalleri/${id}`, `/rollegalleri/${id}/sammenlign`, `/roller/${id}`])
    expect((await katrine.get(url)).statusCode, url).toBe(200)
  const own = wordsOf((await katrine.get(`/roller/${id}`)).body)
  expect(own).toContain('Udgik den 23-11-2026')
  expect(own).toContain('Rollen er udgået')
  const page = await signe.get(`/rollegalleri/${id}`)
  expect(page.body).toContain(`/rollegalleri/${id}/tag-op`)
  expect(wordsOf(page.body)).toContain('Rollen er udgået. Tag den i brug igen, før du ændrer den.')
  const draft = hiddenIn((await signe.get(`/rollegalleri/${id}/rediger`)).body)
  const change = {
    ...{ ...draft, name: 'Kort rolle', kind: 'crossCutting', purpose: 'Nyt', tasks: 'Opgaver' },
    ...{ nonResponse: 'keep', changeKind: 'editorial', certificationMonths: '12' },
  }
  expect((await signe.post(`/rollegalleri/${id}/rediger`, change)).statusCode).toBe(409)
  const asked = await signe.get(`/rollegalleri/${id}/tag-op`)
  expect(wordsOf(asked.body)).toContain('Ingen får automatisk rollen tilbage.')
  expect((await signe.post(`/rollegalleri/${id}/tag-op`, hiddenIn(asked.body))).statusCode).toBe(303)
  const after = await katrine.get('/rollegalleri')
  expect(after.body).toContain('Kort rolle')
  expect(wordsOf((await signe.get(`/rollegalleri/${id}`)).body)).toContain(
    'Taget i brug igen af Signe Bruun den 23-11-2026.',
  )
})

test('a role that opens nothing closes nothing, and has no last day left on the day it ends', async () => {
  const id = await newRole('Uden adgang')
  await give('Anders', id)
  const signe = await portal.as('Signe')
  const seen = await signe.post(`/rollegalleri/${id}/ophoer`, { ...form, endsBefore: '30-11-2026' })
  const words = wordsOf(seen.body)
  expect(words).toContain('Ingen mister adgang til noget.')
  expect(words).toContain('De, der har rollen, beholder den. De får besked igen')
  expect(words).not.toContain('adgangen lukkes')
  await signe.post(`/rollegalleri/${id}/ophoer`, hiddenIn(seen.body))
  portal.clock.moveTo('2026-11-30T08:00:00Z')
  const own = wordsOf((await (await portal.as('Katrine')).get(`/roller/${id}`)).body)
  expect(own).toContain('Rollen ophører i dag.')
  expect(own).not.toContain('Sidste dag med rollen')
})
