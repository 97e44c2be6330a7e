import { join } from 'node:path'
import { prepareDataDir, unwritable } from './folders.ts'
import { type Release, takeLock } from './lock-file.ts'
import { StartFault } from './start-fault.ts'

/**
 * Makes this process the only server of a data folder, by `server.lock` in it. A server that is just stopping is
 * waited for.
 * @param patienceMs how long to wait for the present holder, in milliseconds
 * @returns the function that gives the lock back
 * @throws StartFault when another server runs there, or the folder cannot be written to
 */
export async function takeServerLock(dataDir: string, patienceMs = 5000): Promise<Release> {
  prepareDataDir(dataDir)
  try {
    return await takeLock(join(dataDir, 'server.lock'), {
      patienceMs,
      whenTaken: ({ pid }) =>
        new StartFault(
          `Tværs already runs in ${dataDir} (process ${pid}): stop it first, or choose another folder by DATA_DIR.`,
        ),
    })
  } catch (fault) {
    if (fault instanceof StartFault) throw fault
    throw unwritable(dataDir, fault)
  }
}
