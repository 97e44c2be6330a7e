import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'

/** A server in a process of its own. */
export interface ServerProcess {
  readonly address: string
  stop(): Promise<void>
}

/** A port nobody listens on just now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('There is no free port.')
  return address.port
}

/** The portal itself, as it runs in production. @param environment its settings, PORT among them */
export async function startPortalProcess(environment: Record<string, string>): Promise<ServerProcess> {
  const profile = process.env.BENCH_PROFILE
    ? ['--cpu-prof', `--cpu-prof-dir=${process.env.BENCH_PROFILE}`]
    : []
  const child = start([...profile, join(import.meta.dirname, 'main.js')], environment)
  await spoken(child, /is open at/)
  return { address: `http://127.0.0.1:${environment.PORT}`, stop: () => end(child) }
}

/** A server that answers one page. @param file holds the page */
export async function startBareProcess(file: string): Promise<ServerProcess> {
  const child = start([join(import.meta.dirname, 'bench.js'), '--serve', file], {})
  const port = await spoken(child, /^(\d+)$/m)
  return { address: `http://127.0.0.1:${port}`, stop: () => end(child) }
}

function start(words: string[], environment: Record<string, string>): ChildProcess {
  return spawn(process.execPath, words, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
}

/** Waits until the process has said what is waited for. @returns the first group of the pattern */
function spoken(child: ChildProcess, pattern: RegExp): Promise<string> {
  let said = ''
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The server ended with ${code}: ${said}`)))
    child.stdout?.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const found = pattern.exec(said)
      if (found) resolve(found[1] ?? '')
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}

/** What the portal says of itself at /metrics. */
async function metric({ address }: ServerProcess, name: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text()
  return Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN)
}

/** Resident memory of the portal in bytes. */
export const residentBytes = (server: ServerProcess): Promise<number> =>
  metric(server, 'process_resident_memory_bytes')

/** Seconds the processor has worked for the portal so far. */
export const workedSeconds = (server: ServerProcess): Promise<number> =>
  metric(server, 'process_cpu_seconds_total')
