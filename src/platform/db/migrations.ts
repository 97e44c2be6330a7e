import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import type { Connection } from './database.ts'
import { databaseRoles } from './roles.ts'

export interface Migration {
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** Reads `*.sql` in name order. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name) => {
      const sql = await readFile(join(folder, name), 'utf8')
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') }
    }),
  )
}

/** Number of an advisory lock of our own, so that two starting servers migrate one after the other. */
const lockNumber = 7_214_001

const ledger = `create table if not exists migration (
  name text primary key, checksum text not null, applied_at timestamptz not null default now())`

/** Roles belong to the cluster, so they are made here and not in a migration. `login` may switch to each of them. */
async function ensureRoles(client: pg.Client, login: string): Promise<void> {
  for (const role of databaseRoles) {
    await client.query(
      `do $$ begin create role ${role} nologin; exception when duplicate_object or unique_violation then null; end $$`,
    )
    await client.query(`grant ${role} to ${pg.escapeIdentifier(login)}`)
  }
}

/**
 * Brings the database up to date, each file in a transaction of its own; forward only.
 * @param login the database user the server runs as, who may take the unprivileged roles
 * @returns names of the migrations applied now
 * @throws when an applied file was changed or is missing
 */
export async function migrate(owner: Connection, login: string, migrations: Migration[]): Promise<string[]> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockNumber])
    // Set by us, whatever the account's own are: a long change is let finish, but one that waits for another holds up
    // everybody behind it. Only now: waiting one's turn to migrate may take as long as it takes.
    await client.query(`set statement_timeout = 0; set lock_timeout = '60s'`)
    await ensureRoles(client, login)
    await client.query(ledger)
    const { rows } = await client.query<{ name: string; checksum: string }>(
      'select name, checksum from migration',
    )
    const applied = new Map(rows.map((row) => [row.name, row.checksum]))
    checkHistory(applied, migrations)
    const pending = migrations.filter((migration) => !applied.has(migration.name))
    for (const migration of pending) await apply(client, migration)
    return pending.map((migration) => migration.name)
  } finally {
    await client.end()
  }
}

/**
 * What would have to be done to bring the database up to date; changes nothing.
 * @returns the migrations to come, and why they can't: the history is another one
 */
export async function compareMigrations(
  client: pg.Client,
  migrations: readonly Migration[],
): Promise<{ readonly pending: readonly string[]; readonly fault: string | null }> {
  const found = await client.query<{ there: boolean }>(
    `select to_regclass('public.migration') is not null as there`,
  )
  const { rows } = found.rows[0]?.there
    ? await client.query<{ name: string; checksum: string }>('select name, checksum from migration')
    : { rows: [] }
  const applied = new Map(rows.map((row) => [row.name, row.checksum]))
  const pending = migrations.filter(({ name }) => !applied.has(name)).map(({ name }) => name)
  return { pending, fault: whyNotHistory(applied, migrations) }
}

function checkHistory(applied: Map<string, string>, migrations: readonly Migration[]): void {
  const fault = whyNotHistory(applied, migrations)
  if (fault !== null) throw new Error(fault)
}

function whyNotHistory(applied: Map<string, string>, migrations: readonly Migration[]): string | null {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]))
  for (const [name, checksum] of applied) {
    if (!known.has(name)) return `The database has migration ${name}, which this version does not know.`
    if (known.get(name) !== checksum) return `Migration ${name} was changed after it was applied.`
  }
  return null
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('begin')
  try {
    await client.query(migration.sql)
    await client.query('insert into migration (name, checksum) values ($1, $2)', [
      migration.name,
      migration.checksum,
    ])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${migration.name} failed: ${error instanceof Error ? error.message : error}`, {
      cause: error,
    })
  }
}
