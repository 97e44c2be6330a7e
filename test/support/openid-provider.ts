import { constants, createSign, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import { testClient } from './oidc-environment.ts'

/** What the provider says of the one person who signs in there, beside `sub`. */
export type TestClaims = Readonly<Record<string, unknown>>

export interface TestProviderOptions {
  /** Where it sends browsers back to. */
  readonly portal: string
  /** The portal's own claims are left out of ID tokens, and must be asked for. */
  readonly claimsBySeparateRequest?: boolean
  /** Takes its messages that a session has ended. */
  readonly onBackChannel?: (form: string) => Promise<number>
  /** Whether browsers may be sent there to sign out; true unless told. */
  readonly takesSignOuts?: boolean
}

/** A JWT with any head, body and key. */
export interface Forging {
  readonly header?: TestClaims
  readonly key?: KeyObject
  readonly signature?: 'none'
}

/** A real OpenID provider on this machine, with one person and one client, and with places to lie in. */
export interface TestProvider {
  readonly issuer: string
  /** Who signs in next. */
  account: { readonly sub: string } & TestClaims
  /** Changes what the token endpoint answers; null: it is left as it is. */
  tamper: ((body: Record<string, unknown>) => void) | null
  /** Paths that answered, in order. */
  readonly asked: string[]
  /** A browser of its own, with its own session here. */
  browser(): ProviderBrowser
  /** Signs claims with the provider's own key, unless told otherwise. */
  forge(claims: TestClaims, forging?: Forging): string
  close(): Promise<void>
}

const ownClaims = ['name', 'oid', 'roles', 'realm_access']

export async function startOpenIdProvider(options: TestProviderOptions): Promise<TestProvider> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = 'noegle-1'
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }
  const state: { account: TestProvider['account']; tamper: TestProvider['tamper'] } = {
    account: { sub: 'signe', name: 'Signe Bruun', roles: ['tvaers-redaktion'] },
    tamper: null,
  }
  const asked: string[] = []
  const provider = new Provider(issuer, configurationOf(options, jwk))
  provider.use(async (ctx, next) => {
    await next()
    asked.push(ctx.path)
    if (ctx.oidc?.route === 'token' && ctx.body) state.tamper?.(ctx.body as Record<string, unknown>)
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return void answer(request, response)
    const login = { accountId: state.account.sub }
    void provider.interactionFinished(request, response, { login }, { mergeWithLastSubmission: false })
  })
  accounts.set(provider, state)
  return {
    issuer,
    asked,
    get account() {
      return state.account
    },
    set account(next) {
      state.account = next
    },
    get tamper() {
      return state.tamper
    },
    set tamper(next) {
      state.tamper = next
    },
    browser: () => new ProviderBrowser(issuer),
    forge: (claims, { header = {}, key = privateKey, signature } = {}) =>
      jwtOf({ alg: 'RS256', kid, ...header }, claims, signature === 'none' ? null : key),
    close: () => shut(server),
  }
}

/** The provider hands its functions a context, not a place of ours. */
const accounts = new WeakMap<Provider, { account: TestProvider['account'] }>()

function configurationOf(options: TestProviderOptions, jwk: object): Configuration {
  const { portal, claimsBySeparateRequest = false, onBackChannel, takesSignOuts = true } = options
  return {
    clients: [
      {
        client_id: testClient.id,
        client_secret: testClient.secret,
        redirect_uris: [`${portal}/oidc/svar`],
        post_logout_redirect_uris: [`${portal}/oidc/logget-af`],
        backchannel_logout_uri: `${portal}/oidc/back-channel-logout`,
        backchannel_logout_session_required: true,
      },
    ],
    jwks: { keys: [jwk] },
    cookies: { keys: [randomUUID()] },
    claims: { openid: ['sub', 'sid'], profile: ownClaims, email: ['email', 'email_verified'] },
    conformIdTokenClaims: claimsBySeparateRequest,
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { enabled: takesSignOuts },
    },
    interactions: { url: (_ctx, { uid }) => `/interaction/${uid}` },
    ttl: { IdToken: 60, AuthorizationCode: 60, AccessToken: 60, Session: 3600, Grant: 3600, Interaction: 60 },
    findAccount: (ctx, sub) => ({
      accountId: sub,
      claims: async () => ({ ...accounts.get(ctx.oidc.provider)?.account, sub }),
    }),
    loadExistingGrant: grantAll,
    fetch: async (address, { body } = {}) => {
      if (!String(address).endsWith('/oidc/back-channel-logout')) throw new Error(`Not to ${address}`)
      return new Response(null, { status: (await onBackChannel?.(String(body))) ?? 200 })
    },
  }
}

/** Nobody is asked whether the portal may know who they are. */
async function grantAll(ctx: KoaContextWithOIDC) {
  const { provider, client, session } = ctx.oidc
  const grant = new provider.Grant({ clientId: client?.clientId, accountId: session?.accountId })
  grant.addOIDCScope('openid profile email')
  await grant.save()
  return grant
}

const encoded = (part: unknown): string => Buffer.from(JSON.stringify(part)).toString('base64url')

function jwtOf(header: TestClaims, claims: TestClaims, key: KeyObject | null): string {
  const signed = `${encoded(header)}.${encoded(claims)}`
  if (!key) return `${signed}.`
  const signature = String(header.alg).startsWith('PS')
    ? sign('sha256', Buffer.from(signed), { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 })
    : createSign('RSA-SHA256').update(signed).sign(key)
  return `${signed}.${signature.toString('base64url')}`
}

/** Somebody at the provider, who does what its pages ask. */
class ProviderBrowser {
  readonly #issuer: string
  readonly #cookies = new Map<string, string>()

  constructor(issuer: string) {
    this.#issuer = issuer
  }

  /** Goes on from an address of the provider's until it leads away. @returns where to */
  async follow(address: string): Promise<string> {
    let next = new URL(address)
    let form: URLSearchParams | null = null
    for (let steps = 0; steps < 10; steps += 1) {
      if (next.origin !== this.#issuer) return next.href
      const answer: Response = await this.#ask(next, form)
      form = null
      const location = answer.headers.get('location')
      if (location) next = new URL(location, next)
      else {
        const page = await answer.text()
        const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1]
        if (!xsrf) throw new Error(`The provider answered ${answer.status} at ${next.pathname}: ${page}`)
        form = new URLSearchParams({ xsrf, logout: 'yes' })
        next = new URL(/action="([^"]+)"/.exec(page)?.[1] ?? '', next)
      }
    }
    throw new Error('The provider leads round in circles')
  }

  async #ask(url: URL, form: URLSearchParams | null): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(form ? { method: 'POST', body: form } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.#cookies.delete(name)
      else this.#cookies.set(name, value)
    }
    return answer
  }
}

const shut = (server: Server): Promise<void> =>
  new Promise((done) => {
    server.closeAllConnections()
    server.close(() => done())
  })
