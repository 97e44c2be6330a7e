import { z } from 'zod'
import { NotFound } from '../../kernel/errors.ts'
import { publicBecause } from '../../platform/http/access.ts'
import { changes, door, page, type Route, reads, redirect } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { type SignInListeners, signInDemoPerson } from './actions.ts'
import { beginOidcLogout } from './actions-oidc-logout.ts'
import { beginLogout, nameOf } from './actions-saml-logout.ts'
import { signOut } from './actions-sessions.ts'
import type { DemoPerson } from './demo-person.ts'
import { safeReturnPath } from './domain.ts'
import { doorOf, signInEvents } from './door-route.ts'
import type { OidcSettings } from './oidc-settings.ts'
import { demoSignInPath, leaveAt, oidcLeaveAt, signInPath, signOutPath } from './paths.ts'
import { providersFrom } from './providers.ts'
import type { SamlSettings } from './saml-settings.ts'
import { signInTexts } from './texts.ts'
import { SignInPage } from './views/sign-in-page.tsx'
import { oidcRoutes } from './web-oidc.tsx'
import { refusalRoute } from './web-refusal.tsx'
import { type SamlParts, samlRoutes } from './web-saml.tsx'
import { samlLogoutRoutes } from './web-saml-logout.tsx'
import { sessionRoutes } from './web-sessions.tsx'

export interface SignInParts {
  /** The people one may choose in demo mode, or null: then the demo door does not exist (S4). */
  readonly cast: readonly DemoPerson[] | null
  /** Sign-in through Fælleskommunal Adgangsstyring, or null: then it does not exist. */
  readonly saml: SamlSettings | null
  /** Sign-in of the central body's own staff, or null: then it does not exist. */
  readonly oidc: OidcSettings | null
  /** For what is asked of others before an answer's own transaction. */
  readonly world: World
  /** What else happens in the transaction of a sign-in. */
  readonly listeners: SignInListeners
  /** The other site a way back leads to in the end, if any. */
  leadsTo(returnPath: string): readonly string[]
}

/** The pages of the door. */
export function signInRoutes({ cast, saml, oidc, world, listeners, leadsTo }: SignInParts): Route[] {
  const parts = saml && { settings: saml, providers: providersFrom(saml), listeners }
  return [
    signInPage(cast, parts, oidc?.name ?? null, leadsTo),
    signOutRoute(parts, oidc),
    ...sessionRoutes,
    ...(cast ? [demoSignIn(cast, listeners)] : []),
    ...(parts ? [...samlRoutes(parts), ...samlLogoutRoutes(parts)] : []),
    ...(oidc ? oidcRoutes(oidc, world, listeners) : []),
    ...(parts || oidc
      ? [refusalRoute({ operations: saml?.serviceProvider.contactMail ?? null, level: saml?.level ?? null })]
      : []),
  ]
}

const signInPage = (
  cast: readonly DemoPerson[] | null,
  saml: SamlParts | null,
  staffDoor: string | null,
  leadsTo: SignInParts['leadsTo'],
) =>
  door({
    method: 'get',
    path: signInPath,
    access: publicBecause('one cannot be signed in before signing in'),
    audit: reads,
    input: { query: z.object({ til: z.string().optional(), af: z.string().optional() }) },
    mostQueries: 2,
    handle: async (ctx, { query }, request) => {
      const texts = signInTexts(ctx.language)
      const returnPath = safeReturnPath(query.til)
      const known = saml && (await saml.providers(ctx, ctx.now, request.log))
      const choices =
        known?.map((provider) => ({
          issuer: provider.entityId,
          name: nameOf(provider, provider.entityId),
        })) ?? null
      const body = <SignInPage language={ctx.language} {...{ cast, choices, staffDoor, returnPath }} />
      return page({ title: texts.title, body, formSites: leadsTo(returnPath) })
    },
  })

const demoSignIn = (cast: readonly DemoPerson[], listeners: SignInListeners) =>
  door({
    method: 'post',
    path: demoSignInPath,
    access: publicBecause('the demo door: choosing a person is signing in, and it exists in demo mode only'),
    audit: signInEvents,
    input: { body: z.object({ person: z.string(), til: z.string().optional() }) },
    handle: async (ctx, { body }, request) => {
      const person = cast.find((candidate) => candidate.id === body.person)
      if (!person) throw new NotFound('person')
      const browser = { userAgent: request.userAgent, replaces: request.sessionToken }
      const session = await signInDemoPerson(doorOf(ctx, request), person, browser, listeners)
      return redirect(safeReturnPath(body.til), { session })
    },
  })

const signOutRoute = (saml: SamlParts | null, oidc: OidcSettings | null) =>
  door({
    method: 'post',
    path: signOutPath,
    access: publicBecause('signing out twice is no fault'),
    audit: changes('session.ended'),
    handle: async (ctx, _input, request) => {
      const texts = signInTexts(ctx.language)
      const way = doorOf(ctx, request)
      const outside = request.sessionToken ? await signOut(way, request.sessionToken) : null
      // Ours is over. Whether the identity provider can be told is another matter.
      if (outside?.door === 'oidc' && oidc)
        return redirect(oidcLeaveAt(await beginOidcLogout(way, outside)), { session: null })
      const known = saml && outside ? await saml.providers(ctx, ctx.now, request.log) : []
      const begun = outside?.door === 'saml' ? await beginLogout(way, outside, known) : null
      if (begun?.kind === 'leaving') return redirect(leaveAt(begun.relayState), { session: null })
      if (begun) {
        const text = texts.signedOutHereAlone(begun.providerName)
        const warning = { kind: 'warning' as const, title: texts.signedOutHereTitle, text }
        return redirect(signInPath, { session: null, notice: warning })
      }
      const notice = { kind: 'info' as const, title: texts.signedOutTitle, text: texts.signedOut }
      return redirect(signInPath, { session: null, notice })
    },
  })
