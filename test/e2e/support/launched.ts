import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

/** A program of the product under way, with all it has printed. */
export interface Launched {
  readonly child: ChildProcess
  output(): string
  /** Waits until the portal says that it is open. @returns when, in milliseconds of this process; null when it never was */
  opened(patienceMs: number): Promise<number | null>
  /** Waits for its end. @returns the exit code; null when a signal ended it */
  ended(): Promise<number | null>
}

/** What the machine sets, without what would steer the portal. */
function machine(): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  return { PATH, HOME, TMPDIR, LANG }
}

/** Runs a program on this Node in a process group of its own, as a terminal does. @param words the program and its words */
export function launch(
  words: string | readonly string[],
  environment: Readonly<Record<string, string>>,
): Launched {
  const child = spawn(process.execPath, [words].flat(), {
    env: { ...machine(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => {
      output += chunk.toString()
    })
  const closed = once(child, 'close') as Promise<[number | null]>
  return {
    child,
    output: () => output,
    async opened(patienceMs) {
      const until = performance.now() + patienceMs
      while (!output.includes('Tværs is open at')) {
        if (child.exitCode !== null || performance.now() > until) return null
        await pause(20)
      }
      return performance.now()
    },
    ended: async () => (await closed)[0],
  }
}

/** What a start that must fail says. */
export async function failedStart(
  environment: Readonly<Record<string, string>>,
): Promise<{ code: number | null; said: string }> {
  const launched = launch('dist/main.js', environment)
  return { code: await launched.ended(), said: launched.output() }
}

/** Whether somebody listens on a port of this machine. */
export async function isListening(port: number): Promise<boolean> {
  const socket = createConnection({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** The process number of the portal in a data folder, as its lock names it. */
export const portalIn = (dataDir: string): number =>
  (JSON.parse(readFileSync(join(dataDir, 'server.lock'), 'utf8')) as { pid: number }).pid
