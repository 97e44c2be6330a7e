import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import {
  createStandInMattermost,
  type FaultsAskedFor,
} from '../../src/demo/stand-in-mattermost/stand-in-mattermost.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { type Connection, openDatabase } from '../../src/platform/db/database.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Ask } from '../gate-walk.ts'
import { fastClock, type Pace } from './fast-clock.ts'
import { loadPeople, type People } from './people.ts'
import type { WorkerSettings } from './workers.ts'

/** An answer of the stand-in; status 0 when none came. */
export interface ServerAnswer {
  readonly status: number
  readonly body: unknown
}

/** The portal's server and a stand-in Mattermost in this process, with people who have nothing yet. */
export interface ChaosPortal {
  readonly app: App
  readonly clock: Clock
  /** Sees and changes everything: for arranging and for the proof. */
  readonly owner: pg.Client
  readonly people: People
  readonly settings: WorkerSettings
  readonly gate: { readonly ask: Ask; readonly portal: URL; readonly mattermostUrl: string; readonly ssoSecret: string }
  /** The REST API of the stand-in, as its administrator; it fails as the faults have it. */
  api(method: string, path: string, body?: unknown): Promise<ServerAnswer>
  strike(faults: FaultsAskedFor): Promise<void>
  /** What Mattermost does once the portal has said who it is. @returns the status */
  signInAtServer(ssoId: number): Promise<number>
  close(): Promise<void>
}

const adminToken = 'adm1nt0kenadm1nt0kenadm1nt'
const ssoSecret = 'nobody keeps anything that is signed here'
const portalUrl = new URL('https://tvaers.example')

/** Each asker comes from an address of their own: the portal limits how often one asks. */
const askIn =
  ({ server }: App, nextAddress: () => string): Ask =>
  async ({ method, path, headers, form }) => {
    const answer = await server.inject({
      method,
      url: path,
      headers,
      remoteAddress: nextAddress(),
      ...(form === undefined ? {} : { payload: form }),
    })
    return {
      status: answer.statusCode,
      location: answer.headers.location === undefined ? null : String(answer.headers.location),
      cookies: [answer.headers['set-cookie'] ?? []].flat(),
      body: answer.payload,
    }
  }

function addresses(): () => string {
  let count = 0
  return () => {
    count += 1
    return `10.${(count >> 16) & 255}.${(count >> 8) & 255}.${count & 255}`
  }
}

async function call(url: string, method: string, body: unknown): Promise<ServerAnswer> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' }
  try {
    const answer = await fetch(url, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) })
    const text = await answer.text()
    const isJson = answer.headers.get('content-type')?.startsWith('application/json')
    return { status: answer.status, body: isJson ? JSON.parse(text) : text }
  } catch {
    // Broken off, as the faults want it.
    return { status: 0, body: null }
  }
}

interface StandIn extends Pick<ChaosPortal, 'api' | 'strike' | 'signInAtServer'> {
  readonly url: string
  close(): Promise<void>
}

async function openStandIn(clock: Clock): Promise<StandIn> {
  const server = createStandInMattermost({ adminToken, now: () => clock.now() })
  const url = await server.listen({ host: '127.0.0.1', port: 0 })
  const api: ChaosPortal['api'] = (method, path, body) => call(`${url}/api/v4${path}`, method, body)
  const control = async (method: string, path: string, body: unknown): Promise<number> =>
    (await call(`${url}/test-mattermost${path}`, method, body)).status
  const team = await api('POST', '/teams', { name: 'beredskab', display_name: 'Beredskab', type: 'I' })
  const teamId = (team.body as { id: string }).id
  await api('POST', '/channels', { team_id: teamId, name: 'vagt', display_name: 'Vagt', type: 'P' })
  return {
    url,
    api,
    async strike(faults) {
      const status = await control('PUT', '/faults', faults)
      if (status !== 200) throw new Error(`The stand-in takes no such faults (${status}).`)
    },
    signInAtServer: (ssoId) => control('POST', '/sign-in', { auth_data: String(ssoId) }),
    close: () => server.close(),
  }
}

export interface ChaosDatabase {
  readonly owner: Connection
  readonly login: Connection
}

/** @param database migrated, and empty but for the organisations */
export async function openChaosPortal(
  database: ChaosDatabase,
  persons: number,
  pace: Pace,
): Promise<ChaosPortal> {
  const clock = fastClock(pace)
  const standIn = await openStandIn(clock)
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-chaos-files-'))
  const environment = {
    MODE: 'production',
    BASE_URL: portalUrl.origin,
    SECRET_KEY: ssoSecret,
    MATTERMOST_URL: standIn.url,
    MATTERMOST_TOKEN: adminToken,
    MATTERMOST_SSO_SECRET: ssoSecret,
    LOG_LEVEL: 'fatal',
    REQUESTS_A_MINUTE: '1000000000',
  }
  const config = readConfig(environment)
  const log = createLog(config.LOG_LEVEL)
  const pool = openDatabase(database.login, 10, (error) => log.error({ err: error }))
  const parts = { config, database: pool, log, clock, assets: {}, cast: null }
  const app = await createApp({ ...parts, publicFolder: 'public', uploadFolder: folder })
  await app.server.ready()
  const owner = new pg.Client(database.owner)
  await owner.connect()
  return {
    app,
    clock,
    owner,
    people: await loadPeople(owner, persons, clock.now()),
    settings: { environment, login: database.login, pace, folder },
    gate: { ask: askIn(app, addresses()), portal: portalUrl, mattermostUrl: standIn.url, ssoSecret },
    api: standIn.api,
    strike: standIn.strike,
    signInAtServer: standIn.signInAtServer,
    async close() {
      await app.server.close()
      await app.world.jobs.stop()
      await pool.close()
      await owner.end()
      await standIn.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
