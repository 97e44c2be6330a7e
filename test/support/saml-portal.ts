import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'
import type { LightMyRequestResponse as Response } from 'fastify'
import { readConfig } from '../../src/config.ts'
import { refreshMetadata, type SamlSettings } from '../../src/features/sign-in/index.ts'
import type { TestPerson } from './saml/parts.ts'
import { cvrScope, privilegeList } from './saml/privileges.ts'
import { type ResponseOptions, TestIdentityProvider } from './saml/test-identity-provider.ts'
import { samlEnvironment } from './saml-environment.ts'
import { type Browser, createTestApp, type TestApp, type TestAppOptions } from './test-app.ts'

/** Context Handler as it would speak for all, and one municipality's own identity provider. */
export interface SamlPortal {
  readonly portal: TestApp
  readonly settings: SamlSettings
  readonly handler: TestIdentityProvider
  readonly own: TestIdentityProvider
  /** A browser that keeps its cookies. */
  browser(node?: Pick<TestApp, 'anybody'>): KeepingBrowser
  close(): Promise<void>
}

/**
 * A portal with sign-in by SAML from two identity providers: one for everybody, one for Korsbæk alone.
 * @param olderFor encryption that the second one may use beside what all may: 'cbc+oaep-sha1'
 */
export async function createSamlPortal(
  options: TestAppOptions = {},
  handler = new TestIdentityProvider('https://saml.adgangsstyring.example'),
  olderFor = '',
): Promise<SamlPortal> {
  const own = new TestIdentityProvider('https://idp.korsbaek.example')
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-saml-'))
  const files = { handler: join(folder, 'handler.xml'), own: join(folder, 'own.xml') }
  await writeFile(files.handler, handler.metadata())
  await writeFile(
    files.own,
    own.metadata().replace('Fælleskommunal Adgangsstyring', 'Korsbæk Kommunes login'),
  )
  const environment = {
    ...samlEnvironment(`11111111${olderFor ? `+${olderFor}` : ''}=${files.own}, ${files.handler}`),
    ...options.environment,
  }
  const portal = await createTestApp({ ...options, environment })
  const { saml } = readConfig({ MODE: 'demo', ...environment })
  if (!saml) throw new Error('Sign-in by SAML is off')
  const failures = await refreshMetadata(portal.app.world, saml)
  if (failures.length > 0) throw new Error(failures[0]?.reason)
  return {
    ...{ portal, handler, own },
    settings: saml,
    browser: (node = portal) => new KeepingBrowser(node.anybody()),
    async close() {
      await portal.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** Keeps cookies as a browser does, and sends none with a form from another site (SameSite=Lax). */
export class KeepingBrowser {
  readonly #bare: Browser
  readonly cookies = new Map<string, string>()

  constructor(bare: Browser) {
    this.#bare = bare
  }

  /** The same browser at another process of the portal. */
  at(node: Pick<TestApp, 'anybody'>): KeepingBrowser {
    const there = new KeepingBrowser(node.anybody())
    for (const [name, value] of this.cookies) there.cookies.set(name, value)
    return there
  }

  async get(url: string): Promise<Response> {
    return this.#arrived(await this.#bare.get(url, { 'user-agent': chrome, ...this.#cookie() }))
  }

  async post(url: string, form: Record<string, string> = {}): Promise<Response> {
    return this.#arrived(await this.#bare.post(url, form, { 'user-agent': chrome, ...this.#cookie() }))
  }

  /** A form of another site's page. */
  async crossPost(url: string, form: Record<string, string | string[]>): Promise<Response> {
    const from = { 'sec-fetch-site': 'cross-site', origin: 'https://saml.adgangsstyring.example' }
    return this.#arrived(await this.#bare.post(url, form, { 'user-agent': chrome, ...from }))
  }

  #cookie(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return cookie ? { cookie } : {}
  }

  /** The cookies are kept. What was refused has led to a page of its own: the browser goes on to it. */
  async #arrived(answer: Response): Promise<Response> {
    for (const { name, value } of answer.cookies) {
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    const place = String(answer.headers.location ?? '')
    return place.startsWith('/log-ind/afvist?') ? await this.get(place) : answer
  }
}

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36'

export const anders: TestPerson = {
  uuid: '4053d58d-bd5e-48d9-b9d8-2c041faeccd5',
  name: 'Anders Skov',
  email: 'anders.skov@korsbaek.example',
  cvr: '11111111',
  organisationName: 'Korsbæk Kommune',
}

export const cvrOf = { korsbaek: '11111111', aarhus: '55133018', kombit: '19435075' } as const

export const roleUri = (role: string): string => `http://tvaers.dk/roles/usersystemrole/${role}/1`

/** The attribute's value: what somebody may, by CVR number. */
export const may = (rights: Readonly<Record<string, readonly string[]>>): string[] => {
  const groups = Object.entries(rights).map(([cvr, roles]) => ({
    scope: cvrScope(cvr),
    privileges: roles.map(roleUri),
  }))
  return groups.length > 0 ? [privilegeList(groups)] : []
}

/** What our request to an identity provider says. */
export interface Sent {
  readonly requestId: string
  readonly relayState: string
  readonly url: URL
}

/** Reads what an address that a browser is sent to says. */
export function readSent(url: URL): Sent & { readonly xml: string } {
  const xml = inflateRawSync(Buffer.from(url.searchParams.get('SAMLRequest') ?? '', 'base64')).toString(
    'utf8',
  )
  const requestId = /\bID="([^"]+)"/.exec(xml)?.[1]
  if (!requestId) throw new Error(`No request in ${url}`)
  return { requestId, relayState: url.searchParams.get('RelayState') ?? '', url, xml }
}

/** Where an answer of ours sends the browser, and with what. */
export const sentBy = (answer: Response): Sent => readSent(new URL(String(answer.headers.location)))

export type Saying = Partial<ResponseOptions> & {
  readonly rights?: Readonly<Record<string, readonly string[]>>
}

/** Somebody at a browser and an identity provider: each step of a sign-in, or all of them. */
export class Visit {
  readonly saml: SamlPortal
  readonly browser: KeepingBrowser
  readonly idp: TestIdentityProvider

  constructor(saml: SamlPortal, browser = saml.browser(), idp = saml.handler) {
    this.saml = saml
    this.browser = browser
    this.idp = idp
  }

  /** To the identity provider. */
  async begin(returnPath = '/'): Promise<Sent> {
    const query = new URLSearchParams({ idp: this.idp.entityId, til: returnPath })
    return sentBy(await this.browser.get(`/saml/log-ind?${query}`))
  }

  /** The form that the identity provider's page sends. */
  async form(sent: Sent, saying: Saying = {}): Promise<Record<string, string>> {
    const { rights = { [cvrOf.korsbaek]: ['bruger'] }, ...options } = saying
    const SAMLResponse = await this.idp.response({
      person: anders,
      privileges: may(rights),
      ...options,
      sp: this.saml.settings.serviceProvider,
      requestId: options.requestId ?? sent.requestId,
      now: options.now ?? this.saml.portal.clock.now(),
    })
    return { SAMLResponse, RelayState: sent.relayState }
  }

  /** All of it; the answer is where it ended: the redirect to the page that was wanted, a choice, or a refusal. */
  async signIn(saying: Saying = {}, returnPath = '/'): Promise<Response> {
    const sent = await this.begin(returnPath)
    const received = await this.browser.crossPost('/saml/acs', await this.form(sent, saying))
    return received.statusCode === 303 ? this.browser.get(String(received.headers.location)) : received
  }
}

export const textOf = (answer: Response): string => answer.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
