import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { commandOf, isRunning, processesIn } from './processes.ts'
import { codeOf } from './start-fault.ts'

/** The server process of a database, as its `postmaster.pid` tells. */
export type Postmaster = { pid: number; socketFolder: string; state: string }

/** Reads `postmaster.pid` (one fact a line). Null when missing, or cut short by a crash. */
export function readPostmaster(cluster: string): Postmaster | null {
  try {
    const lines = readFileSync(pidFile(cluster), 'utf8').split('\n')
    const pid = Number(lines[0])
    if (!Number.isSafeInteger(pid) || pid <= 0) return null
    return { pid, socketFolder: lines[4] ?? '', state: lines[7]?.trim() ?? '' }
  } catch {
    return null
  }
}

/** The server process of a database if it still lives; its number may have passed to a stranger. */
export function livePostmaster(cluster: string): Postmaster | null {
  const found = readPostmaster(cluster)
  return found && isPostmaster(found.pid, cluster) ? found : null
}

/**
 * PostgreSQL refuses to start when the number in its pid file belongs to any process of its account: also a stranger
 * (usual after a container's restart), and a dead one that its parent has not yet collected. Only the number is made harmless: the rest of the file lets
 * PostgreSQL see whether the former server's last processes still use the database.
 */
export function disownStranger(cluster: string): void {
  const found = readPostmaster(cluster)
  if (!found || !isTaken(found.pid) || isPostmaster(found.pid, cluster)) return
  const lines = readFileSync(pidFile(cluster), 'utf8').split('\n')
  writeFileSync(pidFile(cluster), [beyondEveryPid, ...lines.slice(1)].join('\n'))
  rmSync(join(found.socketFolder, '.s.PGSQL.5432.lock'), { force: true })
}

/** Whether the system has given the number to a process, as PostgreSQL asks it: dead ones that still have a number count. */
function isTaken(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (fault) {
    return codeOf(fault) === 'EPERM'
  }
}

/** Linux gives out numbers below 2^22, macOS below 100,000. */
const beyondEveryPid = '2147483646'

/**
 * Stops a server in the fast way: transactions are rolled back, everything is written, connections end.
 * One that doesn't answer within the time is stopped at once, and recovers at its next start.
 */
export async function stopPostmaster(pid: number, cluster: string, patienceMs = 30_000): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isPostmaster(pid, cluster)) return
    send(pid, signal)
    const until = performance.now() + patienceMs
    while (performance.now() < until) {
      if (!isRunning(pid)) return
      await pause(15)
    }
  }
}

/**
 * Waits for the last processes of a server that was killed: they end by themselves when they see that it is gone, a
 * busy one only after its statement, and PostgreSQL refuses to start beside them. One that lasts longer is ended; its
 * transaction was lost with the server, and the next start recovers.
 */
export async function awaitOrphans(cluster: string, patienceMs = 2_000): Promise<void> {
  if (livePostmaster(cluster)) return
  for (const signal of [null, 'SIGQUIT', 'SIGKILL'] as const) {
    const until = performance.now() + patienceMs
    let left = orphansOf(cluster)
    if (signal) for (const pid of left) send(pid, signal)
    while (left.length > 0 && performance.now() < until) {
      await pause(15)
      left = orphansOf(cluster)
    }
    if (left.length === 0) return
  }
}

/** Server processes work in their data folder and are called after what they do ("postgres: checkpointer"). */
function orphansOf(cluster: string): number[] {
  return processesIn(cluster).filter(
    (pid) => /^postgres(:|$)/.test(basename(commandOf(pid)[0] ?? '')) && isRunning(pid),
  )
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // It ended by itself meanwhile: the caller looks again.
  }
}

function isPostmaster(pid: number, cluster: string): boolean {
  const [program = '', ...words] = commandOf(pid)
  return basename(program) === 'postgres' && words.includes(cluster) && isRunning(pid)
}

function pidFile(cluster: string): string {
  return join(cluster, 'postmaster.pid')
}
