import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** The real product: its own process, its own database, the demo's data, the stand-in beside it. */
export interface RunningPortal {
  readonly address: string
  readonly mattermostAddress: string
  readonly dataDir: string
  /** What it has printed so far. */
  output(): string
  /** Runs a command of `npx tvaers` beside it. @returns exit code and all it printed */
  command(...words: string[]): Promise<{ code: number; output: string }>
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
  if (address === null || typeof address === 'string') throw new Error('No port')
  return address.port
}

function collect(child: ChildProcess): () => string {
  let output = ''
  child.stdout?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    output += chunk.toString()
  })
  return () => output
}

/** Starts the built portal on free ports with a data folder of its own, and waits for its last progress line. */
export async function startRunningPortal(): Promise<RunningPortal> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tvaers-e2e-'))
  const [port, mattermostPort] = [await freePort(), await freePort()]
  const environment = {
    ...process.env,
    PORT: String(port),
    MATTERMOST_PORT: String(mattermostPort),
    DATA_DIR: dataDir,
    BASE_URL: `http://localhost:${port}`,
    MODE: 'demo',
  }
  const child = spawn(process.execPath, ['dist/main.js'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const output = collect(child)
  const isOpen = () => output().includes('Tværs is open at')
  const deadline = performance.now() + 150_000
  while (!isOpen()) {
    if (child.exitCode !== null || performance.now() > deadline)
      throw new Error(`The portal did not start:\n${output()}`)
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return {
    address: `http://localhost:${port}`,
    mattermostAddress: `http://localhost:${mattermostPort}`,
    dataDir,
    output,
    async command(...words) {
      const run = spawn(process.execPath, ['dist/cli.js', ...words], {
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const printed = collect(run)
      const [code] = (await once(run, 'close')) as [number]
      return { code, output: printed() }
    },
    async stop() {
      if (child.exitCode === null) {
        child.kill('SIGTERM')
        await once(child, 'close')
      }
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
