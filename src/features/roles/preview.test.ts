import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { draftNamed, type GalleryPortal, openGallery } from '../../../test/support/gallery-portal.ts'
import { countingQueries } from '../../platform/db/query-count.ts'
import type { RoleAccess } from './domain-places.ts'
import { getRole } from './queries.ts'

let p: GalleryPortal
let roleId: string

const kommuner = (...channels: string[]): RoleAccess => ({
  ...{ connector: 'mattermost', team: 'kommuner' },
  channels,
})

beforeAll(async () => {
  p = await openGallery()
  roleId = await p.newRole('Vagt', [kommuner('varsler', 'advisering')])
  await p.give('Anders', roleId)
  await p.give('Lone', roleId)
  // Anders keeps the team and one channel by another role.
  await p.give('Anders', await p.newRole('Nabo', [kommuner('advisering')]))
})
afterAll(() => p.close())

const path = () => `/rollegalleri/${roleId}/rediger`

const form = (more: Record<string, string> = {}) => ({
  ...{ name: 'Vagt', kind: 'crossCutting', purpose: 'Formål', tasks: 'Opgaver', minimumHolders: '0' },
  ...{ nonResponse: 'keep', graceDays: '14', changeKind: 'editorial', version: '1' },
  ...{ connector1: 'mattermost', team1: 'kommuner', channels1: 'varsler, advisering' },
  ...more,
})

/** As people read it: without tags. */
const wordsOf = (body: string): string =>
  body
    .slice(body.indexOf('<main'))
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ')

const versionNow = () => p.portal.act('Signe', async (ctx) => (await getRole(ctx, roleId)).version)

/** The hidden fields of a page's form. */
const hiddenIn = (body: string): Record<string, string> =>
  Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name,
      value?.replaceAll('&amp;', '&').replaceAll('&quot;', '"') ?? '',
    ]),
  )

describe('before a change of access is saved', () => {
  test('the page tells who joins and who leaves, and nothing is saved', async () => {
    const signe = await p.portal.as('Signe')
    const { result: seen, queries } = await countingQueries(() =>
      signe.post(path(), form({ channels1: 'varsler, kommune-{kommune}' })),
    )
    expect(queries).toBeLessThanOrEqual(6)
    expect(seen.statusCode).toBe(200)
    const words = wordsOf(seen.body)
    expect(words).toContain('2 personer i 2 kommuner har rollen i dag.')
    expect(words).toContain('kommune-{kommune} i kommuner 2 personer i 2 kommuner bliver tilføjet')
    expect(words).toContain('Anders Skov, Korsbæk; Lone Dahl, Aarhus')
    // Anders keeps it by his other role.
    expect(words).toContain('advisering i kommuner 1 person i 1 kommune bliver fjernet Lone Dahl, Aarhus')
    expect(words).toContain('1 person i 1 kommune mister adgang til noget.')
    expect(words).toContain(
      'kommune-aarhus og kommune-korsbaek findes ikke i teamet kommuner. Nye adgange bliver holdt tilbage, til kanalerne er oprettet.',
    )
    expect(words).toContain('kommune-{kommune} bliver til kommune-aarhus i Aarhus.')
    expect(seen.body.match(/<h1/g)).toHaveLength(1)
    expect(await versionNow()).toBe(1)
  })

  test('back in the form nothing typed is lost, and the rule is shown for an example', async () => {
    const signe = await p.portal.as('Signe')
    const seen = await signe.post(path(), form({ tasks: 'Nyt om opgaver', channels1: 'kommune-{kommune}' }))
    const back = await signe.post(`/rollegalleri/${roleId}/ret`, hiddenIn(seen.body))
    expect(back.statusCode).toBe(200)
    expect(back.body).toContain('Nyt om opgaver')
    expect(back.body).toContain('value="kommune-{kommune}"')
    expect(wordsOf(back.body)).toContain('I Aarhus bliver det til: kommune-aarhus')
  })

  test('a change of wording alone is saved at once, and asks no server', async () => {
    const signe = await p.portal.as('Signe')
    const opened = hiddenIn((await signe.get(path())).body)
    const before = (await p.first.control<unknown[]>('GET', '/requests')).body.length
    const saved = await signe.post(path(), form({ ...opened, tasks: 'Andre opgaver' }))
    expect(saved.statusCode).toBe(303)
    expect(await versionNow()).toBe(2)
    expect((await p.first.control<unknown[]>('GET', '/requests')).body).toHaveLength(before)
  })

  test('what was seen is what is saved; when it would do something else, it is shown anew', async () => {
    const signe = await p.portal.as('Signe')
    const seen = await signe.post(
      path(),
      form({ version: '2', tasks: 'Andre opgaver', channels1: 'varsler' }),
    )
    const carried = hiddenIn(seen.body)
    expect(wordsOf(seen.body)).toContain('1 person i 1 kommune mister adgang til noget.')
    const mads = await p.give('Mads', roleId)
    const anew = await signe.post(path(), carried)
    expect(anew.statusCode).toBe(200)
    expect(wordsOf(anew.body)).toContain('Ændringen gør noget andet, end da du så den.')
    expect(wordsOf(anew.body)).toContain('2 personer i 2 kommuner mister adgang til noget.')
    expect(await versionNow()).toBe(2)
    await p.end(mads)
    const saved = await signe.post(path(), carried)
    expect([saved.statusCode, await versionNow()]).toEqual([303, 3])
    const late = await signe.post(path(), carried)
    expect(late.statusCode).toBe(409)
  })

  test('an unknown placeholder is told at its field, and no server is asked', async () => {
    const signe = await p.portal.as('Signe')
    const before = (await p.first.control<unknown[]>('GET', '/requests')).body.length
    const odd = await signe.post(path(), form({ version: '3', channels1: 'by-{by}' }))
    expect(odd.statusCode).toBe(422)
    expect(odd.body).toContain('href="#channels1"')
    expect(odd.body).toContain('{by} kender vi ikke. Du kan bruge {kommune} og {region}.')
    const team = await signe.post(path(), form({ version: '3', team1: 'kommune-{kommune}' }))
    expect([team.statusCode, team.body.includes('Kun kanaler kan følge en regel.')]).toEqual([422, true])
    const server = await signe.post(path(), form({ version: '3', connector1: 'mattermost-ukendt' }))
    expect([server.statusCode, server.body.includes('Serveren er ikke sat op i Tværs.')]).toEqual([422, true])
    const nameless = await signe.post(path(), form({ version: '3', team1: '' }))
    expect([nameless.statusCode, nameless.body.includes('Skriv, hvilket team')]).toEqual([422, true])
    // The server that is not set up was found out after asking; it has no connection.
    expect((await p.first.control<unknown[]>('GET', '/requests')).body).toHaveLength(before)
  })

  test('archived places and a region that is not known are told', async () => {
    const id = await p.newChannel('gammel')
    await p.first.api('DELETE', `/channels/${id}`)
    const signe = await p.portal.as('Signe')
    const words = wordsOf(
      (await signe.post(path(), form({ version: '3', channels1: 'gammel, region-{region}' }))).body,
    )
    expect(words).toContain('gammel er arkiveret i teamet kommuner.')
    expect(words).toContain('region-midtjylland findes ikke i teamet kommuner.')
    expect(words).toContain('Korsbæk har ingen region og får ikke en kanal for en region.')
  })

  test('when the server does not answer, the page says so and counts all the same', async () => {
    await p.first.strike({ rules: [{ kind: 'failBefore', method: 'GET', path: '/teams/', times: 100 }] })
    const signe = await p.portal.as('Signe')
    const seen = await signe.post(path(), form({ version: '3', channels1: 'varsler, gdpr' }))
    await p.first.control('DELETE', '/faults')
    expect(seen.statusCode).toBe(200)
    expect(wordsOf(seen.body)).toContain('Mattermost svarer ikke lige nu.')
    expect(wordsOf(seen.body)).toContain('gdpr i kommuner 2 personer i 2 kommuner bliver tilføjet')
  })

  test('who loses everything at a server is counted', async () => {
    const signe = await p.portal.as('Signe')
    const seen = await signe.post(path(), form({ version: '3', connector1: '', team1: '', channels1: '' }))
    const words = wordsOf(seen.body)
    expect(words).toContain(
      '2 personer i 2 kommuner mister adgang til noget. 1 af dem har så ingen adgang tilbage',
    )
    expect(words).toContain('Teamet kommuner 1 person i 1 kommune bliver fjernet Lone Dahl, Aarhus')
  })
})

describe('a new role', () => {
  const fresh = (more: Record<string, string>) => {
    const { version: _version, ...fields } = form({ name: 'Ny vagt', ...more })
    return fields
  }

  test('is made at once when its places are there', async () => {
    const signe = await p.portal.as('Signe')
    expect((await signe.post('/rollegalleri/ny', fresh({ name: 'Hel vagt' }))).statusCode).toBe(303)
  })

  test('is shown first when one of them is not, and made when the editor says so', async () => {
    const signe = await p.portal.as('Signe')
    const wanted = `findes-ikke, varsler, advisering, teknisk-sparring, ${'x'.repeat(40)}`
    const seen = await signe.post('/rollegalleri/ny', fresh({ channels1: wanted }))
    expect([seen.statusCode, seen.body.includes('findes-ikke findes ikke i teamet kommuner.')]).toEqual([
      200,
      true,
    ])
    const back = await signe.post('/rollegalleri/ny/ret', hiddenIn(seen.body))
    expect(back.body).toContain(`value="${wanted}"`)
    const made = await signe.post('/rollegalleri/ny', hiddenIn(seen.body))
    expect(made.statusCode).toBe(303)
  })
})

describe('by API', () => {
  test('a preview, and a change that is saved only as it was seen', async () => {
    const client = await p.portal.apiClient('KOMBIT', ['role.read', 'role.write'])
    const draft = draftNamed('Vagt', [kommuner('varsler', 'kommune-{kommune}')])
    const seen = await client.post(`/api/v1/roles/${roleId}/preview`, draft)
    expect([seen.statusCode, seen.headers.etag]).toEqual([200, '"3"'])
    const { previewed, ...preview } = seen.json()
    expect(preview).toMatchObject({
      ...{ version: 3, changesAccess: true },
      effect: { holders: 2, municipalities: 2, gaining: 2, losing: 0, losingAll: 0 },
      servers: [{ connector: 'mattermost', team: 'kommuner', outcome: 'answered' }],
      troubles: [
        { channel: 'kommune-{kommune}', kind: 'missing', names: ['kommune-aarhus', 'kommune-korsbaek'] },
      ],
    })
    const put = (body: object) => client.put(`/api/v1/roles/${roleId}`, body, { 'if-match': '"3"' })
    const other = await put({ ...draft, access: [kommuner('gdpr')], previewed })
    expect([other.statusCode, other.json().type]).toEqual([409, expect.stringContaining('preview-outdated')])
    const saved = await put({ ...draft, previewed })
    expect([saved.statusCode, saved.headers.etag]).toEqual([200, '"4"'])
    const same = await client.post(`/api/v1/roles/${roleId}/preview`, draft)
    expect(same.json()).toMatchObject({ changesAccess: false, previewed: null, effect: null })
    const odd = await client.post(`/api/v1/roles/${roleId}/preview`, draftNamed('Vagt', [kommuner('{by}')]))
    expect(odd.statusCode).toBe(422)
  })
})
