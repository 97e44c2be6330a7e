import pg from 'pg'

/** The two accounts inside the database: who owns the tables, and whom the portal's requests sign in as. */
export type DatabaseUser = 'tvaers_owner' | 'tvaers_login'

/** How a client reaches the database over its private socket. */
export function connectionTo(
  socketFolder: string,
  port: number,
  user: DatabaseUser,
  database = 'tvaers',
): pg.ClientConfig {
  return { host: socketFolder, port, user, database, ssl: false }
}

/** Makes the login role and the database unless they exist. Safe to repeat after a start that was cut short. */
export async function makeFirstObjects(connection: pg.ClientConfig): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const roles = await client.query(`select from pg_roles where rolname = 'tvaers_login'`)
    if (!roles.rowCount)
      await client.query('create role tvaers_login login noinherit nosuperuser nocreatedb nocreaterole')
    const databases = await client.query(`select from pg_database where datname = 'tvaers'`)
    if (!databases.rowCount) await client.query('create database tvaers owner tvaers_owner')
  } finally {
    await client.end()
  }
}

/** Whether a server answers there, and for the database that is meant. */
export async function answersFor(cluster: string, connection: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client({ ...connection, database: 'postgres', connectionTimeoutMillis: 2000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ data_directory: string }>('show data_directory')
    return rows[0]?.data_directory === cluster
  } catch {
    return false
  } finally {
    await client.end().catch(() => {})
  }
}
