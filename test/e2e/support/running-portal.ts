import { rm } from 'node:fs/promises'
import { copyDataDir } from './filled-demo.ts'
import { freePort } from './free-port.ts'
import { launch } from './launched.ts'

/** The real product: its own process, its own database, the demo's data, the stand-in beside it. */
export interface RunningPortal {
  readonly address: string
  /** Where it listens itself, whatever stands in front. */
  readonly ownAddress: string
  readonly mattermostAddress: string
  readonly dataDir: string
  /** What it has printed so far. */
  output(): string
  /** Runs a command of `npx tvaers` beside it. @returns exit code and all it printed */
  command(...words: string[]): Promise<{ code: number | null; output: string }>
  stop(): Promise<void>
}

/**
 * Starts the built portal on free ports with a copy of a filled data folder, and waits for its last progress line.
 * @param settings beside those it needs
 */
export async function startRunningPortal(
  filled: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<RunningPortal> {
  const dataDir = await copyDataDir(filled)
  const [port, mattermostPort] = [await freePort(), await freePort()]
  const environment = {
    ...settings,
    DATA_DIR: dataDir,
    // One visitor here asks for more pages than a whole municipality.
    REQUESTS_A_MINUTE: '1000000',
    PORT: String(port),
    MATTERMOST_PORT: String(mattermostPort),
  }
  const launched = launch('dist/main.js', environment)
  if (!(await launched.opened(150_000))) throw new Error(`The portal did not start:\n${launched.output()}`)
  return {
    address: `http://localhost:${port}`,
    ownAddress: `http://localhost:${port}`,
    mattermostAddress: `http://localhost:${mattermostPort}`,
    dataDir,
    output: launched.output,
    async command(...words) {
      const run = launch(['dist/cli.js', ...words], environment)
      return { code: await run.ended(), output: run.output() }
    },
    async stop() {
      if (launched.child.exitCode === null) launched.child.kill('SIGTERM')
      await launched.ended()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
