import { readFileSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'

/** The system account that PostgreSQL runs under. */
export type Account = { uid: number; gid: number }

/** Every system of ours has it; used when the list of accounts cannot be read. */
const fallback: Account = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL refuses to run as root. Started as root, it runs as the owner of the folder, or as `nobody` where that
 * is root. Null: it runs as the person who started Tværs.
 */
export function databaseAccount(folder: Stats): Account | null {
  if (process.getuid?.() !== 0) return null
  if (folder.uid !== 0) return { uid: folder.uid, gid: folder.gid }
  return lookUp('nobody') ?? fallback
}

function lookUp(name: string): Account | null {
  try {
    const line = readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .find((entry) => entry.startsWith(`${name}:`))
    const [, , uid, gid] = line?.split(':') ?? []
    return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null
  } catch {
    return null
  }
}

/** The folder and every one above it let the account pass. Access lists beyond the mode bits are not looked at. */
export function isOpenTo(account: Account | null, folder: string): boolean {
  if (!account) return true
  for (let place = folder; ; place = dirname(place)) {
    if (!mayPass(account, statSync(place))) return false
    if (place === dirname(place)) return true
  }
}

function mayPass(account: Account, stats: Stats): boolean {
  if (stats.uid === account.uid) return (stats.mode & 0o100) !== 0
  if (stats.gid === account.gid) return (stats.mode & 0o010) !== 0
  return (stats.mode & 0o001) !== 0
}
