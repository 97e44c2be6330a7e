import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import type { Tx } from '../../kernel/context.ts'
import { Conflict, InvalidInput } from '../../kernel/errors.ts'
import { db } from '../db/database.ts'
import type { Answer, Route } from './route.ts'

/** How long a repeat gets the first answer again, in milliseconds. */
export const answersKeptFor = 86_400_000

const badKey = {
  da: 'Idempotency-Key skal være 1 til 255 tegn.',
  en: 'Idempotency-Key must be 1 to 255 characters.',
}
const usedKey = {
  da: 'Nøglen i Idempotency-Key er brugt til en anden forespørgsel. Vælg en ny nøgle.',
  en: 'The key in Idempotency-Key was used for another request. Choose a new key.',
}
const busyKey = {
  da: 'Den første forespørgsel med denne Idempotency-Key er ikke færdig. Prøv igen om lidt.',
  en: 'The first request with this Idempotency-Key is not finished. Try again shortly.',
}

/** A POST that is to be answered once: whose key it is, and what the request says. */
export interface Once {
  readonly clientHash: string
  readonly key: string
  readonly requestHash: string
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/**
 * The key of the request, if its client sent one.
 * @param body as parsed; a file stands in it by its digest
 * @throws InvalidInput when the key is empty or too long
 */
export function readOnce(request: FastifyRequest, route: Route, body: unknown): Once | null {
  const key = request.headers['idempotency-key']
  if (key === undefined || route.face !== 'api' || route.method !== 'post') return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 255)
    throw new InvalidInput({ 'Idempotency-Key': badKey })
  return {
    clientHash: sha256(request.headers.authorization ?? ''),
    key,
    requestHash: sha256(`${request.method} ${request.url}\n${JSON.stringify(body ?? null)}`),
  }
}

/**
 * Takes the key in the transaction of the work, under the door's role: work that fails, or a server that dies, gives it
 * back with everything else it did. A repeat within a day gets the first answer and changes nothing.
 * @returns the first answer, or null when the work is to be done now
 * @throws Conflict when the key was used for another request, or the first one still runs
 */
export async function takeKey(tx: Tx, once: Once, now: Date): Promise<Answer | null> {
  const { clientHash, key, requestHash } = once
  const lock = await sql<{ free: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${`${clientHash} ${key}`}, 0)) as free`.execute(
    db({ tx }),
  )
  if (!lock.rows[0]?.free) throw new Conflict('idempotency-key-in-use', busyKey)
  const expired = new Date(now.getTime() - answersKeptFor)
  const taken = await sql`
    insert into idempotency_key as kept (client_hash, key, request_hash, taken_at)
    values (${clientHash}, ${key}, ${requestHash}, ${now})
    on conflict (client_hash, key) do update
      set request_hash = excluded.request_hash, taken_at = excluded.taken_at, answer = null
      where kept.taken_at <= ${expired}
    returning 1`.execute(db({ tx }))
  if (taken.rows.length > 0) return null
  const found = await db({ tx })
    .selectFrom('idempotency_key')
    .select(['request_hash', 'answer'])
    .where('client_hash', '=', clientHash)
    .where('key', '=', key)
    .executeTakeFirst()
  if (!found?.answer) throw new Conflict('idempotency-key-in-use', busyKey)
  if (found.request_hash !== requestHash) throw new Conflict('idempotency-key-reused', usedKey)
  return JSON.parse(found.answer) as Answer
}

/** Keeps the answer with its key, in the transaction of the work, under the door's role. */
export async function keepAnswer(tx: Tx, once: Once, answer: Answer): Promise<void> {
  await db({ tx })
    .updateTable('idempotency_key')
    .set({ answer: JSON.stringify(answer) })
    .where('client_hash', '=', once.clientHash)
    .where('key', '=', once.key)
    .execute()
}
