/** Lets one process at a time set the checkout up. No imports but Node's own: nothing is installed yet. */
import { spawnSync } from 'node:child_process'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

let taken = 0

/**
 * Takes a lock that is a file holding the mark of its process: its number, and when it began, since the system gives
 * numbers out again. The lock of a dead process is taken over; a live one is waited for.
 * @param {string} path of the lock
 * @param {(holder: { pid: number }) => void} onWait told once when it has to wait
 * @returns {Promise<() => void>} gives the lock back
 */
export async function takeTurn(path, onWait) {
  mkdirSync(dirname(path), { recursive: true })
  const own = JSON.stringify({ pid: process.pid, startedAt: startOf(process.pid), nonce: ++taken })
  const draft = `${path}.${process.pid}.${taken}`
  writeFileSync(draft, own)
  try {
    for (let isTold = false; ; ) {
      if (place(draft, path)) return () => giveBack(path, own)
      const found = readText(path)
      const holder = readMark(found)
      if (found === null) continue
      if (!holder) setAside(path, found, `${draft}.old`)
      else {
        if (!isTold) onWait(holder)
        isTold = true
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
    }
  } finally {
    rmSync(draft, { force: true })
  }
}

/** The process a lock names, if that very one still runs. */
function readMark(text) {
  try {
    const { pid, startedAt } = JSON.parse(text ?? '')
    return startedAt && startOf(pid) === startedAt ? { pid } : null
  } catch {
    return null
  }
}

/** Clock ticks since boot on Linux (proc(5), field 22), what `ps` says elsewhere; null when there is no such process. */
function startOf(pid) {
  if (process.platform !== 'linux') {
    const answer = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return answer.stdout?.trim() || null
  }
  const stat = readText(`/proc/${pid}/stat`)
  // The name in the second field may hold blanks and brackets: read on from the last bracket.
  const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
  return !fields || fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
}

/** A hard link is made whole or not at all, and never over another: no reader sees half a lock. */
function place(draft, path) {
  try {
    linkSync(draft, path)
    return true
  } catch (fault) {
    if (fault.code === 'EEXIST') return false
    throw fault
  }
}

/** Removes a stale lock. Another process may have replaced it meanwhile: then that one is put back. */
function setAside(path, stale, aside) {
  try {
    renameSync(path, aside)
  } catch (fault) {
    if (fault.code === 'ENOENT') return
    throw fault
  }
  if (readText(aside) !== stale) place(aside, path)
  rmSync(aside, { force: true })
}

function giveBack(path, own) {
  if (readText(path) === own) rmSync(path, { force: true })
}

function readText(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return null
  }
}
