import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
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
  /** Kills one, as the machine's fall would, and starts another in its place. */
  killOne(index: number): Promise<void>
  readonly killed: number
  stop(): Promise<void>
}

function begin(program: string, settings: WorkerSettings): ChildProcess {
  const words = ['--enable-source-maps', program, JSON.stringify(settings)]
  return spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] })
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
  const children = await Promise.all(Array.from({ length: count }, open))
  let killed = 0
  return {
    get killed() {
      return killed
    },
    async killOne(index) {
      const child = children[index % count]
      if (!child) throw new Error('There is no worker.')
      await kill(child)
      killed += 1
      children[index % count] = await open()
    },
    async stop() {
      await Promise.all(children.map(kill))
    },
  }
}
