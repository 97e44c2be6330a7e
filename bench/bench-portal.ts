import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { type App, createApp, systemClock } from '../src/app.ts'
import { createApiClientCommand } from '../src/commands/api-client.ts'
import { readConfig } from '../src/config.ts'
import { readSealingKey, sealEvents } from '../src/features/audit/index.ts'
import { permissionsOf } from '../src/kernel/permissions.ts'
import type { World } from '../src/platform/http/world.ts'
import { createLog } from '../src/platform/log.ts'
import { openRuntime, type Runtime } from '../src/runtime.ts'
import { type Capture, captureStatements } from './capture.ts'
import { type Loaded, load, type Size } from './load.ts'
import { freePort, type ServerProcess, startPortalProcess } from './processes.ts'

/** The portal under measurement, with what is needed to ask it. */
export interface BenchPortal {
  readonly server: ServerProcess
  readonly runtime: Runtime
  readonly capture: Capture
  readonly loaded: Loaded
  /** Ids the listening portal has given out: other ones must stand there when its statements are said again. */
  readonly givenIds: ReadonlySet<string>
  /** Headers that each of them sends. */
  readonly as: Readonly<Record<'administrator' | 'editor' | 'machine', Readonly<Record<string, string>>>>
  readonly dataDir: string
  /** The same database, for actions asked for in this process. */
  readonly world: World
  close(): Promise<void>
}

/** Runs work that arranges the database as its owner. */
export async function withOwner(
  { runtime }: Pick<BenchPortal, 'runtime'>,
  work: (owner: pg.Client) => Promise<void>,
): Promise<void> {
  const owner = new pg.Client(runtime.owner)
  await owner.connect()
  try {
    await work(owner)
  } finally {
    await owner.end()
  }
}

/** Nobody keeps anything that is signed here. */
export const benchSecret = 'nobody keeps anything that is signed here'

const quiet = () => {}

/**
 * A database of its own (fsync on, as the product has it), filled; the portal in a process of its own beside it.
 * @param moreSettings beside the usual ones
 */
export async function openBenchPortal(
  size: Size,
  say: (line: string) => void,
  moreSettings: Readonly<Record<string, string>> = {},
): Promise<BenchPortal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tvaers-bench-'))
  const closings: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })]
  const close = closeOnce(closings)
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void close().then(() => process.exit(130)))
  // The database's own account has to pass through it when this runs as root.
  await chmod(dataDir, 0o711)
  const environment = {
    MODE: 'production',
    BASE_URL: 'https://tvaers.example',
    SECRET_KEY: benchSecret,
    HOST: '127.0.0.1',
    PORT: String(await freePort()),
    DATA_DIR: dataDir,
    LOG_LEVEL: 'fatal',
    REQUESTS_A_MINUTE: '1000000000',
    ...moreSettings,
  }
  const config = readConfig(environment)
  const log = createLog(config.LOG_LEVEL)
  const runtime = await openRuntime(config, { say: quiet, log })
  closings.push(() => runtime.close())
  const givenIds = new Set<string>()
  const clock = { now: systemClock.now, newId: () => remember(givenIds, systemClock.newId()) }
  const parts = { config, database: runtime.database, log, clock, assets: {}, cast: null }
  const app = await createApp({ ...parts, publicFolder: 'public', uploadFolder: join(dataDir, 'uploads') })
  closings.push(async () => {
    await app.server.close()
    await app.world.jobs.stop()
  })
  const capture = captureStatements(app, runtime.database)
  const started = performance.now()
  const loaded = await load(runtime.owner, size, say)
  const { tasks, municipalities } = loaded
  say(
    `Loaded ${tasks} tasks in ${municipalities} municipalities (${Math.round(performance.now() - started)} ms).`,
  )
  const sealing = performance.now()
  const sealed = await sealEvents(app.world, await readSealingKey(config))
  say(`Sealed ${sealed} events (${Math.round(performance.now() - sealing)} ms).`)
  const as = await headersOf(app, loaded)
  const server = await startPortalProcess(environment)
  closings.push(() => server.stop())
  return {
    server,
    runtime,
    capture,
    loaded,
    givenIds,
    as,
    dataDir,
    world: app.world,
    close,
  }
}

/** Closes what was opened, newest first, also when the run is interrupted: nothing stays behind. */
function closeOnce(closings: readonly (() => Promise<unknown>)[]): () => Promise<void> {
  let closing: Promise<void> | null = null
  const all = async () => {
    for (const one of closings.toReversed()) await one()
  }
  return () => {
    closing ??= all()
    return closing
  }
}

function remember(ids: Set<string>, id: string): string {
  ids.add(id)
  return id
}

/** As browsers and machines ask, and with what compression. */
async function headersOf(
  app: App,
  { municipality, administrator, editor }: Loaded,
): Promise<BenchPortal['as']> {
  const { token } = await createApiClientCommand(app.world, {
    organisationCvr: municipality.cvr,
    name: 'Måling',
    permissions: [...permissionsOf(['klik_administrator'])].filter((name) => name !== 'apiClient.write'),
  })
  const compressed = { 'accept-encoding': 'gzip, deflate, br' }
  const browser = (session: string) => ({
    ...compressed,
    cookie: `__Host-tvaers_session=${session}`,
    'sec-fetch-site': 'same-origin',
  })
  return {
    administrator: browser(administrator.session),
    editor: browser(editor.session),
    machine: { ...compressed, authorization: `Bearer ${token}` },
  }
}
