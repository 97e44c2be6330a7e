import type { InjectOptions } from 'fastify'
import type pg from 'pg'
import type { App } from '../src/app.ts'
import type { Database } from '../src/platform/db/database.ts'
import { countingQueries } from '../src/platform/db/query-count.ts'

/** One statement as the portal sent it. */
export interface Statement {
  readonly text: string
  readonly values: readonly unknown[] | null
}

/** All that one request sent to the database, and how it was answered. */
export interface Conversation {
  readonly statements: readonly Statement[]
  /** Without taking roles, beginning and committing. */
  readonly queries: number
  readonly body: string
}

export interface Capture {
  converse(request: InjectOptions): Promise<Conversation>
}

/**
 * Listens to what a portal in this process says to its database.
 * @param database as opened by the portal; nothing may have used it yet
 */
export function captureStatements(app: App, database: Database): Capture {
  const heard: Statement[] = []
  database.pool.on('connect', (client) => listen(client, heard))
  return {
    async converse(request) {
      heard.length = 0
      const { result, queries } = await countingQueries(async () => app.server.inject(request))
      if (result.statusCode >= 400)
        throw new Error(`${request.method} ${request.url}: ${result.statusCode} ${result.body.slice(0, 300)}`)
      return { statements: [...heard], queries, body: result.body }
    },
  }
}

type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown

function listen(client: pg.PoolClient, heard: Statement[]): void {
  const query = client.query.bind(client) as Query
  const listening: Query = (text, values, callback) => {
    if (typeof text === 'string') heard.push({ text, values: Array.isArray(values) ? [...values] : null })
    return query(text, values, callback)
  }
  client.query = listening as typeof client.query
}
