import type { FastifyRequest } from 'fastify'
import type { ZodError } from 'zod'
import type { Actor } from '../../kernel/actor.ts'
import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Context, Tx } from '../../kernel/context.ts'
import { Forbidden, InvalidInput, isStale, NotFound, Unauthenticated } from '../../kernel/errors.ts'
import { become } from '../db/database.ts'
import { inLongRequest, inRequest } from '../db/patience.ts'
import { doorReach, reachOf } from '../db/roles.ts'
import { actingThrough, passes } from './access.ts'
import { keepAnswer, readOnce, takeKey } from './answer-once.ts'
import { faultsOf } from './form-fields.ts'
import { isSameOrigin } from './origin-check.ts'
import { receiveFile } from './receive-file.ts'
import {
  type Credentials,
  checkMediaType,
  credentialsOf,
  factsOf,
  isForServers,
  languageOf,
  mayShowAgain,
} from './request-facts.ts'
import type { Answer, DoorContext, Input, PageAnswer, ReceivedFile, RequestFacts, Route } from './route.ts'
import { contextIn, type World } from './world.ts'

/** How the server knows people; given by the sign-in feature. Runs under the door's role. */
export type Authenticate = (tx: Tx, credentials: Credentials, now: Date) => Promise<Actor | null>

export interface Answering {
  readonly world: World
  readonly baseUrl: URL
  readonly authenticate: Authenticate
  readonly uploadFolder: string
}

/** What was answered and to whom: enough to draw the page around it. */
export interface Answered {
  readonly answer: Answer
  readonly actor: Actor | null
}

type AnyInput = Input<{ params: never; query: never; body: never }>

/** Puts everything a request says through the route's schemas. @throws InvalidInput, NotFound */
function readInput(
  request: FastifyRequest,
  route: Route,
  body: unknown,
  file: ReceivedFile | null,
): AnyInput {
  const schemas = route.input ?? {}
  const params = schemas.params?.safeParse(request.params)
  // An address that cannot name anything is a page that does not exist.
  if (params && !params.success) throw new NotFound(request.url)
  const query = schemas.query?.safeParse(request.query)
  const parsedBody = schemas.body?.safeParse(body ?? {})
  const faults = [query, parsedBody].flatMap((part) =>
    part && !part.success ? [part.error as ZodError] : [],
  )
  if (faults.length > 0) throw new InvalidInput(Object.assign({}, ...faults.map(faultsOf)))
  return { params: params?.data, query: query?.data, body: parsedBody?.data, file } as AnyInput
}

function checkEmitted(route: Route, emitted: ReadonlySet<string>): void {
  const declared = route.audit.kind === 'changes' ? route.audit.events : []
  const undeclared = [...emitted].filter((type) => !declared.includes(type))
  if (undeclared.length > 0)
    throw new Error(`${route.method} ${route.path} emitted ${undeclared} without declaring it`)
}

/**
 * Answers one request: known → let in → input → one transaction under the actor's reach.
 * @throws the seven errors, mapped by the caller
 */
export async function answerRequest(
  answering: Answering,
  route: Route,
  request: FastifyRequest,
): Promise<Answered> {
  const { world, baseUrl } = answering
  if (mustBeOurs(route) && !isSameOrigin(request.headers, baseUrl.origin)) {
    throw new Forbidden('cross-site request')
  }
  checkMediaType(request, route)
  if (route.input?.file || route.fetchFirst) await letIn(answering, route, request)
  const received = await receiveFile(request, route, answering.uploadFolder)
  const body = received ? received.fields : request.body
  try {
    const fetched = await askOthers(answering, route, request)
    return await world.database.transaction(
      doorReach,
      async (tx) => {
        const actor = await knownAndLetIn(answering, route, request, tx)
        if (received?.fault) throw received.fault
        const once = readOnce(request, route, received ? [received.fields, received.digest] : body)
        const first = once ? await takeKey(tx, once, world.clock.now()) : null
        if (first) return { answer: first, actor }
        const file = received?.file ?? null
        const answer = await work(answering, route, request, { tx, actor, body, file, fetched })
        if (once) {
          await become(tx, doorReach)
          await keepAnswer(tx, once, answer)
        }
        return { answer, actor }
      },
      route.reachesAll ? inLongRequest : inRequest,
    )
  } catch (error) {
    return await answerAgain(answering, route, request, body, error)
  } finally {
    await received?.dispose()
  }
}

/** What the route needs from others over the network. A form that cannot be read is shown again like any other. */
function askOthers({ baseUrl }: Answering, route: Route, request: FastifyRequest): Promise<unknown> {
  const { fetchFirst } = route
  if (!fetchFirst) return Promise.resolve(undefined)
  return fetchFirst(readInput(request, route, request.body, null), factsOf(request, route, baseUrl))
}

/** Forms come from our own pages, but for those that say why not. */
const mustBeOurs = (route: Route): boolean => {
  if (route.method === 'get' || route.face === 'api') return false
  return route.face !== 'door' || (route.crossSite === undefined && !isForServers(route))
}

interface Work {
  readonly tx: Tx
  readonly actor: Actor | null
  readonly body: unknown
  readonly file: ReceivedFile | null
  /** By `fetchFirst`. */
  readonly fetched: unknown
}

/** The route's own part, under the actor's reach. */
async function work(
  answering: Answering,
  route: Route,
  request: FastifyRequest,
  { tx, actor, body, file, fetched }: Work,
): Promise<Answer> {
  if (actor && route.face !== 'door') await become(tx, reachOf(actor))
  const emitted = new Set<string>()
  const ctx = requestContext(answering, request, route, tx, actor, emitted)
  const input = readInput(request, route, body, file)
  const handle = route.handle as (
    ...given: [ctx: unknown, input: AnyInput, facts: RequestFacts, fetched: unknown]
  ) => Promise<Answer>
  const answer = await handle(ctx, input, factsOf(request, route, answering.baseUrl), fetched)
  checkEmitted(route, emitted)
  return answer
}

/** @throws Unauthenticated when nobody is known where somebody must be, Forbidden when they may not */
async function knownAndLetIn(
  answering: Answering,
  route: Route,
  request: FastifyRequest,
  tx: Tx,
): Promise<Actor | null> {
  const credentials = credentialsOf(request, route, answering.baseUrl)
  const isKnown = credentials.bearer || credentials.sessionToken
  const actor = isKnown ? await answering.authenticate(tx, credentials, answering.world.clock.now()) : null
  if (!passes(route.access, actor)) throw actor ? new Forbidden(route.path) : new Unauthenticated()
  return actor && route.method !== 'get' ? actingThrough(route.access, actor) : actor
}

/** Asks before a file is received or others are asked, so that nobody without the right sets either going. */
async function letIn(answering: Answering, route: Route, request: FastifyRequest): Promise<void> {
  await answering.world.database.transaction(doorReach, (tx) => knownAndLetIn(answering, route, request, tx))
}

function requestContext(
  answering: Answering,
  request: FastifyRequest,
  route: Route,
  tx: Tx,
  actor: Actor | null,
  emitted: Set<string>,
): Context | DoorContext {
  const origin = { via: route.face === 'api' ? ('api' as const) : ('web' as const), requestId: request.id }
  const language = languageOf(request)
  if (actor) {
    return contextIn(answering.world, { tx, actor, language, origin, onEvent: (type) => emitted.add(type) })
  }
  const now = answering.world.clock.now()
  const refuse = async (): Promise<void> => {
    throw new Unauthenticated()
  }
  const newId = () => answering.world.clock.newId()
  return {
    actor,
    tx,
    now,
    today: civilDayOf(now),
    language,
    newId,
    emit: refuse,
    emitToMany: refuse,
    enqueue: refuse,
  }
}

/** A form that was refused is shown again in a transaction of its own, with what was typed. @throws all else */
async function answerAgain(
  answering: Answering,
  route: Route,
  request: FastifyRequest,
  body: unknown,
  error: unknown,
): Promise<Answered> {
  if (route.face !== 'web' || !route.again || !mayShowAgain(error)) throw error
  const again = route.again as (ctx: Context, params: unknown, faults: unknown) => Promise<PageAnswer>
  const fields =
    error instanceof InvalidInput
      ? error.fields
      : { '': { da: error.sentence('da'), en: error.sentence('en') } }
  return await answering.world.database.transaction(doorReach, async (tx) => {
    const actor = await knownAndLetIn(answering, route, request, tx)
    if (!actor) throw new Unauthenticated()
    await become(tx, reachOf(actor))
    const ctx = requestContext(answering, request, route, tx, actor, new Set()) as Context
    const params = route.input?.params?.parse(request.params)
    // A page of choices has them in its address.
    const typed = (route.method === 'get' ? request.query : body) ?? {}
    const answer = await again(ctx, params, {
      typed: typed as Record<string, string>,
      fields,
      isStale: isStale(error),
    })
    return { answer: { ...answer, status: answer.status ?? error.status }, actor }
  })
}
