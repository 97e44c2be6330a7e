import { spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Account } from './account.ts'
import type { Binaries } from './binaries.ts'
import { makePrivate } from './folders.ts'
import type { Placement } from './placement.ts'
import { reasonOf, StartFault } from './start-fault.ts'

/**
 * Makes a database in Danish order (ICU) and UTF-8 unless there is one. It is made beside its place and then
 * renamed, so that half a database is never taken for a whole one.
 * @param safely false: a power cut may lose it; for tests
 * @throws StartFault when it was made by another major version, or cannot be made
 */
export async function makeCluster(
  { cluster, account }: Placement,
  binaries: Binaries,
  safely: boolean,
  log: (line: string) => void,
): Promise<void> {
  if (existsSync(join(cluster, 'PG_VERSION'))) return refuseOtherVersion(cluster, binaries)
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new StartFault(
      `The folder ${cluster} is not empty, but holds no database: empty it, or restore a backup.`,
    )
  }
  log('Creating the database.')
  const draft = `${cluster}.new`
  try {
    rmSync(draft, { recursive: true, force: true })
    makePrivate(draft, account)
  } catch (fault) {
    throw new StartFault(`The database cannot be created in ${cluster}: ${reasonOf(fault)}.`)
  }
  await runInitdb(binaries.initdb, initdbWords(draft, safely), account)
  renameSync(draft, cluster)
}

function initdbWords(folder: string, safely: boolean): string[] {
  const words = ['-D', folder, '--username=tvaers_owner', '--encoding=UTF8', '--locale=C']
  words.push('--locale-provider=icu', '--icu-locale=da-DK', '--auth-local=trust', '--auth-host=reject')
  return safely ? words : [...words, '--no-sync']
}

function runInitdb(program: string, words: string[], account: Account | null): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = ''
    const child = spawn(program, words, {
      ...account,
      cwd: '/',
      env: plainEnvironment,
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    const listen = (piece: Buffer) => {
      said += piece.toString()
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', (fault) => reject(notStarted(program, fault)))
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new StartFault(`The database could not be created; its programs said: ${lastLines(said)}`))
    })
  })
}

/** The fault of a program that the system refused to start. */
export function notStarted(program: string, fault: unknown): StartFault {
  return new StartFault(
    `${program} does not run on this machine (${reasonOf(fault)}): name a PostgreSQL server by DATABASE_URL instead.`,
  )
}

/** What the database's programs see: the same on every machine, whoever started Tværs. */
export const plainEnvironment = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

/** The end of what a program said, on one line. */
export function lastLines(text: string): string {
  const lines = text.trim().split('\n')
  return lines.slice(-4).join(' | ').slice(-600) || 'nothing'
}

function refuseOtherVersion(cluster: string, binaries: Binaries): void {
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const present = binaries.version.split('.')[0]
  if (made === present) return
  throw new StartFault(
    `The database in ${cluster} was made by PostgreSQL ${made}, but this is version ${present}: restore a backup into an empty folder.`,
  )
}
