import type { BenchPortal } from './bench-portal.ts'
import type { Conversation, Statement } from './capture.ts'
import { drive } from './drive.ts'
import type { Measurement } from './measurement.ts'
import { type ServerProcess, workedSeconds } from './processes.ts'
import { replay } from './replay.ts'

/** A page or answer that is read. */
export interface Reading {
  readonly name: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
}

/** What people and machines read most. */
export function readingsOf({ as, loaded }: BenchPortal): Reading[] {
  // A page of tiles and rows for all municipalities is no page for 100,000 of them.
  const progress = {
    name: 'progress of a roll-out',
    path: `/udrulninger/${loaded.rolloutId}`,
    headers: as.editor,
  }
  const task = loaded.openTasks[0] ?? 0
  const filtered = `/opgaver?status=ubesvaret&prioritet=obligatorisk&q=${encodeURIComponent('rettigheder støttesystemerne')}`
  return [
    { name: listPage, path: '/opgaver', headers: as.administrator },
    { name: 'task list, filtered and searched', path: filtered, headers: as.administrator },
    { name: 'task page', path: `/opgaver/${task}`, headers: as.administrator },
    { name: 'start page', path: '/', headers: as.administrator },
    { name: 'task list of all municipalities', path: '/opgaver', headers: as.editor },
    ...(loaded.municipalities > 1000 ? [] : [progress]),
    { name: 'JSON list of 50 tasks', path: '/api/v1/tasks', headers: as.machine },
    { name: 'JSON of one task', path: `/api/v1/tasks/${task}`, headers: as.machine },
  ]
}

export const listPage = 'task list page'

export type Heard = Reading & { readonly conversation: Conversation }

/** Reads each once in this process, and listens to the database. Twice: what is kept afterwards is there then. */
export async function listenTo(portal: BenchPortal, readings: readonly Reading[]): Promise<Heard[]> {
  const heard: Heard[] = []
  for (const reading of readings) {
    const { 'accept-encoding': _, ...headers } = reading.headers
    const request = { method: 'GET' as const, url: reading.path, headers }
    await portal.capture.converse(request)
    heard.push({ ...reading, conversation: await portal.capture.converse(request) })
  }
  return heard
}

/** A reading through the portal, then what bounds it: its statements alone, and a server that does nothing. */
export function measurementsOf(
  portal: BenchPortal,
  { name, path, headers, conversation }: Heard,
  connections: number,
  bare: ServerProcess | null,
): Measurement[] {
  const database = `database alone: ${name}`
  const queries = `queries alone: ${name}`
  const http = `bare HTTP: ${name}`
  const get =
    ({ address }: ServerProcess, request: { path: string; headers?: Reading['headers'] }) =>
    (seconds: number) => {
      const worked = address === portal.server.address ? () => workedSeconds(portal.server) : undefined
      return drive({
        address,
        connections,
        seconds,
        worked,
        requestsOf: () => [{ method: 'GET', ...request }],
      })
    }
  const { statements } = conversation
  const say = (said: readonly Statement[], preparation?: string) => (seconds: number) =>
    replay({
      connection: portal.runtime.database.connection,
      connections,
      seconds,
      statementsOf: () => said,
      preparation,
    })
  const alone = queriesAlone(statements)
  const common = { connections, queries: null, limits: [] }
  return [
    {
      name,
      connections,
      queries: conversation.queries,
      limits: bare ? [database, queries, http] : [database],
      run: get(portal.server, { path, headers }),
    },
    { ...common, name: database, run: say(statements) },
    ...(bare
      ? [
          { ...common, name: queries, run: say(alone.statements, alone.preparation) },
          { ...common, name: http, run: get(bare, { path: '/' }) },
        ]
      : []),
  ]
}

/** The page's own queries under a standing role: without sign-in, transaction and the taking of roles. */
export function queriesAlone(statements: readonly Statement[]): {
  statements: Statement[]
  preparation: string
} {
  const start = statements.findLastIndex(({ text }) => text.startsWith('set local role'))
  const taking = statements[start]?.text ?? ''
  return {
    statements: statements.slice(start + 1).filter(({ values }) => values !== null),
    preparation: taking.replace('set local role', 'set role').replace(', true)', ', false)'),
  }
}
