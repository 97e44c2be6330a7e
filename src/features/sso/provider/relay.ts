import type { IncomingHttpHeaders } from 'node:http'
import inject, { type DispatchFunc } from 'light-my-request'
import type { RelayedAnswer } from '../../../platform/http/route.ts'
import { cookieNames } from './provider.ts'
import { type Run, within } from './run.ts'

export interface Relayed {
  readonly method: 'GET' | 'POST'
  /** Path and query. */
  readonly url: string
  readonly headers: IncomingHttpHeaders
  /** A form's fields, as they were sent. */
  readonly form?: URLSearchParams
}

/** The library's own cookies of a sign-in under way and no other: not its session's, and never the portal's. */
function cookiesFor(header: string | undefined): string {
  const ours = [cookieNames.interaction, cookieNames.resume].flatMap((name) => [name, `${name}.sig`])
  return (header ?? '')
    .split(';')
    .map((cookie) => cookie.trim())
    .filter((cookie) => ours.includes(cookie.split('=')[0] ?? ''))
    .join('; ')
}

function headersFor({ headers, form }: Relayed, origin: URL): Record<string, string> {
  const { cookie, authorization } = headers
  const cookies = cookiesFor(cookie)
  return {
    host: origin.host,
    'x-forwarded-proto': origin.protocol.slice(0, -1),
    accept: 'application/json',
    ...(cookies ? { cookie: cookies } : {}),
    ...(authorization ? { authorization } : {}),
    ...(form ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
  }
}

const ofTheConnection = ['connection', 'date', 'keep-alive', 'transfer-encoding', 'content-length']

/** Leave for scripts of other sites, which no client of ours needs. */
const isForScripts = (name: string): boolean => name.startsWith('access-control-') || name === 'vary'

type AnswerHeaders = Record<string, string | string[] | number | undefined>

function headersFrom(headers: AnswerHeaders): RelayedAnswer['headers'] {
  const passed: Record<string, string | string[]> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined || ofTheConnection.includes(name) || isForScripts(name)) continue
    passed[name] = Array.isArray(value) ? value : String(value)
  }
  const set = [headers['set-cookie'] ?? []].flat().map(String)
  const kept = set.filter((cookie) => !cookie.startsWith(cookieNames.session))
  delete passed['set-cookie']
  return kept.length > 0 ? { ...passed, 'set-cookie': kept } : passed
}

/**
 * Hands a request to the library in memory and takes its answer back. It would write to the socket by itself; so its
 * answer waits until what it did is committed, and never tells of what was not.
 * @throws what broke inside the library
 */
export async function relay(
  dispatch: DispatchFunc,
  run: Run,
  request: Relayed,
  origin: URL,
): Promise<RelayedAnswer> {
  // Awaited inside: it begins only then.
  const answer = await within(
    run,
    async () =>
      await inject(dispatch, {
        method: request.method,
        url: request.url,
        headers: headersFor(request, origin),
        ...(request.form ? { payload: request.form.toString() } : {}),
      }),
  )
  if (run.broken) throw run.broken.error
  return {
    kind: 'relayed',
    status: answer.statusCode,
    headers: headersFrom(answer.headers),
    body: answer.payload,
  }
}
