import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EventValue } from '../../../kernel/event.ts'
import { deriveSealingKey } from '../sealing-key.ts'
import { canonicalJson } from './canonical-json.ts'
import { growMerkleTree, leafOf } from './merkle.ts'
import { leafOfEvent, noDigest, type RecordedEvent, type Seal, sealDigest } from './seal.ts'
import { type AuditHead, beginVerification } from './verification.ts'

const key = deriveSealingKey('a secret of at least thirty-two characters')
const keys = new Map([[key.keyId, key.publicKey]])

const eventOf = (id: number, name = 'Katrine Holm'): RecordedEvent => ({
  id,
  at: `2026-11-23T09:00:00.${String(id).padStart(6, '0')}Z`,
  organisationId: 1,
  type: 'task.completed',
  subjectType: 'task',
  subjectId: String(id),
  actorKind: 'user',
  actorId: '0b5a1c00-0000-4000-8000-000000000001',
  actorName: name,
  actorOrganisationId: 1,
  actorOrganisationName: 'Korsbæk Kommune',
  origin: 'web',
  requestId: null,
  changes: { status: { from: 'inProgress', to: 'completed' } },
  facts: {},
  insideOf: null,
})

/** Seals groups of events, one seal for each. */
function sealAll(groups: readonly (readonly RecordedEvent[])[], by = key): Seal[] {
  const seals: Seal[] = []
  for (const events of groups) {
    const previous = seals.at(-1)
    const tree = growMerkleTree()
    for (const event of events) tree.add(leafOfEvent(event))
    const statement = {
      sequence: seals.length + 1,
      fromEventId: (previous?.toEventId ?? 0) + 1,
      toEventId: events.at(-1)?.id ?? 0,
      eventCount: events.length,
      digest: tree.root().toString('hex'),
      previousDigest: previous ? sealDigest(previous) : noDigest,
      sealedAt: '2026-11-23T09:01:00.000Z',
      keyId: by.keyId,
    }
    seals.push({ ...statement, signature: by.sign(statement) })
  }
  return seals
}

function verify(seals: readonly Seal[], events: readonly RecordedEvent[], keptHead: AuditHead | null = null) {
  const verification = beginVerification({ seals, keys, keptHead })
  for (const event of events) verification.add(event)
  return verification.finish()
}
const kinds = (report: ReturnType<typeof verify>) => report.faults.map(({ kind }) => kind)
const headOf = (seals: readonly Seal[]): AuditHead => {
  const last = seals.at(-1)
  if (!last) throw new Error('no seal')
  return { sequence: last.sequence, digest: sealDigest(last) }
}

/** A trail: ids with gaps, in groups of one seal each, then some not sealed yet. */
const trails = fc
  .record({
    steps: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 40 }),
    cuts: fc.array(fc.boolean(), { minLength: 40, maxLength: 40 }),
  })
  .map(({ steps, cuts }) => {
    let id = 0
    const groups: RecordedEvent[][] = [[]]
    for (const [index, step] of steps.entries()) {
      id += step
      groups.at(-1)?.push(eventOf(id))
      if (cuts[index] && index < steps.length - 1) groups.push([])
    }
    return { groups, events: groups.flat(), seals: sealAll(groups) }
  })

test('whom somebody acted for is sealed; events from before there were deputies keep their seal', () => {
  const leaf = (change: Partial<RecordedEvent>) => leafOfEvent({ ...eventOf(1), ...change }).toString('hex')
  const behalf = { onBehalfOf: '0b5a1c00-0000-4000-8000-000000000001', onBehalfOfName: 'Katrine Holm' }
  expect(leaf({ onBehalfOf: null, onBehalfOfName: null })).toBe(leaf({}))
  expect(leaf(behalf)).not.toBe(leaf({}))
  expect(leaf({ ...behalf, onBehalfOfName: 'Lone Dahl' })).not.toBe(leaf(behalf))
})

describe('a trail', () => {
  test('as it was sealed is whole, with what is not sealed yet', () => {
    fc.assert(
      fc.property(trails, fc.nat(5), ({ events, seals }, young) => {
        const lastId = events.at(-1)?.id ?? 0
        const more = Array.from({ length: young }, (_none, index) => eventOf(lastId + 1 + index))
        const report = verify(seals, [...events, ...more], headOf(seals))
        expect(report).toEqual({
          faults: [],
          seals: seals.length,
          sealedEvents: events.length,
          unsealedEvents: young,
          head: headOf(seals),
        })
      }),
    )
  })

  test('with any event edited, in any field, is found out', () => {
    const fields = Object.keys(eventOf(1)).filter((field) => field !== 'id') as (keyof RecordedEvent)[]
    fc.assert(
      fc.property(trails, fc.nat(), fc.constantFrom(...fields), ({ events, seals }, at, field) => {
        const victim = at % events.length
        const edited = events.map((event, index) =>
          index === victim ? { ...event, [field]: 'forged' } : event,
        )
        expect(kinds(verify(seals, edited))).toEqual(['edited'])
      }),
    )
  })

  test('with any event removed is found out', () => {
    fc.assert(
      fc.property(trails, fc.nat(), ({ events, seals }, at) => {
        const victim = at % events.length
        expect(
          kinds(
            verify(
              seals,
              events.filter((_event, index) => index !== victim),
            ),
          ),
        ).toEqual(['removed'])
      }),
    )
  })

  test('with an event inserted into any sealed gap is found out', () => {
    fc.assert(
      fc.property(trails, ({ events, seals }) => {
        const taken = new Set(events.map(({ id }) => id))
        const last = seals.at(-1)?.toEventId ?? 0
        for (let id = 1; id < last; id++) {
          if (taken.has(id)) continue
          const more = [...events, eventOf(id)].sort((a, b) => a.id - b.id)
          expect(kinds(verify(seals, more))).toEqual(['inserted'])
        }
        expect(kinds(verify(seals, [eventOf(0), ...events]))).toEqual(['inserted'])
        expect(kinds(verify(seals, [eventOf(-5), ...events]))).toEqual(['inserted'])
      }),
    )
  })

  test('with two events exchanged is found out, under their own ids or each other’s', () => {
    fc.assert(
      fc.property(trails, fc.nat(), fc.nat(), ({ events, seals }, first, second) => {
        const [a, b] = [first % events.length, second % events.length]
        fc.pre(a !== b)
        const one = events[a]
        const other = events[b]
        if (!one || !other) throw new Error('unreachable')
        const exchanged = events.map((event, index) => (index === a ? other : index === b ? one : event))
        expect(kinds(verify(seals, exchanged))).toContain('reordered')
        const renumbered = exchanged.map((event, index) => ({ ...event, id: events[index]?.id ?? 0 }))
        expect(new Set(kinds(verify(seals, renumbered)))).toEqual(new Set(['edited']))
      }),
    )
  })

  test('cut off at a seal looks whole, until it is held against the head kept outside', () => {
    fc.assert(
      fc.property(trails, fc.nat(), ({ groups, seals }, at) => {
        fc.pre(seals.length > 1)
        const left = 1 + (at % (seals.length - 1))
        const events = groups.slice(0, left).flat()
        expect(kinds(verify(seals.slice(0, left), events))).toEqual([])
        expect(kinds(verify(seals.slice(0, left), events, headOf(seals)))).toEqual(['cutOff'])
        expect(kinds(verify([], [], headOf(seals)))).toEqual(['cutOff'])
      }),
    )
  })
})

describe('the seals', () => {
  const groups = [[eventOf(1), eventOf(2)], [eventOf(4)], [eventOf(5)]]
  const events = groups.flat()
  const seals = sealAll(groups)

  test('sealed anew with another key are not believed', () => {
    const forger = deriveSealingKey('another secret, also of thirty-two characters')
    const forged = sealAll([[eventOf(1, 'Forger')]], forger)
    expect(kinds(verify(forged, [eventOf(1, 'Forger')]))).toEqual(['unknownKey'])
    const named = forged.map((seal) => ({ ...seal, keyId: key.keyId }))
    expect(kinds(verify(named, [eventOf(1, 'Forger')]))).toEqual(['badSignature'])
  })

  test('rewritten by whoever has the key are found by the head kept outside', () => {
    const rewritten = sealAll([[eventOf(1, 'Forger'), eventOf(2)], [eventOf(4)], [eventOf(5)]])
    const forged = [eventOf(1, 'Forger'), ...events.slice(1)]
    expect(kinds(verify(rewritten, forged))).toEqual([])
    expect(kinds(verify(rewritten, forged, headOf(seals)))).toEqual(['rewritten'])
  })

  test.each([
    ['one is missing', [0, 2]],
    ['two change places', [1, 0, 2]],
    ['one stands twice', [0, 0, 1, 2]],
    ['the first is missing', [1, 2]],
  ])('%s: the chain is broken', (_name, order) => {
    expect(
      kinds(
        verify(
          order.flatMap((index) => seals[index] ?? []),
          events,
        ),
      ),
    ).toContain('chainBroken')
  })

  test.each(['eventCount', 'toEventId', 'fromEventId', 'sealedAt', 'digest', 'previousDigest'] as const)(
    'a changed %s is not what was signed',
    (field) => {
      const value = typeof seals[1]?.[field] === 'number' ? 9 : 'a'.repeat(64)
      const changed = seals.map((seal, index) => (index === 1 ? { ...seal, [field]: value } : seal))
      expect(kinds(verify(changed, events))).toContain('badSignature')
    },
  )

  test('an id that is no number stands nowhere', () => {
    expect(kinds(verify(seals, [...events, { ...eventOf(9), id: Number.NaN }]))).toEqual(['inserted'])
  })
})

describe('canonical JSON', () => {
  test('does not depend on the order of keys', () => {
    const shuffled = (value: EventValue): EventValue => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([name, inner]) => [name, shuffled(inner)]),
      )
    }
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const given = JSON.parse(JSON.stringify(value)) as EventValue
        expect(canonicalJson(shuffled(given))).toBe(canonicalJson(given))
        expect(JSON.parse(canonicalJson(given))).toEqual(given)
      }),
    )
  })

  test('is the example of the standard', () => {
    // RFC 8785, 3.2.3: sorting by UTF-16 units.
    const text = canonicalJson({ '€': 1, '\r': 2, \ufb33: 3, '1': 4, '😀': 5, '\u0080': 6, ö: 7 })
    expect(text).toBe('{"\\r":2,"1":4,"\u0080":6,"ö":7,"€":1,"😀":5,"\ufb33":3}')
  })
})

describe('the Merkle tree', () => {
  const rootOf = (leaves: readonly Buffer[]) => {
    const tree = growMerkleTree()
    for (const leaf of leaves) tree.add(leaf)
    return tree.root().toString('hex')
  }

  test('is that of RFC 6962 for none, one and more leaves', () => {
    expect(rootOf([])).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
    // The published test tree of Certificate Transparency: its first leaf is empty, the second one byte 00.
    expect(rootOf([leafOf('')])).toBe('6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d')
    expect(rootOf([leafOf(''), leafOf('\u0000')])).toBe(
      'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
    )
    expect(rootOf(['', '\u0000', '\u0010'].map(leafOf))).toBe(
      'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
    )
  })

  test('no two lists of leaves have the same root', () => {
    const texts = fc.array(fc.string({ maxLength: 2 }), { maxLength: 9 })
    fc.assert(
      fc.property(texts, texts, (some, others) => {
        const isSame = JSON.stringify(some) === JSON.stringify(others)
        expect(rootOf(some.map(leafOf)) === rootOf(others.map(leafOf))).toBe(isSame)
      }),
    )
  })
})
