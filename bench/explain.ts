import pg from 'pg'
import type { BenchPortal } from './bench-portal.ts'
import { listenTo, queriesAlone, readingsOf } from './reading.ts'

interface Plan {
  readonly 'Execution Time': number
  readonly 'Planning Time': number
  readonly Plan: Node
}

interface Node {
  readonly 'Node Type': string
  readonly 'Relation Name'?: string
  readonly 'Index Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Actual Total Time': number
  readonly 'Rows Removed by Filter'?: number
  readonly 'Shared Hit Blocks': number
  readonly 'Shared Read Blocks': number
  readonly Plans?: readonly Node[]
}

/** Shows how PostgreSQL answers each query of each page, under the unprivileged role and its row policies. */
export async function explain(portal: BenchPortal, say: (line: string) => void): Promise<void> {
  const heard = await listenTo(portal, readingsOf(portal))
  for (const { name, conversation } of heard) {
    const { statements, preparation } = queriesAlone(conversation.statements)
    const client = new pg.Client(portal.runtime.database.connection)
    await client.connect()
    await client.query(preparation)
    say(`\n## ${name} (${preparation.split(';')[0]})`)
    for (const { text, values } of statements) {
      const plan = await planOf(client, text, [...(values ?? [])])
      say(`\n${text.replace(/\s+/g, ' ').trim().slice(0, 160)}`)
      say(`planning ${plan['Planning Time']} ms, execution ${plan['Execution Time']} ms`)
      describe(plan.Plan, 0, say)
    }
    await client.end()
  }
}

/** The second run counts: the first reads from disk. */
async function planOf(client: pg.Client, text: string, values: unknown[]): Promise<Plan> {
  const run = () =>
    client.query<{ 'QUERY PLAN': [Plan] }>(`explain (analyze, buffers, format json) ${text}`, values)
  await run()
  const plan = (await run()).rows[0]?.['QUERY PLAN'][0]
  if (!plan) throw new Error('PostgreSQL gave no plan.')
  return plan
}

function describe(node: Node, depth: number, say: (line: string) => void): void {
  const removed = node['Rows Removed by Filter']
  const parts = [
    [node['Node Type'], node['Index Name'], node['Relation Name']].filter(Boolean).join(' '),
    `${node['Actual Total Time']} ms`,
    `${node['Actual Rows']} rows × ${node['Actual Loops']}`,
    removed ? `${removed} removed` : '',
    `${node['Shared Hit Blocks'] + node['Shared Read Blocks']} pages`,
  ]
  say(`${'  '.repeat(depth + 1)}${parts.filter(Boolean).join(', ')}`)
  for (const child of node.Plans ?? []) describe(child, depth + 1, say)
}
