/** One request to the portal, by whatever way it is reached. */
export type Ask = (request: {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly form?: string
}) => Promise<{
  readonly status: number
  /** Of a redirect; null for anything else. */
  readonly location: string | null
  readonly cookies: readonly string[]
  readonly body: string
}>

/** What a sign-in to Mattermost goes through, in this order; the first three in the browser. */
export type GateStep = 'authorize' | 'gate' | 'resume' | 'token' | 'user'

export interface GateWalk {
  readonly ask: Ask
  readonly portal: URL
  readonly mattermostUrl: string
  readonly ssoSecret: string
  /** The portal's session of whoever signs in. */
  readonly cookie: string
  /** Called before each step. */
  readonly before?: (step: GateStep) => Promise<void> | void
}

const browserSteps = ['authorize', 'gate', 'resume'] as const

/** As far as the browser is led. @returns the code it comes back to Mattermost with; null when it does not */
async function fetchCode({ ask, portal, mattermostUrl, cookie, before }: GateWalk): Promise<string | null> {
  const request = {
    response_type: 'code',
    client_id: 'mattermost',
    redirect_uri: `${mattermostUrl}/signup/gitlab/complete`,
    state: 'eyJhY3Rpb24iOiJsb2dpbiJ9',
  }
  let path = `/oauth/authorize?${new URLSearchParams(request)}`
  const cookies = new Map<string, string>()
  for (const step of browserSteps) {
    await before?.(step)
    const carried = [cookie, ...[...cookies].map(([name, value]) => `${name}=${value}`)].join('; ')
    const answer = await ask({ method: 'GET', path, headers: { cookie: carried } })
    for (const set of answer.cookies) {
      const pair = set.split(';')[0] ?? ''
      cookies.set(pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1))
    }
    const next = answer.location ? new URL(answer.location, portal) : null
    if (!next) return null
    if (next.origin !== portal.origin) return next.searchParams.get('code')
    path = `${next.pathname}${next.search}`
  }
  return null
}

/** Exchanges the code as Mattermost's server does. @returns null when it is refused */
async function fetchToken({ ask, mattermostUrl, ssoSecret }: GateWalk, code: string): Promise<string | null> {
  const form = {
    client_id: 'mattermost',
    client_secret: ssoSecret,
    code,
    grant_type: 'authorization_code',
    redirect_uri: `${mattermostUrl}/signup/gitlab/complete`,
  }
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
  const body = new URLSearchParams(form).toString()
  const answer = await ask({ method: 'POST', path: '/oauth/token', headers, form: body })
  return answer.status === 200 ? (JSON.parse(answer.body) as { access_token: string }).access_token : null
}

/** Who a token is of. @returns the number that accounts are bound to; null when the portal will not say */
export async function tellNumber(ask: Ask, token: string): Promise<number | null> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  const answer = await ask({ method: 'GET', path: '/api/v4/user', headers })
  return answer.status === 200 ? (JSON.parse(answer.body) as { id: number }).id : null
}

/** Up to a token, which Mattermost would ask with once. */
export async function walkToToken(walk: GateWalk): Promise<string | null> {
  const code = await fetchCode(walk)
  if (code === null) return null
  await walk.before?.('token')
  return await fetchToken(walk, code)
}

/** The whole sign-in, as Mattermost and a browser do it together. @returns the number told; null: turned away */
export async function walkThroughGate(walk: GateWalk): Promise<number | null> {
  const token = await walkToToken(walk)
  if (token === null) return null
  await walk.before?.('user')
  return await tellNumber(walk.ask, token)
}
