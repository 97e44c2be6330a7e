import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { createApp, systemClock } from './app.ts'
import { type Config, ConfigFault, hasDemoSignIn, readConfig } from './config.ts'
import { cast } from './demo/cast.ts'
import { prepareDemo } from './demo/prepare-demo.ts'
import { watchCertificates } from './features/certificates/index.ts'
import { refreshMetadata, type SamlSettings } from './features/sign-in/index.ts'
import { StartFault, takeServerLock } from './platform/db/embedded/index.ts'
import { checkPort } from './platform/http/free-port.ts'
import { clearUploads } from './platform/http/receive-file.ts'
import type { World } from './platform/http/world.ts'
import { createLog } from './platform/log.ts'
import { openRuntime } from './runtime.ts'
import type { AssetMap } from './ui/index.ts'

type Closing = { readonly what: string; close(): Promise<void> | void }

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Starts the portal and keeps it until a signal; every fault before that is one sentence and exit code 1. */
export async function startPortal(environment: NodeJS.ProcessEnv, self: NodeJS.Process): Promise<void> {
  const closings: Closing[] = []
  const stop = stopOnce(closings)
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) self.on(signal, () => void stop(0))
  // The launcher is gone: nobody would stop this process any more.
  self.on('disconnect', () => void stop(0))
  try {
    await open(readConfig(environment), closings, stop)
  } catch (error) {
    process.stderr.write(`${sentenceOf(error)}\n`)
    await stop(1)
  }
}

function sentenceOf(error: unknown): string {
  if (error instanceof ConfigFault)
    return `The configuration has faults:\n${error.faults.map((fault) => `  ${fault}`).join('\n')}`
  if (error instanceof StartFault) return error.message
  const code = (error as { code?: string }).code
  const port = (error as { port?: number }).port
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Stop it, or choose another with PORT.`
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user. Choose another with PORT.`
  if (code === 'EACCES')
    return `${(error as { path?: string }).path ?? 'A file'} may not be used by this user. Give it to the user that runs Tværs.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return 'HOST names no address of this machine. Choose another with HOST.'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

async function open(
  config: Config,
  closings: Closing[],
  stop: (code: number) => Promise<void>,
): Promise<void> {
  await checkPort(config.PORT, config.HOST)
  const log = createLog(config.LOG_LEVEL)
  const release = await takeServerLock(config.DATA_DIR)
  closings.push({ what: 'lock', close: release })
  const runtime = await openRuntime(config, {
    say,
    log,
    onDatabaseGone: () => {
      process.stderr.write('The database stopped by itself; see postgres.log in DATA_DIR.\n')
      void stop(1)
    },
  })
  closings.push({ what: 'database', close: () => runtime.close() })
  const demo = config.MODE === 'demo' ? await prepareDemo({ config, runtime, log, say }) : null
  if (demo) closings.push({ what: 'demo', close: () => demo.close() })

  const uploadFolder = join(runtime.dataDir, 'uploads')
  await clearUploads(uploadFolder)
  const app = await createApp({
    config: demo?.config ?? config,
    database: runtime.database,
    log,
    clock: systemClock,
    assets: await readAssets(resolve('public')),
    publicFolder: resolve('public'),
    uploadFolder,
    cast: hasDemoSignIn(config) ? cast : null,
  })
  closings.push({ what: 'jobs', close: () => app.world.jobs.stop() })
  closings.push({ what: 'server', close: () => app.server.close() })
  await demo?.fill(app.world)
  if (config.saml) await readMetadata(app.world, config.saml)
  await watchCertificates(app.world, config.saml)
  await app.world.jobs.work()
  await app.server.listen({ port: config.PORT, host: config.HOST })
  say(`Tværs is open at ${config.BASE_URL.origin}`)
}

/**
 * Who may sign people in, before anybody comes. A file that is wrong stops the start; an address that does not answer
 * does not: the last good copy is used, and it is asked again.
 * @throws ConfigFault
 */
async function readMetadata(world: World, settings: SamlSettings): Promise<void> {
  const failures = await refreshMetadata(world, settings)
  const lines = failures.map(({ source, reason }) => `SAML_IDP_METADATA: ${source.place}: ${reason}`)
  const wrong = lines.filter((_line, index) => failures[index]?.source.kind === 'file')
  if (wrong.length > 0) throw new ConfigFault(wrong)
  for (const [index, { keptSince }] of failures.entries())
    say(
      keptSince
        ? `${lines[index]}; the copy of ${keptSince.toISOString()} is used`
        : `${lines[index]}; nobody can sign in by it until it answers`,
    )
}

/** Logical name → address of the built files, as the build wrote it. */
async function readAssets(folder: string): Promise<AssetMap> {
  return JSON.parse(await readFile(join(folder, 'built', 'manifest.json'), 'utf8')) as AssetMap
}

function stopOnce(closings: Closing[]): (code: number) => Promise<void> {
  let stopping: Promise<void> | null = null
  return (code) => {
    stopping ??= stopAll(closings, code)
    return stopping
  }
}

/** Closes what was opened, newest first; one that fails does not keep the others open. */
async function stopAll(closings: Closing[], code: number): Promise<void> {
  let exitCode = code
  for (const closing of closings.reverse()) {
    try {
      await closing.close()
    } catch (error) {
      exitCode = 1
      process.stderr.write(
        `Closing ${closing.what} failed: ${error instanceof Error ? error.message : error}\n`,
      )
    }
  }
  process.exit(exitCode)
}
