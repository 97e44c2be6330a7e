import type { Tx } from '../../kernel/context.ts'
import { madeOnce } from '../../kernel/made-once.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { growMerkleTree } from './domain/merkle.ts'
import { leafOfEvent, noDigest, type Seal, sealDigest } from './domain/seal.ts'
import { findLastSeal, listRecordedEvents } from './queries-trail.ts'
import { type KeySettings, readSealingKey, type SealingKey } from './sealing-key.ts'
import {
  findHorizon,
  findLastEventId,
  insertKey,
  insertSeal,
  inTrail,
  isSettled,
  saveHorizon,
  takeSealersPlace,
  takeTransactionId,
} from './store.ts'

export const auditSealSpec: QueueSpec = { name: 'audit-seal', schedule: '* * * * *', retryLimit: 1 }

/** Seals what was committed, every minute. */
export function auditSealQueue(world: World, settings: KeySettings): Queue {
  const key = madeOnce(() => readSealingKey(settings))
  return {
    ...auditSealSpec,
    async handle() {
      await sealEvents(world, await key())
    },
  }
}

type Sealing = Pick<World, 'database' | 'clock'>

/** Most events one seal covers, and most held in memory at a time. */
const mostInSeal = 100_000
const mostAtATime = 2_000

/**
 * Seals the committed events in the order of their ids (E1).
 *
 * Ids are given when an event is written, not when it is committed: a transaction still open may hold a lower id than
 * one already seen, and must not be overtaken. So two steps. First the horizon is noted: the highest id seen, and then
 * a transaction number. Whoever holds an id up to the horizon took it earlier, and had their number before their id (a
 * trigger on the table sees to that), so theirs is lower. When all transactions with lower numbers have ended, the ids
 * up to the horizon are settled for good, with or without an event, and are sealed. Nothing waits and nothing is
 * locked; while an old transaction is open, the horizon stays where it is and is asked again a minute later.
 * @returns how many events were sealed
 */
export async function sealEvents(sealing: Sealing, key: SealingKey): Promise<number> {
  await inTrail(sealing.database, (tx) => noteHorizon(sealing, tx))
  let sealed = 0
  for (;;) {
    const count = await inTrail(sealing.database, (tx) => sealOnce(sealing, tx, key))
    if (count === 0) return sealed
    sealed += count
  }
}

async function noteHorizon({ clock }: Sealing, tx: Tx): Promise<void> {
  if (!(await takeSealersPlace({ tx }))) return
  const noted = await findHorizon({ tx })
  const sealedUpTo = (await findLastSeal({ tx }))?.toEventId ?? 0
  // One that is not sealed yet stays: noted anew each minute, it might never settle on a busy server.
  if (noted && noted.eventId > sealedUpTo) return
  const eventId = await findLastEventId({ tx })
  if (eventId <= sealedUpTo) return
  // After the id was seen, never before.
  const transactionId = await takeTransactionId({ tx })
  await saveHorizon({ tx }, { eventId, transactionId }, clock.now())
}

async function sealOnce({ clock }: Sealing, tx: Tx, key: SealingKey): Promise<number> {
  if (!(await takeSealersPlace({ tx }))) return 0
  const previous = await findLastSeal({ tx })
  const horizon = await findHorizon({ tx })
  const sealedUpTo = previous?.toEventId ?? 0
  if (!horizon || horizon.eventId <= sealedUpTo || !(await isSettled({ tx }, horizon.transactionId))) return 0
  const { tree, lastId } = await readRange(tx, sealedUpTo, horizon.eventId)
  const statement = {
    sequence: (previous?.sequence ?? 0) + 1,
    fromEventId: sealedUpTo + 1,
    toEventId: lastId,
    eventCount: tree.count,
    digest: tree.root().toString('hex'),
    previousDigest: previous ? sealDigest(previous) : noDigest,
    sealedAt: clock.now().toISOString(),
    keyId: key.keyId,
  }
  const seal: Seal = { ...statement, signature: key.sign(statement) }
  await insertKey({ tx }, key, clock.now())
  await insertSeal({ tx }, seal)
  return seal.eventCount
}

async function readRange(tx: Tx, after: number, upTo: number) {
  const tree = growMerkleTree()
  let lastId = after
  while (tree.count < mostInSeal) {
    const events = await listRecordedEvents({ tx }, { after: lastId, upTo, most: mostAtATime })
    for (const event of events) tree.add(leafOfEvent(event))
    lastId = events.at(-1)?.id ?? lastId
    if (events.length < mostAtATime) break
  }
  return { tree, lastId }
}
