import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertHolder, insertRole } from '../../../test/support/factories.ts'
import { keepListed, noteRefusal } from '../../../test/support/saml/hostile-list.ts'
import { base64, cvrScope, privilegeList } from '../../../test/support/saml/privileges.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import {
  anders,
  createSamlPortal,
  cvrOf,
  roleUri,
  type SamlPortal,
  type Saying,
  textOf,
  Visit,
} from '../../../test/support/saml-portal.ts'
import { leaverQueue } from '../certification/index.ts'
import { noteLeft } from '../users/index.ts'
import { refusalPageTexts, refusalWords } from './refusal-texts.ts'
import { type RefusalCode, refusalCodes } from './refusals.ts'

keepListed()

// Longer than a file should be: all of these share one portal on a database of its own, which takes longer to open than they to run.

let saml: SamlPortal
const lines: string[] = []
beforeAll(async () => {
  saml = await createSamlPortal({ environment: { LOG_LEVEL: 'debug' }, log: (line) => lines.push(line) })
})
afterAll(() => saml.close())
beforeEach(async () => {
  saml.portal.clock.moveTo('2026-11-23T09:00:00Z')
  await saml.portal.owner.query('delete from session')
  lines.length = 0
})

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await saml.portal.owner.query(statement, values)).rows
const counts = async () =>
  (
    await rowsOf(`select (select count(*)::int from session) as sessions,
      (select count(*)::int from user_account) as users, (select count(*)::int from event) as events`)
  )[0]

let people = 0
const somebody = () => {
  people += 1
  return { ...anders, uuid: `bbbbbbbb-0000-4000-8000-${String(people).padStart(12, '0')}` }
}

/** The page of one cause: its words, its code, the number by which the log finds it. */
function expectRefusal(answer: Awaited<ReturnType<Visit['signIn']>>, code: RefusalCode): void {
  const text = textOf(answer)
  const words = refusalWords('da')[code]
  for (const sentence of [words.title, words.happened, words.next, words.contact])
    expect(text).toContain(sentence)
  const number = /Fejlens nummer: ([0-9a-f-]{36})/.exec(text)?.[1] ?? ''
  expect(text).toContain(refusalPageTexts('da').code(code, number))
  expect([400, 403]).toContain(answer.statusCode)
  expect(answer.cookies.filter(({ name }) => name === 'tvaers_session')).toEqual([])
  const told = lines.map((line) => JSON.parse(line)).filter((line) => line.requestId === number)
  expect(told.map((line) => line.code).filter(Boolean)).toEqual([code])
  noteRefusal(told.find((line) => line.code)?.cause.split(':')[0])
}

const stranger = new TestIdentityProvider('https://evil.example')
const bomb = `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(50)}"><!ENTITY b "${'&a;'.repeat(50)}">]><x>&b;</x>`
const later = (minutes: number) => new Date(Date.UTC(2026, 10, 23, 9, minutes))

describe('each cause has a page of its own (S3), makes nobody and lets nobody in', () => {
  const cases: [RefusalCode, string, Saying][] = [
    ['noPrivilege', 'no privileges', { rights: {} }],
    ['noPrivilege', 'a role in other letters', { rights: { [cvrOf.korsbaek]: ['Bruger', 'BRUGER'] } }],
    [
      'noPrivilege',
      'a municipality giving the central body’s rights',
      { rights: { [cvrOf.korsbaek]: ['kombit_drift'] } },
    ],
    ...[
      'http://tvaers.dk/roles/UserSystemRole/bruger/1',
      'HTTP://tvaers.dk/roles/usersystemrole/bruger/1',
      'http://TVAERS.dk/roles/usersystemrole/bruger/1',
      'http://tvaers.dk/roles/usersystemrole/bruger/1/',
      'http://tvaers.dk/roles/usersystemrole/bruger/01',
      'http://tvaers.dk.evil.example/roles/usersystemrole/bruger/1',
    ].map((uri): [RefusalCode, string, Saying] => [
      'noPrivilege',
      `the role ${uri}`,
      { privileges: [privilegeList([{ scope: cvrScope(cvrOf.korsbaek), privileges: [uri] }])] },
    ]),
    ...[
      'urn:dk:gov:saml:CVRNUMBERIDENTIFIER:11111111',
      'URN:dk:gov:saml:cvrNumberIdentifier:11111111',
      'urn:dk:gov:saml:cvrNumberIdentifier:11111111 ',
    ].map((scope): [RefusalCode, string, Saying] => [
      'unreadable',
      `a right in the scope '${scope}'`,
      { privileges: [privilegeList([{ scope, privileges: [roleUri('bruger')] }])] },
    ]),
    ['unreadable', 'a bomb of entities in the list of privileges', { privileges: [base64(bomb)] }],
    ['unknownOrganisation', 'a CVR number nobody has', { rights: { '99999999': ['bruger'] } }],
    ['levelTooLow', 'a level too low', { level: 'Low' }],
    ['levelTooLow', 'the same in the older form', { generation: 'OIOSAML2', level: '2' }],
    ['expired', 'an answer that is old', { now: later(-20) }],
    ['expired', 'a clock that is fast', { now: later(20) }],
    ['signature', 'a signature of somebody else', { signingKey: stranger.signing }],
    ['signature', 'no signature', { signing: 'none' }],
    ['signature', 'an altered name', { signed: (xml) => xml.replace('Anders Skov', 'Signe Bruun') }],
    [
      'unknownIdp',
      'an issuer nobody knows',
      { response: (parts) => Object.assign(parts, { issuer: 'https://evil.example' }) },
    ],
    [
      'refusedByIdp',
      'a refusal',
      {
        response: (parts) => {
          parts.status = 'urn:oasis:names:tc:SAML:2.0:status:Responder'
          parts.innerStatus = 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed'
        },
      },
    ],
    ['unsolicited', 'an answer to another question', { requestId: '_another' }],
    ['incomplete', 'a level that is none', { level: 'Betydelig' }],
    ['incomplete', 'a UUID that is none', { person: { ...anders, uuid: 'anders' } }],
    ['unreadable', 'an assertion in the open', { encryption: 'none' }],
    ['unreadable', 'a privilege list that is none', { privileges: ['bm90IHhtbA=='] }],
  ]
  test.each(cases)('%s: %s', async (code, _what, saying) => {
    const before = await counts()
    const answer = await new Visit(saml).signIn({ person: somebody(), ...saying })
    expectRefusal(answer, code)
    expect(await counts()).toEqual(before)
  })

  test('organisationClosed: the emergency brake, for new sign-ins and open sessions', async () => {
    const visit = new Visit(saml)
    await visit.signIn()
    const korsbaek = saml.portal.organisation('Korsbæk')
    await rowsOf('update organisation set sign_in_closed_at = now() where id = $1', [korsbaek])
    expect((await visit.browser.get('/')).statusCode).toBe(303)
    expectRefusal(await new Visit(saml).signIn(), 'organisationClosed')
    expect(await rowsOf('select system_roles from user_account where id = $1', [anders.uuid])).toEqual([
      { system_roles: ['bruger'] },
    ])
    await rowsOf('update organisation set sign_in_closed_at = null where id = $1', [korsbaek])
    expect((await visit.browser.get('/')).statusCode).toBe(200)
  })

  test('in English too, and every code has its words', async () => {
    const visit = new Visit(saml)
    await visit.browser.get('/sprog/en')
    const sent = await visit.begin()
    const form = await visit.form(sent, { rights: {}, person: somebody() })
    const answer = await visit.browser.crossPost('/saml/acs', form)
    expect(textOf(answer)).toContain('You have no access to Tværs')
    for (const code of refusalCodes)
      for (const language of ['da', 'en'] as const)
        for (const words of Object.values(refusalWords(language)[code]))
          expect(words.length).toBeGreaterThan(5)
  })

  test('at an address of its own: loaded again it tells the same, and nothing that is written into it', async () => {
    const visit = new Visit(saml)
    const form = await visit.form(await visit.begin(), { level: 'Low', person: somebody() })
    const from = { 'sec-fetch-site': 'cross-site' }
    const { headers } = await saml.portal.anybody().post('/saml/acs', form, from)
    const address = String(headers.location)
    expect(address).toMatch(/^\/log-ind\/afvist\?aarsag=levelTooLow&nr=[0-9a-f-]{36}&niveau=Low$/)
    for (let times = 0; times < 2; times++) expectRefusal(await visit.browser.get(address), 'levelTooLow')
    const forged = await visit.browser.get('/log-ind/afvist?aarsag=Giv+os+din+kode&nr=Ring+12345678')
    expect(forged.statusCode).toBe(400)
    expect(textOf(forged)).toContain('Vi kan ikke læse svaret')
    expect(textOf(forged)).not.toMatch(/Giv os|12345678/)
  })
})

describe('an answer is worth something once, for the browser that began', () => {
  test('used: the same form again', async () => {
    const visit = new Visit(saml)
    const form = await visit.form(await visit.begin(), { person: somebody() })
    expect((await visit.browser.crossPost('/saml/acs', form)).statusCode).toBe(303)
    expectRefusal(await visit.browser.crossPost('/saml/acs', form), 'used')
  })

  test('used: the same form twice at one moment, at two processes', async () => {
    const visit = new Visit(saml)
    const form = await visit.form(await visit.begin(), { person: somebody() })
    const other = visit.browser.at(await saml.portal.beside())
    const answers = await Promise.all([
      visit.browser.crossPost('/saml/acs', form),
      other.crossPost('/saml/acs', form),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 400])
    const refused = answers.find(({ statusCode }) => statusCode === 400)
    expect(refused && textOf(refused)).toContain('Svaret er allerede brugt')
  })

  test('used: an assertion whose id was seen, in an answer to another request', async () => {
    const visit = new Visit(saml)
    const first = await visit.form(await visit.begin(), { person: somebody(), id: '_the-same' })
    await visit.browser.crossPost('/saml/acs', first)
    const second = await visit.form(await visit.begin(), { person: somebody(), id: '_the-same' })
    expectRefusal(await visit.browser.crossPost('/saml/acs', second), 'used')
  })

  test('unsolicited: nobody asked', async () => {
    const visit = new Visit(saml)
    const form = await visit.form({ requestId: '_x', relayState: '', url: new URL('https://x.example') })
    expectRefusal(await visit.browser.crossPost('/saml/acs', form), 'unsolicited')
    expectRefusal(await visit.browser.crossPost('/saml/acs', { ...form, RelayState: 'gæt' }), 'unsolicited')
    expectRefusal(await visit.browser.crossPost('/saml/acs', {}), 'unsolicited')
    const twice = { ...form, RelayState: ['gæt', 'gæt igen'] }
    expectRefusal(await visit.browser.crossPost('/saml/acs', twice), 'unsolicited')
    expectRefusal(await visit.browser.get('/saml/videre'), 'unsolicited')
  })

  test('otherBrowser: a proven answer signs nobody in at a browser that did not begin (login CSRF)', async () => {
    const enemy = new Visit(saml)
    const form = await enemy.form(await enemy.begin(), { person: somebody() })
    const victim = saml.browser()
    const received = await victim.crossPost('/saml/acs', form)
    expect(received.statusCode).toBe(303)
    expectRefusal(await victim.get(String(received.headers.location)), 'otherBrowser')
    const busy = new Visit(saml)
    await busy.begin()
    expectRefusal(await busy.browser.get(String(received.headers.location)), 'otherBrowser')
    const own = await enemy.browser.get(String(received.headers.location))
    expect([own.statusCode, own.headers.location]).toEqual([303, '/'])
  })

  test('signing in from two tabs of one browser works in both', async () => {
    const visit = new Visit(saml)
    const person = somebody()
    const tabs = [await visit.begin('/opgaver'), await visit.begin('/roller')]
    for (const [index, sent] of tabs.entries()) {
      const received = await visit.browser.crossPost('/saml/acs', await visit.form(sent, { person }))
      const there = await visit.browser.get(String(received.headers.location))
      expect(there.headers.location).toBe(index === 0 ? '/opgaver' : '/roller')
    }
  })

  test('tooLate: half an hour at the identity provider, ten minutes at the choice', async () => {
    const visit = new Visit(saml)
    const sent = await visit.begin()
    saml.portal.clock.moveTo('2026-11-23T09:30:00Z')
    expectRefusal(await visit.browser.crossPost('/saml/acs', await visit.form(sent)), 'tooLate')
    const rights = { [cvrOf.korsbaek]: ['bruger'], [cvrOf.aarhus]: ['bruger'] }
    const received = await visit.browser.crossPost(
      '/saml/acs',
      await visit.form(await visit.begin(), { rights }),
    )
    saml.portal.clock.moveTo('2026-11-23T09:40:01Z')
    expectRefusal(await visit.browser.get(String(received.headers.location)), 'tooLate')
  })

  test('loading the last step again leads on, as long as one is signed in', async () => {
    const visit = new Visit(saml)
    const received = await visit.browser.crossPost(
      '/saml/acs',
      await visit.form(await visit.begin('/opgaver')),
    )
    const place = String(received.headers.location)
    await visit.browser.get(place)
    expect((await visit.browser.get(place)).headers.location).toBe('/opgaver')
    await visit.browser.post('/log-af')
    expectRefusal(await visit.browser.get(place), 'used')
  })

  test('only the forms of identity providers may come from elsewhere', async () => {
    const away = await saml.browser().crossPost('/saml/organisation', { svar: 'x' })
    expect(away.statusCode).toBe(403)
    const tooMuch = await saml.browser().crossPost('/saml/acs', { SAMLResponse: 'A'.repeat(600_000) })
    expect(tooMuch.statusCode).toBe(413)
  })
})

describe('an identity provider speaks for those it may', () => {
  test('one municipality’s own gives no rights of KOMBIT’s, nor of another municipality', async () => {
    const rights = {
      [cvrOf.kombit]: ['kombit_drift', 'revisor'],
      [cvrOf.aarhus]: ['klik_administrator'],
      [cvrOf.korsbaek]: ['bruger'],
    }
    const visit = new Visit(saml, saml.browser(), saml.own)
    const answer = await visit.signIn({ person: somebody(), rights })
    expect(answer.headers.location).toBe('/')
    expect(await rowsOf('select organisation_id, grants from session')).toEqual([
      {
        organisation_id: saml.portal.organisation('Korsbæk'),
        grants: [{ organisationId: saml.portal.organisation('Korsbæk'), systemRoles: ['bruger'] }],
      },
    ])
    const ignored = lines.map((line) => JSON.parse(line)).flatMap((line) => line.ignored ?? [])
    expect(ignored.map(({ reason, cvr }) => [reason, cvr])).toEqual([
      ['identityProvider', cvrOf.kombit],
      ['identityProvider', cvrOf.kombit],
      ['identityProvider', cvrOf.aarhus],
    ])
  })

  test.each([
    ['another municipality', { [cvrOf.aarhus]: ['bruger'] }],
    ['KOMBIT', { [cvrOf.kombit]: ['kombit_drift'] }],
  ])('a right of %s from the own login of one is none', async (_whose, rights) => {
    const before = await counts()
    const visit = new Visit(saml, saml.browser(), saml.own)
    expectRefusal(await visit.signIn({ person: somebody(), rights }), 'otherProvider')
    expect(await counts()).toEqual(before)
  })

  test('nor does it vouch for another’s people', async () => {
    const person = { ...somebody(), cvr: cvrOf.aarhus, organisationName: 'Aarhus Kommune' }
    const visit = new Visit(saml, saml.browser(), saml.own)
    expectRefusal(await visit.signIn({ person }), 'otherProvider')
  })

  test('an answer of another identity provider than the one that was asked is none', async () => {
    const visit = new Visit(saml)
    const sent = await visit.begin()
    const other = new Visit(saml, visit.browser, saml.own)
    expectRefusal(await visit.browser.crossPost('/saml/acs', await other.form(sent)), 'unknownIdp')
  })

  test('a right narrowed by data is not taken as a whole one', async () => {
    const constraints = [{ name: 'http://sts.kombit.dk/constraints/orgenhed/1', value: anders.uuid }]
    const groups = [{ scope: cvrScope(cvrOf.korsbaek), privileges: [roleUri('bruger')], constraints }]
    const answer = await new Visit(saml).signIn({ person: somebody(), privileges: [privilegeList(groups)] })
    expectRefusal(answer, 'noPrivilege')
  })
})

describe('a UUID that is a user elsewhere', () => {
  const asAarhus = (person: typeof anders) => ({
    person: { ...person, cvr: cvrOf.aarhus, organisationName: 'Aarhus Kommune' },
    rights: { [cvrOf.aarhus]: ['bruger'] },
  })

  test('is taken over by nobody, and loses nothing by the attempt', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    await visit.signIn({ person })
    expectRefusal(await new Visit(saml).signIn(asAarhus(person)), 'knownElsewhere')
    expectRefusal(await new Visit(saml).signIn({ ...asAarhus(person), rights: {} }), 'noPrivilege')
    expect((await visit.browser.get('/')).statusCode).toBe(200)
    expect(await rowsOf('select organisation_id from user_account where id = $1', [person.uuid])).toEqual([
      { organisation_id: saml.portal.organisation('Korsbæk') },
    ])
  })

  test('may come once the first has noted that they left', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    await visit.signIn({ person })
    await saml.portal.act('Katrine', (ctx) => noteLeft(ctx, person.uuid))
    expect((await new Visit(saml).signIn(asAarhus(person))).headers.location).toBe('/')
    expect((await visit.browser.get('/')).statusCode).toBe(303)
    expect(await rowsOf('select organisation_id from user_account where id = $1', [person.uuid])).toEqual([
      { organisation_id: saml.portal.organisation('Aarhus') },
    ])
  })
})

describe('a privilege that is gone (S2)', () => {
  test('ends every session, flags the roles, starts a round for the person, and is told once', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    await visit.signIn({ person })
    const phone = new Visit(saml)
    await phone.signIn({ person })
    const role = await insertRole(saml.portal, 'Rolle med indehaver')
    await insertHolder(saml.portal, role, 'Anders')
    await rowsOf('update assignment set user_id = $1, user_name = $2 where role_id = $3', [
      person.uuid,
      person.name,
      role,
    ])
    expectRefusal(await new Visit(saml).signIn({ person, rights: {} }), 'privilegeLost')
    for (const { browser } of [visit, phone]) expect((await browser.get('/')).statusCode).toBe(303)
    expectRefusal(await new Visit(saml).signIn({ person, rights: {} }), 'privilegeLost')

    const told = await rowsOf(
      `select type, facts ->> 'cause' as cause from event where subject_id = $1 order by id`,
      [person.uuid],
    )
    expect(told).toEqual([
      { type: 'user.firstSignedIn', cause: null },
      { type: 'session.started', cause: null },
      { type: 'session.ended', cause: 'rightsLost' },
      { type: 'session.ended', cause: 'rightsLost' },
      { type: 'user.left', cause: 'privilegeLost' },
    ])
    const found = await rowsOf(
      `select kind, reason from role_finding_on('2026-11-23', 180) where user_id = $1`,
      [person.uuid],
    )
    expect(found).toEqual([{ kind: 'stale', reason: 'noPrivilege' }])
    const facts = {
      organisationId: saml.portal.organisation('Korsbæk'),
      subjectType: 'user',
      subjectId: person.uuid,
    }
    await leaverQueue(saml.portal.app.world).handle(facts, { id: 'x' })
    expect(await rowsOf(`select name from certification_round where kind = 'leaver'`)).toEqual([
      { name: `Stoppet: ${person.name}` },
    ])
    expect((await new Visit(saml).signIn({ person })).headers.location).toBe('/')
    expect(
      await rowsOf(`select 1 from role_finding_on('2026-11-23', 180) where user_id = $1`, [person.uuid]),
    ).toEqual([])
  })
})

test('no civil registration number is kept or logged, wherever it stands', async () => {
  const cpr = '2512484916'
  const person = somebody()
  const saying: Saying = {
    person,
    privileges: [
      privilegeList([
        { scope: cvrScope(cvrOf.korsbaek), privileges: [roleUri('bruger'), `http://x.dk/${cpr}`] },
        { scope: `urn:dk:gov:saml:cprNumberIdentifier:${cpr}`, privileges: [roleUri('bruger')] },
      ]),
    ],
    parts: (parts) => {
      parts.attributes.push(
        { name: 'dk:gov:saml:attribute:CprNumberIdentifier', values: [cpr] },
        { name: 'https://data.gov.dk/model/core/eid/cprNumber', values: [cpr] },
      )
    },
  }
  await new Visit(saml).signIn(saying)
  await new Visit(saml).signIn({ ...saying, level: 'Low' })
  await new Visit(saml).signIn({ ...saying, signingKey: stranger.signing })
  await new Visit(saml).signIn({ ...saying, person: { ...person, uuid: cpr } })
  const waiting = new Visit(saml)
  await waiting.browser.crossPost('/saml/acs', await waiting.form(await waiting.begin(), saying))
  const tables = ['saml_request', 'saml_assertion', 'session', 'user_account', 'event']
  const kept = []
  for (const table of tables)
    kept.push(...(await rowsOf(`select row_to_json(t)::text as row from ${table} t`)))
  expect(kept.length).toBeGreaterThan(5)
  expect(lines.length).toBeGreaterThan(10)
  expect(kept.filter(({ row }) => row.includes(cpr))).toEqual([])
  expect(lines.filter((line) => line.includes(cpr))).toEqual([])
  expect(lines.filter((line) => line.includes(person.name) || line.includes(person.email))).toEqual([])
})
