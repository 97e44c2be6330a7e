import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbeddedPostgres } from '../../src/platform/db/embedded/index.ts'
import { livePostmaster, stopPostmaster } from '../../src/platform/db/embedded/postmaster.ts'
import { isRunning } from '../../src/platform/db/embedded/processes.ts'
import { prepareTemplate } from './template-database.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the run's PostgreSQL listens. */
    postgres: { host: string; port: number }
  }
}

/** One PostgreSQL cluster for the whole test run, with the migrated template each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep()
  const dataDir = await mkdtemp(join(tmpdir(), `${prefix}${process.pid}-`))
  // The database's own account has to pass through it when the tests run as root.
  await chmod(dataDir, 0o711)
  const cluster = await startEmbeddedPostgres({ dataDir, log: () => {}, fsync: false })
  const owner = cluster.connection('tvaers_owner')
  const stop = async () => {
    await cluster.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
  try {
    await prepareTemplate(owner)
  } catch (error) {
    await stop()
    throw error
  }
  project.provide('postgres', { host: owner.host ?? '', port: owner.port ?? 5432 })
  return stop
}

const prefix = 'tvaers-test-'

/** Clears away what a killed run left behind: its database still runs. */
async function sweep(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const pid = Number.parseInt(name.slice(prefix.length), 10)
    if (!name.startsWith(prefix) || !pid || isRunning(pid)) continue
    const cluster = join(tmpdir(), name, 'postgres')
    const left = livePostmaster(cluster)
    if (left) await stopPostmaster(left.pid, cluster)
    await rm(join(tmpdir(), name), { recursive: true, force: true })
  }
}
