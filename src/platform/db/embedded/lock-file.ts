import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { isSameProcess, ownMark, type ProcessMark } from './processes.ts'
import { codeOf } from './start-fault.ts'

/** Gives a lock back; does nothing when somebody else has taken it over. */
export type Release = () => void

export type LockOptions = { patienceMs: number; whenTaken: (holder: ProcessMark) => Error }

let taken = 0

/**
 * Takes a lock that is a file holding the mark of its process. The lock of a dead process, and of one whose number
 * now belongs to another, is taken over. A live holder is waited for.
 * @param options.patienceMs how long to wait, in milliseconds
 * @throws what `whenTaken` makes when the holder still lives by then; the file system's own error else
 */
export async function takeLock(path: string, options: LockOptions): Promise<Release> {
  const own = JSON.stringify({ ...ownMark(), nonce: ++taken })
  const draft = `${path}.${process.pid}.${taken}`
  const until = performance.now() + options.patienceMs
  writeFileSync(draft, own)
  try {
    for (;;) {
      if (place(draft, path)) return () => giveBack(path, own)
      const found = readText(path)
      const holder = readMark(found)
      if (found !== null && (!holder || !isSameProcess(holder))) setAside(path, found, `${draft}.old`)
      else if (holder && performance.now() >= until) throw options.whenTaken(holder)
      else if (holder) await pause(50)
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** A hard link is made whole or not at all, and never over another: no reader sees half a lock. */
function place(draft: string, path: string): boolean {
  try {
    linkSync(draft, path)
    return true
  } catch (fault) {
    if (codeOf(fault) === 'EEXIST') return false
    throw fault
  }
}

/** Removes a stale lock. Another process may have replaced it meanwhile: then that one is put back. */
function setAside(path: string, stale: string, aside: string): void {
  try {
    renameSync(path, aside)
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return
    throw fault
  }
  if (readText(aside) !== stale) place(aside, path)
  rmSync(aside, { force: true })
}

function giveBack(path: string, own: string): void {
  if (readText(path) === own) rmSync(path, { force: true })
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8')
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return null
    throw fault
  }
}

function readMark(text: string | null): ProcessMark | null {
  try {
    const mark: unknown = JSON.parse(text ?? '')
    if (typeof mark !== 'object' || mark === null || !('pid' in mark) || !('startedAt' in mark)) return null
    const { pid, startedAt } = mark
    return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : null
  } catch {
    return null
  }
}
