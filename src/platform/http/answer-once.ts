import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { sql } from 'kysely'
import { Conflict, InvalidInput } from '../../kernel/errors.ts'
import { db } from '../db/database.ts'
import { doorReach } from '../db/roles.ts'
import { type Answered, type Answering, answerRequest } from './answer-request.ts'
import type { Answer, Route } from './route.ts'

const badKey = {
  da: 'Idempotency-Key skal være 1 til 255 tegn.',
  en: 'Idempotency-Key must be 1 to 255 characters.',
}

/** The key of the request, if the client sent one. @throws InvalidInput when it is too long */
export function readIdempotencyKey(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (key === undefined) return null
  if (typeof key !== 'string' || key.length < 1 || key.length > 255)
    throw new InvalidInput({ 'Idempotency-Key': badKey })
  return key
}

interface Kept {
  request_hash: string
  answer: string | null
}

/**
 * Answers a POST once for its key: a repeat within a day gets the first answer again and changes nothing.
 * The key is taken before the work and its answer kept after it; work that fails gives the key back.
 * @throws Conflict when the key was used for another request, or the first one still runs
 */
export async function answerOnce(
  answering: Answering,
  route: Route,
  request: FastifyRequest,
  key: string,
): Promise<Answered> {
  const { database, clock } = answering.world
  const client = createHash('sha256')
    .update(request.headers.authorization ?? '')
    .digest('hex')
  const what = createHash('sha256')
    .update(`${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`)
    .digest('hex')
  const kept = await database.transaction(doorReach, async (tx) => {
    const taken = await sql`
      insert into idempotency_key (client_hash, key, request_hash, taken_at) values (${client}, ${key}, ${what}, ${clock.now()})
      on conflict (client_hash, key) do nothing returning 1`.execute(db({ tx }))
    if (taken.rows.length > 0) return null
    const found = await sql<Kept>`
      select request_hash, answer from idempotency_key where client_hash = ${client} and key = ${key}`.execute(
      db({ tx }),
    )
    return found.rows[0] ?? null
  })
  if (kept) return { answer: repeat(kept, what), actor: null }
  const settle = (statement: ReturnType<typeof sql>) =>
    database.transaction(doorReach, (tx) => statement.execute(db({ tx })))
  try {
    const answered = await answerRequest(answering, route, request)
    await settle(
      sql`update idempotency_key set answer = ${JSON.stringify(answered.answer)} where client_hash = ${client} and key = ${key}`,
    )
    return answered
  } catch (error) {
    await settle(sql`delete from idempotency_key where client_hash = ${client} and key = ${key}`)
    throw error
  }
}

function repeat(kept: Kept, requestHash: string): Answer {
  if (kept.request_hash !== requestHash) throw new Conflict('idempotency-key-reused')
  if (kept.answer === null) throw new Conflict('idempotency-key-in-use')
  return JSON.parse(kept.answer) as Answer
}
