import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import type { Clock } from '../../src/kernel/clock.ts'
import { type Connection, openDatabase } from '../../src/platform/db/database.ts'
import { createLog } from '../../src/platform/log.ts'
import type { Ask, GateWalk } from '../gate-walk.ts'
import { type ChaosStandIn, openStandIn } from './chaos-stand-in.ts'
import { fastClock, type Pace } from './fast-clock.ts'
import { loadPeople, type Owner, type People } from './people.ts'
import type { WorkerSettings } from './workers.ts'

/** The portal's server and a stand-in Mattermost in this process, with people who have nothing yet. */
export interface ChaosPortal {
  readonly app: App
  readonly clock: Clock
  /** Sees and changes everything: for arranging and for the proof. */
  readonly owner: Owner
  readonly people: People
  readonly settings: WorkerSettings
  readonly gate: Omit<GateWalk, 'cookie'>
  readonly standIn: ChaosStandIn
  close(): Promise<void>
}

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
  const standIn = await openStandIn(() => clock.now())
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-chaos-files-'))
  const environment = {
    MODE: 'production',
    BASE_URL: portalUrl.origin,
    SECRET_KEY: ssoSecret,
    MATTERMOST_URL: standIn.url,
    MATTERMOST_TOKEN: standIn.token,
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
  const owner = new pg.Pool({ ...database.owner, max: 4 })
  return {
    app,
    clock,
    owner,
    people: await loadPeople(owner, persons, clock.now()),
    settings: { environment, login: database.login, pace, folder },
    gate: { ask: askIn(app, addresses()), portal: portalUrl, mattermostUrl: standIn.url, ssoSecret },
    standIn,
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
