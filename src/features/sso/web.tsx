import { z } from 'zod'
import { Unauthenticated } from '../../kernel/errors.ts'
import { publicBecause, signedInBecause } from '../../platform/http/access.ts'
import {
  changes,
  type DoorContext,
  door,
  json,
  page,
  type RelayedAnswer,
  type Route,
  reads,
} from '../../platform/http/route.ts'
import {
  authorize,
  describe,
  exchange,
  findGitLabUser,
  type PageFault,
  type Sso,
  standAtGate,
  tellClaims,
} from './actions.ts'
import { authorizePath, claimsPath, discoveryPath, gatePath, keysPath, tokenPath, userPath } from './paths.ts'
import { findWayIn } from './queries.ts'
import { ssoTexts } from './texts.ts'
import { FaultPage, OverPage, StoppedPage } from './views/gate-pages.tsx'

export interface SsoWeb {
  readonly sso: Sso
  /** Of the first server: where somebody goes whose sign-in is over, which may have been of any. */
  readonly mattermostUrl: string
}

/** Enough for every municipality's people to sign in within a minute; too few to guess anything. */
const mostAMinute = 300

/** What other servers send is judged by the library; here it is only kept to what a form or an address can be. */
const fields = z.record(z.string().max(200), z.union([z.string().max(4000), z.array(z.string().max(4000))]))

/** The doors of single sign-on, and its gate (A5). */
export const ssoRoutes = (web: SsoWeb): Route[] => [
  description(web, discoveryPath, 'servers read here where the others are, before anybody is known'),
  description(web, keysPath, 'public keys are for everybody'),
  authorizeRoute(web),
  resumeRoute(web),
  gateRoute(web),
  tokenRoute(web),
  userRoute(web),
  claimsRoute(web),
]

const description = ({ sso }: SsoWeb, path: string, reason: string) =>
  door({
    method: 'get',
    path,
    access: publicBecause(reason),
    audit: reads,
    isForServers: true,
    handle: (ctx, _input, request) => describe(sso, ctx, request),
  })

function answerOf(web: SsoWeb, ctx: DoorContext, answer: RelayedAnswer | PageFault) {
  const texts = ssoTexts(ctx.language)
  if (answer.kind === 'relayed') return answer
  if (answer.isOver) return overPage(web, ctx)
  return page({ status: 400, title: texts.faultTitle, body: <FaultPage texts={texts} code={answer.code} /> })
}

function overPage({ mattermostUrl }: SsoWeb, ctx: DoorContext) {
  const texts = ssoTexts(ctx.language)
  const body = <OverPage texts={texts} mattermostHref={mattermostUrl} />
  return page({ status: 404, title: texts.overTitle, body })
}

const authorizeRoute = (web: SsoWeb) =>
  door({
    method: 'get',
    path: authorizePath,
    access: publicBecause(
      'Mattermost sends people here who are to sign in; the gate that follows knows them',
    ),
    audit: reads,
    mostAMinute,
    input: { query: fields },
    handle: async (ctx, _input, request) => answerOf(web, ctx, await authorize(web.sso, ctx, request)),
  })

const resumeRoute = (web: SsoWeb) =>
  door({
    method: 'get',
    path: `${authorizePath}/:id`,
    access: publicBecause(
      'the gate sends people on from here; what was decided there is kept with the sign-in',
    ),
    audit: reads,
    input: { params: z.object({ id: z.string().max(100) }) },
    handle: async (ctx, _input, request) => answerOf(web, ctx, await authorize(web.sso, ctx, request)),
  })

const gateRoute = (web: SsoWeb) =>
  door({
    method: 'get',
    path: gatePath(':id'),
    access: signedInBecause(
      'everybody may stand at the gate; the role decides who is let through, in the action',
    ),
    audit: changes('sso.refused'),
    input: { params: z.object({ id: z.string().max(100) }) },
    mostQueries: 6,
    handle: async (ctx, _input, request) => {
      const { actor } = ctx
      if (!actor) throw new Unauthenticated()
      const found = await standAtGate(web.sso, { ...ctx, actor }, request)
      if (found.outcome === 'passed') return found.answer
      if (found.outcome === 'none') return overPage(web, ctx)
      const texts = ssoTexts(ctx.language)
      const { gate, why } = found
      const wayIn =
        actor.side === 'municipality' && why !== 'stuck' ? await findWayIn(ctx, gate.server, actor) : null
      const body = <StoppedPage {...{ texts, why, gate, wayIn }} againHref={request.path} />
      return page({
        status: why === 'preparing' ? 200 : 403,
        title: texts.stopped[why].title,
        body,
        ...(why === 'preparing' ? { refreshAfter: 3 } : {}),
      })
    },
  })

/** The fields as they came, those that were sent twice too: the library refuses them. */
function formOf(body: z.output<typeof fields>): URLSearchParams {
  const form = new URLSearchParams()
  for (const [name, values] of Object.entries(body))
    for (const value of [values].flat()) form.append(name, value)
  return form
}

const tokenRoute = ({ sso }: SsoWeb) =>
  door({
    method: 'post',
    path: tokenPath,
    access: publicBecause('the client proves itself by its secret or by PKCE, which the library asks for'),
    audit: changes('sso.signedIn', 'sso.refused'),
    isForServers: true,
    mostAMinute,
    input: { body: fields },
    handle: (ctx, { body }, request) => exchange(sso, ctx, request, formOf(body)),
  })

const userRoute = ({ sso }: SsoWeb) =>
  door({
    method: 'get',
    path: userPath,
    access: publicBecause('the token a server brings says whom it may ask about'),
    audit: changes('sso.signedIn', 'sso.refused'),
    isForServers: true,
    mostAMinute,
    handle: async (ctx, _input, request) => {
      const user = await findGitLabUser(sso, ctx, request)
      return user ? json(user) : json({ message: '401 Unauthorized' }, { status: 401 })
    },
  })

const claimsRoute = ({ sso }: SsoWeb) =>
  door({
    method: 'get',
    path: claimsPath,
    access: publicBecause('the token a server brings says whom it may ask about'),
    audit: changes('sso.refused'),
    isForServers: true,
    mostAMinute,
    handle: (ctx, _input, request) => tellClaims(sso, ctx, request),
  })
