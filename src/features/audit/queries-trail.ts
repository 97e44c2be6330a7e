import { sql } from 'kysely'
import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import type { RecordedEvent, Seal } from './domain/seal.ts'

type Holder = { readonly tx: Tx }

/** Instants as text to the microsecond: a JavaScript date would drop three digits, and with them a change of them. */
const instantText = sql<string>`to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Events as they are sealed, in the order of their ids. @param after an id; those above it follow */
export async function listRecordedEvents(
  holder: Holder,
  { after, upTo, most }: { after: number; upTo?: number; most: number },
): Promise<RecordedEvent[]> {
  let query = db(holder)
    .selectFrom('event')
    .select([
      'id',
      instantText.as('at'),
      'organisation_id as organisationId',
      'type',
      'subject_type as subjectType',
    ])
    .select([
      'subject_id as subjectId',
      'actor_kind as actorKind',
      'actor_id as actorId',
      'actor_name as actorName',
    ])
    .select([
      'actor_organisation_id as actorOrganisationId',
      'actor_organisation_name as actorOrganisationName',
    ])
    .select(['origin', 'request_id as requestId', 'changes', 'facts', 'inside_of as insideOf'])
    .select(['on_behalf_of as onBehalfOf', 'on_behalf_of_name as onBehalfOfName'])
    .where('id', '>', after)
  if (upTo !== undefined) query = query.where('id', '<=', upTo)
  return await query.orderBy('id').limit(most).execute()
}

const sealColumns = [
  'sequence',
  'from_event_id',
  'to_event_id',
  'event_count',
  'digest',
  'previous_digest',
  'signature',
  'key_id',
  'sealed_at',
] as const

interface SealRow {
  sequence: number
  from_event_id: number
  to_event_id: number
  event_count: number
  digest: Buffer
  previous_digest: Buffer
  signature: Buffer
  key_id: string
  sealed_at: Date
}

const sealOf = (row: SealRow): Seal => ({
  sequence: row.sequence,
  fromEventId: row.from_event_id,
  toEventId: row.to_event_id,
  eventCount: row.event_count,
  digest: row.digest.toString('hex'),
  previousDigest: row.previous_digest.toString('hex'),
  signature: row.signature.toString('hex'),
  keyId: row.key_id,
  sealedAt: row.sealed_at.toISOString(),
})

/** Every seal, in the order of their numbers. */
export async function listSeals(holder: Holder): Promise<Seal[]> {
  const rows = await db(holder).selectFrom('audit_seal').select(sealColumns).orderBy('sequence').execute()
  return rows.map(sealOf)
}

/** The latest seal, or null. */
export async function findLastSeal(holder: Holder): Promise<Seal | null> {
  const rows = db(holder).selectFrom('audit_seal').select(sealColumns)
  const row = await rows.orderBy('sequence', 'desc').limit(1).executeTakeFirst()
  return row ? sealOf(row) : null
}

/** Public keys (32 bytes) that seals were signed with, by their id. */
export async function listKeys(holder: Holder): Promise<Map<string, Buffer>> {
  const rows = await db(holder).selectFrom('audit_key').select(['key_id', 'public_key']).execute()
  return new Map(rows.map((row) => [row.key_id, row.public_key]))
}
