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
  let query = recordedEvents(holder).where('id', '>', after)
  if (upTo !== undefined) query = query.where('id', '<=', upTo)
  return await query.orderBy('id').limit(most).execute()
}

/** Some events of one organisation as they are sealed, never its inside (T9). */
export async function listOpenRecordedEvents(
  holder: Holder,
  { organisationId, ids }: { readonly organisationId: number; readonly ids: readonly number[] },
): Promise<RecordedEvent[]> {
  return await recordedEvents(holder)
    .where('organisation_id', '=', organisationId)
    .where('inside_of', 'is', null)
    .where('id', '=', (eb) => eb.fn.any(eb.val(ids)))
    .orderBy('id')
    .execute()
}

function recordedEvents(holder: Holder) {
  return db(holder)
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

/** The seals with these numbers or in these ranges of numbers, in order. */
export async function listSealsNumbered(
  holder: Holder,
  numbers: readonly number[],
  range: { readonly from: number; readonly to: number } | null,
): Promise<Seal[]> {
  const rows = await db(holder)
    .selectFrom('audit_seal')
    .select(sealColumns)
    .where((eb) =>
      eb.or([
        eb('sequence', '=', (inner) => inner.fn.any(inner.val(numbers))),
        ...(range ? [eb.between('sequence', range.from, range.to)] : []),
      ]),
    )
    .orderBy('sequence')
    .execute()
  return rows.map(sealOf)
}

/** Which seal covers each of these events; those not sealed yet are left out. */
export async function listSealNumbers(
  holder: Holder,
  ids: readonly number[],
): Promise<{ id: number; sequence: number }[]> {
  const { rows } = await sql<{ id: number; sequence: number }>`
    select wanted.id, s.sequence
    from unnest(${[...ids]}::bigint[]) as wanted (id) cross join lateral (
      select sequence, from_event_id from audit_seal where to_event_id >= wanted.id order by to_event_id limit 1) s
    where s.from_event_id <= wanted.id order by wanted.id`.execute(db(holder))
  return rows
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
