import { Client4 } from '@mattermost/client'
import type { Options } from '@mattermost/types/client4'
import type { ClientConfig } from '@mattermost/types/config'
import type { ServerLimits } from '@mattermost/types/limits'
import type { UserProfile } from '@mattermost/types/users'
import { ServerFault } from './server-fault.ts'

type NewSsoUser = {
  readonly email: string
  readonly username: string
  readonly first_name: string
  readonly last_name: string
  readonly auth_service: string
  readonly auth_data: string
  readonly email_verified: true
  readonly locale: string
  readonly props: Readonly<Record<string, string>>
}

type Hook = { readonly id: string; readonly user_id: string }

type OwnedBot = { readonly user_id: string; readonly owner_id: string; readonly delete_at: number }

const pageSize = 200

/** Milliseconds from Retry-After, in seconds or as a date read against the server's own clock. */
export function retryAfterOf(headers: Headers): number {
  const value = headers.get('retry-after')?.trim()
  if (!value) return 0
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  const wait = Date.parse(value) - Date.parse(headers.get('date') ?? '')
  return Number.isFinite(wait) ? Math.max(0, wait) : 0
}

const routeWords = new Set(
  'active,auth,bots,channels,client,config,disable,email,hooks,ids,incoming,license,limits,me,members,name,outgoing,ping,posts,revoke,all,server,sessions,stats,status,system,teams,tokens,username,usernames,users'.split(
    ',',
  ),
)

/** The route without ids, addresses and names, fit for logs. */
function nameOfCall(baseUrl: string, url: string, method: string): string {
  const path = url.slice(baseUrl.length).split('?')[0] ?? ''
  const parts = path.split('/').map((part) => (part === '' || routeWords.has(part) ? part : '…'))
  return `${method.toUpperCase()} ${parts.join('/')}`
}

function errorIdIn(body: unknown): string {
  if (typeof body !== 'object' || body === null || !('id' in body)) return ''
  // Ids are dotted words. Anything else is not one, and is not let into facts or logs.
  return typeof body.id === 'string' && /^[\w.]{1,120}$/.test(body.id) ? body.id : ''
}

async function readJson(response: Response): Promise<unknown> {
  if (!/^application\/json\b/i.test(response.headers.get('content-type') ?? '')) return undefined
  return JSON.parse(await response.text())
}

/**
 * The official client, with its one way out replaced: its own has no time limit, and its error carries neither headers
 * (Retry-After) nor only harmless text. All its calls go through `doFetch`, which it leaves open to subclasses.
 */
export class MattermostClient extends Client4 {
  readonly #timeoutMs: number
  #serverTime: Date | null = null

  constructor(options: { url: string; token: string; timeoutMs: number }) {
    super()
    this.setUrl(options.url.replace(/\/+$/, ''))
    this.setToken(options.token)
    this.setIncludeCookies(false)
    this.#timeoutMs = options.timeoutMs
  }

  protected override doFetch = async <T>(url: string, options: Options): Promise<T> => {
    const method = options.method ?? 'get'
    const call = nameOfCall(this.getBaseRoute(), url, method)
    let response: Response
    let body: unknown
    try {
      response = await fetch(url, {
        method: method.toUpperCase(),
        headers: this.getOptions(options).headers,
        body: options.body,
        // A redirect could carry the token elsewhere; the API has none.
        redirect: 'error',
        signal: AbortSignal.timeout(this.#timeoutMs),
      })
      this.#noteTime(response.headers.get('date'))
      body = await readJson(response)
    } catch {
      throw new ServerFault({ kind: 'network', call })
    }
    if (response.ok && body !== undefined) return body as T
    throw new ServerFault({
      kind: 'answer',
      call,
      status: response.status,
      errorId: errorIdIn(body),
      requestId: (response.headers.get('x-request-id') ?? '').slice(0, 64),
      retryAfterMs: retryAfterOf(response.headers),
    })
  }

  #noteTime(date: string | null): void {
    const time = new Date(date ?? Number.NaN)
    if (!Number.isNaN(time.getTime())) this.#serverTime = time
  }

  /** What the server's clock said with its last answer, by the second; null before the first. */
  serverTime(): Date | null {
    return this.#serverTime
  }

  /** The client's own `createUser` speaks of invitations and wants a whole profile. */
  createSsoUser(user: NewSsoUser): Promise<UserProfile> {
    return this.doFetch(this.getUsersRoute(), { method: 'post', body: JSON.stringify(user) })
  }

  findByEmail(email: string): Promise<UserProfile> {
    // The client does not encode, and an address may hold '+', '/' or '?'.
    return this.getUserByEmail(encodeURIComponent(email))
  }

  clientConfig(): Promise<Partial<ClientConfig>> {
    return this.getClientConfig() as Promise<Partial<ClientConfig>>
  }

  /** The client's own call goes round `doFetch`. */
  serverLimits(): Promise<ServerLimits> {
    return this.doFetch(this.getServerLimitsRoute(), { method: 'get' })
  }

  /** All pages of a list. The server cuts longer pages silently, so a short page is the only sign of the end. */
  async #all<T>(route: string): Promise<T[]> {
    const rows: T[] = []
    for (let page = 0; ; page++) {
      const some = await this.doFetch<T[]>(`${route}?page=${page}&per_page=${pageSize}`, { method: 'get' })
      rows.push(...some)
      if (some.length < pageSize) return rows
    }
  }

  listHooks(direction: 'incoming' | 'outgoing'): Promise<Hook[]> {
    return this.#all(direction === 'incoming' ? this.getIncomingHooksRoute() : this.getOutgoingHooksRoute())
  }

  async listBotsOf(ownerId: string): Promise<readonly string[]> {
    const bots = await this.#all<OwnedBot>(this.getBotsRoute())
    return bots.filter((bot) => bot.owner_id === ownerId && bot.delete_at === 0).map((bot) => bot.user_id)
  }
}
