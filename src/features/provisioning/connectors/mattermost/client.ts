import { Client4 } from '@mattermost/client'
import type { Options } from '@mattermost/types/client4'
import type { ClientConfig } from '@mattermost/types/config'
import type { ServerLimits } from '@mattermost/types/limits'
import type { UserProfile } from '@mattermost/types/users'
import { isFault, ServerFault } from './server-fault.ts'

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

/** Longest wait for one answer where a server asks for it, all its waits together, in milliseconds. */
const mostPatience = 60_000

/**
 * How long to wait before a call that was turned away for the number of calls is made again; null when it is not to be.
 * Such a call had no effect, whatever it was.
 * @param waited how long it has been waited for already
 */
function waitFor(error: unknown, waited: number): number | null {
  if (!isFault(error, 429)) return null
  // Others wait too: not all of them come back at once.
  const wait = Math.max(1_000, error.retryAfterMs) + Math.floor(Math.random() * 250)
  return waited + wait <= mostPatience ? wait : null
}

/**
 * The official client, with its one way out replaced: its own has no time limit, and its error carries neither headers
 * (Retry-After) nor only harmless text. All its calls go through `doFetch`, which it leaves open to subclasses.
 */
export class MattermostClient extends Client4 {
  readonly #timeoutMs: number
  readonly #pause: ((milliseconds: number) => Promise<void>) | null
  #serverTime: Date | null = null

  /** @param options `pause`: waits where the server is busy, and asks again; without it, that is for the caller to do */
  constructor(options: {
    url: string
    token: string
    timeoutMs: number
    pause?: (milliseconds: number) => Promise<void>
  }) {
    super()
    this.setUrl(options.url.replace(/\/+$/, ''))
    this.setToken(options.token)
    this.setIncludeCookies(false)
    this.#timeoutMs = options.timeoutMs
    this.#pause = options.pause ?? null
  }

  protected override doFetch = async <T>(url: string, options: Options): Promise<T> => {
    for (let waited = 0; ; ) {
      try {
        return await this.#askOnce<T>(url, options)
      } catch (error) {
        const wait = this.#pause ? waitFor(error, waited) : null
        if (!this.#pause || wait === null) throw error
        await this.#pause(wait)
        waited += wait
      }
    }
  }

  async #askOnce<T>(url: string, options: Options): Promise<T> {
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
