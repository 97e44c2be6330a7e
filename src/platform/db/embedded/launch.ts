import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync, renameSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { lastLines, notStarted, plainEnvironment } from './cluster-files.ts'
import type { Placement } from './placement.ts'
import { readPostmaster, stopPostmaster } from './postmaster.ts'
import { makeSocketFolder } from './socket-folder.ts'
import { StartFault } from './start-fault.ts'

/** A started server process. */
export type Launched = { pid: number; socketFolder: string; child: ChildProcess }

export type LaunchOptions = {
  program: string
  placement: Placement
  logPath: string
  fsync: boolean
  log: (line: string) => void
}

const largestLog = 10 * 1024 * 1024

/**
 * Starts the server process and waits until it takes connections. It is the first of a process group of its own, so
 * that Ctrl-C in a terminal leaves it running while Tværs still works off its requests; it writes to a file, so that
 * it lives on unharmed when Tværs is killed.
 * @throws StartFault with the end of the server's log
 */
export async function launch(options: LaunchOptions): Promise<Launched> {
  const { program, placement, logPath } = options
  const socketFolder = makeSocketFolder(placement)
  const output = openLog(logPath)
  const begin = statSync(logPath).size
  const child = spawn(program, words(options, socketFolder), {
    ...placement.account,
    cwd: '/',
    env: plainEnvironment,
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  child.unref()
  const failed = new Promise<never>((_, reject) => {
    child.once('error', (fault) => reject(notStarted(program, fault)))
    child.once('exit', () => {
      const said = readFileSync(logPath).subarray(begin).toString()
      reject(new StartFault(`The database did not start; it said: ${lastLines(said)}`))
    })
  })
  await Promise.race([failed, untilReady(child, options)])
  child.removeAllListeners()
  return { pid: child.pid ?? 0, socketFolder, child }
}

/** After a power cut the server first replays what it had not yet written: minutes on a large database. */
async function untilReady(child: ChildProcess, { placement, log }: LaunchOptions): Promise<void> {
  const begin = performance.now()
  let told = false
  while (child.exitCode === null && child.signalCode === null) {
    const found = readPostmaster(placement.cluster)
    if (found && found.pid === child.pid && found.state === 'ready') return
    const waited = performance.now() - begin
    if (waited > 3000 && !told) {
      told = true
      log('The database is putting itself in order after a sudden stop.')
    }
    if (waited > 300_000) {
      if (child.pid) await stopPostmaster(child.pid, placement.cluster)
      throw new StartFault(`The database was not ready after five minutes: see ${placement.cluster}.`)
    }
    await pause(10)
  }
}

function words({ placement, fsync }: LaunchOptions, socketFolder: string): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: `"${socketFolder}"`,
    unix_socket_permissions: '0700',
    max_connections: '60',
    shared_buffers: '256MB',
    effective_cache_size: '1GB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    ...(fsync ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  }
  return [
    '-D',
    placement.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ]
}

/** One former log is kept, so that the two together never fill a disk. */
function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0
  if (size > largestLog) renameSync(path, `${path}.1`)
  return openSync(path, 'a', 0o600)
}
