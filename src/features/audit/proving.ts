import type { World } from '../../platform/http/world.ts'
import { type Inclusion, inclusionIn, type Tree, treeOver } from './domain/inclusion.ts'
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

/** Events of one organisation; its inside is never given (T9). */
export interface ProofWish {
  readonly organisationId: number
  readonly ids: readonly number[]
}

/** Proves that events stand in the sealed trail (E1), for somebody outside. */
export interface Prover {
  /** Public keys (32 bytes) of all seals, by id. */
  readonly keys: ReadonlyMap<string, Uint8Array>
  /** Reads every event of the seals it needs, each seal in a transaction of its own. In the order of their ids. */
  prove(wish: ProofWish): Promise<ProvenEvent[]>
  /** The seals named so far, those between them when they are few, and the latest. In order. */
  seals(): Promise<readonly Seal[]>
}

const mostAtATime = 2_000

/** So many seals are given without a gap, so that the whole chain from the first event to the latest seal is seen. */
const mostInChain = 2_000

/** Events whose trees are kept at a time: many municipalities' events stand in the same few seals. */
const mostKept = 100_000

/** A prover over the trail as it is sealed now: what is sealed after this counts as not sealed yet. */
export async function openProver(database: World['database']): Promise<Prover> {
  const { last, keys } = await inTrail(database, async (tx) => ({
    last: await findLastSeal({ tx }),
    keys: await listKeys({ tx }),
  }))
  const named = new Set<number>(last ? [last.sequence] : [])
  const treeOf = keepTrees(database)
  return {
    keys,
    async prove(wish) {
      const { events, seals, sealOf } = await inTrail(database, async (tx) => {
        const events = await listOpenRecordedEvents({ tx }, wish)
        const ids = events.map(({ id }) => id)
        const numbers = (await listSealNumbers({ tx }, ids)).filter(
          ({ sequence }) => sequence <= (last?.sequence ?? 0),
        )
        const sealOf = new Map(numbers.map(({ id, sequence }) => [id, sequence]))
        return { events, sealOf, seals: await listSealsNumbered({ tx }, [...new Set(sealOf.values())], null) }
      })
      const proofs = new Map<number, ProvenEvent['proof']>()
      for (const seal of seals) {
        const { ids, tree } = await treeOf(seal)
        named.add(seal.sequence)
        for (const { id } of events)
          if (sealOf.get(id) === seal.sequence)
            proofs.set(id, { seal: seal.sequence, ...inclusionIn(tree, placeIn(ids, id)) })
      }
      return events.map((event) => ({ event: asSealed(event), proof: proofs.get(event.id) ?? null }))
    },
    seals: async () => {
      const from = Math.min(...named)
      const range = last && last.sequence - from < mostInChain ? { from, to: last.sequence } : null
      return await inTrail(database, (tx) => listSealsNumbered({ tx }, [...named], range))
    },
  }
}

/** What a seal covers: the ids of its events in order, and the tree over them. */
interface SealedTree {
  readonly ids: readonly number[]
  readonly tree: Tree
}

/** Builds the tree of a seal, and keeps those built last. */
function keepTrees(database: World['database']): (seal: Seal) => Promise<SealedTree> {
  const kept = new Map<number, SealedTree>()
  let count = 0
  return async (seal) => {
    const found = kept.get(seal.sequence)
    if (found) return found
    const built = await readTree(database, seal)
    kept.set(seal.sequence, built)
    count += built.ids.length
    for (const [sequence, { ids }] of kept) {
      if (count <= mostKept || sequence === seal.sequence) break
      kept.delete(sequence)
      count -= ids.length
    }
    return built
  }
}

async function readTree(database: World['database'], seal: Seal): Promise<SealedTree> {
  const ids: number[] = []
  const leaves: Buffer[] = []
  for (let after = seal.fromEventId - 1; ; ) {
    const place = { after, upTo: seal.toEventId, most: mostAtATime }
    const events = await inTrail(database, (tx) => listRecordedEvents({ tx }, place))
    for (const event of events) {
      ids.push(event.id)
      leaves.push(leafOfEvent(event))
    }
    const last = events.at(-1)
    if (!last || events.length < mostAtATime) return { ids, tree: treeOver(leaves) }
    after = last.id
  }
}

/** Where a number stands in a rising list that holds it. */
function placeIn(rising: readonly number[], wanted: number): number {
  let [from, to] = [0, rising.length]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if ((rising[middle] ?? wanted) < wanted) from = middle + 1
    else to = middle
  }
  return from
}
