import { readFile, writeFile } from 'node:fs/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { describeSchema, describeTables } from './support/describe-schema.ts'
import { createTestDatabase, type TestDatabase } from './support/test-database.ts'

let database: TestDatabase
let client: pg.Client

beforeAll(async () => {
  database = await createTestDatabase()
  client = new pg.Client(database.owner)
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await database.drop()
})

const generated = [
  { file: 'docs/schema.sql', describe: describeSchema },
  { file: 'src/platform/db/tables.ts', describe: describeTables },
]

test.each(generated)('$file is what the migrations make', async ({ file, describe }) => {
  const fresh = await describe(client)
  if (process.env.UPDATE_SCHEMA) await writeFile(file, fresh)
  expect(await readFile(file, 'utf8')).toBe(fresh)
})

test('every table has row-level security', async () => {
  const { rows } = await client.query<{ relname: string }>(
    `select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and relkind in ('r', 'p') and not relrowsecurity and relname <> 'migration'`,
  )
  expect(rows.map((row) => row.relname)).toEqual([])
})

test('every table with an organisation carries it in its key or names why not', async () => {
  // A finding is the central body's own, whomever it is about.
  const keyedByThemselves = [
    'organisation',
    'user_account',
    'session',
    'event',
    'project',
    'reconciliation_finding',
  ]
  const { rows } = await client.query<{ table: string; key: string }>(
    `select c.relname as table, pg_get_constraintdef(con.oid) as key
     from pg_constraint con join pg_class c on c.oid = con.conrelid
       join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
     where con.contype = 'p' and con.connamespace = 'public'::regnamespace`,
  )
  const without = rows.filter((row) => !row.key.includes('organisation_id')).map((row) => row.table)
  expect(without.filter((table) => !keyedByThemselves.includes(table))).toEqual([])
})
