import { createHash } from 'node:crypto'
import { lstatSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { isOpenTo } from './account.ts'
import { makePrivate } from './folders.ts'
import type { Placement } from './placement.ts'
import { StartFault } from './start-fault.ts'

/** PostgreSQL names its socket after this number; nothing listens on the network. */
export const socketNumber = 5432

/** The system's limit on a socket's path is 108 bytes on Linux and 104 on macOS, the closing zero included. */
const longest = 103

/**
 * A folder for the database's socket, closed to everybody else: beside the database, or where that path would be
 * too long, a short one for temporary files. A running server's is found in its `postmaster.pid`.
 * @throws StartFault when a stranger already made the short one
 */
export function makeSocketFolder({ cluster, account }: Placement): string {
  const beside = join(dirname(cluster), 'postgres-socket')
  const folder = fits(beside) ? beside : shortFolder(cluster)
  const found = lstatSync(folder, { throwIfNoEntry: false })
  const expected = account?.uid ?? process.getuid?.()
  if (found && (!found.isDirectory() || found.uid !== expected)) {
    throw new StartFault(
      `The folder ${folder} is needed for the database's socket, but belongs to somebody else: remove it.`,
    )
  }
  makePrivate(folder, account)
  return folder

  function shortFolder(path: string): string {
    const name = `tvaers-${createHash('sha256').update(path).digest('hex').slice(0, 16)}`
    const here = join(tmpdir(), name)
    return fits(here) && isOpenTo(account, tmpdir()) ? here : join('/tmp', name)
  }
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${socketNumber}`)) <= longest
}
