import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDay } from '../../kernel/civil-day.ts'
import { mostAtOnce, type OpenAssignment } from './domain.ts'
import { type Gift, judgeGifts, type Standing } from './domain-many.ts'

const today = civilDay('2026-11-23')
const lasting = { startsOn: today, endsBefore: null }

const held = (userId: string, isPrimary = false): OpenAssignment => ({
  ...lasting,
  ...{ id: `held by ${userId}`, userId, isPrimary },
})
const standing = (change: Partial<Standing> = {}): Standing => ({
  ...{
    roleId: 'role',
    minimumHolders: 1,
    maximumHolders: 2,
    hasPrimary: true,
    isRetired: false,
    ending: null,
    optedOutTask: null,
  },
  ...{ open: [], promised: [] },
  ...change,
})
const gift = (userId: string, change: Partial<Gift> = {}): Gift => ({
  ...lasting,
  ...{
    roleId: 'role',
    userId,
    userName: userId,
    isPrimary: false,
    replaces: null,
    inheritsFrom: null,
    leaving: [],
  },
  ...change,
})
const judge = (role: Standing, gifts: Gift[]) =>
  judgeGifts(new Map([[role.roleId, role]]), gifts).map((one) =>
    one.refusal ? one.refusal.code : { isPrimary: one.isPrimary, formerPrimary: one.formerPrimary },
  )
const given = { isPrimary: false, formerPrimary: null }

test('each in turn until it is full', () => {
  const people = ['a', 'b', 'c', 'd'].map((userId) => gift(userId))
  expect(judge(standing({ open: [held('b')] }), people)).toEqual([
    given,
    'already-holder',
    'maximum-holders',
    'maximum-holders',
  ])
})

test('a role that is no longer there, or no longer used, is given to nobody', () => {
  expect(judge(standing(), [gift('a', { roleId: 'other' })])).toEqual(['role-retired'])
  expect(judge(standing({ isRetired: true }), [gift('a')])).toEqual(['role-retired'])
})

test('a role that ends is given to nobody more, but back to whom it was taken from by mistake (C5)', () => {
  const ending = standing({ ending: { endsBefore: civilDay('2027-01-11') } })
  const back = { isGivenBack: true, startsOn: civilDay('2026-11-23') }
  expect(judge(ending, [gift('a'), gift('b', back)])).toEqual(['role-ending', given])
  expect(judge(ending, [gift('b', { ...back, startsOn: civilDay('2027-01-11') })])).toEqual(['role-ending'])
})

describe('who is replaced', () => {
  test('takes no place, and hands the primacy over', () => {
    const role = standing({ maximumHolders: 1, open: [held('a', true)] })
    expect(judge(role, [gift('b')])).toEqual(['maximum-holders'])
    expect(judge(role, [gift('b', { replaces: 'held by a' })])).toEqual([
      { isPrimary: true, formerPrimary: 'held by a' },
    ])
  })
  test('gets the role no second time', () => {
    const role = standing({ open: [held('a')] })
    expect(judge(role, [gift('a', { replaces: 'held by a' })])).toEqual(['already-holder'])
  })
  test('another one on the way out takes no place, and its primacy waits for its own successor', () => {
    const role = standing({ maximumHolders: 2, open: [held('a', true), held('b')] })
    expect(judge(role, [gift('c', { replaces: 'held by b' })])).toEqual([given])
    expect(
      judge(role, [
        gift('c', { replaces: 'held by b', leaving: ['held by a'] }),
        gift('d', { replaces: 'held by a', leaving: ['held by b'] }),
      ]),
    ).toEqual([given, { isPrimary: true, formerPrimary: 'held by a' }])
  })
  test('a successor who is replaced hands on what it took over', () => {
    const role = standing({ open: [held('a'), held('b', true)] })
    expect(judge(role, [gift('c', { replaces: 'held by a', inheritsFrom: 'held by b' })])).toEqual([
      { isPrimary: true, formerPrimary: 'held by b' },
    ])
  })
  test('a promise on its way out takes no place either; another one does (R3)', () => {
    const role = standing({ maximumHolders: 1, promised: [{ id: 'promise', ...lasting }] })
    expect(judge(role, [gift('b')])).toEqual(['maximum-holders'])
    expect(judge(role, [gift('b', { leaving: ['promise'] })])).toEqual([given])
  })
})

test('who wants to be primary is it where nobody else is', () => {
  expect(judge(standing(), [gift('a', { isPrimary: true }), gift('b', { isPrimary: true })])).toEqual([
    { isPrimary: true, formerPrimary: null },
    given,
  ])
  expect(judge(standing({ hasPrimary: false }), [gift('a', { isPrimary: true })])).toEqual([given])
})

const people = ['a', 'b', 'c', 'd', 'e', 'f']
const someone = fc.constantFrom(...people)
const period = fc
  .record({ from: fc.nat(40), days: fc.option(fc.integer({ min: 1, max: 40 })) })
  .map(({ from, days }) => {
    const startsOn = addDays(today, from)
    return { startsOn, endsBefore: days === null ? null : addDays(startsOn, days) }
  })

test('law: never more at once than the most, nobody twice, one primary at the most', () => {
  const gifts = fc.array(
    fc
      .record({ userId: someone, isPrimary: fc.boolean(), period })
      .map(({ period: days, ...one }) => gift(one.userId, { ...one, ...days })),
    { maxLength: 12 },
  )
  fc.assert(
    fc.property(gifts, fc.integer({ min: 1, max: 4 }), (wishes, maximumHolders) => {
      const role = standing({ maximumHolders })
      const done = judgeGifts(new Map([['role', role]]), wishes).flatMap((one) =>
        one.refusal ? [] : [{ ...one.gift, isPrimary: one.isPrimary }],
      )
      const always = { startsOn: today, endsBefore: null }
      expect(mostAtOnce(done, always)).toBeLessThanOrEqual(maximumHolders)
      expect(new Set(done.map(({ userId }) => userId)).size).toBe(done.length)
      expect(done.filter(({ isPrimary }) => isPrimary).length).toBeLessThanOrEqual(1)
    }),
  )
})
