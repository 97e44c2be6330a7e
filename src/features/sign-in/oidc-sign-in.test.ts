import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  createOidcPortal,
  type OidcPortal,
  StaffVisit,
  startOfTest,
} from '../../../test/support/oidc-portal.ts'
import { cvrOf, textOf } from '../../../test/support/saml-portal.ts'
import { personIdOf } from '../../platform/oidc/person-id.ts'

let oidc: OidcPortal
beforeAll(async () => {
  oidc = await createOidcPortal()
})
afterAll(() => oidc.close())
beforeEach(async () => {
  oidc.moveTo(startOfTest)
  await oidc.portal.owner.query('delete from session')
})

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await oidc.portal.owner.query(statement, values)).rows
const userOf = async (id: string) =>
  (
    await rowsOf(
      'select name, email, system_roles, organisation_id, own_cvr from user_account where id = $1',
      [id],
    )
  )[0]

let people = 0
/** Somebody who has never been here. */
const somebody = (more: Record<string, unknown> = {}) => {
  people += 1
  return { sub: `person-${people}`, name: `Person ${people}`, roles: ['tvaers-drift'], ...more }
}
const idOf = ({ sub }: { sub: string }): string => personIdOf(oidc.provider.issuer, sub)

test('the first page has the staff’s door after everybody’s, and keeps where one was going', async () => {
  const page = await oidc.portal.anybody().get('/log-ind?til=/adgange')
  expect(page.body).toContain('href="/oidc/log-ind?til=%2Fadgange"')
  expect(textOf(page)).toContain('Ansat hos KOMBIT?')
  expect(textOf(page)).toContain('Log på med KOMBIT-login')
})

describe('sending off', () => {
  test('asks for a code with state, nonce and PKCE, and keeps none of the secrets', async () => {
    const visit = new StaffVisit(oidc)
    const url = await visit.begin('/adgange')
    const asked = Object.fromEntries(url.searchParams)
    expect(asked).toMatchObject({
      response_type: 'code',
      client_id: 'tvaers',
      redirect_uri: 'http://localhost:3000/oidc/svar',
      scope: 'openid profile email',
      code_challenge_method: 'S256',
    })
    for (const name of ['state', 'nonce', 'code_challenge']) expect(asked[name]).toMatch(/^[\w-]{43}$/)
    const [row] = await rowsOf('select * from oidc_request order by created_at desc limit 1')
    expect(row.return_path).toBe('/adgange')
    const kept = JSON.stringify(row)
    for (const secret of [asked.state, asked.nonce, visit.browser.cookies.get('tvaers_sign_in')])
      expect(kept).not.toContain(secret)
  })

  test.each([
    '//evil.example',
    'https://evil.example/',
    '/\\evil.example',
    '/oidc/log-ind',
    'javascript:alert(1)',
  ])('never leads to %s afterwards', async (returnPath) => {
    oidc.provider.account = somebody()
    const answer = await new StaffVisit(oidc).signIn(returnPath)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/'])
  })
})

describe('signing in', () => {
  test('makes a user of the central body at the first time, and brings them up to date at the next', async () => {
    const person = somebody({ email: 'a@kombit.example', email_verified: true })
    oidc.provider.account = person
    const visit = new StaffVisit(oidc)
    const answer = await visit.signIn('/adgange?tilstand=held')
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/adgange?tilstand=held'])
    expect(answer.cookies.find(({ name }) => name === 'tvaers_session')).toMatchObject({
      httpOnly: true,
      sameSite: 'Lax',
    })
    expect(await userOf(idOf(person))).toEqual({
      name: person.name,
      email: 'a@kombit.example',
      system_roles: ['kombit_drift'],
      organisation_id: oidc.portal.organisation('KOMBIT'),
      own_cvr: cvrOf.kombit,
    })
    expect((await visit.browser.get('/notifikationer/log')).statusCode).toBe(200)
    expect(textOf(await visit.browser.get('/mine-sessioner'))).toContain('KOMBITs eget login')

    oidc.provider.account = {
      ...person,
      name: 'Nyt Navn',
      roles: ['tvaers-redaktion', 'CN=Revision,OU=Tværs'],
    }
    await new StaffVisit(oidc).signIn()
    expect(await userOf(idOf(person))).toMatchObject({
      name: 'Nyt Navn',
      system_roles: ['kombit_redaktoer', 'revisor'],
    })
    // What the first session had is not given any more.
    expect((await visit.browser.get('/notifikationer/log')).statusCode).toBe(303)
    const events = await rowsOf(
      `select type, facts ->> 'door' as door from event where subject_id = $1 order by id`,
      [idOf(person)],
    )
    expect(events).toEqual([
      { type: 'user.firstSignedIn', door: 'oidc' },
      { type: 'session.ended', door: 'oidc' },
      { type: 'session.started', door: 'oidc' },
    ])
  })

  test('gives the role that asks most first, whatever the order, and nothing for values nobody named', async () => {
    const person = somebody({
      roles: ['tvaers-drift', 'klik_administrator', 'bruger', 'kombit_redaktoer', 'tvaers-redaktion', 7],
    })
    oidc.provider.account = person
    await new StaffVisit(oidc).signIn()
    expect((await userOf(idOf(person))).system_roles).toEqual(['kombit_redaktoer', 'kombit_drift'])
  })

  test.each([
    ['not vouched for', { email: 'b@kombit.example', email_verified: false }, null],
    ['not said to be', { email: 'b@kombit.example' }, null],
    ['none', {}, null],
    ['no address', { email: 'b', email_verified: true }, null],
    ['vouched for', { email: 'b@kombit.example', email_verified: true }, 'b@kombit.example'],
  ])('takes an address that is %s for what it is', async (_name, claims, email) => {
    const person = somebody(claims)
    oidc.provider.account = person
    await new StaffVisit(oidc).signIn()
    expect((await userOf(idOf(person))).email).toBe(email)
  })

  test('an address makes nobody somebody else', async () => {
    const signe = await oidc.portal.actor('Signe')
    const [{ email }] = await rowsOf('select email from user_account where id = $1', [signe.id])
    const person = somebody({ email, email_verified: true })
    oidc.provider.account = person
    await new StaffVisit(oidc).signIn()
    expect(
      await rowsOf('select id from user_account where email = $1 order by first_signed_in_at, id', [email]),
    ).toHaveLength(2)
    expect(idOf(person)).not.toBe(signe.id)
  })

  test('the portal’s session is another after each sign-in, and the one before is over', async () => {
    oidc.provider.account = somebody()
    const visit = new StaffVisit(oidc)
    await visit.signIn()
    const before = visit.browser.cookies.get('tvaers_session') ?? ''
    await visit.signIn()
    expect(visit.browser.cookies.get('tvaers_session')).not.toBe(before)
    const old = await oidc.portal.anybody().get('/', { cookie: `tvaers_session=${before}` })
    expect(old.statusCode).toBe(303)
  })

  test('the process that began need not be the one that goes on', async () => {
    oidc.provider.account = somebody()
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin('/adgange'))
    const answer = await visit.browser.at(await oidc.portal.beside()).get(back)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/adgange'])
  })
})

describe('a provider that says most by separate request', () => {
  let other: OidcPortal
  beforeAll(async () => {
    other = await createOidcPortal({
      claimsBySeparateRequest: true,
      environment: { OIDC_CLAIM: 'realm_access.roles', OIDC_UUID_CLAIM: 'oid' },
    })
  })
  afterAll(() => other.close())

  test('is asked for the rest; the UUID it asserts is the key, and groups may lie deeper', async () => {
    const oid = '7D6A2C1E-52BC-4F0F-9C1D-0B6E6B7B0A11'
    other.provider.account = { sub: 'dyb', name: 'Dyb Person', oid, realm_access: { roles: 'tvaers-drift' } }
    const answer = await new StaffVisit(other).signIn()
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/'])
    expect(other.provider.asked).toContain('/me')
    const { rows } = await other.portal.owner.query(
      `select name, system_roles from user_account where id = $1`,
      [oid.toLowerCase()],
    )
    expect(rows).toEqual([{ name: 'Dyb Person', system_roles: ['kombit_drift'] }])
  })

  test.each([undefined, 'signe@kombit.example', '00000000-0000-0000-0000-000000000000', 12])(
    'is refused when the UUID is %s',
    async (oid) => {
      other.provider.account = {
        sub: 'uden',
        name: 'Uden Id',
        oid,
        realm_access: { roles: ['tvaers-drift'] },
      }
      const answer = await new StaffVisit(other).signIn()
      expect([answer.statusCode, textOf(answer).includes('Årsag: oidcIncomplete')]).toEqual([400, true])
      expect(answer.cookies.find(({ name }) => name === 'tvaers_session')).toBeUndefined()
    },
  )

  test('a UUID of a municipality’s user opens nothing here', async () => {
    const anders = await other.portal.actor('Anders')
    await other.portal.owner.query(`update user_account set own_cvr = '11111111' where id = $1`, [anders.id])
    other.provider.account = {
      ...{ sub: 'tyv', name: 'Tyv', oid: anders.id },
      realm_access: { roles: ['tvaers-drift'] },
    }
    const answer = await new StaffVisit(other).signIn()
    expect([answer.statusCode, textOf(answer).includes('Årsag: knownElsewhere')]).toEqual([403, true])
    const { rows } = await other.portal.owner.query('select name from user_account where id = $1', [
      anders.id,
    ])
    expect(rows).toEqual([{ name: 'Anders Skov' }])
  })
})
