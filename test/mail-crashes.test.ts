import { resolve } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'
import { reportOfMail, runMail } from '../bench/mail/mail-run.ts'
import { createTestDatabase } from './support/test-database.ts'

/** From the sources as they are, whatever was built last. */
async function builtWorker(): Promise<string> {
  const outfile = resolve('.tmp', 'mail-worker.js')
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

test(`200 reminders of the ladder, 3 workers that are killed: each told and sent once by the log, none lost (TVAERS_CHAOS_SEED=${seed})`, async () => {
  const database = await createTestDatabase()
  try {
    const result = await runMail({
      reminders: 200,
      kills: 3,
      seed,
      answersAfter: 20,
      mostSeconds: 240,
      database,
      program: await builtWorker(),
      say: () => {},
    })
    const report = reportOfMail(result)
    process.stdout.write(`${report}\n`)
    expect(result, report).toMatchObject({
      told: 200,
      planned: 200,
      sent: 200,
      different: 200,
      arrived: 200,
      lost: 0,
    })
    expect(result.killed).toBe(3)
    // A worker that dies between the server's yes and our note leaves a mail that is sent again, with the same Message-ID.
    expect(result.arrivedAgain).toBeLessThanOrEqual(result.killed)
  } finally {
    await database.drop()
  }
}, 360_000)
