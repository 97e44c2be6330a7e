import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertRole } from '../../../test/support/factories.ts'
import { privilegeList, privilegeNamespaces } from '../../../test/support/saml/privileges.ts'
import {
  anders,
  createSamlPortal,
  cvrOf,
  roleUri,
  type SamlPortal,
  sentBy,
  textOf,
  Visit,
} from '../../../test/support/saml-portal.ts'
import { oidcPaths } from './paths.ts'

let saml: SamlPortal
beforeAll(async () => {
  saml = await createSamlPortal()
})
afterAll(() => saml.close())
beforeEach(async () => {
  saml.portal.clock.moveTo('2026-11-23T09:00:00Z')
  await saml.portal.owner.query('delete from session')
})

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await saml.portal.owner.query(statement, values)).rows
const userOf = async (id: string) =>
  (
    await rowsOf('select name, email, title, system_roles, organisation_id from user_account where id = $1', [
      id,
    ])
  )[0]
const eventsOf = async (id: string) =>
  (await rowsOf('select type from event where subject_id = $1 order by id', [id])).map((row) => row.type)

let people = 0
/** Somebody who has never been here. */
const somebody = () => {
  people += 1
  const uuid = `aaaaaaaa-0000-4000-8000-${String(people).padStart(12, '0')}`
  return { ...anders, uuid, name: `Person ${people}`, email: `person${people}@korsbaek.example` }
}

test('the door of the staff is not there unless it is set up: no button, no address', async () => {
  const page = await saml.browser().get('/log-ind')
  expect(page.body).not.toMatch(/\/oidc\/|Ansat hos KOMBIT/)
  for (const path of Object.values(oidcPaths)) {
    const method = path === oidcPaths.backChannel ? 'post' : 'get'
    expect([path, (await saml.portal.anybody()[method](path)).statusCode]).toEqual([path, 404])
  }
})

describe('the first page', () => {
  test('names the ways in, each a link of its own, and keeps where one was going', async () => {
    const page = await saml.browser().get('/log-ind?til=/opgaver')
    expect(page.body).toContain('Log på med Fælleskommunal Adgangsstyring')
    expect(page.body).toContain('Log på med Korsbæk Kommunes login')
    expect(page.body).toContain(
      'href="/saml/log-ind?idp=https%3A%2F%2Fsaml.adgangsstyring.example&amp;til=%2Fopgaver"',
    )
  })

  test('tells us of ourselves, signed', async () => {
    const answer = await saml.browser().get('/saml/metadata')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-type']).toContain('application/samlmetadata+xml')
    expect(answer.body).toContain('entityID="https://tvaers.example"')
    expect(answer.body).toContain('SignatureValue')
    for (const place of ['acs', 'slo', 'slo-svar', 'slo-soap'])
      expect(answer.body).toContain(`http://localhost:3000/saml/${place}"`)
    const [certificate] = saml.settings.serviceProvider.signing.certificate.match(/[\w+/]{64}/) ?? []
    expect(answer.body).toContain(certificate)
  })

  test('sends the browser off with a signed request and a key of its own', async () => {
    const browser = saml.browser()
    const answer = await browser.get(`/saml/log-ind?idp=${saml.handler.entityId}&til=/opgaver`)
    const { url, relayState } = sentBy(answer)
    expect(url.origin + url.pathname).toBe(saml.handler.address('issue.idp'))
    expect(url.searchParams.get('Signature')).toBeTruthy()
    expect(relayState).toMatch(/^[\w-]{43}$/)
    const cookie = answer.cookies.find(({ name }) => name === 'tvaers_sign_in')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/', maxAge: 1800 })
    const kept = await rowsOf(
      'select return_path, issuer, browser_hash from saml_request order by created_at',
    )
    expect(kept.at(-1)).toMatchObject({ return_path: '/opgaver', issuer: saml.handler.entityId })
    expect(JSON.stringify(kept.at(-1))).not.toContain(cookie?.value)
  })

  test('asks which of several, and knows no others', async () => {
    const without = await saml.browser().get('/saml/log-ind?til=/opgaver')
    expect(without.headers.location).toBe('/log-ind?til=%2Fopgaver')
    const unknown = await saml.browser().get('/saml/log-ind?idp=https://evil.example')
    expect([unknown.statusCode, textOf(unknown).includes('Vi kender ikke det login')]).toEqual([400, true])
  })
})

describe('signing in', () => {
  test('makes the user at the first time and brings them up to date at the next', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    const first = await visit.signIn({ person }, '/opgaver?status=open')
    expect([first.statusCode, first.headers.location]).toEqual([303, '/opgaver?status=open'])
    const cookie = first.cookies.find(({ name }) => name === 'tvaers_session')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
    expect(textOf(await visit.browser.get('/'))).toContain(person.name)
    await rowsOf(`update user_account set title = 'Netværk' where id = $1`, [person.uuid])

    saml.portal.clock.moveTo('2026-11-23T09:05:00Z')
    const again = new Visit(saml)
    const renamed = { ...person, name: 'Et Andet Navn', email: 'nyt@korsbaek.example' }
    await again.signIn({ person: renamed, rights: { [cvrOf.korsbaek]: ['klik_administrator', 'bruger'] } })
    expect(await userOf(person.uuid)).toEqual({
      name: 'Et Andet Navn',
      email: 'nyt@korsbaek.example',
      title: 'Netværk',
      system_roles: ['klik_administrator', 'bruger'],
      organisation_id: saml.portal.organisation('Korsbæk'),
    })
    expect((await again.browser.get('/fratraedelse')).statusCode).toBe(200)
    expect((await visit.browser.get('/fratraedelse')).statusCode).toBe(403)
    expect(await eventsOf(person.uuid)).toEqual(['user.firstSignedIn', 'session.started'])
  })

  test('keeps two people apart who share a mail address: the UUID says who is who', async () => {
    const [one, other] = [somebody(), somebody()]
    const shared = 'faelles@korsbaek.example'
    const visits = [one, other].map((person) => ({ person, visit: new Visit(saml) }))
    for (const { person, visit } of visits) {
      await visit.signIn({ person: { ...person, email: shared } })
      expect(textOf(await visit.browser.get('/'))).toContain(person.name)
    }
    const [first] = visits
    expect(first && textOf(await first.visit.browser.get('/'))).toContain(one.name)
    for (const { person } of visits) {
      expect(await userOf(person.uuid)).toMatchObject({ name: person.name, email: shared })
      expect(await eventsOf(person.uuid)).toEqual(['user.firstSignedIn'])
    }
  })

  test('takes both generations of attributes, both forms of name id and both namespaces as one person', async () => {
    const person = somebody()
    for (const [generation, nameIdForm, namespace] of [
      ['OIOSAML2', 'x509', 'BPP 1.1'],
      ['OIOSAML3', 'persistent', 'BPP 1.2'],
      ['OIOSAML3', 'x509', 'BPP 1.1'],
    ] as const) {
      const visit = new Visit(saml)
      const groups = [
        { scope: `urn:dk:gov:saml:CvrNumberIdentifier:${cvrOf.korsbaek}`, privileges: [roleUri('bruger')] },
      ]
      const privileges = [privilegeList(groups, privilegeNamespaces[namespace])]
      const answer = await visit.signIn({ person, generation, nameIdForm, privileges })
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/'])
    }
    expect(await rowsOf('select count(*)::int from user_account where id = $1', [person.uuid])).toEqual([
      { count: 1 },
    ])
    expect(await eventsOf(person.uuid)).toEqual(['user.firstSignedIn', 'session.started', 'session.started'])
  })

  test('keeps the address that was asserted before where a profile says nothing of it', async () => {
    const person = somebody()
    await new Visit(saml).signIn({ person })
    await new Visit(saml).signIn({
      person,
      parts: (parts) => {
        parts.attributes = parts.attributes.filter(({ name }) => !name.endsWith('/email'))
      },
    })
    expect((await userOf(person.uuid)).email).toBe(person.email)
  })

  test('ends when the identity provider says, if that comes first', async () => {
    const visit = new Visit(saml)
    await visit.signIn({
      person: somebody(),
      parts: (parts) => {
        parts.sessionNotOnOrAfter = '2026-11-23T09:20:00Z'
      },
    })
    saml.portal.clock.moveTo('2026-11-23T09:19:59Z')
    expect((await visit.browser.get('/')).statusCode).toBe(200)
    saml.portal.clock.moveTo('2026-11-23T09:20:00Z')
    expect((await visit.browser.get('/')).statusCode).toBe(303)
  })

  test('gives the browser a session of its own each time', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    await visit.signIn({ person })
    const before = visit.browser.cookies.get('tvaers_session')
    await visit.signIn({ person })
    expect(visit.browser.cookies.get('tvaers_session')).not.toBe(before)
    expect(await rowsOf('select 1 from session where ended_at is null')).toHaveLength(1)
  })

  test.each([
    ['https://evil.example/', '/'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\tevil', '/'],
    ['javascript:alert(1)', '/'],
    ['/saml/log-ind', '/'],
    ['/opgaver?q=1', '/opgaver?q=1'],
  ])('leads to %j as %s', async (wanted, path) => {
    const answer = await new Visit(saml).signIn({}, wanted)
    expect(answer.headers.location).toBe(path)
  })

  test('fulfils what was promised at the first sign-in, by the address as asserted', async () => {
    const person = somebody()
    const role = await insertRole(saml.portal, 'Lovet rolle')
    const katrine = await saml.portal.as('Katrine')
    const promise = { kendt: 'nej', name: 'Hvem som helst', email: person.email.toUpperCase() }
    expect((await katrine.post(`/roller/${role}/tildelinger`, promise)).statusCode).toBe(303)
    await new Visit(saml).signIn({ person })
    expect(await rowsOf('select user_name from assignment where role_id = $1', [role])).toEqual([
      { user_name: person.name },
    ])
    expect(await eventsOf(person.uuid)).toEqual(['user.firstSignedIn'])
  })

  test('but not by the address of a person whom another organisation vouches for', async () => {
    const person = { ...somebody(), cvr: cvrOf.aarhus, organisationName: 'Aarhus Kommune' }
    const role = await insertRole(saml.portal, 'Ikke lovet rolle')
    const katrine = await saml.portal.as('Katrine')
    await katrine.post(`/roller/${role}/tildelinger`, { kendt: 'nej', name: 'En anden', email: person.email })
    const answer = await new Visit(saml).signIn({ person, rights: { [cvrOf.korsbaek]: ['bruger'] } })
    expect(answer.statusCode).toBe(303)
    expect(await rowsOf('select 1 from assignment where role_id = $1', [role])).toEqual([])
  })
})

describe('a sign-in for several organisations', () => {
  const rights = { [cvrOf.aarhus]: ['klik_administrator'], [cvrOf.korsbaek]: ['bruger'] }

  test('asks for whom first, then acts for that one', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    const choice = await visit.signIn({ person, rights }, '/opgaver')
    expect(choice.statusCode).toBe(200)
    expect(textOf(choice)).toContain('Hvem handler du for?')
    expect(textOf(choice)).toContain('Fortsæt for Aarhus Kommune')
    expect(textOf(choice)).toContain('Fortsæt for Korsbæk Kommune')
    expect(visit.browser.cookies.has('tvaers_session')).toBe(false)
    expect(await userOf(person.uuid)).toBeUndefined()
    const svar = /name="svar" value="([^"]+)"/.exec(choice.body)?.[1] ?? ''
    const foreign = String(saml.portal.organisation('Odense'))
    const other = await visit.browser.post('/saml/organisation', { svar, organisation: foreign })
    expect(textOf(other)).toContain('Hvem handler du for?')
    const organisation = String(saml.portal.organisation('Aarhus'))
    const chosen = await visit.browser.post('/saml/organisation', { svar, organisation })
    expect([chosen.statusCode, chosen.headers.location]).toEqual([303, '/opgaver'])
    expect(textOf(await visit.browser.get('/'))).toContain('Aarhus Kommune')
    expect((await visit.browser.get('/fratraedelse')).statusCode).toBe(200)
    expect((await userOf(person.uuid)).organisation_id).toBe(saml.portal.organisation('Korsbæk'))
    expect(await rowsOf('select answer from saml_request where answer is not null')).toEqual([])
  })

  test('can be changed later without signing in again, and only among what it gave', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    const choice = await visit.signIn({ person, rights })
    const svar = /name="svar" value="([^"]+)"/.exec(choice.body)?.[1] ?? ''
    const korsbaek = String(saml.portal.organisation('Korsbæk'))
    await visit.browser.post('/saml/organisation', { svar, organisation: korsbaek })
    expect((await visit.browser.get('/')).body).toContain('Skift organisation')
    expect((await visit.browser.get('/fratraedelse')).statusCode).toBe(403)
    const odense = String(saml.portal.organisation('Odense'))
    expect((await visit.browser.post('/skift-organisation', { organisation: odense })).statusCode).toBe(409)
    const aarhus = String(saml.portal.organisation('Aarhus'))
    expect((await visit.browser.post('/skift-organisation', { organisation: aarhus })).statusCode).toBe(303)
    expect((await visit.browser.get('/fratraedelse')).statusCode).toBe(200)
    expect(await eventsOf(person.uuid)).toEqual(['user.firstSignedIn', 'session.ended', 'session.started'])
    const kept = await rowsOf(`select session_index, issuer from session where ended_at is null`)
    expect(kept).toMatchObject([{ issuer: saml.handler.entityId }])
  })

  test('ends sessions for the one it covers no more, and keeps the others', async () => {
    const person = somebody()
    const visit = new Visit(saml)
    await visit.signIn({ person, rights: { [cvrOf.korsbaek]: ['bruger'] } })
    const less = new Visit(saml)
    await less.signIn({ person, rights: { [cvrOf.aarhus]: ['bruger'] } })
    expect((await visit.browser.get('/')).statusCode).toBe(303)
    expect((await less.browser.get('/')).statusCode).toBe(200)
    const user = await userOf(person.uuid)
    expect([user.organisation_id, user.system_roles]).toEqual([saml.portal.organisation('Korsbæk'), []])
    const left = await rowsOf(
      `select organisation_id, facts ->> 'cause' as cause from event where type = 'user.left' and subject_id = $1`,
      [person.uuid],
    )
    expect(left).toEqual([{ organisation_id: saml.portal.organisation('Korsbæk'), cause: 'privilegeLost' }])
  })
})

describe('several processes on one database', () => {
  test('a sign-in may begin at one, be answered at another and end at a third', async () => {
    const nodes = [await saml.portal.beside(), await saml.portal.beside()] as const
    const visit = new Visit(saml)
    const sent = await visit.begin()
    const received = await visit.browser.at(nodes[0]).crossPost('/saml/acs', await visit.form(sent))
    const finishing = visit.browser.at(nodes[1])
    expect((await finishing.get(String(received.headers.location))).headers.location).toBe('/')
    expect((await finishing.at(nodes[0]).get('/')).statusCode).toBe(200)
  })
})
