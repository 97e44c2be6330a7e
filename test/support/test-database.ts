import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { templateName } from './template-database-name.ts'

export interface TestDatabase {
  /** As the owner: sees and changes everything; for arranging and asserting only. */
  readonly owner: pg.ClientConfig
  /** As the server runs. */
  readonly login: pg.ClientConfig
  drop(): Promise<void>
}

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ ...inject('postgres'), user: 'tvaers_owner', database: 'postgres' })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A database of one test file's own, copied from the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await asOwner(`create database ${name} template ${templateName}`)
  const at = { ...inject('postgres'), database: name }
  return {
    owner: { ...at, user: 'tvaers_owner' },
    login: { ...at, user: 'tvaers_login' },
    drop: () => asOwner(`drop database if exists ${name} with (force)`),
  }
}
