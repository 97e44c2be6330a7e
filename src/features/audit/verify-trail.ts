import type { World } from '../../platform/http/world.ts'
import type { RecordedEvent, Seal } from './domain/seal.ts'
import {
  type AuditHead,
  type AuditReport,
  beginVerification,
  type Verification,
} from './domain/verification.ts'
import { listKeys, listRecordedEvents, listSeals } from './queries-trail.ts'
import { inTrail } from './store.ts'

export interface Trust {
  /** Public keys (32 bytes) by their id. */
  readonly keys: ReadonlyMap<string, Uint8Array>
  readonly keptHead: AuditHead | null
}

const mostAtATime = 2_000

/** Below every number an event can have, so that one slipped in there is read too. */
const beforeAll = Number.MIN_SAFE_INTEGER

/** Proves the database's own trail. Reads everything, in small parts. */
export async function verifyDatabase(database: World['database'], trust: Trust): Promise<AuditReport> {
  return await inTrail(database, async (tx) => {
    const verification = beginVerification({ ...trust, seals: await listSeals({ tx }) })
    for (let after = beforeAll; ; ) {
      const events = await listRecordedEvents({ tx }, { after, most: mostAtATime })
      for (const event of events) verification.add(event)
      const last = events.at(-1)
      if (!last || events.length < mostAtATime) return verification.finish()
      after = last.id
    }
  })
}

/** One line of an export: JSON with what it is. Keys come first, then seals, then events. */
export type ExportLine =
  | { readonly kind: 'key'; readonly keyId: string; readonly publicKey: string }
  | ({ readonly kind: 'seal' } & Seal)
  | ({ readonly kind: 'event' } & RecordedEvent)

/** Writes the whole trail, line by line; it can be proved without the database. */
export async function exportTrail(
  database: World['database'],
  write: (line: ExportLine) => Promise<void> | void,
): Promise<void> {
  await inTrail(database, async (tx) => {
    for (const [keyId, key] of await listKeys({ tx }))
      await write({ kind: 'key', keyId, publicKey: key.toString('hex') })
    for (const seal of await listSeals({ tx })) await write({ kind: 'seal', ...seal })
    for (let after = beforeAll; ; ) {
      const events = await listRecordedEvents({ tx }, { after, most: mostAtATime })
      for (const event of events) await write({ kind: 'event', ...event })
      const last = events.at(-1)
      if (!last || events.length < mostAtATime) return
      after = last.id
    }
  })
}

/**
 * Proves an exported trail.
 * @param trust with no keys, the export's own are believed: then only its wholeness is proved, not its author
 * @throws SyntaxError when a line is none of an export, or stands where it may not
 */
export async function verifyExport(lines: AsyncIterable<string>, trust: Trust): Promise<AuditReport> {
  const ownKeys = new Map<string, Uint8Array>()
  const seals: Seal[] = []
  let verification: Verification | null = null
  const begin = () => beginVerification({ ...trust, keys: trust.keys.size > 0 ? trust.keys : ownKeys, seals })
  for await (const text of lines) {
    if (!text.trim()) continue
    const { kind, ...line } = JSON.parse(text) as ExportLine
    if (kind === 'event') {
      verification ??= begin()
      verification.add(line as RecordedEvent)
      continue
    }
    // The seals are proved before the first event: one that came later would be believed unseen.
    if (verification) throw new SyntaxError(`A ${kind} stands among the events.`)
    if (kind === 'seal') seals.push(line as Seal)
    else if (kind === 'key') ownKeys.set(...keyOf(line as { keyId: string; publicKey: string }))
    else throw new SyntaxError(`A line is neither key, seal nor event: ${kind}`)
  }
  return (verification ?? begin()).finish()
}

const keyOf = ({ keyId, publicKey }: { keyId: string; publicKey: string }): [string, Uint8Array] => [
  keyId,
  Buffer.from(publicKey, 'hex'),
]
