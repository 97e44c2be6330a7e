import { realpathSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ClientConfig } from 'pg'
import { findBinaries, reachableBinaries } from './binaries.ts'
import { makeCluster } from './cluster-files.ts'
import { answersFor, connectionTo, type DatabaseUser, makeFirstObjects } from './first-objects.ts'
import { prepareDataDir, unwritable } from './folders.ts'
import { launch } from './launch.ts'
import { type Release, takeLock } from './lock-file.ts'
import { Openers } from './openers.ts'
import { type Placement, placeCluster } from './placement.ts'
import { awaitOrphans, disownStranger, livePostmaster, stopPostmaster } from './postmaster.ts'
import { socketNumber } from './socket-folder.ts'
import { StartFault } from './start-fault.ts'
import { type Served, watch } from './watch.ts'

export type EmbeddedPostgresOptions = {
  dataDir: string
  /** Takes progress lines for the person at the terminal. */
  log: (line: string) => void
  /** False loses what was committed when the power fails: for tests. */
  fsync?: boolean
  /** Called when the server process ends although nobody here stopped it. */
  onExit?: () => void
  /** Where programs and database go when the database's own account cannot reach them where they are. */
  refuge?: string
}

export type EmbeddedPostgres = {
  connection(user: DatabaseUser, database?: string): ClientConfig
  /** The server process already ran: started by another process, or left over by one that was killed. */
  attached: boolean
  /** The server process. */
  pid: number
  /** Stops the server process and waits for its end, unless another living process has it open. */
  stop(): Promise<void>
}

/**
 * Opens the database of a data folder: makes it the first time, starts its server process unless it runs, and makes
 * sure that role and database exist.
 * @throws StartFault with one sentence for people
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const dataDir = resolve(options.dataDir)
  prepareDataDir(dataDir)
  const home = realpathSync(dataDir)
  const release = await takeDatabaseLock(home)
  try {
    const placement = placeCluster(home, options.refuge ?? '/var/lib/tvaers', options.log)
    const openers = openersOf(home)
    const served = await serve(home, placement, openers, options)
    const name = openers.enter()
    const unwatch = watch(served, options.onExit)
    return {
      connection: (user, database) => connectionTo(served.socketFolder, socketNumber, user, database),
      attached: served.child === null,
      pid: served.pid,
      stop: once(async () => {
        unwatch()
        await leave(home, placement, openers, name)
      }),
    }
  } finally {
    release()
  }
}

/** For commands: uses the portal's database while it runs, and starts it for the time of the command else. */
export function openEmbeddedPostgres(
  options: Pick<EmbeddedPostgresOptions, 'dataDir' | 'log'>,
): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres(options)
}

async function serve(
  home: string,
  placement: Placement,
  openers: Openers,
  options: EmbeddedPostgresOptions,
): Promise<Served> {
  const found = await attach(placement, openers)
  if (found) return found
  const { log, refuge = '/var/lib/tvaers', fsync = true } = options
  const binaries = reachableBinaries(await findBinaries(), placement.account, refuge, log)
  await makeCluster(placement, binaries, fsync, log)
  disownStranger(placement.cluster)
  await awaitOrphans(placement.cluster)
  log('Starting the database …')
  const logPath = join(home, 'postgres.log')
  const launched = await launch({ program: binaries.postgres, placement, logPath, fsync, log })
  try {
    await makeFirstObjects(connectionTo(launched.socketFolder, socketNumber, 'tvaers_owner'))
  } catch (fault) {
    await stopPostmaster(launched.pid, placement.cluster)
    throw fault
  }
  return launched
}

/** Finds the server process running already. One that doesn't answer is stopped, unless somebody still uses it. */
async function attach({ cluster }: Placement, openers: Openers): Promise<Served | null> {
  const until = performance.now() + 10_000
  for (;;) {
    const found = livePostmaster(cluster)
    if (!found) return null
    const { pid, socketFolder } = found
    const connection = connectionTo(socketFolder, socketNumber, 'tvaers_owner')
    if (await answersFor(cluster, connection)) {
      await makeFirstObjects(connection)
      return { pid, socketFolder, child: null }
    }
    if (performance.now() >= until) {
      if (openers.hasAny())
        throw new StartFault(`The database in ${cluster} runs (process ${pid}), but doesn't answer.`)
      await stopPostmaster(pid, cluster)
      return null
    }
    await pause(100)
  }
}

async function leave(home: string, { cluster }: Placement, openers: Openers, name: string): Promise<void> {
  const release = await takeDatabaseLock(home)
  try {
    openers.leave(name)
    const found = livePostmaster(cluster)
    if (found && !openers.hasAny()) await stopPostmaster(found.pid, cluster)
  } finally {
    release()
  }
}

/** Starting and stopping take turns. A start may have to replay much after a power cut: patience is long. */
async function takeDatabaseLock(home: string): Promise<Release> {
  try {
    return await takeLock(join(home, 'postgres.lock'), {
      patienceMs: 300_000,
      whenTaken: ({ pid }) =>
        new StartFault(`Process ${pid} has been starting the database in ${home} for five minutes.`),
    })
  } catch (fault) {
    throw fault instanceof StartFault ? fault : unwritable(home, fault)
  }
}

function openersOf(home: string): Openers {
  try {
    return new Openers(home)
  } catch (fault) {
    throw unwritable(home, fault)
  }
}

function once(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null
  return () => {
    running ??= work()
    return running
  }
}
