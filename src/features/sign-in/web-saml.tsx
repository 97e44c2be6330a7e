import { z } from 'zod'
import { publicBecause } from '../../platform/http/access.ts'
import {
  type Answer,
  changes,
  type DoorContext,
  door,
  page,
  type RequestFacts,
  type Route,
  redirect,
} from '../../platform/http/route.ts'
import { serviceProviderMetadata } from '../../platform/saml/own-metadata.ts'
import type { SignInListeners } from './actions.ts'
import { beginSignIn, finishSignIn, receiveAnswer } from './actions-saml.ts'
import { safeReturnPath } from './domain.ts'
import { doorOf, signInEvents } from './door-route.ts'
import { finishAt, samlPaths, signInPath } from './paths.ts'
import type { ListProviders } from './providers.ts'
import { SignInRefused } from './refusals.ts'
import type { SamlSettings } from './saml-settings.ts'
import { signInTexts } from './texts.ts'
import { ChoicePage } from './views/organisation-pages.tsx'
import { forLog, orRefusal } from './web-refusal.tsx'

/** Sign-in by SAML, as its routes need it. */
export interface SamlParts {
  readonly settings: SamlSettings
  readonly providers: ListProviders
  readonly listeners: SignInListeners
}

/** Largest message taken in a form, in bytes: what the reader of responses takes, and its field. */
export const mostFormBytes = 524_288

/** Given twice it is as good as not given: what is read decides, and has a page for it. */
const text = z.string().catch('')

const metadataRoute = ({ settings }: SamlParts) =>
  door({
    method: 'get',
    path: samlPaths.metadata,
    access: publicBecause('it is what we tell everybody about ourselves'),
    audit: changes(),
    mostQueries: 0,
    handle: async (ctx) => ({
      kind: 'file',
      contentType: 'application/samlmetadata+xml',
      fileName: 'tvaers-metadata.xml',
      inline: true,
      content: serviceProviderMetadata(settings.serviceProvider, ctx.now),
    }),
  })

const startRoute = ({ settings, providers }: SamlParts) =>
  door({
    method: 'get',
    path: samlPaths.start,
    access: publicBecause('one cannot be signed in before signing in'),
    audit: changes(),
    input: { query: z.object({ idp: text, til: z.string().optional() }) },
    mostQueries: 2,
    handle: (ctx, { query }, request) =>
      orRefusal(request, async () => {
        const known = await providers(ctx, ctx.now, request.log)
        if (known.length === 0) throw new SignInRefused('notReady')
        const returnPath = safeReturnPath(query.til)
        const [only, ...others] = known
        const provider = query.idp ? known.find(({ entityId }) => entityId === query.idp) : only
        if (!query.idp && others.length > 0)
          return redirect(`${signInPath}?${new URLSearchParams({ til: returnPath })}`)
        if (!provider) throw new SignInRefused('unknownIdp')
        const beginning = { provider, returnPath, browserKey: request.browserKey }
        const { url, browserKey } = await beginSignIn(doorOf(ctx, request), settings, beginning)
        return redirect(url, { browserKey })
      }),
  })

const acsRoute = ({ settings, providers, listeners }: SamlParts) =>
  door({
    method: 'post',
    path: samlPaths.acs,
    access: publicBecause('the answer of the identity provider is what signs somebody in'),
    audit: signInEvents,
    crossSite:
      'the identity provider’s page sends this form; what it says is signed, and gives nothing to a browser that did not begin the sign-in',
    mostBytes: mostFormBytes,
    input: { body: z.object({ SAMLResponse: text, RelayState: text }) },
    handle: (ctx, { body }, request) =>
      orRefusal(request, async () => {
        const received = {
          samlResponse: body.SAMLResponse,
          relayState: body.RelayState,
          providers: await providers(ctx, ctx.now, request.log),
          onIgnored: tellIgnored(request),
        }
        await receiveAnswer(doorOf(ctx, request), settings, received, listeners)
        return redirect(finishAt(body.RelayState))
      }),
  })

/** What was asserted and opens nothing, for those who set roles up; at most so many of them. */
const mostTold = 20
const tellIgnored =
  (request: RequestFacts) =>
  (ignored: readonly { reason: string; cvr: string | null; privilege: string }[]): void =>
    request.log(
      {
        ignored: ignored.slice(0, mostTold).map(({ reason, cvr, privilege }) => ({
          ...{ reason, cvr },
          privilege: forLog(privilege),
        })),
      },
      'privileges that open nothing',
    )

/** The browser that began comes for its answer, with the organisation chosen or not. */
const finish = (
  ctx: DoorContext,
  request: RequestFacts,
  listeners: SignInListeners,
  wanted: { readonly token: string; readonly organisationId: number | null },
): Promise<Answer> =>
  orRefusal(request, async () => {
    const { browserKey, userAgent, sessionToken: replaces } = request
    const coming = { ...wanted, browserKey, userAgent, replaces }
    const finished = await finishSignIn(doorOf(ctx, request), coming, listeners)
    if (finished.kind === 'signedIn') return redirect(finished.returnPath, { session: finished.session })
    if (finished.kind === 'choice') {
      const { language } = ctx
      const body = (
        <ChoicePage {...{ language }} organisations={finished.organisations} token={wanted.token} />
      )
      return page({ title: signInTexts(language).choiceTitle, body })
    }
    // Loaded again after it went well: on to where it led.
    if (ctx.actor) return redirect(finished.returnPath)
    throw new SignInRefused('used')
  })

const finishRoute = ({ listeners }: SamlParts) =>
  door({
    method: 'get',
    path: samlPaths.finish,
    access: publicBecause('who it is has been proven, and the session begins here'),
    audit: signInEvents,
    input: { query: z.object({ svar: text }) },
    handle: (ctx, { query }, request) =>
      finish(ctx, request, listeners, { token: query.svar, organisationId: null }),
  })

const chooseRoute = ({ listeners }: SamlParts) =>
  door({
    method: 'post',
    path: samlPaths.choose,
    access: publicBecause('as above, with the choice of whom to act for'),
    audit: signInEvents,
    input: {
      body: z.object({ svar: text, organisation: z.coerce.number().int().optional().catch(undefined) }),
    },
    handle: (ctx, { body }, request) =>
      finish(ctx, request, listeners, { token: body.svar, organisationId: body.organisation ?? null }),
  })

/** The way in through Fælleskommunal Adgangsstyring (S1). */
export const samlRoutes = (parts: SamlParts): Route[] => [
  metadataRoute(parts),
  startRoute(parts),
  acsRoute(parts),
  finishRoute(parts),
  chooseRoute(parts),
]
