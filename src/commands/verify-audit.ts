import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { open, readFile } from 'node:fs/promises'
import { finished } from 'node:stream/promises'
import { z } from 'zod'
import {
  type AuditReport,
  exportTrail,
  findLastSeal,
  type KeySettings,
  keyIdOf,
  readSealingKey,
  type Trust,
  toldHead,
  verifyDatabase,
  verifyExport,
} from '../features/audit/index.ts'
import type { Database } from '../platform/db/database.ts'
import { jobsReach } from '../platform/db/roles.ts'

export interface Verdict {
  /** 0: the trail is whole; 1: it is not; 2: something given could not be read. */
  readonly exitCode: 0 | 1 | 2
  readonly lines: readonly string[]
}

export interface VerifyWish {
  /** A file with a head that was kept outside, as `audit-head` prints it. */
  readonly head?: string
  /** A file with public keys to trust, 64 hexadecimal digits a line: those used before SECRET_KEY was changed. */
  readonly keys?: string
}

const headSchema = z.object({ sequence: z.number().int().min(1), digest: z.string().regex(/^[0-9a-f]{64}$/) })

class Unreadable extends Error {}

async function readHead(path: string | undefined): Promise<Trust['keptHead']> {
  if (!path) return null
  try {
    return headSchema.parse(JSON.parse(await readFile(path, 'utf8')))
  } catch (error) {
    throw new Unreadable(`${path} holds no head.`, { cause: error })
  }
}

async function readKeys(path: string | undefined): Promise<Map<string, Uint8Array>> {
  const keys = new Map<string, Uint8Array>()
  if (!path) return keys
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Unreadable(`${path} cannot be read.`, { cause: error })
  })
  for (const line of text.split(/\s+/).filter(Boolean)) {
    if (!/^[0-9a-f]{64}$/.test(line)) throw new Unreadable(`${path} holds something that is no public key.`)
    const key = Buffer.from(line, 'hex')
    keys.set(keyIdOf(key), key)
  }
  return keys
}

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const withoutHead = 'Without --head, a trail cut off at a seal looks whole: keep the head outside the portal.'

function verdictOf(report: AuditReport, remarks: readonly string[]): Verdict {
  const { faults, seals, sealedEvents, unsealedEvents, head } = report
  const isWhole = faults.length === 0
  return {
    exitCode: isWhole ? 0 : 1,
    lines: [
      ...faults.map((fault) => `${fault.kind}: ${fault.sentence}`),
      isWhole
        ? 'The audit trail is whole.'
        : `The audit trail is NOT whole: ${counted(faults.length, 'fault')}.`,
      `${counted(sealedEvents, 'event')} under ${counted(seals, 'seal')}; ${counted(unsealedEvents, 'event')} not sealed yet.`,
      ...(head ? [`Head: ${JSON.stringify(head)}`] : []),
      ...remarks,
    ],
  }
}

async function judge(work: () => Promise<Verdict>): Promise<Verdict> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof Unreadable || error instanceof SyntaxError)
      return { exitCode: 2, lines: [error.message] }
    throw error
  }
}

/** `npx tvaers verify-audit`: proves the database's trail against the installation's own key. */
export function verifyAudit(
  database: Database,
  settings: KeySettings,
  wish: VerifyWish = {},
): Promise<Verdict> {
  return judge(async () => {
    const keys = await readKeys(wish.keys)
    const own = await readSealingKey(settings)
    keys.set(own.keyId, own.publicKey)
    const keptHead = await readHead(wish.head)
    return verdictOf(await verifyDatabase(database, { keys, keptHead }), keptHead ? [] : [withoutHead])
  })
}

const ownKeysBelieved =
  'Without --keys, the keys in the file are believed: this proves that it is whole, not who made it.'

/** `npx tvaers verify-audit --file FILE`: proves an export, with neither database nor secret. */
export function verifyAuditFile(path: string, wish: VerifyWish = {}): Promise<Verdict> {
  return judge(async () => {
    const keys = await readKeys(wish.keys)
    const keptHead = await readHead(wish.head)
    const report = await verifyExport(linesOf(path), { keys, keptHead })
    return verdictOf(report, [
      ...(keptHead ? [] : [withoutHead]),
      ...(keys.size > 0 ? [] : [ownKeysBelieved]),
    ])
  })
}

async function* linesOf(path: string): AsyncGenerator<string> {
  const file = await open(path).catch((error: unknown) => {
    throw new Unreadable(`${path} cannot be read.`, { cause: error })
  })
  yield* file.readLines()
}

/** `npx tvaers export-audit FILE`: writes the whole trail as JSON lines. @returns how many lines */
export async function exportAudit(database: Database, path: string): Promise<number> {
  const file = createWriteStream(path, { mode: 0o600 })
  let count = 0
  await exportTrail(database, async (line) => {
    count += 1
    if (!file.write(`${JSON.stringify(line)}\n`)) await once(file, 'drain')
  })
  file.end()
  await finished(file)
  return count
}

/** `npx tvaers audit-head`: the latest seal and the key to prove it with, to be kept outside; null before the first. */
export async function auditHead(database: Database, settings: KeySettings): Promise<string | null> {
  const seal = await database.transaction(jobsReach, (tx) => findLastSeal({ tx }))
  if (!seal) return null
  const { publicKey } = await readSealingKey(settings)
  return JSON.stringify({ ...toldHead(seal), publicKey: publicKey.toString('hex') })
}
