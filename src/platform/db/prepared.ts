import { createHash } from 'node:crypto'
import type pg from 'pg'

const names = new Map<string, string>()

/** Statements one connection keeps prepared; beyond this new texts are sent unprepared. */
const mostNames = 500

/** A stable name for a statement's text, or undefined when there are too many. */
function nameOf(text: string): string | undefined {
  const known = names.get(text)
  if (known || names.size >= mostNames) return known
  const name = `t${createHash('sha1').update(text).digest('base64url').slice(0, 20)}`
  names.set(text, name)
  return name
}

type Query = (text: unknown, values?: unknown, callback?: unknown) => unknown

/**
 * Makes a connection prepare each parameterised statement once and reuse its plan: parsing and planning are most
 * of the cost of the small queries a page asks. Statements without parameters go as they are.
 */
export function prepareByText(client: pg.PoolClient): void {
  const query = client.query.bind(client) as Query
  const prepared: Query = (text, values, callback) => {
    if (typeof text !== 'string' || !Array.isArray(values) || values.length === 0)
      return query(text, values, callback)
    const name = nameOf(text)
    return name ? query({ name, text, values }, callback) : query(text, values, callback)
  }
  client.query = prepared as typeof client.query
}
