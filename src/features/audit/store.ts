import { sql } from 'kysely'
import type { Tx } from '../../kernel/context.ts'
import { db } from '../../platform/db/database.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import type { World } from '../../platform/http/world.ts'
import type { Seal } from './domain/seal.ts'
import type { SealingKey } from './sealing-key.ts'

type Holder = { readonly tx: Tx }

/** One transaction that reads the whole trail, the inside of every organisation too; it may add seals and nothing else. */
export const inTrail = <T>(database: World['database'], work: (tx: Tx) => Promise<T>): Promise<T> =>
  database.transaction(jobsReach, work)

/** Number of an advisory lock of our own: one sealer at a time, whatever the number of servers. */
const lockNumber = 7_214_002

/** Takes the sealer's place for the rest of the transaction. @returns false when another has it */
export async function takeSealersPlace(holder: Holder): Promise<boolean> {
  const { rows } = await sql<{
    free: boolean
  }>`select pg_try_advisory_xact_lock(${lockNumber}) as free`.execute(db(holder))
  return rows[0]?.free ?? false
}

export interface Horizon {
  readonly eventId: number
  readonly transactionId: string
}

export async function findHorizon(holder: Holder): Promise<Horizon | null> {
  const row = await db(holder)
    .selectFrom('audit_horizon')
    .select(['event_id as eventId', 'transaction_id as transactionId'])
    .executeTakeFirst()
  return row ?? null
}

/** The highest id of a committed event; 0 when there is none. */
export async function findLastEventId(holder: Holder): Promise<number> {
  const row = await db(holder)
    .selectFrom('event')
    .select((eb) => eb.fn.max('id').as('id'))
    .executeTakeFirst()
  return row?.id ?? 0
}

/** Gives this transaction its number: every transaction that has one already has a lower one. */
export async function takeTransactionId(holder: Holder): Promise<string> {
  const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(db(holder))
  return rows[0]?.id ?? '0'
}

export async function saveHorizon(holder: Holder, horizon: Horizon, now: Date): Promise<void> {
  const values = { event_id: horizon.eventId, transaction_id: horizon.transactionId, noted_at: now }
  await db(holder)
    .insertInto('audit_horizon')
    .values(values)
    .onConflict((conflict) => conflict.column('only_row').doUpdateSet(values))
    .execute()
}

/**
 * Whether every transaction with a lower number than this has ended. A number the server has not reached comes from a
 * database that was restored here: its transactions ended with it.
 */
export async function isSettled(holder: Holder, transactionId: string): Promise<boolean> {
  const { rows } = await sql<{ settled: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${transactionId}::xid8
      or pg_snapshot_xmax(pg_current_snapshot()) <= ${transactionId}::xid8 as settled`.execute(db(holder))
  return rows[0]?.settled ?? false
}

export async function insertKey(holder: Holder, key: SealingKey, now: Date): Promise<void> {
  await db(holder)
    .insertInto('audit_key')
    .values({ key_id: key.keyId, public_key: key.publicKey, first_used_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function insertSeal(holder: Holder, seal: Seal): Promise<void> {
  await db(holder)
    .insertInto('audit_seal')
    .values({
      sequence: seal.sequence,
      from_event_id: seal.fromEventId,
      to_event_id: seal.toEventId,
      event_count: seal.eventCount,
      digest: Buffer.from(seal.digest, 'hex'),
      previous_digest: Buffer.from(seal.previousDigest, 'hex'),
      signature: Buffer.from(seal.signature, 'hex'),
      key_id: seal.keyId,
      sealed_at: new Date(seal.sealedAt),
    })
    .execute()
}
