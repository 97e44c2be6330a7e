import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { Config } from '../../config.ts'
import type { Connection } from '../../platform/db/database.ts'
import { openEmbeddedPostgres, StartFault } from '../../platform/db/embedded/index.ts'
import { compareMigrations, type Migration } from '../../platform/db/migrations.ts'
import { databaseRoles } from '../../platform/db/roles.ts'
import { type AccessNeed, readAccessNeed } from './access.ts'
import { counted, type Finding, fault, ok, warning } from './finding.ts'
import type { OtherClock } from './metadata.ts'

export interface DatabaseReport {
  readonly findings: readonly Finding[]
  readonly clocks: readonly OtherClock[]
  /** Null where the database could not be asked. */
  readonly access: AccessNeed | null
}

const patience = { connectionTimeoutMillis: 5_000, statement_timeout: 10_000 }

interface Ways {
  readonly owner: Connection
  readonly login: Connection
  close(): Promise<void>
}

/** Whether the database answers, is up to date, and gives the server its roles. Changes nothing in it. */
export async function examineDatabase(
  config: Config,
  migrations: readonly Migration[],
  clock: () => Date,
): Promise<DatabaseReport> {
  const { DATA_DIR: folder, DATABASE_URL: url } = config
  if (!url && !existsSync(join(resolve(folder), 'postgres')))
    return {
      findings: [warning('database', `There is none in ${folder} yet`, 'The first start makes it.')],
      clocks: [],
      access: null,
    }
  let ways: Ways | null = null
  try {
    ways = await openWays(config)
    const [migrated, login] = [await stateOf(ways.owner, migrations), await asServer(ways.login, clock)]
    return {
      findings: [ok('database', 'The database answers'), migrated, login.finding],
      clocks: [login.clock],
      access:
        migrated.level === 'ok' && login.finding.level === 'ok'
          ? await readAccessNeed(ways.login, clock)
          : null,
    }
  } catch (error) {
    return { findings: [unusable(error)], clocks: [], access: null }
  } finally {
    await ways?.close()
  }
}

async function openWays({ DATABASE_URL, DATABASE_OWNER_URL, DATA_DIR }: Config): Promise<Ways> {
  if (DATABASE_URL) {
    const login = { connectionString: DATABASE_URL }
    return { login, owner: { connectionString: DATABASE_OWNER_URL ?? DATABASE_URL }, close: async () => {} }
  }
  const embedded = await openEmbeddedPostgres({ dataDir: DATA_DIR, log: () => {} })
  return {
    login: embedded.connection('tvaers_login'),
    owner: embedded.connection('tvaers_owner'),
    close: () => embedded.stop(),
  }
}

async function inClient<T>(connection: Connection, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ ...connection, ...patience, application_name: 'tvaers doctor' })
  // Told by the statement under way.
  client.on('error', () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function stateOf(owner: Connection, migrations: readonly Migration[]): Promise<Finding> {
  const { pending, fault: wrong } = await inClient(owner, (client) => compareMigrations(client, migrations))
  if (wrong !== null)
    return fault(
      'database',
      wrong,
      'Run the version of Tværs that this database belongs to, or restore a copy.',
    )
  return pending.length === 0
    ? ok('database', `The database is up to date (${migrations.length} steps)`)
    : fault(
        'database',
        `The database lacks ${counted(pending.length, 'step')}`,
        'Run npx tvaers migrate, or start the portal.',
      )
}

/** As the server itself comes: it must be able to take each of its roles. */
async function asServer(
  login: Connection,
  clock: () => Date,
): Promise<{ readonly finding: Finding; readonly clock: OtherClock }> {
  return await inClient(login, async (client) => {
    const { rows } = await client.query<{ now: Date; missing: string[] }>(
      `select clock_timestamp() as now, array(
         select r from unnest($1::text[]) r
         where not coalesce((select pg_has_role(current_user, oid, 'member') from pg_roles where rolname = r), false)
       ) as missing`,
      [[...databaseRoles]],
    )
    const at = clock()
    const { now: says, missing } = rows[0] ?? { now: at, missing: [] }
    const finding =
      missing.length === 0
        ? ok('database', 'The server’s user may take its roles')
        : fault(
            'database',
            `The server’s user may not take ${missing.join(', ')}`,
            'Run npx tvaers migrate as the owner.',
          )
    return { finding, clock: { whose: 'the database', says, at } }
  })
}

function unusable(error: unknown): Finding {
  const why = error instanceof Error ? error.message || (error as { code?: string }).code : String(error)
  return fault(
    'database',
    `The database cannot be used: ${why}`,
    error instanceof StartFault
      ? 'See postgres.log in DATA_DIR.'
      : 'See DATABASE_URL, and whether the server runs.',
  )
}
