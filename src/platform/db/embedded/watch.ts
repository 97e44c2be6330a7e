import type { ChildProcess } from 'node:child_process'
import { isSameProcess, startOf } from './processes.ts'

/** A running server process: our own child, or one found running. */
export type Served = { pid: number; socketFolder: string; child: ChildProcess | null }

/**
 * Tells when the server process ends. A child's end is told by the system; a process of others has to be looked at,
 * once a second. Neither keeps this process alive.
 * @returns the function that ends the watch
 */
export function watch({ pid, child }: Served, onExit: (() => void) | undefined): () => void {
  if (!onExit) return () => {}
  if (child) {
    if (child.exitCode !== null || child.signalCode !== null) queueMicrotask(onExit)
    const tell = () => onExit()
    child.once('exit', tell)
    return () => child.off('exit', tell)
  }
  const mark = { pid, startedAt: startOf(pid) ?? '' }
  const timer = setInterval(() => {
    if (isSameProcess(mark)) return
    clearInterval(timer)
    onExit()
  }, 1000)
  timer.unref()
  return () => clearInterval(timer)
}
