import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Connection } from '../../src/platform/db/database.ts'
import type { Pace } from './fast-clock.ts'

export interface WorkerSettings {
  readonly environment: Readonly<Record<string, string>>
  readonly login: Connection
  readonly pace: Pace
  /** Where files would lie. */
  readonly folder: string
}

/** Processes that do the portal's background work. */
export interface Workers {
  /** Kills one, as the machine's fall would; another begins in its place, and is not waited for. */
  killOne(index: number): Promise<void>
  readonly killed: number
  stop(): Promise<void>
}

function begin(program: string, settings: WorkerSettings): ChildProcess {
  return spawn(process.execPath, [program, JSON.stringify(settings)], {
    // What is read and compiled once need not be again: many begin in a run.
    env: { ...process.env, NODE_COMPILE_CACHE: join(settings.folder, 'compiled') },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

async function isWorking(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit').then(([code, signal]) => {
    throw new Error(`A worker ended with ${code ?? signal} before it had begun.`)
  })
  await Promise.race([once(child.stdout ?? child, 'data'), ended])
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null)
    throw new Error(`A worker had ended by itself (${child.exitCode ?? child.signalCode}).`)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** @param program the built worker */
export async function startWorkers(
  program: string,
  count: number,
  settings: WorkerSettings,
): Promise<Workers> {
  const open = async (): Promise<ChildProcess> => {
    const child = begin(program, settings)
    await isWorking(child)
    return child
  }
  /** Each as it works, or as it is coming to. */
  const children = Array.from({ length: count }, open)
  await Promise.all(children)
  let killed = 0
  return {
    get killed() {
      return killed
    },
    async killOne(index) {
      const child = await children[index % count]
      if (!child) throw new Error('There is no worker.')
      await kill(child)
      killed += 1
      children[index % count] = open()
    },
    async stop() {
      for (const child of await Promise.all(children)) await kill(child)
    },
  }
}
