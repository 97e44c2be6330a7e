import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

/** A process as it can be recognised again later: the number alone is reused by the system. */
export type ProcessMark = { pid: number; startedAt: string }

/**
 * When a process was started, as an opaque text that stays the same as long as it lives: clock ticks since boot on
 * Linux (proc(5), field 22), the start time of `ps` elsewhere. Null when there is no such process, or only a
 * dead one that its parent has not yet collected.
 */
export function startOf(pid: number): string | null {
  if (process.platform !== 'linux') return ask(pid, 'lstart=')
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in the second field may hold blanks and brackets: read on from the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null)
  } catch {
    return null
  }
}

/** Whether a process with this number runs, dead ones waiting for their parent not counted. */
export function isRunning(pid: number): boolean {
  return startOf(pid) !== null
}

/** Whether exactly this process, and not a later one with its number, still runs. */
export function isSameProcess(mark: ProcessMark): boolean {
  return startOf(mark.pid) === mark.startedAt
}

/** The mark of this very process. */
export function ownMark(): ProcessMark {
  return { pid: process.pid, startedAt: startOf(process.pid) ?? '' }
}

/** The words of the command that a process was started by; empty when unknown. */
export function commandOf(pid: number): string[] {
  if (process.platform !== 'linux') return (ask(pid, 'command=') ?? '').split(' ')
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    return []
  }
}

/** The processes that work in a folder. Known on Linux alone; none elsewhere. */
export function processesIn(folder: string): number[] {
  if (process.platform !== 'linux') return []
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 0 && workplaceOf(pid) === folder)
}

function workplaceOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return null
  }
}

function ask(pid: number, column: string): string | null {
  const answer = spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' })
  return answer.stdout?.trim() || null
}
