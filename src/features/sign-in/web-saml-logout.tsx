import { z } from 'zod'
import { publicBecause } from '../../platform/http/access.ts'
import {
  type Answer,
  changes,
  type DoorContext,
  door,
  type FileAnswer,
  page,
  type RequestFacts,
  type Route,
  redirect,
} from '../../platform/http/route.ts'
import type { LogoutMessage, SentLogoutResponse } from '../../platform/saml/types.ts'
import { endByProvider, leaveTo, nameOf, takeLogoutAnswer } from './actions-saml-logout.ts'
import { doorOf } from './door-route.ts'
import { samlPaths, signInPath } from './paths.ts'
import { signInTexts } from './texts.ts'
import { LeavingPage, SendingPage } from './views/leaving-pages.tsx'
import { orRefusal, refusalIn } from './web-refusal.tsx'
import { mostFormBytes, type SamlParts } from './web-saml.tsx'

/** Given twice it is as good as not given: what is read decides, and has a page for it. */
const text = z.string().catch('')
const body = z.object({ SAMLRequest: text, SAMLResponse: text, RelayState: text })
const signedByProvider = publicBecause('it is the identity provider that asks; its signature decides')
const sentByProvider =
  'the identity provider’s page sends this form, and it carries no session: its signature decides'

/** To the identity provider, so that it signs out too. The page is shown first: here it is done, whatever happens there. */
const leaveRoute = ({ settings, providers }: SamlParts) =>
  door({
    method: 'get',
    path: samlPaths.leave,
    access: publicBecause('the session is over already'),
    audit: changes(),
    input: { query: z.object({ nr: text }) },
    mostQueries: 2,
    handle: async (ctx, { query }, request) => {
      const known = await providers(ctx, ctx.now, request.log)
      const leaving = query.nr ? await leaveTo(doorOf(ctx, request), settings, query.nr, known) : null
      if (!leaving) return redirect(signInPath)
      const { sent, provider } = leaving
      const { language } = ctx
      const texts = signInTexts(language)
      const [title, name] = [texts.leavingTitle, nameOf(provider, provider.entityId)]
      if (sent.binding === 'redirect') {
        const body = <LeavingPage {...{ language, name }} url={sent.url} />
        return page({ title, goesOnTo: sent.url, body })
      }
      const { action, fields } = sent
      const body = <SendingPage {...{ language, action, fields }} lead={texts.leavingByForm(name)} />
      return page({ title, formSites: [action], body })
    },
  })

/** What a message by Redirect or POST is, in the form its reader takes. */
const messageOf = (request: RequestFacts, field: string | null): LogoutMessage =>
  field === null
    ? { binding: 'redirect', rawQuery: request.address.split('?').slice(1).join('?') }
    : { binding: 'post', body: field }

/** The identity provider answers our sign-out: the person is told how it went. */
async function answered(
  parts: SamlParts,
  ctx: DoorContext,
  request: RequestFacts,
  given: { readonly message: LogoutMessage; readonly relayState: string },
): Promise<Answer> {
  const known = await parts.providers(ctx, ctx.now, request.log)
  const { message, relayState } = given
  const answer = await takeLogoutAnswer(doorOf(ctx, request), parts.settings, message, relayState, known)
  if (!answer) return redirect(signInPath)
  const refusal = refusalIn(answer.fault)
  if (refusal) request.log(refusal, 'the answer to a sign-out cannot be believed')
  const texts = signInTexts(ctx.language)
  return redirect(signInPath, {
    notice: answer.isWhole
      ? { kind: 'info', title: texts.signedOutTitle, text: texts.signedOut }
      : { kind: 'warning', title: texts.signedOutHereTitle, text: texts.signedOutHere(answer.providerName) },
  })
}

/** The identity provider ends a person's sessions through their browser. */
async function asked(
  parts: SamlParts,
  ctx: DoorContext,
  request: RequestFacts,
  message: LogoutMessage,
  formState?: string,
): Promise<Answer> {
  const known = await parts.providers(ctx, ctx.now, request.log)
  const sent = await endByProvider(doorOf(ctx, request), parts.settings, message, known, formState)
  return answerOf(sent, ctx)
}

function answerOf(sent: SentLogoutResponse, ctx: DoorContext): Answer {
  if (sent.binding === 'redirect') return redirect(sent.url)
  if (sent.binding === 'soap') return xml(sent.body, 200)
  const { language } = ctx
  const texts = signInTexts(language)
  const { action, fields } = sent
  return page({
    title: texts.leavingTitle,
    formSites: [action],
    body: <SendingPage {...{ language, action, fields }} lead={texts.sendingText} />,
  })
}

const xml = (content: string, status: number): FileAnswer => ({
  kind: 'file',
  contentType: 'text/xml; charset=utf-8',
  fileName: 'svar.xml',
  inline: true,
  status,
  content,
})

/** Requests and answers may come to either address: identity providers differ in whether they mind the second. */
const redirectRoute = (parts: SamlParts, path: string) =>
  door({
    method: 'get',
    path,
    access: signedByProvider,
    audit: changes('session.ended'),
    input: { query: body },
    handle: (ctx, { query }, request) =>
      orRefusal(request, () => {
        const message = messageOf(request, null)
        return query.SAMLResponse
          ? answered(parts, ctx, request, { message, relayState: query.RelayState })
          : asked(parts, ctx, request, message)
      }),
  })

const postRoute = (parts: SamlParts, path: string) =>
  door({
    method: 'post',
    path,
    access: signedByProvider,
    audit: changes('session.ended'),
    crossSite: sentByProvider,
    mostBytes: mostFormBytes,
    input: { body },
    handle: (ctx, { body: form }, request) =>
      orRefusal(request, async () => {
        if (form.SAMLResponse) {
          const message = messageOf(request, form.SAMLResponse)
          return await answered(parts, ctx, request, { message, relayState: form.RelayState })
        }
        return await asked(parts, ctx, request, messageOf(request, form.SAMLRequest), form.RelayState)
      }),
  })

const fault = (code: string): string =>
  `<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><soap:Fault><faultcode>soap:Client</faultcode><faultstring>${code}</faultstring></soap:Fault></soap:Body></soap:Envelope>`

/** The back channel: no browser, no session of anybody's. */
const soapRoute = (parts: SamlParts) =>
  door({
    method: 'post',
    path: samlPaths.sloSoap,
    access: signedByProvider,
    audit: changes('session.ended'),
    crossSite: 'no browser sends this: the signature decides',
    takes: 'xml',
    mostBytes: mostFormBytes,
    input: { body: z.instanceof(Uint8Array).catch(new Uint8Array()) },
    handle: async (ctx, { body: bytes }, request) => {
      try {
        return await asked(parts, ctx, request, { binding: 'soap', body: bytes })
      } catch (error) {
        const refusal = refusalIn(error)
        if (!refusal) throw error
        request.log(refusal, 'sign-out refused')
        return xml(fault(refusal.code), 400)
      }
    },
  })

/** The way out, from either side. */
export const samlLogoutRoutes = (parts: SamlParts): Route[] => [
  leaveRoute(parts),
  ...[samlPaths.slo, samlPaths.sloAnswer].flatMap((path) => [
    redirectRoute(parts, path),
    postRoute(parts, path),
  ]),
  soapRoute(parts),
]
