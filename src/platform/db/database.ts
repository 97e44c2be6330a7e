import { Kysely, PostgresAdapter, PostgresDialect, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import pg from 'pg'
import type { Tx } from '../../kernel/context.ts'
import { inBackground, inRequest, type Patience, setting } from './patience.ts'
import { prepareByText } from './prepared.ts'
import { countQuery } from './query-count.ts'
import type { Reach } from './roles.ts'
import type { Tables } from './tables.ts'

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))

/** `latest`: each statement sees what was committed before it; `steady`: all see what the first one saw. */
export type View = 'latest' | 'steady'

/** How to reach the database: a URL, or the socket of the embedded server. */
export type Connection = pg.ClientConfig

export interface Database {
  readonly connection: Connection
  readonly kysely: Kysely<Tables>
  readonly pool: pg.Pool
  /**
   * Runs `work` in one transaction under the reach's role. Rolled back when `work` throws.
   * @param patience how long its statements may take; for jobs more than for requests unless given
   * @param view `latest` unless given
   */
  transaction<T>(reach: Reach, work: (tx: Tx) => Promise<T>, patience?: Patience, view?: View): Promise<T>
  close(): Promise<void>
}

/**
 * Opens a pool towards PostgreSQL.
 * @param size most connections at a time
 * @param onError told of errors on idle connections (the server went away), which have no caller
 */
export function openDatabase(
  connection: Connection,
  size: number,
  onError: (error: Error) => void,
): Database {
  const pool = new pg.Pool({ ...connection, max: size, idleTimeoutMillis: 60_000 })
  pool.on('error', onError)
  pool.on('connect', (client) => {
    prepareByText(client)
    client.on('error', onError)
  })
  return {
    connection,
    kysely: kyselyOver(pool),
    pool,
    transaction: (reach, work, patience = reach.role === 'tvaers_jobs' ? inBackground : inRequest, view) =>
      inTransaction(pool, reach, work, { patience, view }),
    close: () => pool.end(),
  }
}

const kyselyOver = (pool: pg.Pool): Kysely<Tables> =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })

/** A Kysely that speaks over one client only, for the length of a transaction. */
function kyselyOverClient(client: pg.PoolClient): Kysely<Tables> {
  const borrowed = { query: client.query.bind(client), release() {} }
  const pool = { connect: async () => borrowed, end: async () => {} }
  return new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new PostgresDialect({ pool: pool as unknown as pg.Pool }).createDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: (entry) => {
      if (entry.level === 'query') countQuery()
    },
  })
}

const clients = new WeakMap<Tx, pg.PoolClient>()

/** Takes another role and reach for the rest of the transaction: the door's, once somebody is known. */
export async function become(tx: Tx, reach: Reach): Promise<void> {
  const client = clients.get(tx)
  if (!client) throw new Error('The transaction is over.')
  await client.query(taking(reach))
}

/** One round trip: role and reach come from our own lists, never from input. */
function taking(reach: Reach): string {
  const ids = reach.organisationIds.map((id) => {
    if (!Number.isSafeInteger(id)) throw new RangeError(`Not an organisation id: ${id}`)
    return String(id)
  })
  return `set local role ${reach.role}; select set_config('app.reach', '${ids.join(',')}', true)`
}

async function inTransaction<T>(
  pool: pg.Pool,
  reach: Reach,
  work: (tx: Tx) => Promise<T>,
  { patience, view }: { readonly patience: Patience; readonly view: View | undefined },
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  let ended: Error | undefined
  // A connection that the database ends under us says why once; the statements after it know nothing of that.
  const onEnd = (fault: Error) => {
    ended ??= fault
  }
  client.on('error', onEnd)
  try {
    const begin = view === 'steady' ? 'begin isolation level repeatable read' : 'begin'
    await client.query(`${begin}; ${setting(patience)}; ${taking(reach)}`)
    const tx = kyselyOverClient(client) as unknown as Tx
    clients.set(tx, client)
    const result = await work(tx)
    clients.delete(tx)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((fault: Error) => {
      broken = fault
    })
    throw ended ?? error
  } finally {
    client.off('error', onEnd)
    client.release(ended ?? broken)
  }
}

/** The query builder of a transaction. Only stores and queries may open what the rest of the code carries closed. */
export function db(holder: { readonly tx: Tx }): Kysely<Tables> {
  return holder.tx as unknown as Kysely<Tables>
}
