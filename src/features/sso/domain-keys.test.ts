import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { inOrderOfUse, type KeyTimes, planKeys, signsForDays } from './domain-keys.ts'

const day = 86_400_000
const start = Date.parse('2026-11-23T09:00:00Z')
const at = (days: number): Date => new Date(start + days * day)
const key = (keyId: string, signsFrom: number): KeyTimes => ({ keyId, signsFrom: at(signsFrom) })
const idsOf = (keys: readonly KeyTimes[]): string => keys.map(({ keyId }) => keyId).join(' ')

describe('the plan', () => {
  test('begins with a key that signs and the next one', () => {
    expect(planKeys([], at(0))).toEqual({ make: [at(0), at(signsForDays)], remove: [], forgetsOthers: false })
  })

  test('is nothing while both are there', () => {
    const keys = [key('a', 0), key('b', 90)]
    expect(planKeys(keys, at(89))).toEqual({ make: [], remove: [], forgetsOthers: true })
  })

  test('makes the next one as soon as the other has begun, and lets the old one go a day later', () => {
    const keys = [key('a', 0), key('b', 90)]
    expect(planKeys(keys, at(90))).toMatchObject({ make: [at(180)], remove: [] })
    expect(planKeys([...keys, key('c', 180)], at(91))).toMatchObject({ make: [], remove: ['a'] })
  })

  test('publishes a key for a day before it signs, however long nobody has looked', () => {
    expect(planKeys([key('a', 0)], at(400))).toMatchObject({ make: [at(401)], remove: [] })
  })
})

test('the key that signs stands first, then the next, then those before', () => {
  const keys = [key('c', 180), key('a', 0), key('b', 90)]
  expect(idsOf(inOrderOfUse(keys, at(100)))).toBe('b c a')
  expect(idsOf(inOrderOfUse(keys, at(10)))).toBe('a b c')
  expect(idsOf(inOrderOfUse(keys, at(180)))).toBe('c b a')
})

test('whenever it is looked after: there is always one that signs and one to come, and what signed lately is there', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 20 }), (pauses) => {
      let keys: KeyTimes[] = []
      let now = 0
      let signedBefore = ''
      for (const pause of [0, ...pauses]) {
        now += pause
        const { make, remove } = planKeys(keys, at(now))
        keys = keys.filter(({ keyId }) => !remove.includes(keyId))
        keys.push(...make.map((signsFrom) => ({ keyId: `${now}-${signsFrom.getTime()}`, signsFrom })))
        const [first, second] = inOrderOfUse(keys, at(now))
        expect(first && first.signsFrom <= at(now)).toBe(true)
        expect(second && second.signsFrom > at(now)).toBe(true)
        expect(planKeys(keys, at(now)).make).toEqual([])
        expect(keys.length).toBeLessThanOrEqual(3)
        const isStillThere = signedBefore === '' || keys.some(({ keyId }) => keyId === signedBefore)
        const hasSignedADay = (first?.signsFrom ?? at(now)) <= at(now - 1)
        expect(isStillThere || hasSignedADay).toBe(true)
        signedBefore = first?.keyId ?? ''
      }
    }),
    // Looked after on the very day a key begins, with one that had stopped long before.
    { examples: [[[179, 1, 90, 1]]] },
  )
})
