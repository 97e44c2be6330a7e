import { randomInt } from 'node:crypto'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../../src/config.ts'
import { createLog } from '../../src/platform/log.ts'
import { openRuntime } from '../../src/runtime.ts'
import { runChaos } from './chaos.ts'
import { reportOf } from './report.ts'

const { values: options } = parseArgs({
  options: {
    persons: { type: 'string', default: '500' },
    turns: { type: 'string', default: '5000' },
  },
})

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seed = Number(process.env.TVAERS_CHAOS_SEED ?? randomInt(1_000_000))

say(`TVAERS_CHAOS_SEED=${seed}`)
const dataDir = await mkdtemp(join(tmpdir(), 'tvaers-chaos-'))
// The database's own account has to pass through it when this runs as root.
await chmod(dataDir, 0o711)
const config = readConfig({ MODE: 'demo', DATA_DIR: dataDir, LOG_LEVEL: 'fatal' })
const runtime = await openRuntime(config, { say: () => {}, log: createLog('fatal') })
try {
  const result = await runChaos({
    seed,
    persons: Number(options.persons),
    turns: Number(options.turns),
    settleSeconds: 300,
    database: { owner: runtime.owner, login: runtime.database.connection },
    program: resolve('dist/chaos-worker.js'),
    say,
  })
  say(reportOf(result))
  if (result.differences.length > 0 || result.probes.breaches.length > 0) process.exitCode = 1
} finally {
  await runtime.close()
  await rm(dataDir, { recursive: true, force: true })
}
