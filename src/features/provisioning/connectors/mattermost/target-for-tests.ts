import { randomBytes, randomInt } from 'node:crypto'
import {
  createStandInMattermost,
  type StandInOptions,
} from '../../../../demo/stand-in-mattermost/stand-in-mattermost.ts'
import { type AccessGrant, type DesiredAccess, desiredState, type TeamAccess } from '../../domain.ts'
import type { Connector, Person } from '../connector.ts'
import { createMattermostConnector } from './mattermost-connector.ts'

/** Fields of the raw API's answers that tests look at. */
type ApiThing = {
  id: string
  username: string
  auth_service: string
  delete_at: number
  token: string
}

type Answer<T = ApiThing> = { status: number; body: T }

/** A server the connector is tried against: the stand-in over loopback, or a real one where an address is given. */
export type Target = {
  readonly url: string
  readonly team: string
  readonly channels: readonly string[]
  readonly connector: Connector
  /** A connector that remembers nothing, as after a restart. */
  newConnector(options?: {
    token?: string
    timeoutMs?: number
    service?: 'gitlab' | 'openid'
    pause?: (milliseconds: number) => Promise<void>
  }): Connector
  /** The raw API, as the administrator. */
  api<T = ApiThing>(method: string, path: string, body?: unknown): Promise<Answer<T>>
  newPerson(fields?: Partial<Person>): Person
  /** Lets what was remembered for a minute grow old. */
  passAMinute(): void
  close(): Promise<void>
}

export type StandIn = Target & {
  strike(faults: unknown): Promise<void>
  /** 'METHOD /path' of the calls that change something, in order, ids made readable by `names`. */
  writes(names: Readonly<Record<string, string>>): Promise<string[]>
  control<T = ApiThing>(method: string, path: string, body?: unknown): Promise<Answer<T>>
}

export const adminToken = 'adm1nt0kenadm1nt0kenadm1nt'

export async function call<T>(
  url: string,
  token: string,
  method: string,
  body?: unknown,
): Promise<Answer<T>> {
  const response = await fetch(url, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  return { status: response.status, body: (isJson ? JSON.parse(text) : text) as T }
}

function createTarget(base: {
  url: string
  token: string
  team: string
  channels: string[]
  firstSsoId: number
}) {
  let now = Date.parse('2026-11-23T09:00:00Z')
  let ssoId = base.firstSsoId
  const made: Person[] = []
  const newConnector: Target['newConnector'] = (options = {}) =>
    createMattermostConnector({ url: base.url, token: base.token, now: () => new Date(now), ...options })
  return {
    url: base.url,
    team: base.team,
    channels: base.channels,
    connector: newConnector(),
    newConnector,
    api: <T = ApiThing>(method: string, path: string, body?: unknown) =>
      call<T>(`${base.url}/api/v4${path}`, base.token, method, body),
    newPerson(fields: Partial<Person> = {}): Person {
      ssoId += 1
      const person: Person = {
        ssoId,
        marker: `m${String(ssoId).padStart(25, '0')}`,
        firstName: 'Åse',
        lastName: `Bjørn ${ssoId}`,
        email: `aase.${ssoId}@korsbaek.test`,
        mayAdopt: false,
        accountId: null,
        origin: null,
        username: null,
        signIn: null,
        signInEpoch: null,
        ...fields,
      }
      made.push(person)
      return person
    },
    made,
    passAMinute() {
      now += 61_000
    },
  }
}

export async function startStandIn(options: Partial<StandInOptions> = {}): Promise<StandIn> {
  let serverNow = Date.parse('2026-11-23T09:00:00Z')
  const app = createStandInMattermost({
    adminToken,
    now: () => {
      serverNow += 1
      return new Date(serverNow)
    },
    ...options,
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  const channels = ['varsler', 'advisering', 'teknisk-sparring']
  const control = <T = ApiThing>(method: string, path: string, body?: unknown) =>
    call<T>(`${url}/test-mattermost${path}`, adminToken, method, body)
  return {
    ...createTarget({ url, token: adminToken, team: 'kommuner', channels, firstSsoId: 1000 }),
    control,
    async strike(faults) {
      await control('PUT', '/faults', faults)
    },
    async writes(names) {
      const { body } = await control<{ method: string; path: string }[]>('GET', '/requests')
      const named = (path: string) =>
        path.replace('/api/v4', '').replace(/[a-z0-9]{26}/g, (id) => names[id] ?? 'id')
      return body
        .filter((entry) => entry.method !== 'GET')
        .filter((entry) => !entry.path.endsWith('/members/ids'))
        .map((entry) => `${entry.method} ${named(entry.path)}`)
    },
    close: () => app.close(),
  }
}

/** Nobody a test has made stays active: a real server is full some day. */
async function deactivateAll({ api, made }: ReturnType<typeof createTarget>): Promise<void> {
  for (const { email } of made) {
    const { status, body } = await api('GET', `/users/email/${encodeURIComponent(email)}`)
    if (status === 200 && body.delete_at === 0) await api('DELETE', `/users/${body.id}`)
  }
}

/** A team of its own on the real server, archived afterwards; accounts are left behind deactivated. */
export async function openRealServer(url: string, token: string): Promise<Target> {
  const run = randomBytes(4).toString('hex')
  const channels = [`a-${run}`, `b-${run}`, `c-${run}`]
  const target = createTarget({ url, token, team: `tvaers-${run}`, channels, firstSsoId: randomInt(2 ** 40) })
  const team = await target.api('POST', '/teams', { name: target.team, display_name: target.team, type: 'I' })
  for (const name of channels) {
    await target.api('POST', '/channels', { team_id: team.body.id, name, display_name: name, type: 'P' })
  }
  return {
    ...target,
    async close() {
      await deactivateAll(target)
      await target.api('DELETE', `/teams/${team.body.id}`)
    },
  }
}

const grant = (epoch: number, open: boolean, opens: TeamAccess[]): AccessGrant => ({ epoch, open, opens })

export function granted(target: Target, epoch = 1, channels = target.channels): DesiredAccess {
  return desiredState([grant(epoch, true, [{ team: target.team, channels }])])
}

export function revoked(target: Target, epoch = 2): DesiredAccess {
  return desiredState([grant(epoch, false, [{ team: target.team, channels: target.channels }])])
}
