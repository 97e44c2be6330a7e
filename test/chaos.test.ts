import { resolve } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { runChaos } from '../bench/chaos/chaos.ts'
import { reportOf } from '../bench/chaos/report.ts'
import { createTestDatabase } from './support/test-database.ts'

/** From the sources as they are, whatever was built last. */
async function builtWorker(): Promise<string> {
  const outfile = resolve('.tmp', 'chaos-worker.js')
  await build({
    entryPoints: ['bench/chaos/worker.ts'],
    outfile,
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    logLevel: 'warning',
  })
  return outfile
}

const seed = Number(process.env.TVAERS_CHAOS_SEED ?? 20_261_127)

test(`a storm over 40 people ends as the assignments say (TVAERS_CHAOS_SEED=${seed})`, async () => {
  const database = await createTestDatabase()
  try {
    const result = await runChaos({
      seed,
      persons: 40,
      turns: 100,
      settleSeconds: 120,
      database,
      program: await builtWorker(),
      say: () => {},
    })
    const report = reportOf(result)
    process.stdout.write(`${report}\n`)
    expect(result.differences, report).toEqual([])
    expect(result.probes.breaches, report).toEqual([])
    // The run was what it is said to be.
    expect(result.killed).toBeGreaterThan(2)
    expect(result.drifted).toBeGreaterThan(0)
    expect(result.probes.letIn).toBeGreaterThan(0)
    expect(result.probes.turnedAway).toBeGreaterThan(0)
    expect(result.deeds.assign).toBeGreaterThan(10)
    expect(result.deeds.end).toBeGreaterThan(5)
    expect(result.accounts).toBeGreaterThan(10)
  } finally {
    await database.drop()
  }
}, 400_000)
