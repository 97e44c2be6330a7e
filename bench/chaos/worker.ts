/** A process of the portal that does its background work and nothing else; killed without warning. */
import { createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/platform/db/database.ts'
import { createLog } from '../../src/platform/log.ts'
import { fastClock } from './fast-clock.ts'
import type { WorkerSettings } from './workers.ts'

const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings
const config = readConfig(settings.environment)
const log = createLog(config.LOG_LEVEL)
const database = openDatabase(settings.login, 8, (error) => log.error({ err: error }))
const parts = { config, database, log, clock: fastClock(settings.pace), assets: {}, cast: null }
const app = await createApp({ ...parts, publicFolder: 'public', uploadFolder: settings.folder })
await app.world.jobs.work()
process.stdout.write('working\n')
// The run is over, or was itself killed.
process.on('disconnect', () => process.exit(0))
