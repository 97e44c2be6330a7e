import type { World } from '../../platform/http/world.ts'
import { type Inclusion, inclusionsOf } from './domain/inclusion.ts'
import { asSealed, leafOfEvent, type RecordedEvent, type Seal } from './domain/seal.ts'
import {
  findLastSeal,
  listKeys,
  listOpenRecordedEvents,
  listRecordedEvents,
  listSealNumbers,
  listSealsNumbered,
} from './queries-trail.ts'
import { inTrail } from './store.ts'

/** An event as it was sealed, with its way to the root of the seal; null while it is not sealed yet. */
export interface ProvenEvent {
  readonly event: RecordedEvent
  readonly proof: ({ readonly seal: number } & Inclusion) | null
}

export interface EventProofs {
  readonly events: readonly ProvenEvent[]
  /** The seals that are named, those between them when they are few, and the latest. In order. */
  readonly seals: readonly Seal[]
  /** Public keys (32 bytes) of these seals, by id. */
  readonly keys: ReadonlyMap<string, Uint8Array>
}

const mostAtATime = 2_000

/** So many seals are given without a gap, so that the whole chain from the first event to the latest seal is seen. */
const mostInChain = 2_000

/**
 * Proofs that events stand in the sealed trail (E1), for somebody outside. Reads every event of the seals it needs,
 * each seal in a transaction of its own.
 * @param wish events of one organisation; its inside is never given (T9)
 */
export async function proveEvents(
  database: World['database'],
  wish: { readonly organisationId: number; readonly ids: readonly number[] },
): Promise<EventProofs> {
  const { events, numbers, ...found } = await inTrail(database, async (tx) => {
    const events = await listOpenRecordedEvents({ tx }, wish)
    const numbers = await listSealNumbers(
      { tx },
      events.map(({ id }) => id),
    )
    const last = await findLastSeal({ tx })
    const named = [...new Set(numbers.map(({ sequence }) => sequence)), ...(last ? [last.sequence] : [])]
    const from = Math.min(...named)
    const range = last && last.sequence - from < mostInChain ? { from, to: last.sequence } : null
    return {
      events,
      numbers,
      seals: await listSealsNumbered({ tx }, named, range),
      keys: await listKeys({ tx }),
    }
  })
  const sealOf = new Map(numbers.map(({ id, sequence }) => [id, sequence]))
  const proofs = new Map<number, ProvenEvent['proof']>()
  for (const seal of found.seals) {
    const ids = events.filter(({ id }) => sealOf.get(id) === seal.sequence).map(({ id }) => id)
    if (ids.length === 0) continue
    for (const [id, inclusion] of await inclusionsIn(database, seal, ids))
      proofs.set(id, { seal: seal.sequence, ...inclusion })
  }
  const used = new Set(found.seals.map(({ keyId }) => keyId))
  return {
    events: events.map((event) => ({ event: asSealed(event), proof: proofs.get(event.id) ?? null })),
    seals: found.seals,
    keys: new Map([...found.keys].filter(([keyId]) => used.has(keyId))),
  }
}

async function inclusionsIn(
  database: World['database'],
  seal: Seal,
  ids: readonly number[],
): Promise<[number, Inclusion][]> {
  const leaves: Buffer[] = []
  const placeOf = new Map<number, number>()
  const wanted = new Set(ids)
  for (let after = seal.fromEventId - 1; ; ) {
    const place = { after, upTo: seal.toEventId, most: mostAtATime }
    const events = await inTrail(database, (tx) => listRecordedEvents({ tx }, place))
    for (const event of events) {
      if (wanted.has(event.id)) placeOf.set(event.id, leaves.length)
      leaves.push(leafOfEvent(event))
    }
    const last = events.at(-1)
    if (!last || events.length < mostAtATime) break
    after = last.id
  }
  const found = [...placeOf]
  const inclusions = inclusionsOf(
    leaves,
    found.map(([, place]) => place),
  )
  return found.flatMap(([id], index) => {
    const inclusion = inclusions[index]
    return inclusion ? [[id, inclusion] as [number, Inclusion]] : []
  })
}
