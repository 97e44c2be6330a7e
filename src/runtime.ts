import { resolve } from 'node:path'
import type { Config } from './config.ts'
import { saveMasterOrganisations } from './features/organisations/index.ts'
import { type Connection, type Database, openDatabase } from './platform/db/database.ts'
import { type EmbeddedPostgres, StartFault, startEmbeddedPostgres } from './platform/db/embedded/index.ts'
import { migrate, readMigrations } from './platform/db/migrations.ts'
import { installJobs } from './platform/jobs/install.ts'
import type { Log } from './platform/log.ts'
import { queueSpecs } from './queues.ts'

/** The database of this configuration, open and up to date. */
export interface Runtime {
  readonly database: Database
  readonly owner: Connection
  readonly dataDir: string
  close(): Promise<void>
}

export interface RuntimeOptions {
  /** Takes progress lines for the person at the terminal. */
  readonly say: (line: string) => void
  readonly log: Log
  /** Called when the embedded database ends by itself. */
  readonly onDatabaseGone?: () => void
}

interface Connections {
  readonly owner: Connection
  readonly login: Connection
  readonly loginName: string
  readonly embedded: EmbeddedPostgres | null
}

async function connect(config: Config, options: RuntimeOptions): Promise<Connections> {
  if (config.DATABASE_URL) {
    const owner = {
      connectionString: config.DATABASE_OWNER_URL ?? config.DATABASE_URL,
      connectionTimeoutMillis: 5_000,
    }
    const login = { connectionString: config.DATABASE_URL, connectionTimeoutMillis: 5_000 }
    const loginName = decodeURIComponent(new URL(config.DATABASE_URL).username) || 'postgres'
    return { owner, login, loginName, embedded: null }
  }
  const embedded = await startEmbeddedPostgres({
    dataDir: config.DATA_DIR,
    log: options.say,
    onExit: options.onDatabaseGone,
  })
  const owner = embedded.connection('tvaers_owner')
  return { owner, login: embedded.connection('tvaers_login'), loginName: 'tvaers_login', embedded }
}

/** Where the server is, for people; a password in the URL is never shown. */
function describeServer(url: string): string {
  const { hostname, port, pathname } = new URL(url)
  return `${hostname}${port ? `:${port}` : ''}${pathname}`
}

/**
 * Opens the database and brings it up to date.
 * @throws StartFault with one sentence for people when the database cannot be reached or migrated
 */
export async function openRuntime(config: Config, options: RuntimeOptions): Promise<Runtime> {
  const { owner, login, loginName, embedded } = await connect(config, options)
  try {
    const applied = await migrate(owner, loginName, await readMigrations(resolve('migrations')))
    if (applied.length > 0) options.say(`Database brought up to date (${applied.length} steps).`)
    await installJobs(owner, loginName, queueSpecs)
    await saveMasterOrganisations(owner, config.MODE === 'demo')
  } catch (error) {
    await embedded?.stop()
    if (!config.DATABASE_URL) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new StartFault(
      `DATABASE_URL: the database at ${describeServer(config.DATABASE_URL)} cannot be used: ${reason}`,
    )
  }
  const onError = (error: Error) => options.log.error({ err: error }, 'database connection')
  const database = openDatabase(
    { ...login, application_name: 'tvaers' },
    config.DATABASE_CONNECTIONS,
    onError,
  )
  return {
    database,
    owner,
    dataDir: resolve(config.DATA_DIR),
    async close() {
      await database.close()
      await embedded?.stop()
    },
  }
}
