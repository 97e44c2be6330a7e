import { z } from 'zod'
import { publicBecause } from '../../platform/http/access.ts'
import { changes, door, page, type Route, redirect } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { logoutTokenReader } from '../../platform/oidc/logout-token.ts'
import { createOidcProvider, type OidcProvider } from '../../platform/oidc/provider.ts'
import type { SignInListeners } from './actions.ts'
import { beginOidcSignIn, prepareOidcSignIn, redeemAnswer, signInStaff } from './actions-oidc.ts'
import { endByOidcProvider, oidcLeaveTo, takeOidcLogoutAnswer } from './actions-oidc-logout.ts'
import { safeReturnPath } from './domain.ts'
import { doorOf, signInEvents } from './door-route.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { oidcPaths, signInPath } from './paths.ts'
import { signInTexts } from './texts.ts'
import { LeavingPage } from './views/leaving-pages.tsx'
import { orKept, orRefusal, refusalIn } from './web-refusal.tsx'

/** The staff door, as its routes need it. */
interface OidcParts {
  readonly settings: OidcSettings
  readonly provider: OidcProvider
  readonly world: World
  readonly listeners: SignInListeners
}

const text = z.string().optional().default('')

const startRoute = ({ provider, world }: OidcParts) =>
  door({
    method: 'get',
    path: oidcPaths.start,
    access: publicBecause('one cannot be signed in before signing in'),
    audit: changes(),
    input: { query: z.object({ til: z.string().optional() }) },
    fetchFirst: (_input, request) =>
      orKept(() => prepareOidcSignIn(provider, request.browserKey, world.clock.now())),
    handle: (ctx, { query }, request, prepared) =>
      orRefusal(request, async () => {
        const { url, browserKey, ...rest } = prepared()
        const returnPath = safeReturnPath(query.til)
        await beginOidcSignIn(doorOf(ctx, request), { url, browserKey, ...rest }, returnPath)
        return redirect(url, { browserKey })
      }),
  })

/** The browser comes with the provider's answer, by a link: its cookies come with it. */
const answerRoute = ({ settings, provider, world, listeners }: OidcParts) =>
  door({
    method: 'get',
    path: oidcPaths.answer,
    access: publicBecause('the provider’s answer is what signs somebody in'),
    audit: signInEvents,
    input: { query: z.object({ state: text }) },
    fetchFirst: ({ query }, request) =>
      orKept(() => {
        const address = new URL(request.address, provider.client.redirectUri)
        const bringing = { state: query.state, browserKey: request.browserKey, address }
        return redeemAnswer(world, provider, settings.rules, bringing)
      }),
    handle: (ctx, _input, request, redeemed) =>
      orRefusal(request, async () => {
        const { proven, returnPath } = redeemed()
        const { userAgent, sessionToken: replaces } = request
        const { rules } = settings
        const way = doorOf(ctx, request)
        const session = await signInStaff(way, { proven, rules }, { userAgent, replaces }, listeners)
        return redirect(returnPath, { session })
      }),
  })

/** To the provider, so that it signs out too. The page is shown first: here it is done, whatever happens there. */
const leaveRoute = ({ settings, provider, world }: OidcParts) =>
  door({
    method: 'get',
    path: oidcPaths.leave,
    access: publicBecause('the session is over already'),
    audit: changes(),
    input: { query: z.object({ nr: text }) },
    fetchFirst: ({ query }) => orKept(() => oidcLeaveTo(world, provider, query.nr)),
    handle: async (ctx, _input, request, leaving) => {
      const texts = signInTexts(ctx.language)
      const { name } = settings
      try {
        const url = leaving()
        if (url === null) return redirect(signInPath)
        const { language } = ctx
        const body = <LeavingPage {...{ language, name, url }} />
        return page({ title: texts.leavingTitle, goesOnTo: url, body })
      } catch (error) {
        const refusal = refusalIn(error)
        if (!refusal) throw error
        request.log(refusal, 'the provider could not be told of a sign-out')
        const text = texts.signedOutHere(name)
        return redirect(signInPath, { notice: { kind: 'warning', title: texts.signedOutHereTitle, text } })
      }
    },
  })

const leftRoute = () =>
  door({
    method: 'get',
    path: oidcPaths.left,
    access: publicBecause('whoever comes here is signed out'),
    audit: changes(),
    input: { query: z.object({ state: text }) },
    handle: async (ctx, { query }, request) => {
      const texts = signInTexts(ctx.language)
      if (!(await takeOidcLogoutAnswer(doorOf(ctx, request), query.state))) return redirect(signInPath)
      const notice = { kind: 'info' as const, title: texts.signedOutTitle, text: texts.signedOut }
      return redirect(signInPath, { notice })
    },
  })

/** Larger than any such message. */
const mostTokenBytes = 65_536

/** The back channel: no browser, no session of anybody's. */
const backChannelRoute = ({ provider, world }: OidcParts) => {
  const read = logoutTokenReader(provider)
  return door({
    method: 'post',
    path: oidcPaths.backChannel,
    access: publicBecause('it is the provider that asks; its signature decides'),
    audit: changes('session.ended'),
    crossSite: 'no browser sends this: the signature decides',
    mostBytes: mostTokenBytes,
    input: { body: z.object({ logout_token: text }) },
    fetchFirst: ({ body }) => orKept(() => read(body.logout_token, world.clock.now())),
    handle: async (ctx, _input, request, wish) => {
      try {
        await endByOidcProvider(doorOf(ctx, request), wish())
        return { kind: 'json', body: {} }
      } catch (error) {
        const refusal = refusalIn(error)
        if (!refusal) throw error
        request.log(refusal, 'sign-out refused')
        const isOurs = refusal.code === 'oidcUnreachable'
        return { kind: 'json', status: isOurs ? 503 : 400, body: { error: 'invalid_request' } }
      }
    },
  })
}

/** The door of the central body's own staff, in and out. */
export function oidcRoutes(settings: OidcSettings, world: World, listeners: SignInListeners): Route[] {
  const parts = { settings, world, listeners, provider: createOidcProvider(settings.client) }
  return [startRoute(parts), answerRoute(parts), leaveRoute(parts), leftRoute(), backChannelRoute(parts)]
}
