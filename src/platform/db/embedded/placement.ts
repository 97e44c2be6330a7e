import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type Account, databaseAccount, isOpenTo } from './account.ts'
import { handOver } from './folders.ts'
import { codeOf, reasonOf, StartFault } from './start-fault.ts'

/** Where the database lies (every link followed) and the account it runs under. */
export type Placement = { cluster: string; account: Account | null }

type Log = (line: string) => void

/** Beside a database that was placed elsewhere: the path of the link that leads to it. */
const owner = 'belongs-to'

/**
 * Decides where the database of a data folder lies: in `postgres` inside it. Where the account cannot reach that
 * (a folder above it is closed, as root's own is), it lies below `refuge` and `postgres` is a link to it.
 * @param dataDir an existing folder, every link followed
 * @throws StartFault when the link leads nowhere or to another folder's database, or a folder cannot be made
 */
export function placeCluster(dataDir: string, refuge: string, log: Log): Placement {
  const link = join(dataDir, 'postgres')
  const found = lstatSync(link, { throwIfNoEntry: false })
  if (found?.isSymbolicLink()) return followLink(link)
  const account = databaseAccount(found ?? statSync(dataDir))
  if (!account) {
    if (found && found.uid !== process.getuid?.()) {
      throw new StartFault(
        `The database in ${link} belongs to another account: start Tværs as that one, or as root.`,
      )
    }
    return { cluster: link, account }
  }
  if (isOpenTo(account, dataDir)) {
    if (found && found.uid !== account.uid) handOver(link, account)
    return { cluster: link, account }
  }
  return { cluster: moveToRefuge(link, account, refuge, log), account }
}

function followLink(link: string): Placement {
  if (!existsSync(link)) {
    throw new StartFault(
      `${link} leads to a database that is no longer there: restore it, or remove the link to begin anew.`,
    )
  }
  const cluster = realpathSync(link)
  keepApart(link, cluster)
  const stats = statSync(cluster)
  const account = databaseAccount(stats)
  if (account && account.uid !== stats.uid) handOver(cluster, account)
  return { cluster, account }
}

/**
 * A copied checkout brings its link along, and two servers would then share one database. A checkout that was moved
 * is another matter: its former link is gone, and the database follows it.
 */
function keepApart(link: string, cluster: string): void {
  const note = join(dirname(cluster), owner)
  const former = existsSync(note) ? readFileSync(note, 'utf8') : link
  if (former === link) return
  if (existsSync(former) && realpathSync(former) === cluster) {
    throw new StartFault(
      `${link} leads to the database of ${dirname(former)}: remove the link to begin anew.`,
    )
  }
  writeFileSync(note, link)
}

function moveToRefuge(link: string, account: Account, refuge: string, log: Log): string {
  try {
    mkdirSync(refuge, { recursive: true })
    chmodSync(refuge, 0o755)
    const home = mkdtempSync(join(refuge, 'database-'))
    chmodSync(home, 0o711)
    writeFileSync(join(home, owner), link)
    const cluster = join(home, 'postgres')
    if (existsSync(link)) move(link, cluster)
    else mkdirSync(cluster, { mode: 0o700 })
    handOver(cluster, account)
    symlinkSync(cluster, link)
    log(`The database lies in ${cluster}, since its own account cannot reach ${dirname(link)}.`)
    return realpathSync(cluster)
  } catch (fault) {
    throw new StartFault(`The database cannot be placed in ${refuge}: ${reasonOf(fault)}.`)
  }
}

function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (fault) {
    if (codeOf(fault) !== 'EXDEV') throw fault
    cpSync(from, to, { recursive: true, verbatimSymlinks: true })
    rmSync(from, { recursive: true })
  }
}
