import { inflateRawSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { LogoutOptions } from '../../../test/support/saml/test-identity-provider.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import {
  anders,
  createSamlPortal,
  cvrOf,
  type SamlPortal,
  sentBy,
  textOf,
  Visit,
} from '../../../test/support/saml-portal.ts'
import { readLogoutResponse } from '../../platform/saml/logout-response.ts'

let saml: SamlPortal
/** The last event before a test. */
let last = 0
const lines: string[] = []
beforeAll(async () => {
  saml = await createSamlPortal({ environment: { LOG_LEVEL: 'warn' }, log: (line) => lines.push(line) })
})
afterAll(() => saml.close())
beforeEach(async () => {
  saml.portal.clock.moveTo('2026-11-23T09:00:00Z')
  await saml.portal.owner.query('delete from session')
  ;[{ last }] = await rowsOf('select coalesce(max(id), 0) as last from event')
  lines.length = 0
})

const rowsOf = async (statement: string, values: unknown[] = []) =>
  (await saml.portal.owner.query(statement, values)).rows
const causes = async () =>
  (
    await rowsOf(
      `select facts ->> 'cause' as cause from event where type = 'session.ended' and id > $1 order by id`,
      [last],
    )
  ).map((row) => row.cause)
const isIn = async (visit: Visit): Promise<boolean> => (await visit.browser.get('/')).statusCode === 200

async function signedIn(saying: Parameters<Visit['signIn']>[0] = {}): Promise<Visit> {
  const visit = new Visit(saml)
  await visit.signIn(saying)
  if (!(await isIn(visit))) throw new Error('Not signed in')
  return visit
}

const nameId = `https://data.gov.dk/model/core/eid/professional/uuid/${anders.uuid}`
const indexes = async (): Promise<string[]> =>
  (await rowsOf('select session_index from session order by created_at, session_index')).map(
    (row) => row.session_index,
  )

/** The identity provider's message about Anders's sessions. */
const ask = (binding: LogoutOptions['binding'], more: Partial<LogoutOptions> = {}, from = saml.handler) =>
  from.logoutRequest({
    ...{ binding, nameId, sp: saml.settings.serviceProvider },
    now: saml.portal.clock.now(),
    ...more,
  })

/** Our signed answer as the identity provider reads it: with the parts changed over. */
function theirReading(binding: LogoutOptions['binding'], answer: Awaited<ReturnType<Visit['signIn']>>) {
  const { signing, entityId } = saml.settings.serviceProvider
  const there = saml.handler.address('signoff.idp')
  const common = {
    sp: { ...saml.settings.serviceProvider, entityId: saml.handler.entityId, sloResponseUrl: there },
    idps: [{ ...saml.handler.describe(), entityId, signingCertificates: [signing.certificate] }],
    now: saml.portal.clock.now(),
  }
  if (binding === 'soap') {
    expect([answer.statusCode, answer.headers['content-type']]).toEqual([200, 'text/xml; charset=utf-8'])
    const requestId = /InResponseTo="([^"]+)"/.exec(answer.body)?.[1] ?? ''
    const expected = { requestId, idpEntityId: entityId }
    return readLogoutResponse({ binding, body: answer.body, ...common, expected })
  }
  // Whichever way it came, it goes back the way the identity provider prefers.
  const url = new URL(String(answer.headers.location))
  expect([answer.statusCode, url.origin + url.pathname]).toEqual([303, there])
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLResponse') ?? '', 'base64')).toString()
  const expected = { requestId: /InResponseTo="([^"]+)"/.exec(xml)?.[1] ?? '', idpEntityId: entityId }
  return readLogoutResponse({ binding: 'redirect', rawQuery: url.search.slice(1), ...common, expected })
}

describe('signing out here', () => {
  test('ends the session first, then tells the identity provider, and says so on return', async () => {
    const visit = await signedIn()
    const [index] = await indexes()
    const out = await visit.browser.post('/log-af')
    expect(visit.browser.cookies.has('tvaers_session')).toBe(false)
    expect(await rowsOf('select 1 from session where ended_at is null')).toEqual([])
    expect(await causes()).toEqual(['signedOut'])

    const leaving = await visit.browser.get(String(out.headers.location))
    expect(leaving.statusCode).toBe(200)
    expect(textOf(leaving)).toContain('Nu bliver du også logget af hos Fælleskommunal Adgangsstyring')
    const url = new URL(String(leaving.headers.refresh).replace(/^0; url=/, ''))
    expect(url.origin + url.pathname).toBe(saml.handler.address('issue.idp'))
    expect(url.searchParams.get('Signature')).toBeTruthy()
    const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
    expect(xml).toContain(`<samlp:SessionIndex>${index}</samlp:SessionIndex>`)
    expect(xml).toContain(nameId)

    const { requestId, relayState } = sentBy({
      ...leaving,
      headers: { location: url.href },
    } as typeof leaving)
    const answer = await saml.handler.logoutResponse({
      ...{ binding: 'redirect', sp: saml.settings.serviceProvider, now: saml.portal.clock.now() },
      ...{ inResponseTo: requestId, relayState },
    })
    if (answer.binding !== 'redirect') throw new Error('Not by redirect')
    const back = await visit.browser.get(`/saml/slo-svar?${answer.rawQuery}`)
    expect([back.statusCode, back.headers.location]).toEqual([303, '/log-ind'])
    expect(textOf(await visit.browser.get('/log-ind'))).toContain('Du er logget af')
    expect((await visit.browser.get(`/saml/slo-svar?${answer.rawQuery}`)).cookies).toEqual([])
    expect((await visit.browser.get(String(out.headers.location))).headers.location).toBe('/log-ind')
  })

  test.each([
    ['part of it', { status: 'urn:oasis:names:tc:SAML:2.0:status:Responder' }],
    ['a forged answer', { signingKey: new TestIdentityProvider('https://evil.example').signing }],
    ['an answer to something else', { inResponseTo: '_other' }],
  ])('warns when the identity provider answers with %s', async (_name, more) => {
    const visit = await signedIn()
    const out = await visit.browser.post('/log-af')
    const leaving = await visit.browser.get(String(out.headers.location))
    const location = String(leaving.headers.refresh).replace(/^0; url=/, '')
    const { requestId, relayState } = sentBy({ ...leaving, headers: { location } } as typeof leaving)
    const answer = await saml.handler.logoutResponse({
      ...{ binding: 'post', sp: saml.settings.serviceProvider, now: saml.portal.clock.now() },
      ...{ inResponseTo: requestId, ...more },
    })
    if (answer.binding !== 'post') throw new Error('Not by form')
    const form = { SAMLResponse: answer.body, RelayState: relayState }
    await visit.browser.crossPost('/saml/slo-svar', form)
    expect(textOf(await visit.browser.get('/log-ind'))).toContain(
      'Men Fælleskommunal Adgangsstyring svarede ikke, som vi ventede.',
    )
    expect(await rowsOf('select 1 from session where ended_at is null')).toEqual([])
  })

  test('is enough where the identity provider takes no such message', async () => {
    const visit = await signedIn()
    const place = saml.settings.sources.find(({ speaksFor }) => speaksFor === null)?.place
    const without = saml.handler.metadata().replace(/<SingleLogoutService[^>]*\/>/g, '')
    const [kept] = await rowsOf('select content from saml_metadata where source = $1', [place])
    await rowsOf('update saml_metadata set content = $2 where source = $1', [place, without])
    expect((await visit.browser.post('/log-af')).headers.location).toBe('/log-ind')
    const page = textOf(await visit.browser.get('/log-ind'))
    expect(page).toContain(
      'Du kan stadig være logget på hos Fælleskommunal Adgangsstyring, for Tværs kan ikke logge dig af der. Luk browseren',
    )
    expect(page).not.toContain('Du er logget af Luk')
    await rowsOf('update saml_metadata set content = $2 where source = $1', [place, kept.content])
    expect(await causes()).toEqual(['signedOut'])
  })

  test('goes by a form where the identity provider takes nothing else, and comes back the same way', async () => {
    const visit = await signedIn()
    const [index] = await indexes()
    const place = saml.settings.sources.find(({ speaksFor }) => speaksFor === null)?.place
    const [kept] = await rowsOf('select content from saml_metadata where source = $1', [place])
    const byForm = saml.handler.metadata().replace(/<SingleLogoutService [^>]*HTTP-Redirect[^>]*\/>/, '')
    await rowsOf('update saml_metadata set content = $2 where source = $1', [place, byForm])
    const out = await visit.browser.post('/log-af')
    expect(await causes()).toEqual(['signedOut'])
    const leaving = await visit.browser.get(String(out.headers.location))
    const there = saml.handler.address('issue.idp')
    expect(textOf(leaving)).toContain(
      'Gå videre, så du også bliver logget af hos Fælleskommunal Adgangsstyring.',
    )
    expect(leaving.body).toContain(`action="${there}"`)
    expect(String(leaving.headers['content-security-policy'])).toContain(new URL(there).origin)
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(leaving.body)?.[1] ?? ''
    const xml = Buffer.from(field('SAMLRequest'), 'base64').toString()
    expect(xml).toContain(`<samlp:SessionIndex>${index}</samlp:SessionIndex>`)
    const answer = await saml.handler.logoutResponse({
      ...{ binding: 'post', sp: saml.settings.serviceProvider, now: saml.portal.clock.now() },
      inResponseTo: / ID="([^"]+)"/.exec(xml)?.[1] ?? '',
    })
    if (answer.binding !== 'post') throw new Error('Not by form')
    const form = { SAMLResponse: answer.body, RelayState: field('RelayState') }
    const back = await visit.browser.crossPost('/saml/slo-svar', form)
    await rowsOf('update saml_metadata set content = $2 where source = $1', [place, kept.content])
    expect(back.headers.location).toBe('/log-ind')
    expect(textOf(await visit.browser.get('/log-ind'))).toContain('Du er logget af Luk browseren')
  })

  test('of the demo leads nowhere else', async () => {
    const katrine = await saml.portal.as('Katrine')
    expect((await katrine.post('/log-af')).headers.location).toBe('/log-ind')
  })
})

describe('signing out there', () => {
  test.each(['redirect', 'post', 'soap'] as const)(
    'by %s ends the session without its browser',
    async (binding) => {
      const visit = await signedIn()
      const other = await signedIn()
      const stays = await signedIn({ person: { ...anders, uuid: 'cccccccc-0000-4000-8000-000000000001' } })
      const message = await ask(binding, {
        sessionIndexes: (await indexes()).slice(0, 2),
        relayState: 'deres',
      })
      const stranger = saml.browser()
      const answer =
        message.binding === 'redirect'
          ? await stranger.get(`/saml/slo?${message.rawQuery}`)
          : message.binding === 'post'
            ? await stranger.crossPost('/saml/slo', { SAMLRequest: message.body, RelayState: 'deres' })
            : await saml.portal.anybody().request({
                method: 'POST',
                url: '/saml/slo-soap',
                headers: { 'content-type': 'text/xml; charset=utf-8', soapaction: '""' },
                payload: message.body,
              })
      expect([await isIn(visit), await isIn(other), await isIn(stays)]).toEqual([false, false, true])
      expect(await causes()).toEqual(['identityProvider', 'identityProvider'])

      const reading = theirReading(binding, answer)
      expect(reading).toMatchObject({ status: 'success', issuer: 'https://tvaers.example' })
      expect(reading.relayState).toBe(binding === 'soap' ? undefined : 'deres')
    },
  )

  test('is answered by a form where the identity provider takes nothing else', async () => {
    const visit = await signedIn()
    const place = saml.settings.sources.find(({ speaksFor }) => speaksFor === null)?.place
    const [kept] = await rowsOf('select content from saml_metadata where source = $1', [place])
    const byForm = saml.handler.metadata().replace(/<SingleLogoutService [^>]*HTTP-Redirect[^>]*\/>/, '')
    await rowsOf('update saml_metadata set content = $2 where source = $1', [place, byForm])
    const message = await ask('post', { sessionIndexes: await indexes() })
    const form = { SAMLRequest: message.binding === 'post' ? message.body : '', RelayState: 'deres' }
    const page = await saml.browser().crossPost('/saml/slo', form)
    await rowsOf('update saml_metadata set content = $2 where source = $1', [place, kept.content])
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(`<form action="${saml.handler.address('signoff.idp')}" method="post"`)
    expect(page.body).toContain('name="SAMLResponse"')
    expect(page.body).toContain('name="RelayState" value="deres"')
    expect(page.headers['content-security-policy']).toContain(
      "form-action 'self' https://saml.adgangsstyring.example;",
    )
    expect((await saml.browser().get('/log-ind')).headers['content-security-policy']).not.toContain('example')
    expect(await isIn(visit)).toBe(false)
  })

  test('is answered with success also when all is over already', async () => {
    const message = await ask('soap', { sessionIndexes: ['_gone'] })
    if (message.binding !== 'soap') throw new Error('Not by SOAP')
    for (let time = 0; time < 2; time += 1) {
      const answer = await saml.portal.anybody().request({
        ...{ method: 'POST', url: '/saml/slo-soap', payload: message.body },
        headers: { 'content-type': 'text/xml' },
      })
      expect([answer.statusCode, answer.body.includes('status:Success')]).toEqual([200, true])
    }
    expect(await causes()).toEqual([])
  })

  test('without an index ends all of the person’s, also a sign-in that waits for a choice', async () => {
    const visit = await signedIn()
    const rights = { [cvrOf.korsbaek]: ['bruger'], [cvrOf.aarhus]: ['bruger'] }
    const waiting = new Visit(saml)
    const choice = await waiting.signIn({ rights })
    const message = await ask('redirect', { sessionIndexes: [] })
    if (message.binding !== 'redirect') throw new Error('Not by redirect')
    await saml.browser().get(`/saml/slo?${message.rawQuery}`)
    expect(await isIn(visit)).toBe(false)
    const svar = /name="svar" value="([^"]+)"/.exec(choice.body)?.[1] ?? ''
    const organisation = String(saml.portal.organisation('Aarhus'))
    const chosen = await waiting.browser.post('/saml/organisation', { svar, organisation })
    expect([chosen.statusCode, textOf(chosen).includes('Svaret er allerede brugt')]).toEqual([400, true])
  })

  test('is seen at once by every process', async () => {
    const visit = await signedIn()
    const there = visit.browser.at(await saml.portal.beside())
    expect((await there.get('/')).statusCode).toBe(200)
    const message = await ask('redirect', { sessionIndexes: await indexes() })
    if (message.binding !== 'redirect') throw new Error('Not by redirect')
    await visit.browser.get(`/saml/slo?${message.rawQuery}`)
    expect((await there.get('/')).statusCode).toBe(303)
  })

  test.each([
    ['unsigned', { signing: 'none' as const }],
    ['signed by somebody else', { signingKey: new TestIdentityProvider('https://evil.example').signing }],
    ['altered', { signed: (text: string) => text.replace(/SigAlg/, 'Sigalg').replace(anders.uuid, 'x') }],
  ])('%s: nothing ends, and a page or a fault says so', async (_name, more) => {
    const visit = await signedIn()
    const byRedirect = await ask('redirect', { sessionIndexes: await indexes(), ...more })
    if (byRedirect.binding !== 'redirect') throw new Error('Not by redirect')
    const page = await saml.browser().get(`/saml/slo?${byRedirect.rawQuery}`)
    expect([page.statusCode, textOf(page).includes('Vi kan ikke bruge beskeden')]).toEqual([400, true])
    const bySoap = await ask('soap', { sessionIndexes: await indexes(), ...more })
    if (bySoap.binding !== 'soap') throw new Error('Not by SOAP')
    const fault = await saml.portal.anybody().request({
      ...{ method: 'POST', url: '/saml/slo-soap', payload: bySoap.body },
      headers: { 'content-type': 'text/xml' },
    })
    expect([fault.statusCode, fault.body.includes('soap:Fault')]).toEqual([400, true])
    expect(await isIn(visit)).toBe(true)
    expect(lines.join('')).not.toContain(anders.uuid)
  })

  test('another identity provider ends only what it began', async () => {
    const visit = await signedIn()
    const message = await ask('redirect', { sessionIndexes: await indexes() }, saml.own)
    if (message.binding !== 'redirect') throw new Error('Not by redirect')
    const answer = await saml.browser().get(`/saml/slo?${message.rawQuery}`)
    expect(answer.statusCode).toBe(303)
    expect(await isIn(visit)).toBe(true)
  })

  test('only XML is taken by the back channel, and only there', async () => {
    const url = '/saml/slo-soap'
    expect((await saml.portal.anybody().post(url, { SAMLRequest: 'x' })).statusCode).toBe(415)
    const xml = { headers: { 'content-type': 'text/xml' }, payload: '<a/>' }
    expect((await saml.portal.anybody().request({ method: 'POST', url, ...xml })).statusCode).toBe(400)
    const elsewhere = await saml.portal.anybody().request({ method: 'POST', url: '/saml/acs', ...xml })
    expect(elsewhere.statusCode).toBe(415)
  })
})
