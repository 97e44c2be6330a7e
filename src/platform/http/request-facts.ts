import type { FastifyRequest } from 'fastify'
import { DomainError, InvalidInput } from '../../kernel/errors.ts'
import type { Language } from '../../kernel/language.ts'
import { PreconditionRequired } from './preconditions.ts'
import type { RequestFacts, Route } from './route.ts'

export interface Credentials {
  readonly sessionToken: string | null
  readonly bearer: string | null
}

/** Requests to the API get its answers: problem details, bearer tokens, the language they ask for. */
export const isForApi = (request: FastifyRequest): boolean => request.url.startsWith('/api/')

/** A browser's `EventSource` asks for nothing but a stream, and asks again by itself when one ends. */
export const isForStream = ({ headers }: Pick<FastifyRequest, 'headers'>): boolean =>
  headers.accept?.includes('text/event-stream') === true

/** Under https the browser itself keeps a `__Host-` cookie to this host and to https. */
export const sessionCookie = (baseUrl: URL): string =>
  baseUrl.protocol === 'https:' ? '__Host-tvaers_session' : 'tvaers_session'

/** As the session's; it lives while somebody signs in elsewhere. */
export const browserKeyCookie = (baseUrl: URL): string =>
  baseUrl.protocol === 'https:' ? '__Host-tvaers_sign_in' : 'tvaers_sign_in'

/** Pages remember the choice in a cookie; the API has none and is asked in Accept-Language. Danish otherwise. */
export function languageOf(request: FastifyRequest): Language {
  if (isForApi(request)) return /^\s*en\b/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'da'
  return request.cookies?.tvaers_language === 'en' ? 'en' : 'da'
}

/** Whether a route is another server's way in, which no browser has business at. */
export const isForServers = (route: Route): boolean => route.face === 'door' && route.isForServers === true

/** The API takes bearer tokens alone and pages take cookies alone, so that neither opens the other. */
export function credentialsOf(request: FastifyRequest, route: Route, baseUrl: URL): Credentials {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1] ?? null
  if (route.face === 'api') return { sessionToken: null, bearer }
  if (isForServers(route)) return { sessionToken: null, bearer: null }
  return { sessionToken: request.cookies[sessionCookie(baseUrl)] ?? null, bearer: null }
}

const badVersion = {
  da: 'If-Match skal være ETag’en fra det, I læste, fx "3".',
  en: 'If-Match must be the ETag of what you read, for example "3".',
}

/** A condition that cannot be read must not be taken for none: the change would be made blindly. */
function ifMatchOf(request: FastifyRequest): number | null {
  const condition = request.headers['if-match']?.trim()
  if (condition === undefined || condition === '*') return null
  const version = /^(?:W\/)?"(\d{1,15})"$/.exec(condition)?.[1]
  if (!version) throw new InvalidInput({ 'If-Match': badVersion })
  return Number(version)
}

/** @throws InvalidInput when If-Match names no version, PreconditionRequired when it is missing where it is needed */
export function factsOf(request: FastifyRequest, route: Route, baseUrl: URL): RequestFacts {
  const isConditional = route.face === 'api' && route.isConditional
  if (isConditional && request.headers['if-match'] === undefined) throw new PreconditionRequired()
  return {
    id: request.id,
    path: request.url.split('?')[0] ?? request.url,
    address: request.url,
    headers: request.headers,
    sessionToken: request.cookies[sessionCookie(baseUrl)] ?? null,
    browserKey: request.cookies[browserKeyCookie(baseUrl)] ?? null,
    userAgent: request.headers['user-agent'] ?? null,
    remoteAddress: request.ip,
    ifMatch: ifMatchOf(request),
    log: (facts, words) => request.log.warn({ ...facts, requestId: request.id }, words),
  }
}

const formTypes = ['application/x-www-form-urlencoded', 'multipart/form-data']

/** What XML is sent as, by SOAP 1.1 and 1.2. */
export const xmlTypes = ['text/xml', 'application/soap+xml']

/** The body has a form the route does not take. */
class UnsupportedMediaType extends Error {
  readonly statusCode = 415
}

function takenBy(route: Route): readonly string[] {
  if (route.face === 'api') return ['application/json']
  const takes = route.face === 'door' ? route.takes : undefined
  if (takes === 'json') return ['application/json']
  return takes === 'xml' ? xmlTypes : formTypes
}

/** Pages take forms and the API takes JSON (or a file), whatever else the server could parse. */
export function checkMediaType(request: FastifyRequest, route: Route): void {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  if (!type || request.body === null) return
  const isMultipart = type === 'multipart/form-data'
  const taken = takenBy(route).includes(type)
  const takesAnyForm = route.face === 'door' && route.takes === 'anyForm'
  if (isMultipart ? !route.input?.file && !takesAnyForm : !taken) throw new UnsupportedMediaType(type)
}

/** Whether an error may be shown in the form that caused it. */
export const mayShowAgain = (error: unknown): error is DomainError =>
  error instanceof DomainError && [409, 422].includes(error.status)
