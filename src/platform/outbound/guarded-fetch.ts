import { type IncomingMessage, type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { isIP } from 'node:net'
import { bytesOf, FetchFault, isInside, lookupOutside } from './fetch-text.ts'

export interface GuardLimits {
  readonly mostBytes: number
  /** For all of one request: name, connection and body. */
  readonly milliseconds: number
  /** The address somebody who runs the portal has named. Another host that it names may not be a private address. */
  readonly named: URL
  /** Plain http to this machine is taken too: for trying it out, and tests. */
  readonly allowsLoopback: boolean
}

/** What a request may be made of: all that libraries of OAuth need. */
export interface GuardedRequest {
  readonly method?: string
  readonly headers?: Headers | Readonly<Record<string, string>>
  readonly body?: unknown
  readonly signal?: AbortSignal
}

export type GuardedFetch = (address: string, request: GuardedRequest) => Promise<Response>

const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '')

/** Whether an address is this machine's own. */
export const isLoopback = (url: URL): boolean => /^(localhost|127(\.\d+){3}|::1)$/.test(hostOf(url))

/** Whether an address may be asked at all: encrypted, or this machine where that is allowed. */
export const isAllowedAddress = (url: URL, allowsLoopback: boolean): boolean =>
  url.protocol === 'https:' || (allowsLoopback && url.protocol === 'http:' && isLoopback(url))

/**
 * A `fetch` with limits, for libraries that take one: no redirect is followed, nothing unencrypted is asked, and what the
 * named address leads on to may not lie in a private network.
 */
export function guardedFetch(limits: GuardLimits): GuardedFetch {
  return async (address, request) => {
    const url = new URL(address)
    if (!isAllowedAddress(url, limits.allowsLoopback)) throw new FetchFault(`${url.origin} is not encrypted`)
    const isNamed = url.host === limits.named.host
    if (!isNamed && isIP(hostOf(url)) && isInside(hostOf(url)))
      throw new FetchFault(`${url.origin} is a private address`)
    const time = AbortSignal.timeout(limits.milliseconds)
    const signal = request.signal ? AbortSignal.any([request.signal, time]) : time
    try {
      const answer = await ask(url, { ...request, signal }, isNamed)
      const bytes = await bytesOf(answer, limits.mostBytes)
      const status = answer.statusCode ?? 0
      return new Response(withoutBody.has(status) ? null : bytes, { status, headers: headersOf(answer) })
    } catch (error) {
      if (error instanceof FetchFault) throw error
      if (signal.aborted) throw new FetchFault(`no whole answer from ${url.origin} in time`)
      throw new FetchFault(`${url.origin}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
}

const withoutBody: ReadonlySet<number> = new Set([204, 205, 304])

function ask(
  url: URL,
  { method = 'GET', headers, body, signal }: GuardedRequest,
  isNamed: boolean,
): Promise<IncomingMessage> {
  const given = headers instanceof Headers ? Object.fromEntries(headers.entries()) : { ...headers }
  const content = contentOf(body)
  const options: RequestOptions = {
    method,
    signal,
    headers: content === null ? given : { ...given, 'content-length': String(content.length) },
    ...(isNamed ? {} : { lookup: lookupOutside }),
  }
  return new Promise((resolve, reject) => {
    const asked = (url.protocol === 'http:' ? requestPlain : requestSecure)(url, options, resolve)
    asked.on('error', reject)
    asked.end(content)
  })
}

/** @throws FetchFault for a body of a kind that nobody sends */
function contentOf(body: unknown): Buffer | null {
  if (body === undefined || body === null) return null
  if (typeof body === 'string' || body instanceof URLSearchParams) return Buffer.from(body.toString())
  throw new FetchFault('a body of that kind is not sent')
}

function headersOf({ headers }: IncomingMessage): Headers {
  const kept = new Headers()
  for (const [name, value] of Object.entries(headers))
    for (const one of [value ?? []].flat()) kept.append(name, one)
  return kept
}
