import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { BenchPortal } from './bench-portal.ts'
import type { Statement } from './capture.ts'
import { drive, driveOnce } from './drive.ts'
import type { Measurement } from './measurement.ts'
import { workedSeconds } from './processes.ts'
import { replay } from './replay.ts'

/** Most connections that change something at a time. */
const mostConnections = 8

/** A roll-out to more takes longer than a measurement lasts. */
const mostInAMoment = 1000

const completion = (task: number) => `/api/v1/tasks/${task}/completion`

/** Completing and reopening tasks through the API, each connection its own ones. */
export async function statusChanges(
  portal: BenchPortal,
  connections: readonly number[],
): Promise<Measurement[]> {
  const { as, capture, loaded, server } = portal
  const tasksOf = (connection: number) =>
    loaded.openTasks.filter((_, index) => index % mostConnections === connection % mostConnections)
  // A change names the version it was made from; here any will do.
  const machine: Readonly<Record<string, string>> = { ...as.machine, 'if-match': '*' }
  const { 'accept-encoding': _, ...headers } = machine
  const pattern = tasksOf(0)[0] ?? 0
  const completed = await capture.converse({ method: 'PUT', url: completion(pattern), headers })
  const reopened = await capture.converse({ method: 'DELETE', url: completion(pattern), headers })
  const isCompleted = new Map<number, boolean>()
  const next = (connection: number): readonly Statement[] => {
    const before = isCompleted.get(connection) ?? false
    isCompleted.set(connection, !before)
    const own = tasksOf(connection)[0] ?? 0
    return (before ? reopened : completed).statements.map((statement) =>
      renewed(statement, portal.givenIds, new Map([[pattern, own]])),
    )
  }
  /** What was under way at the end may have completed a task: all are open again for the next time. */
  const reopenAll = async (): Promise<void> => {
    await pause(200)
    for (const task of loaded.openTasks)
      await fetch(`${server.address}${completion(task)}`, { method: 'DELETE', headers: machine })
  }
  return connections.flatMap((count): Measurement[] => [
    {
      name: 'status change (API)',
      connections: count,
      queries: completed.queries,
      limits: ['database alone: status change (API)'],
      async run(seconds) {
        const requestsOf = (connection: number) =>
          tasksOf(connection).flatMap((task) =>
            ['PUT', 'DELETE'].map((method) => ({ method, path: completion(task), headers: machine })),
          )
        const worked = () => workedSeconds(server)
        const { address } = server
        const sample = await drive({ address, connections: count, seconds, worked, requestsOf })
        await reopenAll()
        return sample
      },
    },
    {
      name: 'database alone: status change (API)',
      connections: count,
      queries: null,
      limits: [],
      async run(seconds) {
        const { connection } = portal.runtime.database
        const sample = await replay({ connection, connections: count, seconds, statementsOf: next })
        await reopenAll()
        isCompleted.clear()
        return sample
      },
    },
  ])
}

/** The statement with new ids where ids were given out, and with other values where others are wanted. */
function renewed(
  { text, values }: Statement,
  givenIds: ReadonlySet<string>,
  others: ReadonlyMap<number, number>,
  fresh = new Map<string, string>(),
): Statement {
  const other = (value: unknown): unknown => {
    if (typeof value === 'string' && givenIds.has(value)) return freshFor(value, fresh)
    const number = others.get(Number(value))
    if (number === undefined || typeof value === 'boolean') return value
    return typeof value === 'string' ? String(number) : number
  }
  return { text, values: values === null ? null : values.map(other) }
}

function freshFor(id: string, fresh: Map<string, string>): string {
  const known = fresh.get(id) ?? randomUUID()
  fresh.set(id, known)
  return known
}

/** Rolling a template out to every municipality, as the editor's form does. */
export async function rollOuts(portal: BenchPortal, connections: readonly number[]): Promise<Measurement[]> {
  const { as, capture, loaded, server } = portal
  const formType = { 'content-type': 'application/x-www-form-urlencoded' }
  const headers = { ...as.editor, ...formType }
  const form = (templateId: string | undefined, id: string): string =>
    new URLSearchParams({
      id,
      templateId: templateId ?? '',
      audience: 'all',
      alsoThoseWhoHave: 'ja',
      priority: 'recommended',
    }).toString()
  const id = randomUUID()
  const { 'accept-encoding': _, ...plain } = as.editor
  const payload = form(loaded.templateIds[0], id)
  const conversation = await capture.converse({
    method: 'POST',
    url: '/udrulninger',
    headers: { ...plain, ...formType },
    payload,
  })
  const ids = new Set([...portal.givenIds, id])
  const name = `roll-out to ${loaded.municipalities}`
  const ask = loaded.municipalities > mostInAMoment ? driveOnce : drive
  return connections.flatMap((count): Measurement[] => [
    {
      name,
      connections: count,
      queries: conversation.queries,
      limits: [`database alone: ${name}`],
      run: (seconds) =>
        ask({
          address: server.address,
          worked: () => workedSeconds(server),
          connections: count,
          seconds,
          isRight: (status) => status === 303,
          // Each connection its own template: one template is rolled out once at a time.
          requestsOf: (connection) =>
            Array.from({ length: 500 }, () => ({
              method: 'POST',
              path: '/udrulninger',
              headers,
              body: form(loaded.templateIds[connection], randomUUID()),
            })),
        }),
    },
    {
      name: `database alone: ${name}`,
      connections: count,
      queries: null,
      limits: [],
      run: (seconds) =>
        replay({
          connection: portal.runtime.database.connection,
          connections: count,
          seconds,
          statementsOf: (connection) =>
            renewedAll(conversation.statements, ids, loaded.templateIds, connection),
        }),
    },
  ])
}

function renewedAll(
  statements: readonly Statement[],
  ids: ReadonlySet<string>,
  templateIds: readonly string[],
  connection: number,
): Statement[] {
  const fresh = new Map([[templateIds[0] ?? '', templateIds[connection] ?? '']])
  const changing = new Set([...ids, templateIds[0] ?? ''])
  return statements.map((statement) => renewed(statement, changing, new Map(), fresh))
}
