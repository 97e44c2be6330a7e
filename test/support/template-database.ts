import pg from 'pg'
import { saveMasterOrganisations } from '../../src/features/organisations/index.ts'
import { migrate, readMigrations } from '../../src/platform/db/migrations.ts'
import { installJobs } from '../../src/platform/jobs/install.ts'
import { queueSpecs } from '../../src/queues.ts'
import { templateName } from './template-database-name.ts'

/** Makes the migrated database that each test file's own is copied from. @param owner a connection to any database */
export async function prepareTemplate(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(`create database ${templateName}`)
  await client.end()
  const template = { ...owner, database: templateName }
  await migrate(template, 'tvaers_login', await readMigrations('migrations'))
  await installJobs(template, 'tvaers_login', queueSpecs)
  await saveMasterOrganisations(template, true)
}
