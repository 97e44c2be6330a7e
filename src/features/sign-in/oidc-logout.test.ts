import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testClient } from '../../../test/support/oidc-environment.ts'
import {
  createOidcPortal,
  type OidcPortal,
  StaffVisit,
  startOfTest,
  tellSignedOut,
} from '../../../test/support/oidc-portal.ts'
import type { Forging } from '../../../test/support/openid-provider.ts'
import { textOf } from '../../../test/support/saml-portal.ts'
import { forgetPast, inJob } from './store-housekeeping.ts'

let oidc: OidcPortal
beforeAll(async () => {
  oidc = await createOidcPortal()
})
afterAll(() => oidc.close())
beforeEach(async () => {
  oidc.moveTo(startOfTest)
  oidc.log.length = 0
  oidc.provider.account = { sub: 'signe', name: 'Signe Bruun', roles: ['tvaers-redaktion'] }
  await oidc.portal.owner.query('delete from session')
})

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await oidc.portal.owner.query(statement, values)).rows

const signedIn = async (): Promise<StaffVisit> => {
  const visit = new StaffVisit(oidc)
  await visit.signIn()
  return visit
}
const isIn = async (visit: StaffVisit): Promise<boolean> =>
  (await visit.browser.get('/mine-sessioner')).statusCode === 200

const sidOf = async (): Promise<string> =>
  (await rowsOf('select session_index from session order by created_at desc, id desc limit 1'))[0]
    .session_index

describe('from our side', () => {
  test('signs out here first, then at the provider, and comes back', async () => {
    const visit = await signedIn()
    const [{ id_token: idToken }] = await rowsOf('select id_token from session')
    const out = await visit.browser.post('/log-af')
    expect(out.headers.location).toMatch(/^\/oidc\/log-af\?nr=[\w-]{43}$/)
    expect(await rowsOf('select id_token, ended_at is null as open from session')).toEqual([
      { id_token: null, open: false },
    ])
    const page = await visit.browser.get(String(out.headers.location))
    expect(textOf(page)).toContain('Nu bliver du også logget af hos KOMBIT-login')
    const url = new URL(String(page.headers.refresh).replace(/^0; url=/, ''))
    expect(Object.fromEntries(url.searchParams)).toEqual({
      client_id: testClient.id,
      id_token_hint: idToken,
      post_logout_redirect_uri: 'http://localhost:3000/oidc/logget-af',
      state: expect.stringMatching(/^[\w-]{43}$/),
    })
    const back = new URL(await visit.there.follow(url.href))
    const after = await visit.browser.get(back.pathname + back.search)
    expect(after.headers.location).toBe('/log-ind')
    expect(textOf(await visit.browser.get('/log-ind'))).toContain('Du er logget af')
    // Kept no longer than it is of use.
    expect(await rowsOf('select id_token from oidc_logout')).toEqual([{ id_token: null }])
    // Both addresses are worth nothing a second time.
    expect((await visit.browser.get(back.pathname + back.search)).cookies).toEqual([])
    expect((await visit.browser.get(String(out.headers.location))).headers.location).toBe('/log-ind')
  })

  test('when the provider is gone it is over here, and the page says what may not be over there', async () => {
    const down = await createOidcPortal()
    const visit = new StaffVisit(down)
    await visit.signIn()
    const fresh = visit.browser.at(await down.portal.beside())
    await down.provider.close()
    const out = await fresh.post('/log-af')
    expect((await fresh.get('/')).headers.location).toMatch(/^\/log-ind/)
    expect((await fresh.get(String(out.headers.location))).headers.location).toBe('/log-ind')
    const page = textOf(await fresh.get('/log-ind'))
    expect(page).toContain('KOMBIT-login svarede ikke, som vi ventede. Du kan stadig være logget på der')
    // The process that has heard it before knows where to send people, also when it can't ask again.
    down.moveTo('2026-11-23T10:30:00Z')
    expect((await visit.browser.get('/oidc/log-ind')).headers.location).toContain(
      `${down.provider.issuer}/auth`,
    )
    await down.close()
  })

  test('a provider that takes no sign-outs is told of none', async () => {
    const silent = await createOidcPortal({ takesSignOuts: false })
    const visit = new StaffVisit(silent)
    await visit.signIn()
    const out = await visit.browser.post('/log-af')
    const answer = await visit.browser.get(String(out.headers.location))
    expect(answer.headers.location).toBe('/log-ind')
    expect(textOf(await visit.browser.get('/log-ind'))).toContain('Du kan stadig være logget på der')
    await silent.close()
  })

  test.each(['/oidc/log-af', '/oidc/log-af?nr=x', '/oidc/logget-af', '/oidc/logget-af?state=x'])(
    '%s leads to the first page, and says nothing that is not so',
    async (address) => {
      const visit = await signedIn()
      const answer = await visit.browser.get(address)
      expect([answer.statusCode, answer.headers.location, answer.cookies]).toEqual([303, '/log-ind', []])
      expect(await isIn(visit)).toBe(true)
    },
  )

  test('past five minutes the provider is not told any more', async () => {
    const visit = await signedIn()
    const out = await visit.browser.post('/log-af')
    oidc.moveTo('2026-11-23T09:05:01Z')
    expect((await visit.browser.get(String(out.headers.location))).headers.location).toBe('/log-ind')
  })
})

describe('from the provider’s side', () => {
  test('a sign-out there ends the session here, without a browser (the provider’s own message)', async () => {
    const visit = await signedIn()
    const other = await signedIn()
    const here = await visit.browser.post('/log-af')
    const page = await visit.browser.get(String(here.headers.location))
    await visit.signIn()
    expect([await isIn(visit), await isIn(other)]).toEqual([true, true])
    await visit.there.follow(String(page.headers.refresh).replace(/^0; url=/, ''))
    expect([await isIn(visit), await isIn(other)]).toEqual([false, true])
    const events = await rowsOf(
      `select facts ->> 'cause' as cause, facts ->> 'door' as door from event where type = 'session.ended' order by id desc limit 1`,
    )
    expect(events).toEqual([{ cause: 'identityProvider', door: 'oidc' }])
  })

  const seconds = (): number => oidc.portal.clock.now().getTime() / 1000
  const message = (more: Record<string, unknown> = {}): Record<string, unknown> => ({
    iss: oidc.provider.issuer,
    aud: testClient.id,
    iat: seconds(),
    exp: seconds() + 120,
    jti: randomUUID(),
    sub: 'signe',
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    ...more,
  })
  const send = async (claims: Record<string, unknown>, forging: Forging = {}) => {
    const logout_token = oidc.provider.forge(claims, {
      ...forging,
      header: { typ: 'logout+jwt', ...forging.header },
    })
    return await tellSignedOut(oidc.portal, new URLSearchParams({ logout_token }).toString())
  }

  test('by the session’s name that one ends, by the person’s all of them, and nobody else’s', async () => {
    const first = await signedIn()
    const sid = await sidOf()
    const second = await signedIn()
    oidc.provider.account = { sub: 'omar', name: 'Omar Nielsen', roles: ['tvaers-drift'] }
    const omar = await signedIn()
    const demo = await oidc.portal.as('Signe')
    const bySession = await send(message({ sid }))
    expect([bySession.statusCode, bySession.body, bySession.headers['cache-control']]).toEqual([
      200,
      '{}',
      'no-store',
    ])
    expect([await isIn(first), await isIn(second), await isIn(omar)]).toEqual([false, true, true])
    await send(message())
    expect([await isIn(second), await isIn(omar)]).toEqual([false, true])
    expect((await demo.get('/')).statusCode).toBe(200)
    expect((await send(message({ sub: undefined, sid: 'ukendt' }))).statusCode).toBe(200)
  })

  test('a session the provider gave no name ends with any of the person’s', async () => {
    const visit = await signedIn()
    await oidc.portal.owner.query('update session set session_index = null')
    await send(message({ sub: 'omar', sid: 'x' }))
    expect(await isIn(visit)).toBe(true)
    await send(message({ sid: 'x' }))
    expect(await isIn(visit)).toBe(false)
  })

  test('a session of SAML’s with the same names is somebody else’s', async () => {
    const demo = await oidc.portal.as('Signe')
    await oidc.portal.owner.query(
      `update session set door = 'saml', issuer = $1, name_id = 'signe', name_id_format = 'x', session_index = 's'`,
      [oidc.provider.issuer],
    )
    await send(message())
    await send(message({ sid: 's' }))
    expect((await demo.get('/')).statusCode).toBe(200)
  })

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  test.each<[string, Record<string, unknown>, Forging?]>([
    ['signed by a stranger', {}, { key: stranger }],
    ['signed by nobody', {}, { header: { alg: 'none' }, signature: 'none' }],
    ['without a signature', {}, { signature: 'none' }],
    ['to another', { aud: 'andre' }],
    ['from another', { iss: 'https://evil.example' }],
    ['too old', { iat: Date.parse(startOfTest) / 1000 - 721, exp: undefined }],
    ['expired', { exp: Date.parse(startOfTest) / 1000 - 121 }],
    ['from the future', { iat: Date.parse(startOfTest) / 1000 + 121 }],
    ['without a time', { iat: undefined }],
    ['without a name', { jti: undefined }],
    ['with a name that is none', { jti: '' }],
    ['with an endless name', { jti: 'x'.repeat(256) }],
    ['without an event', { events: undefined }],
    ['of another event', { events: { 'http://schemas.openid.net/event/other': {} } }],
    [
      'of an event that is no object',
      { events: { 'http://schemas.openid.net/event/backchannel-logout': 1 } },
    ],
    ['with a nonce, as ID tokens have', { nonce: 'x' }],
    ['about nobody', { sub: undefined }],
    ['of another kind', {}, { header: { typ: 'at+jwt' } }],
  ])('a message %s ends nothing', async (_name, change, forging) => {
    const visit = await signedIn()
    const answer = await send(message(change), forging)
    expect([answer.statusCode, answer.json()]).toEqual([400, { error: 'invalid_request' }])
    expect(await isIn(visit)).toBe(true)
    expect(oidc.log.join()).toContain('sign-out refused')
  })

  test('an ID token sent as such a message ends nothing', async () => {
    const visit = await signedIn()
    const [{ id_token: token }] = await rowsOf('select id_token from session')
    const answer = await tellSignedOut(oidc.portal, new URLSearchParams({ logout_token: token }).toString())
    expect([answer.statusCode, await isIn(visit)]).toEqual([400, true])
  })

  test('the same message a second time ends nothing, whichever process takes it', async () => {
    const claims = message()
    await send(claims)
    const visit = await signedIn()
    const form = new URLSearchParams({
      logout_token: oidc.provider.forge(claims, { header: { typ: 'logout+jwt' } }),
    }).toString()
    const answers = [
      await tellSignedOut(oidc.portal, form),
      await tellSignedOut(await oidc.portal.beside(), form),
    ]
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 400])
    expect(await isIn(visit)).toBe(true)
  })

  test.each(['', 'logout_token=', 'logout_token=x&logout_token=y', 'other=1'])(
    '%j is no message',
    async (form) => {
      const answer = await tellSignedOut(oidc.portal, form)
      expect([400, 422]).toContain(answer.statusCode)
    },
  )

  test('a message is remembered until it would be too old, and then forgotten', async () => {
    await send(message())
    const count = async () => (await rowsOf('select count(*)::int as n from oidc_logout_token'))[0].n
    const before = await count()
    await inJob(oidc.portal.app.world, (holder) => forgetPast(holder, new Date('2026-11-23T09:12:00Z')))
    expect(await count()).toBe(before)
    await inJob(oidc.portal.app.world, (holder) => forgetPast(holder, new Date('2026-11-23T09:12:01Z')))
    expect(await count()).toBe(0)
    await inJob(oidc.portal.app.world, (holder) => forgetPast(holder, new Date('2026-11-23T12:00:00Z')))
    expect(await rowsOf('select 1 from oidc_request union all select 1 from oidc_logout')).toEqual([])
  })
})
