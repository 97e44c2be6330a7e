import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ApiFault } from './api-fault.ts'
import { queryOf } from './bodies.ts'
import { openSession, signInAs } from './sso-accounts.ts'
import { askWho } from './sso-client.ts'
import { saveState } from './state-file.ts'
import type { World } from './world.ts'

/** Half an hour to sign in at the identity provider. */
const mostSeconds = 1800

const cookie = { path: '/', httpOnly: true, sameSite: 'lax' as const }

type Way = { readonly token: string; readonly redirectTo: string }

function stateOf({ token, redirectTo }: Way): string {
  const state = { action: 'login', isMobile: 'false', token, ...(redirectTo && { redirect_to: redirectTo }) }
  return Buffer.from(JSON.stringify(state)).toString('base64')
}

function readState(text: string): Way | null {
  try {
    const state = JSON.parse(Buffer.from(text, 'base64').toString()) as Record<string, unknown>
    const { token, redirect_to: redirectTo = '' } = state
    return typeof token === 'string' && typeof redirectTo === 'string' ? { token, redirectTo } : null
  } catch {
    // Whatever it is, it is none of ours: told below, as for any other state.
    return null
  }
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && a.length > 0 && timingSafeEqual(Buffer.from(a), Buffer.from(b))

/** Back from the identity provider, in the browser that was sent there, once. @throws ApiFault */
function takeWay(world: World, request: FastifyRequest): Way {
  const way = readState(queryOf(request, 'state'))
  const begunAt = way && world.signIns.get(way.token)
  const isOurs = way && isSame(way.token, request.cookies.MMOAUTH ?? '')
  if (!way || !isOurs || begunAt === undefined || begunAt === null) throw invalidState()
  world.signIns.delete(way.token)
  if (world.now() - begunAt > mostSeconds * 1000) throw invalidState()
  return way
}

const invalidState = (): ApiFault =>
  new ApiFault(400, 'api.user.authorize_oauth_user.invalid_state.app_error')

/** Only paths of its own: `//elsewhere` is another site. */
const isOwnPath = (path: string): boolean => /^\/(?![/\\])/.test(path)

/** Single sign-on as the real server does it: off to the identity provider and back. */
export function ssoRoutes(app: FastifyInstance, world: World): void {
  const { gitLab: settings, siteUrl = '' } = world.options
  if (!settings) return
  const redirectUri = `${siteUrl}/signup/gitlab/complete`

  app.get('/oauth/gitlab/login', async (request, reply) => {
    const token = `${world.newId()}${world.newId()}${world.newId().slice(0, 12)}`
    world.signIns.set(token, world.now())
    const hint = queryOf(request, 'login_hint')
    const query = new URLSearchParams({
      response_type: 'code',
      client_id: settings.id,
      redirect_uri: redirectUri,
      state: stateOf({ token, redirectTo: queryOf(request, 'redirect_to') }),
      ...(settings.scope && { scope: settings.scope }),
      ...(hint && { login_hint: hint }),
    })
    return reply
      .setCookie('MMOAUTH', token, { ...cookie, maxAge: mostSeconds })
      .redirect(`${settings.authEndpoint}?${query}`, 302)
  })

  const complete = async (request: FastifyRequest, reply: FastifyReply) => {
    const code = queryOf(request, 'code')
    if (!code) {
      const isRefusal = queryOf(request, 'error') === 'access_denied'
      const type = isRefusal ? 'oauth_access_denied' : 'oauth_missing_code'
      return reply.redirect(`/error?type=${type}&service=Gitlab`, 307)
    }
    const way = takeWay(world, request)
    const user = signInAs(world, await askWho(settings, code, redirectUri))
    const session = openSession(world, user)
    if (world.options.stateFile) saveState(world.options.stateFile, world.state)
    return reply
      .clearCookie('MMOAUTH', cookie)
      .setCookie('MMAUTHTOKEN', session, cookie)
      .setCookie('MMUSERID', user.id, { ...cookie, httpOnly: false })
      .redirect(isOwnPath(way.redirectTo) ? way.redirectTo : '/', 307)
  }
  app.get('/signup/gitlab/complete', complete)
  app.get('/login/gitlab/complete', complete)

  app.post('/log-af', async (request, reply) => {
    const { state } = world
    state.sessions = state.sessions.filter(({ id }) => id !== request.cookies.MMAUTHTOKEN)
    if (world.options.stateFile) saveState(world.options.stateFile, state)
    return reply.clearCookie('MMAUTHTOKEN', cookie).clearCookie('MMUSERID', cookie).redirect('/', 303)
  })
}
