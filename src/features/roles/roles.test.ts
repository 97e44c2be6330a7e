import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { demoRoles, mattermostRoleName } from '../../demo/demo-roles.ts'
import { Conflict, Forbidden, InvalidInput, NotFound } from '../../kernel/errors.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import { assignRole } from '../assignments/index.ts'
import type { RoleChange, RoleDraft, RoleRules } from './domain.ts'
import { createRole, findRoleByName, getRole, listRoles, saveRoleVersion } from './index.ts'

const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

let portal: TestApp
const roleIds = new Map<string, string>()
const idOf = (name: string): string => roleIds.get(name) ?? ''
const draftOf = (name: string) => {
  const draft = demoRoles.find((role) => role.name === name)
  if (!draft) throw new Error(`No role ${name}`)
  return draft
}

beforeAll(async () => {
  portal = await createTestApp()
  for (const draft of demoRoles) {
    roleIds.set(draft.name, (await portal.act('Signe', (ctx) => createRole(ctx, draft))).id)
  }
})
afterAll(() => portal.close())

test('a role is kept as it was written, version 1 from today', async () => {
  const role = await portal.act('Katrine', (ctx) => getRole(ctx, idOf(mattermostRoleName)))
  expect(role).toEqual({
    ...draftOf(mattermostRoleName),
    id: idOf(mattermostRoleName),
    version: 1,
    validFrom: '2026-11-23',
    isRetired: false,
    ending: null,
    endingVersion: 1,
  })
})

test('names are found whatever their capitals, and taken once', async () => {
  const found = await portal.act('Katrine', (ctx) =>
    findRoleByName(ctx, ` ${mattermostRoleName.toUpperCase()} `),
  )
  expect(found?.id).toBe(idOf(mattermostRoleName))
  expect(await portal.act('Katrine', (ctx) => findRoleByName(ctx, 'Findes ikke'))).toBeNull()
  const again = portal.act('Signe', (ctx) =>
    createRole(ctx, { ...draftOf('Projektejer'), name: 'PROJEKTEJER' }),
  )
  await expect(again).rejects.toMatchObject({
    fields: { name: { da: 'Der er allerede en rolle med det navn.' } },
  })
})

test('two editors who take the same name at once: one gets it', async () => {
  const draft = { ...draftOf('Projektejer'), name: 'Samtidig rolle' }
  const tries = await Promise.allSettled(
    [1, 2].map(() => portal.act('Signe', (ctx) => createRole(ctx, draft))),
  )
  expect(tries.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(tries.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(InvalidInput)
  await portal.owner.query(`delete from role_version where role_id = (select id from role where name = $1)`, [
    draft.name,
  ])
  await portal.owner.query(`delete from role where name = $1`, [draft.name])
})

test.each(['Katrine', 'Omar', 'Ib', 'Freja'] as const)('%s may not write in the gallery', async (name) => {
  const draft = { ...draftOf('Projektejer'), name: 'Ny rolle' }
  await expect(portal.act(name, (ctx) => createRole(ctx, draft))).rejects.toBeInstanceOf(Forbidden)
  const saving = portal.act(name, (ctx) => saveRoleVersion(ctx, { roleId: idOf('Projektejer'), draft }))
  await expect(saving).rejects.toBeInstanceOf(Forbidden)
})

test('a role that does not exist is not found', async () => {
  await expect(portal.act('Signe', (ctx) => getRole(ctx, portal.clock.newId()))).rejects.toBeInstanceOf(
    NotFound,
  )
})

test('a change is a new version; the old text stays; nothing changed makes none', async () => {
  const roleId = idOf('Projektleder')
  const draft = { ...draftOf('Projektleder'), tasks: 'Noget nyt', maximumHolders: 5 }
  portal.clock.moveTo('2026-11-25T09:00:00Z')
  const save = (expectedVersion?: number) =>
    portal.act('Signe', (ctx) =>
      saveRoleVersion(ctx, { roleId, draft, ...(expectedVersion ? { expectedVersion } : {}) }),
    )
  expect(await save(1)).toEqual({ version: 2, isMaterial: false })
  await expect(save(1)).rejects.toBeInstanceOf(Conflict)
  expect(await save(2)).toEqual({ version: 2, isMaterial: false })
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  const { rows } = await portal.owner.query(
    'select version, tasks, valid_from::text from role_version where role_id = $1 order by version',
    [roleId],
  )
  expect(rows).toMatchObject([
    { version: 1, tasks: draftOf('Projektleder').tasks, valid_from: '2026-11-23' },
    { version: 2, tasks: 'Noget nyt', valid_from: '2026-11-25' },
  ])
  const { rows: told } = await portal.owner.query(
    "select changes, facts from event where type = 'role.descriptionChanged' and subject_id = $1",
    [roleId],
  )
  expect(told).toEqual([
    {
      changes: { maximumHolders: { from: null, to: 5 }, version: { from: 1, to: 2 } },
      facts: {
        roleName: 'Projektleder',
        version: 2,
        changedTexts: ['tasks'],
        changedRules: ['maximumHolders'],
        isMaterial: false,
        note: '',
      },
    },
  ])
})

test('a municipality sees whether it has somebody; KOMBIT sees how many have', async () => {
  const userId = (await portal.actor('Anders')).id
  await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId: idOf(mattermostRoleName), userId }))
  const filledIn = async (name: 'Katrine' | 'Lone' | 'Signe') => {
    const roles = await portal.act(name, (ctx) => listRoles(ctx, { q: 'mattermost' }))
    return roles.map((role) => [role.filledIn, role.municipalities])
  }
  expect(await filledIn('Katrine')).toEqual([[1, 1]])
  expect(await filledIn('Lone')).toEqual([[0, 1]])
  expect(await filledIn('Signe')).toEqual([[1, 99]])
})

test('the gallery is searched and filtered; signs of the search language are only signs', async () => {
  const names = async (filter: Parameters<typeof listRoles>[1]) =>
    (await portal.act('Katrine', (ctx) => listRoles(ctx, filter))).map((role) => role.name)
  expect(await names({ q: 'dubu', kind: 'solutionSpecific' })).toEqual([
    'DUBU-faglig leder',
    'DUBU-superbruger',
    'DUBU-systemansvarlig',
  ])
  // Danish endings: 'certifikat' finds 'certifikater', wherever in the description it stands.
  expect(await names({ q: 'certifikat' })).toEqual(['Infrastrukturansvarlig'])
  expect(await names({ q: 'vagtaftale xyzzy' })).toEqual([])
  expect(await names({ q: '%' })).toEqual([])
  expect(await names({ q: '_' })).toEqual([])
})

test('the gallery page: one query beyond the session’s, and the editor’s button for the editor alone', async () => {
  const katrine = await portal.as('Katrine')
  const { result, queries } = await countingQueries(() => katrine.get('/rollegalleri'))
  expect(result.statusCode).toBe(200)
  expect(queries).toBeLessThanOrEqual(2)
  expect(result.body).toContain('Teamet »kommuner« og tre kanaler i Mattermost')
  expect(result.body).toContain('Besat')
  expect(result.body).not.toContain('Opret rolle')
  // As on the municipality's own page: a role that asks for nobody is not called vacant.
  const row = /<tr(?:(?!<\/tr>).)*Vagt ved sikkerhedspostkassen.*?<\/tr>/s.exec(result.body)?.[0] ?? ''
  expect(row).toContain('Ingen, og det er i orden')
  expect(row).not.toContain('Ubesat')
  const signe = await (await portal.as('Signe')).get('/rollegalleri?slags=findes-ikke')
  expect(signe.statusCode).toBe(200)
  expect(signe.body).toContain('1 af 99 kommuner')
  expect(signe.body).toContain('Opret rolle')
  expect((await katrine.get('/rollegalleri?q=xyzzy')).body).toContain('Ingen roller passer til søgningen')
})

test('the description page shows every part, older versions too, and no version that never was', async () => {
  const katrine = await portal.as('Katrine')
  const path = `/rollegalleri/${idOf(mattermostRoleName)}`
  const { result, queries } = await countingQueries(() => katrine.get(path))
  expect(queries).toBeLessThanOrEqual(4)
  for (const words of [
    'Formål',
    'Ansvar',
    'Kompetencer',
    'varsler, advisering, teknisk-sparring',
    'Uden svar lukkes adgangen 14 dage efter fristen.',
    'Beskrivelsen er skrevet til demoen',
    'Når du giver rollen videre',
    'Skriv i kanalerne, hvem der overtager',
  ]) {
    expect(result.body).toContain(words)
  }
  expect(result.body.match(/<h1/g)).toHaveLength(1)
  const older = await katrine.get(`/rollegalleri/${idOf('Projektleder')}?version=1`)
  expect(older.body).toContain('Du læser version 1')
  expect(older.body).not.toContain('Noget nyt')
  expect((await katrine.get(`${path}?version=9`)).statusCode).toBe(404)
  expect((await katrine.get('/rollegalleri/ikke-et-id')).statusCode).toBe(404)
})

const form = {
  name: 'Databeskyttelsesrådgiver',
  kind: 'crossCutting',
  purpose: 'Formål',
  tasks: 'Opgaver',
  minimumHolders: '1',
  nonResponse: 'keep',
  graceDays: '14',
}

test('the editor makes a role by form, and what was typed is kept when something is wrong', async () => {
  const signe = await portal.as('Signe')
  const wrong = await signe.post('/rollegalleri/ny', {
    ...form,
    purpose: '',
    tasks: 'Det her må ikke gå tabt',
    maximumHolders: 'mange',
  })
  expect(wrong.statusCode).toBe(422)
  expect(wrong.body).toContain('Skriv, hvad rollen er til for.')
  expect(wrong.body).toContain('Skriv et helt tal fra 0 til 999.')
  expect(wrong.body).toContain('Det her må ikke gå tabt')
  const odd = await signe.post('/rollegalleri/ny', {
    ...form,
    connector1: 'mattermost',
    team1: 'Store Bogstaver',
  })
  expect(odd.statusCode).toBe(422)
  expect(odd.body).toContain('Navne i Mattermost har kun små bogstaver')
  const made = await signe.post('/rollegalleri/ny', {
    ...form,
    hasPrimary: 'ja',
    connector1: 'mattermost',
    team1: 'kommuner',
    channels1: 'varsler, gdpr',
  })
  expect(made.statusCode).toBe(303)
  const role = await portal.act('Signe', (ctx) => findRoleByName(ctx, form.name))
  expect(role).toMatchObject({
    hasPrimary: true,
    isDemoText: false,
    access: [{ connector: 'mattermost', team: 'kommuner', channels: ['varsler', 'gdpr'] }],
  })
  expect(made.headers.location).toBe(`/rollegalleri/${role?.id}`)
})

test('an edit by form against an older version is told, and keeps the text', async () => {
  const signe = await portal.as('Signe')
  const path = `/rollegalleri/${idOf('Projektejer')}/rediger`
  expect((await signe.get(path)).body).toContain('name="version" value="1"')
  const fields = { ...form, name: 'Projektejer', version: '1', changeKind: 'editorial' }
  expect((await signe.post(path, { ...fields, purpose: 'Første' })).statusCode).toBe(303)
  const unmarked = await signe.post(path, { ...fields, changeKind: '', version: '2', purpose: 'Umærket' })
  expect([unmarked.statusCode, unmarked.body.includes('redaktionel eller væsentlig')]).toEqual([422, true])
  const silent = await signe.post(path, { ...fields, changeKind: 'material', version: '2', purpose: 'Tavst' })
  expect([silent.statusCode, silent.body.includes('Skriv i én sætning')]).toEqual([422, true])
  const late = await signe.post(path, { ...fields, purpose: 'For sent' })
  expect(late.statusCode).toBe(409)
  expect(late.body).toContain('For sent')
  expect(late.body).toContain('name="version" value="2"')
  expect(late.body).toContain('Signe Bruun gemte version 2')
  expect(late.body).toContain(`href="/rollegalleri/${idOf('Projektejer')}?version=2"`)
  // A fault of another kind renews nothing: the next press may not write over another unseen.
  const faulty = await signe.post(path, { ...fields, purpose: '' })
  expect([faulty.statusCode, faulty.body.includes('name="version" value="1"')]).toEqual([422, true])
  const deliberate = await signe.post(path, { ...fields, purpose: 'For sent', version: '2' })
  expect(deliberate.statusCode).toBe(303)
  expect((await portal.as('Katrine').then((katrine) => katrine.get(path))).statusCode).toBe(403)
})

test('the API: the list, one with its version, writing with If-Match', async () => {
  const client = await portal.apiClient('KOMBIT', ['role.read', 'role.write'])
  const list = (await client.get('/api/v1/roles?kind=solutionSpecific')).json()
  expect(list.items.map((role: { name: string }) => role.name)).toContain('DUBU-superbruger')
  const path = `/api/v1/roles/${idOf('DUBU-superbruger')}`
  const one = await client.get(path)
  expect(one.headers.etag).toBe('"1"')
  const { id: _id, version: _version, validFrom: _from, isRetired: _retired, ...body } = one.json()
  const saved = await client.put(path, { ...body, tasks: 'Nyt' }, { 'if-match': '"1"' })
  expect([saved.statusCode, saved.headers.etag, saved.json().tasks]).toEqual([200, '"2"', 'Nyt'])
  expect((await client.put(path, { ...body, tasks: 'Igen' }, { 'if-match': '"1"' })).statusCode).toBe(412)
  expect((await client.put(path, { ...body, tasks: 'Igen' })).statusCode).toBe(428)
  const made = await client.post('/api/v1/roles', { ...body, name: 'DUBU-ny' })
  expect([made.statusCode, made.headers.location]).toEqual([201, `/api/v1/roles/${made.json().id}`])
  const doors = ['a', 'b', 'c', 'd'].map((team) => ({ connector: 'manual', team, channels: [] }))
  const tooMany = await client.post('/api/v1/roles', { ...body, name: 'DUBU-fire', access: doors })
  expect(tooMany.statusCode).toBe(422)
  const korsbaek = await portal.apiClient('Korsbæk')
  expect((await korsbaek.get(path)).statusCode).toBe(200)
  expect((await korsbaek.post('/api/v1/roles', body)).statusCode).toBe(403)
})

test('any two versions are compared word by word, for those who see and those who hear', async () => {
  const roleId = idOf('DUBU-faglig leder')
  const draft = draftOf('DUBU-faglig leder')
  const note = 'Der er kommet et ansvar til.'
  await portal.act('Signe', (ctx) =>
    saveRoleVersion(ctx, {
      roleId,
      draft: { ...draft, responsibility: 'At den faglige praksis og løsningen følges ad <hver dag>.' },
      change: { isMaterial: true, note },
    }),
  )
  const katrine = await portal.as('Katrine')
  const path = `/rollegalleri/${roleId}/sammenlign`
  const { result, queries } = await countingQueries(() => katrine.get(path))
  expect(queries).toBeLessThanOrEqual(3)
  expect(result.body).toContain('Fra version 1 til version 2')
  expect(result.body).toMatch(/<ins><span class="tv-hidden"> \[tilføjet: <\/span>[^<]*&lt;hver dag/)
  expect(result.body).toContain(note)
  // The older stands first, whichever way round they were asked for; what never was does not exist.
  expect((await katrine.get(`${path}?fra=2&til=1`)).body).toContain('Fra version 1 til version 2')
  expect((await katrine.get(`${path}?fra=1&til=9`)).statusCode).toBe(404)
  expect((await katrine.get(`/rollegalleri/${roleId}`)).body).toContain(`Væsentlig ændring: ${note}`)
  const client = await portal.apiClient('Korsbæk', ['role.read'])
  const versions = (await client.get(`/api/v1/roles/${roleId}/versions`)).json()
  expect(
    versions.items.map((one: { version: number; isMaterial: boolean }) => [one.version, one.isMaterial]),
  ).toEqual([
    [2, true],
    [1, false],
  ])
  const diff = (await client.get(`/api/v1/roles/${roleId}/diff?from=1&to=2`)).json()
  expect(diff.texts.map((text: { name: string }) => text.name)).toEqual(['responsibility'])
})

describe('rules are part of the versions (R1)', () => {
  const name = 'DUBU-systemansvarlig'
  const save = (change: Partial<RoleDraft>, said?: RoleChange) =>
    portal.act('Signe', async (ctx) => {
      const { id: _id, version: _version, ...role } = await getRole(ctx, idOf(name))
      return saveRoleVersion(ctx, {
        roleId: idOf(name),
        draft: { ...role, ...change },
        ...(said ? { change: said } : {}),
      })
    })

  test('history and comparison show the rules that were changed, as they were then', async () => {
    expect(await save({ maximumHolders: 4, hasPrimary: false })).toEqual({ version: 2, isMaterial: false })
    const access = [{ connector: 'manual' as const, team: 'Testmiljøet', channels: [] }]
    expect(await save({ certificationMonths: 6, nonResponse: 'suspend', access })).toEqual({
      version: 3,
      isMaterial: true,
    })
    const katrine = await portal.as('Katrine')
    const page = textOf((await katrine.get(`/rollegalleri/${idOf(name)}`)).body)
    expect(page).toContain(
      'Ændret: Hvor tit rollen bekræftes, Hvis ingen svarer, Giver adgang til Væsentlig ændring',
    )
    expect(page).toContain('Ændret: Højeste antal personer, Én er primær Redaktionel ændring')
    const older = textOf((await katrine.get(`/rollegalleri/${idOf(name)}?version=2`)).body)
    expect(older).toContain('Mindst én, højst fire Bekræftes')
    expect(older).not.toContain('Testmiljøet')
    const compared = textOf((await katrine.get(`/rollegalleri/${idOf(name)}/sammenlign?fra=2&til=3`)).body)
    expect(compared).toContain('Hvor tit rollen bekræftes Hvert år Hver 6. måned')
    expect(compared).toContain('Giver adgang til Ingen systemer Testmiljøet, som KOMBIT åbner manuelt')
    expect(compared).not.toContain('Højeste antal personer')
    expect(textOf((await katrine.get(`/rollegalleri/${idOf(name)}/sammenlign?fra=3&til=3`)).body)).toContain(
      'De to versioner er ens',
    )
  })

  test('for machines: each version with its rules, and what differs', async () => {
    const client = await portal.apiClient('Korsbæk', ['role.read'])
    const path = `/api/v1/roles/${idOf(name)}`
    const { items } = (await client.get(`${path}/versions`)).json()
    const { name: now, certificationMonths, access } = (await client.get(path)).json()
    expect(items[0].rules).toMatchObject({ name: now, certificationMonths, access })
    expect(items.map((one: { rules: RoleRules }) => one.rules.maximumHolders)).toEqual([4, 4, null])
    const diff = (await client.get(`${path}/diff?from=1&to=3`)).json()
    expect(diff.texts).toEqual([])
    expect(diff.rules).toContainEqual({ name: 'maximumHolders', from: null, to: 4 })
    expect(diff.rules).toContainEqual({
      ...{ name: 'access', from: [] },
      to: [{ connector: 'manual', team: 'Testmiljøet', channels: [] }],
    })
  })

  test('the editor is told that holders are, also of what was called editorial', async () => {
    const signe = await portal.as('Signe')
    const path = `/rollegalleri/${idOf('Infrastrukturansvarlig')}/rediger`
    const opened = await signe.get(path)
    expect(opened.body).toContain('får indehaverne det altid at vide')
    const fields = { ...form, name: 'Infrastrukturansvarlig', version: '1', changeKind: 'editorial' }
    const saved = await signe.post(path, { ...fields, certificationMonths: '3' })
    const cookie = saved.cookies.find((one) => one.name === 'tvaers_notice')
    expect(Buffer.from(cookie?.value ?? '', 'base64url').toString()).toContain('får besked om ændringen')
  })
})
