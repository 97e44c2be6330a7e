import { spawnSync } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { freePort } from './free-port.ts'
import { launch } from './launched.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** A data folder in which the portal has been started once, with the demo filled in, and stopped. */
    filledDemo: string
  }
}

/** A folder of its own, which the database's own account can pass through when the tests run as root. */
export async function makeDataDir(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'tvaers-e2e-'))
  await chmod(dataDir, 0o711)
  return dataDir
}

/** A data folder with the same content and owners. */
export async function copyDataDir(filled: string): Promise<string> {
  const dataDir = await makeDataDir()
  const { status, stderr } = spawnSync('cp', ['-a', `${filled}/.`, dataDir], { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return dataDir
}

/** The first start of a run: the journeys begin from copies of what it leaves. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await makeDataDir()
  const [port, mattermostPort] = [await freePort(), await freePort()]
  const began = performance.now()
  const launched = launch('dist/main.js', {
    DATA_DIR: dataDir,
    PORT: String(port),
    MATTERMOST_PORT: String(mattermostPort),
  })
  const opened = await launched.opened(300_000)
  launched.child.kill('SIGTERM')
  const code = await launched.ended()
  if (!opened || code !== 0) throw new Error(`The first start failed (${code}):\n${launched.output()}`)
  process.stdout.write(`first start with an empty folder: ${Math.round(opened - began)} ms\n`)
  project.provide('filledDemo', dataDir)
  return () => rm(dataDir, { recursive: true, force: true })
}
