import pg from 'pg'
import type { Connection } from '../src/platform/db/database.ts'
import { prepareByText } from '../src/platform/db/prepared.ts'
import type { Statement } from './capture.ts'
import { type Sample, sampleOf } from './drive.ts'

export interface Replay {
  readonly connection: Connection
  readonly connections: number
  readonly seconds: number
  /** Sent in this order, again and again; the n-th connection's own. Called before each round. */
  readonly statementsOf: (connection: number) => readonly Statement[]
  /** Sent once by each connection before the clock starts. */
  readonly preparation?: string
}

/** The bare-database limit: the same statements, prepared, with nothing between them and nothing after. */
export async function replay(plan: Replay): Promise<Sample> {
  const clients = await Promise.all(Array.from({ length: plan.connections }, () => open(plan)))
  try {
    for (const [number, client] of clients.entries()) await say(client, plan.statementsOf(number))
    const times: number[] = []
    const started = performance.now()
    const until = started + plan.seconds * 1000
    await Promise.all(
      clients.map((client, number) => repeat(client, () => plan.statementsOf(number), until, times)),
    )
    return sampleOf(times, (performance.now() - started) / 1000)
  } finally {
    await Promise.all(clients.map((client) => client.end()))
  }
}

async function open({ connection, preparation }: Replay): Promise<pg.Client> {
  const client = new pg.Client(connection)
  await client.connect()
  prepareByText(client as unknown as pg.PoolClient)
  if (preparation) await client.query(preparation)
  return client
}

async function repeat(
  client: pg.Client,
  statements: () => readonly Statement[],
  until: number,
  times: number[],
): Promise<void> {
  for (;;) {
    const now = performance.now()
    if (now >= until) return
    await say(client, statements())
    times.push(performance.now() - now)
  }
}

async function say(client: pg.Client, statements: readonly Statement[]): Promise<void> {
  for (const { text, values } of statements)
    await (values ? client.query(text, [...values]) : client.query(text))
}
