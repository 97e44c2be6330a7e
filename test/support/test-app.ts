import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { InjectOptions, LightMyRequestResponse as Response } from 'fastify'
import pg from 'pg'
import { type App, createApp } from '../../src/app.ts'
import { createApiClientCommand } from '../../src/commands/api-client.ts'
import { type Config, readConfig } from '../../src/config.ts'
import { cast } from '../../src/demo/cast.ts'
import { permissionsOpenTo } from '../../src/features/api-clients/domain.ts'
import type { Actor } from '../../src/kernel/actor.ts'
import type { Context } from '../../src/kernel/context.ts'
import { uuidV7 } from '../../src/kernel/ids.ts'
import { type Permission, permissionsOf } from '../../src/kernel/permissions.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { countingQueries } from '../../src/platform/db/query-count.ts'
import { actAs } from '../../src/platform/http/world.ts'
import { createLog } from '../../src/platform/log.ts'
import { createTestDatabase } from './test-database.ts'

/** A clock that stands still until it is moved, and ids that count. */
export class TestClock {
  #now: Date
  #ids = 0
  constructor(now: string) {
    this.#now = new Date(now)
  }
  now(): Date {
    return new Date(this.#now)
  }
  newId(): string {
    this.#ids += 1
    const tail = new Uint8Array(10)
    new DataView(tail.buffer).setUint32(6, this.#ids)
    return uuidV7(this.#now.getTime(), tail)
  }
  moveTo(now: string): void {
    this.#now = new Date(now)
  }
}

/** Surname-less names of the cast, as tests call them. */
export type CastName = 'Katrine' | 'Anders' | 'Mads' | 'Lone' | 'Signe' | 'Omar' | 'Freja' | 'Ib' | 'Nanna'

export interface TestApp {
  readonly app: App
  readonly clock: TestClock
  /** As the owner of the database: for arranging and asserting, never for what is tested. */
  readonly owner: pg.Client
  /** Ids of organisations by spoken name. */
  organisation(shortName: string): number
  /** Signs a person of the cast in and returns a browser of theirs. */
  as(name: CastName): Promise<Browser>
  /** A browser without sign-in. */
  anybody(): Browser
  /** A machine of an organisation with a bearer token; without `permissions` all that its side may have. */
  apiClient(organisationShortName: string, permissions?: readonly Permission[]): Promise<ApiClient>
  /** Makes the person a user without opening a session; returns their actor. */
  actor(name: CastName): Promise<Actor>
  /** Runs an action as a person of the cast, in one transaction. */
  act<T>(name: CastName, work: (ctx: Context) => Promise<T>): Promise<T>
  /** Another process of the same portal: an app of its own on the same database. Closed with this one. */
  beside(): Promise<Pick<TestApp, 'anybody'>>
  close(): Promise<void>
}

export interface Browser {
  get(url: string, headers?: Record<string, string>): Promise<Response>
  /** Posts a form as our own pages do. */
  post(
    url: string,
    form?: Record<string, string | string[]>,
    headers?: Record<string, string>,
  ): Promise<Response>
  request(options: InjectOptions): Promise<Response>
  /** What the browser sends with each request: for requests over a connection of their own. */
  readonly headers: Readonly<Record<string, string>>
}

/** Speaks JSON with a bearer token. Paths begin with /api/v1. */
export interface ApiClient {
  readonly id: string
  readonly token: string
  /** The same, as the nets over all routes use it. */
  readonly browser: Browser
  get(url: string, headers?: Record<string, string>): Promise<Response>
  post(url: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  put(url: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  patch(url: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  delete(url: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
}

export interface TestAppOptions {
  /** 2026-11-23T09:00:00Z unless given. */
  readonly now?: string
  readonly environment?: Record<string, string>
  /** False: without the people one may choose, as in production. */
  readonly hasDemoDoor?: boolean
  /** Takes the lines of the log. */
  readonly log?: (line: string) => void
}

/** The whole portal on a database of its own, with the organisations in it and nobody signed in. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const testDatabase = await createTestDatabase()
  const uploadFolder = await mkdtemp(join(tmpdir(), 'tvaers-uploads-'))
  const config: Config = readConfig({
    MODE: 'demo',
    PORT: '3000',
    LOG_LEVEL: 'fatal',
    REQUESTS_A_MINUTE: '1000000',
    ...options.environment,
  })
  const log = createLog(config.LOG_LEVEL, options.log && { write: options.log })
  const clock = new TestClock(options.now ?? '2026-11-23T09:00:00Z')
  const opened: (() => Promise<void>)[] = []
  const openApp = async (): Promise<App> => {
    const database = openDatabase(testDatabase.login, 5, (error) => log.error({ err: error }))
    const parts = { config, database, log, clock, uploadFolder }
    const made = await createApp({
      ...{ ...parts, assets: {}, publicFolder: 'public' },
      cast: options.hasDemoDoor === false ? null : cast,
    })
    opened.push(async () => {
      await made.server.close()
      await made.world.jobs.stop()
      await database.close()
    })
    await made.server.ready()
    return made
  }
  const app = await openApp()
  const owner = new pg.Client(testDatabase.owner)
  await owner.connect()
  const organisations = new Map<string, number>(
    (
      await owner.query<{ short_name: string; id: number }>('select short_name, id from organisation')
    ).rows.map((row) => [row.short_name, row.id]),
  )
  const person = (name: CastName) => {
    const found = cast.find((candidate) => candidate.name.startsWith(name))
    if (!found) throw new Error(`Nobody called ${name}`)
    return found
  }
  const organisation = (shortName: string): number => {
    const id = organisations.get(shortName)
    if (id === undefined) throw new Error(`No organisation ${shortName}`)
    return id
  }
  const actor = async (name: CastName): Promise<Actor> => {
    const { id, cvr, email, title, systemRoles, name: fullName, organisationName } = person(name)
    const { rows } = await owner.query<{ id: number; kind: Actor['side'] }>(
      'select id, kind from organisation where cvr = $1',
      [cvr],
    )
    const row = rows[0]
    if (!row) throw new Error(`No organisation ${cvr}`)
    await owner.query(
      `insert into user_account (id, organisation_id, name, email, title, system_roles, first_signed_in_at, last_signed_in_at)
       values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing`,
      [id, row.id, fullName, email, title, systemRoles, clock.now()],
    )
    return {
      kind: 'user',
      id,
      name: fullName,
      side: row.kind,
      organisationId: row.id,
      organisationName,
      systemRoles,
      permissions: permissionsOf(systemRoles),
    }
  }
  return {
    app,
    clock,
    owner,
    organisation,
    actor,
    async apiClient(shortName, permissions) {
      const { rows } = await owner.query<{ cvr: string; kind: Actor['side'] }>(
        'select cvr, kind from organisation where id = $1',
        [organisation(shortName)],
      )
      const { cvr, kind } = rows[0]!
      const { id, token } = await createApiClientCommand(app.world, {
        organisationCvr: cvr,
        name: `Maskine i ${shortName}`,
        permissions: permissions ?? [...permissionsOpenTo(kind)],
      })
      return apiClient(app, id, token)
    },
    as: (name) => signIn(app, person(name).id),
    anybody: () => browser(app, {}),
    act: async (name, work) => actAs(app.world, await actor(name), 'web', work),
    async beside() {
      const other = await openApp()
      return { anybody: () => browser(other, {}) }
    },
    async close() {
      for (const shut of opened) await shut()
      await owner.end()
      await testDatabase.drop()
      await rm(uploadFolder, { recursive: true, force: true })
    },
  }
}

const sameOrigin = { 'sec-fetch-site': 'same-origin' }

function encodeForm(form: Record<string, string | string[]>): string {
  const params = new URLSearchParams()
  for (const [name, values] of Object.entries(form))
    for (const value of [values].flat()) params.append(name, value)
  return params.toString()
}

function browser(app: App, base: Record<string, string>): Browser {
  const request = (options: InjectOptions) =>
    app.server.inject({ ...options, headers: { ...base, ...options.headers } }) as Promise<Response>
  return {
    request,
    headers: base,
    get: (url, headers = {}) => withinBudget(() => request({ method: 'GET', url, headers }), url),
    post: (url, form = {}, headers = {}) =>
      request({
        method: 'POST',
        url,
        payload: encodeForm(form),
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...sameOrigin, ...headers },
      }),
  }
}

/** Most queries a page may cost, that of the sign-in among them. */
const mostQueries = 6

/** The net under the numbers that single pages state: whatever a test looks at, it must not cost more than a page may. */
async function withinBudget(ask: () => Promise<Response>, url: string): Promise<Response> {
  const { result, queries } = await countingQueries(ask)
  const isPage = String(result.headers['content-type']).startsWith('text/html')
  if (isPage && queries > mostQueries) throw new Error(`The page ${url} cost ${queries} queries`)
  return result
}

function apiClient(app: App, id: string, token: string): ApiClient {
  const send =
    (method: 'POST' | 'PUT' | 'PATCH' | 'DELETE') =>
    (url: string, body?: unknown, headers: Record<string, string> = {}) =>
      app.server.inject({
        method,
        url,
        headers: { authorization: `Bearer ${token}`, ...headers },
        // Only a body has a content type: an empty one would be refused as JSON.
        ...(body === undefined ? {} : { payload: body as object }),
      }) as Promise<Response>
  return {
    id,
    token,
    browser: browser(app, { authorization: `Bearer ${token}` }),
    get: (url, headers = {}) =>
      app.server.inject({
        method: 'GET',
        url,
        headers: { authorization: `Bearer ${token}`, ...headers },
      }) as Promise<Response>,
    post: send('POST'),
    put: send('PUT'),
    patch: send('PATCH'),
    delete: send('DELETE'),
  }
}

async function signIn(app: App, personId: string): Promise<Browser> {
  const answer = await browser(app, {}).post('/log-ind/demo', { person: personId })
  const session = answer.cookies.find((cookie) => cookie.name.endsWith('tvaers_session'))
  if (answer.statusCode !== 303 || !session)
    throw new Error(`Sign-in answered ${answer.statusCode}: ${answer.payload.slice(0, 500)}`)
  return browser(app, { cookie: `${session.name}=${session.value}` })
}
