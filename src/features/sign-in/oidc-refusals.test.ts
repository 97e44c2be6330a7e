import { createHmac, generateKeyPairSync } from 'node:crypto'
import type { LightMyRequestResponse as Response } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { testClient } from '../../../test/support/oidc-environment.ts'
import {
  createOidcPortal,
  type OidcPortal,
  StaffVisit,
  startOfTest,
} from '../../../test/support/oidc-portal.ts'
import type { Forging } from '../../../test/support/openid-provider.ts'
import { KeepingBrowser, textOf } from '../../../test/support/saml-portal.ts'
import { personIdOf } from '../../platform/oidc/person-id.ts'

let oidc: OidcPortal
beforeAll(async () => {
  oidc = await createOidcPortal()
})
afterAll(() => oidc.close())
beforeEach(async () => {
  oidc.moveTo(startOfTest)
  oidc.provider.tamper = null
  oidc.provider.account = { sub: 'signe', name: 'Signe Bruun', roles: ['tvaers-redaktion'] }
  await oidc.portal.owner.query('delete from session')
  oidc.log.length = 0
})

const rowsOf = async (statement: string) => (await oidc.portal.owner.query(statement)).rows

/** What a refusal is: its page, its code, and nobody signed in. */
async function expectRefusal(answer: Response, code: string, status = 400): Promise<void> {
  expect([answer.statusCode, /Årsag: (\w+)/.exec(textOf(answer))?.[1]]).toEqual([status, code])
  expect(answer.cookies.find(({ name }) => name.endsWith('tvaers_session'))).toBeUndefined()
  expect(await rowsOf('select id from session where ended_at is null')).toEqual([])
  expect(oidc.log.some((line) => line.includes(`"code":"${code}"`))).toBe(true)
}

type Claims = Record<string, unknown>
const bodyOf = (token: unknown): Claims =>
  JSON.parse(Buffer.from(String(token).split('.')[1] ?? '', 'base64url').toString())

/** The provider's own ID token, with something about it changed. */
const instead = (change: (claims: Claims) => Claims, forging?: Forging) => {
  oidc.provider.tamper = (body) => {
    body.id_token = oidc.provider.forge(change(bodyOf(body.id_token)), forging)
  }
}
const without = (name: string) => (claims: Claims) =>
  Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name))
const seconds = (claims: Claims): number => claims.iat as number

describe('an ID token that is not what it must be', () => {
  test('is taken when the test changes nothing, so that it is the change that is refused', async () => {
    instead((claims) => claims)
    expect((await new StaffVisit(oidc).signIn()).headers.location).toBe('/')
  })

  const stranger = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  test.each<[string, (claims: Claims) => Claims, Forging?]>([
    ['has the nonce of another sign-in', (claims) => ({ ...claims, nonce: 'x'.repeat(43) })],
    ['has no nonce', without('nonce')],
    ['is made out to another', (claims) => ({ ...claims, aud: 'andre' })],
    ['is made out to us and another', (claims) => ({ ...claims, aud: [testClient.id, 'andre'] })],
    ['was got by another party', (claims) => ({ ...claims, azp: 'andre' })],
    ['is from another issuer', (claims) => ({ ...claims, iss: 'https://evil.example' })],
    ['speaks of nobody', (claims) => ({ ...claims, sub: '' })],
    ['speaks of somebody with an endless name', (claims) => ({ ...claims, sub: 'x'.repeat(256) })],
    ['has no issuer', without('iss')],
    ['never ends', without('exp')],
    ['does not say when it began', without('iat')],
    ['begins later', (claims) => ({ ...claims, iat: seconds(claims) + 600 })],
    ['is signed by nobody', (claims) => claims, { header: { alg: 'none' }, signature: 'none' }],
    ['has no signature', (claims) => claims, { signature: 'none' }],
    ['is signed by a stranger', (claims) => claims, { key: stranger }],
    ['is signed by a key nobody published', (claims) => claims, { header: { kid: 'anden' }, key: stranger }],
    ['needs what we do not know', (claims) => claims, { header: { crit: ['b64'], b64: false } }],
  ])('%s: oidcWrong', async (_name, change, forging) => {
    instead(change, forging)
    await expectRefusal(await new StaffVisit(oidc).signIn(), 'oidcWrong')
  })

  test('is signed with the secret that both sides know: oidcWrong', async () => {
    oidc.provider.tamper = (body) => {
      const token = oidc.provider.forge(bodyOf(body.id_token), {
        header: { alg: 'HS256' },
        signature: 'none',
      })
      const signed = token.slice(0, -1)
      body.id_token = `${signed}.${createHmac('sha256', testClient.secret).update(signed).digest('base64url')}`
    }
    await expectRefusal(await new StaffVisit(oidc).signIn(), 'oidcWrong')
  })

  test.each([
    ['was altered on the way', (token: string) => token.replace(/\.[^.]+$/, `.${'A'.repeat(342)}`)],
    ['is no token', () => 'x.y.z'],
    ['has a signature that cannot be read', (token: string) => `${token}!`],
    ['is not there', () => undefined],
  ])('%s: oidcWrong', async (_name, change) => {
    oidc.provider.tamper = (body) => {
      body.id_token = change(String(body.id_token))
    }
    await expectRefusal(await new StaffVisit(oidc).signIn(), 'oidcWrong')
  })

  test.each([
    ['has expired', (claims: Claims) => ({ ...claims, exp: seconds(claims) - 121 })],
    ['is not valid yet', (claims: Claims) => ({ ...claims, nbf: seconds(claims) + 121 })],
  ])('%s: oidcExpired', async (_name, change) => {
    instead(change)
    await expectRefusal(await new StaffVisit(oidc).signIn(), 'oidcExpired')
  })

  test.each([
    ['two minutes behind', (claims: Claims) => ({ ...claims, exp: seconds(claims) - 119 })],
    ['two minutes ahead', (claims: Claims) => ({ ...claims, nbf: seconds(claims) + 119 })],
  ])('clocks may differ: %s', async (_name, change) => {
    instead(change)
    expect((await new StaffVisit(oidc).signIn()).headers.location).toBe('/')
  })

  test('which clock counts is the portal’s', async () => {
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    // The token lives a minute, and clocks may be two apart.
    oidc.portal.clock.moveTo('2026-11-23T09:03:01Z')
    await expectRefusal(await visit.browser.get(back), 'oidcExpired')
  })
})

describe('an answer that does not belong', () => {
  test('a state that nobody sent, or none: unsolicited, and the provider is not asked', async () => {
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    oidc.provider.asked.length = 0
    for (const address of [
      back.replace(/state=[\w-]+/, `state=${'x'.repeat(43)}`),
      '/oidc/svar?code=x',
      '/oidc/svar',
    ])
      await expectRefusal(await visit.browser.get(address), 'unsolicited')
    expect(oidc.provider.asked).toEqual([])
    expect((await visit.browser.get(back)).headers.location).toBe('/')
  })

  test('another browser gets nothing, and the right one goes on all the same', async () => {
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    const other = new StaffVisit(oidc)
    await other.begin()
    oidc.provider.asked.length = 0
    await expectRefusal(await other.browser.get(back), 'otherBrowser')
    await expectRefusal(await new KeepingBrowser(oidc.portal.anybody()).get(back), 'otherBrowser')
    expect(oidc.provider.asked).toEqual([])
    expect((await visit.browser.get(back)).headers.location).toBe('/')
  })

  test('the same answer twice: used, and the provider is not asked again', async () => {
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    await visit.browser.get(back)
    await oidc.portal.owner.query('delete from session')
    oidc.provider.asked.length = 0
    await expectRefusal(await visit.browser.get(back), 'used')
    expect(oidc.provider.asked).toEqual([])
  })

  test('the same answer twice at once: one session', async () => {
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    const answers = await Promise.all([visit.browser.get(back), visit.browser.get(back)])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 400])
    expect(await rowsOf('select id from session where ended_at is null')).toHaveLength(1)
  })

  test('somebody else’s code put into one’s own sign-in: the provider refuses it (PKCE)', async () => {
    const thief = new StaffVisit(oidc)
    const stolen =
      new URL(await thief.through(await thief.begin()), 'http://x').searchParams.get('code') ?? ''
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    await expectRefusal(await visit.browser.get(back.replace(/code=[\w-]+/, `code=${stolen}`)), 'oidcExpired')
  })

  test('another provider’s answer (mix-up): oidcWrong', async () => {
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    await expectRefusal(
      await visit.browser.get(back.replace(/iss=[^&]+/, 'iss=https://evil.example')),
      'oidcWrong',
    )
  })

  test('too long at the provider: tooLate', async () => {
    const visit = new StaffVisit(oidc)
    const back = await visit.through(await visit.begin())
    oidc.moveTo('2026-11-23T09:30:00Z')
    await expectRefusal(await visit.browser.get(back), 'tooLate')
  })

  test.each([
    ['access_denied', 'oidcRefused'],
    ['login_required', 'oidcRefused'],
    ['<script>', 'oidcRefused'],
    ['temporarily_unavailable', 'oidcUnreachable'],
  ])('the provider says %s: %s', async (error, code) => {
    const visit = new StaffVisit(oidc)
    const state = (await visit.begin()).searchParams.get('state') ?? ''
    const query = new URLSearchParams({
      state,
      error,
      iss: oidc.provider.issuer,
      error_description: 'Signe Bruun',
    })
    const answer = await visit.browser.get(`/oidc/svar?${query}`)
    await expectRefusal(answer, code)
    expect(answer.body).not.toContain('<script>')
    expect(oidc.log.join()).not.toContain('Signe')
  })
})

describe('somebody without a right', () => {
  test.each([
    ['of a municipality', ['klik_administrator', 'bruger', 'http://tvaers.dk/roles/usersystemrole/bruger/1']],
    ['of a supplier', ['leverandoer']],
    ['by the portal’s own names', ['kombit_redaktoer', 'kombit_drift']],
    ['with other letters', ['TVAERS-DRIFT', ' tvaers-drift']],
    ['none', []],
    ['that are no words', [{ tvaers: 'drift' }]],
  ])('roles %s: oidcNoRole', async (_name, roles) => {
    oidc.provider.account = { sub: 'udenfor', name: 'Uden For', roles }
    await expectRefusal(await new StaffVisit(oidc).signIn(), 'oidcNoRole', 403)
    expect(await rowsOf(`select id from user_account where name = 'Uden For'`)).toEqual([])
    expect(oidc.log.join()).not.toContain('Uden For')
  })

  test('who was a user until now is signed out everywhere, and told so', async () => {
    const first = new StaffVisit(oidc)
    await first.signIn()
    oidc.provider.account = { sub: 'signe', name: 'Signe Bruun', roles: [] }
    const visit = new StaffVisit(oidc)
    const url = await visit.through(await visit.begin())
    const answer = await visit.browser.get(url)
    await expectRefusal(answer, 'privilegeLost', 403)
    expect((await first.browser.get('/')).statusCode).toBe(303)
    const id = personIdOf(oidc.provider.issuer, 'signe')
    expect(await rowsOf(`select system_roles from user_account where id = '${id}'`)).toEqual([
      { system_roles: [] },
    ])
  })

  test('while the central body’s sign-in is closed nobody comes in, and nothing is lost', async () => {
    await new StaffVisit(oidc).signIn()
    await oidc.portal.owner.query(`update organisation set sign_in_closed_at = now() where kind = 'central'`)
    await oidc.portal.owner.query('delete from session')
    const answer = await new StaffVisit(oidc).signIn()
    await oidc.portal.owner.query('update organisation set sign_in_closed_at = null')
    await expectRefusal(answer, 'organisationClosed', 403)
    const id = personIdOf(oidc.provider.issuer, 'signe')
    expect(
      (await rowsOf(`select system_roles from user_account where id = '${id}'`))[0].system_roles,
    ).toEqual(['kombit_redaktoer'])
  })

  test('nobody without a name', async () => {
    oidc.provider.account = { sub: 'navnlos', roles: ['tvaers-drift'], name: ' \n ' }
    await expectRefusal(await new StaffVisit(oidc).signIn(), 'oidcIncomplete')
  })
})

describe('a provider that does not answer', () => {
  test('at the start: oidcUnreachable, in both languages', async () => {
    const down = await createOidcPortal()
    await down.provider.close()
    const browser = new KeepingBrowser(down.portal.anybody())
    const danish = await browser.get('/oidc/log-ind?til=/adgange')
    expect([danish.statusCode, textOf(danish).includes('KOMBITs login svarer ikke')]).toEqual([400, true])
    await browser.get('/sprog/en?til=/')
    expect(textOf(await browser.get('/oidc/log-ind'))).toContain('KOMBIT’s sign-in does not answer')
    expect((await down.portal.owner.query('select 1 from oidc_request')).rows).toEqual([])
    await down.close()
  })
})

test('no page or line of the log tells secrets or who somebody is', async () => {
  instead((claims) => ({ ...claims, nonce: 'x' }))
  const answer = await new StaffVisit(oidc).signIn()
  for (const text of [answer.body, oidc.log.join()])
    for (const word of ['Signe', testClient.secret, 'eyJ', 'code=']) expect(text).not.toContain(word)
})
