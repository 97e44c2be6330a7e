import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  lchownSync,
  mkdirSync,
  readdirSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import type { Account } from './account.ts'
import { codeOf, reasonOf, StartFault } from './start-fault.ts'

/**
 * Makes the data folder when it is missing: closed to others, but for root's, which the database's own account
 * has to pass through.
 * @throws StartFault when it cannot be made or written to
 */
export function prepareDataDir(dataDir: string): void {
  try {
    const made = makeFolders(dataDir)
    if (made) chmodSync(dataDir, process.getuid?.() === 0 ? 0o711 : 0o700)
    accessSync(dataDir, constants.W_OK | constants.X_OK)
  } catch (fault) {
    throw unwritable(dataDir, fault)
  }
}

/** One level at a time: Node's own way of making all never ends where the system denies a folder it lists (/proc). */
function makeFolders(folder: string): boolean {
  try {
    return makeFolder(folder)
  } catch (fault) {
    if (codeOf(fault) !== 'ENOENT' || dirname(folder) === folder) throw fault
  }
  makeFolders(dirname(folder))
  return makeFolder(folder)
}

/** @returns whether it was missing */
function makeFolder(folder: string): boolean {
  try {
    mkdirSync(folder)
    return true
  } catch (fault) {
    if (codeOf(fault) !== 'EEXIST' || !statSync(folder).isDirectory()) throw fault
    return false
  }
}

/** The fault of a folder that should have been writable. */
export function unwritable(folder: string, fault: unknown): StartFault {
  return new StartFault(
    `The folder ${folder} cannot be written to (${reasonOf(fault)}): choose another by DATA_DIR.`,
  )
}

/** A folder for the account alone, made when missing. */
export function makePrivate(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
  if (account) chownSync(folder, account.uid, account.gid)
}

/** Hands a whole folder to the account; links themselves, never what they point to. */
export function handOver(folder: string, account: Account): void {
  chownSync(folder, account.uid, account.gid)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) handOver(path, account)
    else lchownSync(path, account.uid, account.gid)
  }
}

/** Opens a folder of programs for reading by everybody, whatever mask it was installed under. */
export function openForReading(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openForReading(path)
    else if (entry.isFile()) chmodSync(path, folder.endsWith('/bin') ? 0o755 : 0o644)
  }
}
