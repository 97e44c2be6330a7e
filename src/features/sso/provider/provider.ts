import {
  type ClientAuthMethod,
  type Configuration,
  errors,
  interactionPolicy,
  type JWK,
  Provider,
} from 'oidc-provider'
import { claimsOf, isPass, passThrough, type SsoClient, serverOf } from '../domain.ts'
import { authorizePath, claimsPath, gatePath, keysPath, tokenPath } from '../paths.ts'
import { findGateByNumber } from '../queries.ts'
import { adapterFor } from './adapter.ts'
import { currentRun } from './run.ts'

export interface ProviderParts {
  /** Scheme, host and port of BASE_URL. */
  readonly issuer: string
  readonly clients: readonly SsoClient[]
  readonly cookieKey: string
  /** Private keys, the one that signs first. */
  readonly keys: JWK[]
}

/** Names of the cookies; the library's session has one too, which never reaches a browser. */
export const cookieNames = {
  session: 'tvaers_sso_session',
  interaction: 'tvaers_sso',
  resume: 'tvaers_sso_resume',
} as const

/** As long as Mattermost remembers that somebody is on their way; enough for a sign-in with two factors. */
const mostSecondsAtDoor = 1800

const granted = 'openid profile email read_user'

/** Asked for at every sign-in: nothing but the portal's own session, looked at now, says who somebody is. */
function signInEveryTime() {
  const { Check, Prompt, base } = interactionPolicy
  const policy = base()
  policy.clear()
  const check = new Check(
    'tvaers_session',
    'the sign-in is answered by the portal itself',
    'login_required',
    // Without an account the role has ended since: the gate says why.
    (ctx) => ctx.oidc.result?.login === undefined || ctx.oidc.account === undefined,
  )
  policy.add(new Prompt({ name: 'login', requestable: true }, check))
  return policy
}

/** A number is looked for among those of the server that asks: another's says nothing there. */
const findAccountFor =
  (clients: readonly SsoClient[]): NonNullable<Configuration['findAccount']> =>
  async ({ oidc }, accountId) => {
    const run = currentRun()
    const server = serverOf(clients, oidc.client?.clientId)
    const gate = server && (await run.inTurn(() => findGateByNumber(run.holder, server, Number(accountId))))
    if (!gate) return undefined
    const answer = passThrough(gate)
    run.asked = { gate, answer }
    return isPass(answer) ? { accountId, claims: async () => claimsOf(answer) } : undefined
  }

/** The central body's own server, chosen by it: a person is not asked for consent each time. */
const grantToOwnClient: Configuration['loadExistingGrant'] = async ({ oidc }) => {
  const { client, account } = oidc
  if (!client || !account) return undefined
  const grant = new oidc.provider.Grant({ clientId: client.clientId, accountId: account.accountId })
  grant.addOIDCScope(granted)
  await grant.save()
  return grant
}

const clientOf = (client: SsoClient) => ({
  client_id: client.id,
  ...(client.secret === null ? {} : { client_secret: client.secret }),
  redirect_uris: [...client.redirectUris],
  response_modes: ['query'],
  token_endpoint_auth_method: wayToProve(client),
})

function wayToProve({ secret, provesInHeader }: SsoClient): ClientAuthMethod {
  if (secret === null) return 'none'
  return provesInHeader ? 'client_secret_basic' : 'client_secret_post'
}

const configurationOf = ({ clients, cookieKey, keys }: ProviderParts): Configuration => ({
  adapter: adapterFor,
  clients: clients.map(clientOf),
  clientAuthMethods: [...new Set(clients.map(wayToProve))],
  claims: {
    openid: ['sub'],
    profile: ['name', 'given_name', 'family_name', 'preferred_username'],
    email: ['email', 'email_verified'],
  },
  // Some servers read the signed assertion and never ask for more.
  conformIdTokenClaims: false,
  scopes: ['openid', 'read_user'],
  responseTypes: ['code'],
  subjectTypes: ['public'],
  allowOmittingSingleRegisteredRedirectUri: false,
  enableHttpPostMethods: false,
  pkce: { required: (_ctx, client) => client.clientAuthMethod === 'none' },
  cookies: {
    names: cookieNames,
    keys: [cookieKey],
    short: { httpOnly: true, sameSite: 'lax', overwrite: true, signed: true },
    long: { httpOnly: true, sameSite: 'lax', overwrite: true, signed: true },
  },
  features: {
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    pushedAuthorizationRequests: { enabled: false },
    resourceIndicators: { enabled: false },
    rpInitiatedLogout: { enabled: false },
  },
  findAccount: findAccountFor(clients),
  loadExistingGrant: grantToOwnClient,
  interactions: { policy: signInEveryTime(), url: (_ctx, interaction) => gatePath(interaction.uid) },
  expiresWithSession: async () => false,
  issueRefreshToken: async () => false,
  clientBasedCORS: () => false,
  jwks: { keys },
  routes: { authorization: authorizePath, token: tokenPath, jwks: keysPath, userinfo: claimsPath },
  ttl: {
    AuthorizationCode: 60,
    AccessToken: 300,
    IdToken: 300,
    Grant: 600,
    Interaction: mostSecondsAtDoor,
    Session: 60,
  },
  renderError(ctx, out, error) {
    currentRun().pageFault = { code: out.error, isOver: error instanceof errors.SessionNotFound }
    ctx.type = 'text'
    ctx.body = ''
  },
})

/** The library with our rules in it. It knows no request by itself: see `relay`. */
export function createProvider(parts: ProviderParts): Provider {
  const provider = new Provider(parts.issuer, configurationOf(parts))
  // The address is the configured one, told to the library as a proxy would tell it.
  provider.proxy = true
  provider.on('server_error', (_ctx, error) => {
    currentRun().broken = { error }
  })
  return provider
}
