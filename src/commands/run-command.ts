import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Registry } from 'prom-client'
import { systemClock } from '../app.ts'
import { type Config, ConfigFault, readConfig } from '../config.ts'
import { DomainError, InvalidInput } from '../kernel/errors.ts'
import type { Connection } from '../platform/db/database.ts'
import { StartFault } from '../platform/db/embedded/index.ts'
import type { World } from '../platform/http/world.ts'
import { createJobs, type Queue } from '../platform/jobs/jobs.ts'
import { watchJobs } from '../platform/jobs/watch-jobs.ts'
import { createLog } from '../platform/log.ts'
import { startPortal } from '../portal.ts'
import { allQueues } from '../queues.ts'
import { openRuntime } from '../runtime.ts'
import { commands } from './commands.ts'

/** What a command is given that needs no portal. */
export interface OfflineSetting {
  readonly options: Readonly<Record<string, string | boolean | undefined>>
  /** Words after the command's own name. */
  readonly words: readonly string[]
  /** The settings as they are given, for what reads them in its own way. */
  readonly environment: NodeJS.ProcessEnv
  /** The path meant by a word, from where the person stands. */
  path(word: string): string
  /** Writes a line of the command's result. */
  print(line: string): void
}

/** What a command beside the portal is given. */
export interface CommandSetting extends OfflineSetting {
  readonly world: World
  readonly config: Config
  /** As the database's owner, for the few commands that need it. */
  readonly owner: Connection
}

interface CommandWords {
  /** 'api-client create': one or two words. */
  readonly name: string
  readonly usage: string
  readonly about: string
  readonly options?: Readonly<Record<string, { type: 'string' | 'boolean' }>>
  /** How many words must follow the name. */
  readonly words?: number
  /** What can be said of the words before the database is opened or brought up to date. @throws InvalidInput */
  check?(given: Pick<CommandSetting, 'options' | 'words'>): void
}

/** Offline: opens neither configuration nor database. `run` returns the exit code. */
export type Command = CommandWords &
  (
    | { readonly offline?: false; run(setting: CommandSetting): Promise<number> }
    | { readonly offline: true; run(setting: OfflineSetting): Promise<number> }
  )

function overview(): string {
  const start = { usage: 'start', about: 'Start the portal, as npm start does' }
  const lines = [start, ...commands]
  const width = Math.max(...lines.map(({ usage }) => usage.length)) + 2
  return [
    'npx tvaers <command>',
    '',
    ...lines.map(({ usage, about }) => `${usage.padEnd(width)}${about}`),
  ].join('\n')
}

const explain = (error: unknown): string => {
  if (error instanceof InvalidInput)
    return Object.values(error.fields)
      .map((sentence) => sentence.en)
      .join('\n')
  if (error instanceof DomainError) return error.sentence('en')
  if (error instanceof StartFault) return error.message
  if (error instanceof ConfigFault) return error.faults.join('\n')
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

/**
 * Runs one command of `npx tvaers` beside the portal, or alone.
 * @returns the exit code: 0 done, 1 refused or failed, 2 called wrongly
 */
export async function runCommand(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  if (args[0] === 'start') {
    await startPortal(environment, process)
    return 0
  }
  const command = commands.find(({ name }) => name.split(' ').every((word, index) => args[index] === word))
  if (!command) {
    process.stdout.write(`${overview()}\n`)
    return args.length === 0 || args[0] === '--help' ? 0 : 2
  }
  const given = readWords(command, args)
  if (!given) {
    process.stderr.write(`npx tvaers ${command.usage}\n`)
    return 2
  }
  const setting: OfflineSetting = {
    ...given,
    environment,
    path: (word) => resolve(environment.INIT_CWD ?? process.cwd(), word),
    print: (line) => void process.stdout.write(`${line}\n`),
  }
  try {
    command.check?.(given)
    if (command.offline) return await command.run(setting)
    return await inWorld(readConfig(environment), (world, config, owner) =>
      command.run({ world, config, owner, ...setting }),
    )
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`)
    return 1
  }
}

function readWords(command: Command, args: readonly string[]) {
  try {
    const rest = args.slice(command.name.split(' ').length)
    const { values, positionals } = parseArgs({
      args: [...rest],
      options: { ...command.options },
      allowPositionals: true,
    })
    const options = values as CommandSetting['options']
    return positionals.length === (command.words ?? 0) ? { options, words: positionals } : null
  } catch {
    // An option the command does not know: its usage says which there are.
    return null
  }
}

async function inWorld(
  config: Config,
  work: (world: World, config: Config, owner: Connection) => Promise<number>,
): Promise<number> {
  const log = createLog(config.LOG_LEVEL)
  const runtime = await openRuntime(config, { say: (line) => void process.stderr.write(`${line}\n`), log })
  const queues: Queue[] = []
  const jobs = createJobs(runtime.database, () => queues, watchJobs(log, new Registry()))
  const world: World = { database: runtime.database, jobs, queues, clock: systemClock }
  queues.push(...allQueues(world, config))
  try {
    return await work(world, config, runtime.owner)
  } finally {
    await jobs.stop()
    await runtime.close()
  }
}
