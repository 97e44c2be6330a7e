import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import type { EventValue } from '../../kernel/event.ts'
import type { RelayedAnswer, RequestFacts } from '../../platform/http/route.ts'
import {
  type Gate,
  gitLabUser,
  isPass,
  passThrough,
  type SsoClient,
  serverOf,
  type WhyNot,
} from './domain.ts'
import { type Step, tellOfGate } from './events.ts'
import { authorizePath } from './paths.ts'
import type { Providers } from './provider/providers.ts'
import { type Relayed, relay } from './provider/relay.ts'
import { newRun, type Run } from './provider/run.ts'
import { findUnderWay } from './provider/under-way.ts'
import { findGate, findGateByNumber } from './queries.ts'
import { findToken, useToken } from './store/tokens.ts'

/** Single sign-on of one portal. */
export interface Sso {
  readonly origin: URL
  readonly clients: readonly SsoClient[]
  readonly providers: Providers
}

type Asking = Pick<Context, 'tx' | 'now' | 'today'>

/** A fault that a person must read, because there is no safe address to send it to. */
export interface PageFault {
  readonly kind: 'fault'
  readonly code: string
  /** The sign-in under way is over: begin anew. Otherwise something is set up wrongly. */
  readonly isOver: boolean
}

async function ask(sso: Sso, run: Run, request: Relayed, signs = false): Promise<RelayedAnswer> {
  const provider = await (signs ? sso.providers.withKeys(run) : sso.providers.any(run))
  return await relay(provider.callback(), run, request, sso.origin)
}

/** What is asked for when nothing is: some servers must not say a word about it. */
function withScope(address: string, origin: URL): string {
  const url = new URL(address, origin)
  if (!url.searchParams.get('scope')) url.searchParams.set('scope', 'read_user')
  return `${url.pathname}${url.search}`
}

const unsupportedMode: PageFault = { kind: 'fault', code: 'unsupported_response_mode', isOver: false }

/** The answer goes back in the address: in a form it would need a page with a script, to another site. */
function asksForAnotherMode({ address }: RequestFacts): boolean {
  const modes = new URLSearchParams(address.split('?')[1]).getAll('response_mode')
  return modes.some((mode) => mode !== 'query')
}

/** A server sends somebody here, or they come back from the gate. */
export async function authorize(
  sso: Sso,
  ctx: Asking,
  request: RequestFacts,
): Promise<RelayedAnswer | PageFault> {
  const run = newRun(ctx)
  const isBegun = request.path !== authorizePath
  if (!isBegun && asksForAnotherMode(request)) return unsupportedMode
  const url = isBegun ? request.path : withScope(request.address, sso.origin)
  const answer = await ask(sso, run, { method: 'GET', url, headers: request.headers })
  return run.pageFault ? { kind: 'fault', ...run.pageFault } : answer
}

/** What the library tells about itself: addresses, keys. */
export async function describe(sso: Sso, ctx: Asking, request: RequestFacts): Promise<RelayedAnswer> {
  return await ask(sso, newRun(ctx), { method: 'GET', url: request.path, headers: {} }, true)
}

async function tellIfRefused(run: Run, requestId: string, step: Step): Promise<void> {
  if (!run.asked || isPass(run.asked.answer)) return
  const { gate, answer } = run.asked
  await tellOfGate({ holder: run.holder, requestId }, gate, 'sso.refused', { step, reason: answer })
}

/** A code becomes a token; with OpenID Connect the server is told here who it is. */
export async function exchange(
  sso: Sso,
  ctx: Asking,
  request: RequestFacts,
  form: URLSearchParams,
): Promise<RelayedAnswer> {
  const run = newRun(ctx)
  const { headers } = request
  const answer = await ask(sso, run, { method: 'POST', url: request.path, headers, form }, true)
  await tellIfRefused(run, request.id, 'token')
  const isToldWho = answer.status === 200 && 'id_token' in (JSON.parse(answer.body) as object)
  if (run.asked && isToldWho) {
    const witnessing = { holder: run.holder, requestId: request.id }
    await tellOfGate(witnessing, run.asked.gate, 'sso.signedIn', { face: 'openid' })
  }
  return answer
}

/** Who a token is of, as OpenID Connect asks it. */
export async function tellClaims(sso: Sso, ctx: Asking, request: RequestFacts): Promise<RelayedAnswer> {
  const run = newRun(ctx)
  const answer = await ask(sso, run, { method: 'GET', url: request.path, headers: request.headers })
  await tellIfRefused(run, request.id, 'user')
  return answer
}

/** The library keeps with a token which client it was given to. */
const clientOf = (payload: EventValue): unknown =>
  typeof payload === 'object' && payload !== null && 'clientId' in payload ? payload.clientId : undefined

const bearerOf = (request: RequestFacts): string | null =>
  /^Bearer (\S{1,200})$/i.exec(request.headers.authorization ?? '')?.[1] ?? null

/**
 * Who a token is of, as GitLab answers it. The person's role is asked for once more; whoever has none any more is as
 * unknown as a token that never was.
 */
export async function findGitLabUser(
  sso: Sso,
  ctx: Asking,
  request: RequestFacts,
): Promise<ReturnType<typeof gitLabUser> | null> {
  const bearer = bearerOf(request)
  const token = bearer === null ? null : await findToken(ctx, 'AccessToken', bearer)
  if (!bearer || !token?.ssoId || token.isExpired) return null
  const server = serverOf(sso.clients, clientOf(token.payload))
  const gate = server && (await findGateByNumber(ctx, server, token.ssoId))
  if (!gate) return null
  const answer = passThrough(gate)
  const witnessing = { holder: ctx, requestId: request.id }
  if (!isPass(answer)) {
    await tellOfGate(witnessing, gate, 'sso.refused', { step: 'user', reason: answer })
    return null
  }
  if (await useToken(ctx, 'AccessToken', bearer))
    await tellOfGate(witnessing, gate, 'sso.signedIn', { face: 'gitlab' })
  return gitLabUser(answer)
}

export type AtGate =
  | { readonly outcome: 'passed'; readonly answer: RelayedAnswer }
  | { readonly outcome: 'stopped'; readonly gate: Gate; readonly why: WhyNot }
  /** No sign-in of this browser is under way there. */
  | { readonly outcome: 'none' }

/** A person who is signed in to Tværs stands at the gate: let through, or told why not (A5). */
export async function standAtGate(
  sso: Sso,
  ctx: Asking & { readonly actor: Actor },
  request: RequestFacts,
): Promise<AtGate> {
  const run = newRun(ctx)
  const provider = await sso.providers.any(run)
  const asked: Relayed = { method: 'GET', url: request.path, headers: request.headers }
  const underWay = await findUnderWay(provider, run, asked, sso.origin)
  const server = underWay && serverOf(sso.clients, underWay.clientId)
  const gate = server && (await findGate(ctx, server, ctx.actor.id))
  if (!underWay || !gate) return { outcome: 'none' }
  const why = passThrough(gate)
  if (isPass(why)) return { outcome: 'passed', answer: await underWay.finish(why.ssoId) }
  // Whoever only has to wait a moment has not been refused.
  if (why !== 'preparing') {
    const facts = { step: 'authorize', reason: why }
    await tellOfGate({ holder: ctx, requestId: request.id }, gate, 'sso.refused', facts)
  }
  return { outcome: 'stopped', gate, why }
}
