import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDay, civilDay } from '../../kernel/civil-day.ts'
import { mostAtOnce, type OpenAssignment, type RoleLimits, shortageAfter, whyNotGive } from './domain.ts'
import {
  effectOf,
  emailKeyOf,
  isMeant,
  isSamePerson,
  joinedWish,
  lapsesAt,
  lastDayOf,
  pendingFaults,
  pendingStateOf,
  promisedPeriod,
  type WaitingAssignment,
  whyNotPromise,
  whyNotWithdraw,
} from './domain-pending.ts'
import { isProposed, proposedOf, whyNotSettle } from './domain-resignation.ts'

const today = civilDay('2026-11-23')
const role: RoleLimits = {
  minimumHolders: 1,
  maximumHolders: 2,
  hasPrimary: true,
  isRetired: false,
  ending: null,
  optedOutTask: null,
}
const mads = { id: 'mads', name: 'Mads Friis', email: 'mads.friis@korsbaek.example' }

const waiting = (change: Partial<WaitingAssignment> = {}): WaitingAssignment => ({
  id: 'p1',
  name: 'Mads Friis',
  emailKey: mads.email,
  userUuid: null,
  isPrimary: false,
  startsOn: null,
  endsBefore: null,
  replaces: null,
  ...change,
})

const held = (userId: string, endsBefore: CivilDay | null = null): OpenAssignment => ({
  ...{ id: `of-${userId}`, userId, startsOn: today, endsBefore, isPrimary: false },
})

describe('who is meant (R3)', () => {
  const cases: [string, Partial<WaitingAssignment>, { id: string; email: string | null }, boolean][] = [
    ['the e-mail the sign-in asserts', {}, mads, true],
    ['another e-mail', {}, { ...mads, email: 'mads@aarhus.example' }, false],
    ['capitals make no difference', {}, { ...mads, email: 'Mads.FRIIS@Korsbaek.Example' }, true],
    ['no e-mail asserted', {}, { ...mads, email: null }, false],
    ['the UUID, whatever the e-mail', { userUuid: 'mads' }, { ...mads, email: null }, true],
    ['a UUID given and another person with the e-mail', { userUuid: 'other' }, mads, false],
  ]
  test.each(cases)('%s', (_name, change, person, is) => {
    expect(isMeant(waiting(change), person)).toBe(is)
  })

  test('addresses are compared in one form', () => {
    expect(emailKeyOf('  BJØRN.Å@Korsbæk.DK ')).toBe('bjørn.å@korsbæk.dk')
    expect(emailKeyOf('a\u030a@x.dk')).toBe(emailKeyOf('å@x.dk'))
  })

  test.each([
    [{}, {}, true],
    [{ userUuid: 'a' }, { userUuid: 'a', emailKey: 'other@x.dk' }, true],
    [{ userUuid: 'a' }, { userUuid: 'b' }, false],
    [{ userUuid: 'a' }, {}, true],
    [{}, { emailKey: 'other@x.dk' }, false],
  ])('%j and %j are the same person: %s', (one, other, is) => {
    expect(isSamePerson(waiting(one), waiting(other))).toBe(is)
  })
})

test.each([
  ['Mads', 'mads@korsbaek.dk', []],
  [' ', 'mads@korsbaek.dk', ['name']],
  ['Mads', 'mads', ['email']],
  ['Mads', 'mads@korsbaek', ['email']],
  ['Mads', 'mads@@korsbaek.dk', ['email']],
  ['Mads', 'a b@korsbaek.dk', ['email']],
  ['', '', ['name', 'email']],
])('name “%s” and e-mail “%s”: faults at %j', (name, email, fields) => {
  expect(Object.keys(pendingFaults({ name, email }))).toEqual(fields)
})

describe('what comes of it at the sign-in', () => {
  const ending = (endsBefore: CivilDay) => ({ ...role, ending: { endsBefore } })
  const effect = (open: OpenAssignment[], change: Partial<WaitingAssignment> = {}, limits = role) =>
    effectOf(limits, open, [waiting(change)], mads, today)
  test.each([
    ['there is room', effect([held('a')]), 'given', today],
    ['it begins later', effect([], { startsOn: addDays(today, 3) }), 'given', addDays(today, 3)],
    ['the role ends tomorrow', effect([], {}, ending(addDays(today, 1))), 'given', today],
    ['its first day has passed', effect([], { startsOn: addDays(today, -3) }), 'given', today],
  ])('%s: given', (_name, found, kind, startsOn) => {
    expect(found).toMatchObject({ kind, period: { startsOn } })
  })
  test.each([
    ['full', effect([held('a'), held('b')]), 'maximum-holders'],
    ['its last day has passed', effect([], { endsBefore: today }), 'period-over'],
    ['the role ends today', effect([], {}, ending(today)), 'role-retired'],
    [
      'it begins on the day the role ends',
      effect([], { startsOn: addDays(today, 9) }, ending(addDays(today, 9))),
      'role-retired',
    ],
    ['retired', effect([], {}, { ...role, isRetired: true }), 'role-retired'],
  ])('%s: refused', (_name, found, code) => {
    expect(found).toMatchObject({ kind: 'refused', refusal: { code } })
  })
  test('held already: settled with what there is', () => {
    expect(effect([held('mads')])).toEqual({ kind: 'heldAlready', assignmentId: 'of-mads' })
  })
  test('whom it replaces does not stand in the way (C1)', () => {
    expect(effect([held('a'), held('b')], { replaces: 'of-b' })).toMatchObject({ kind: 'given' })
  })
  test('two of one person promise what either did', () => {
    const first = waiting({ startsOn: addDays(today, 9), endsBefore: addDays(today, 20) })
    const second = waiting({ isPrimary: true, startsOn: addDays(today, 2), endsBefore: addDays(today, 30) })
    expect(joinedWish([first, second])).toEqual({
      ...{ isPrimary: true, startsOn: addDays(today, 2), endsBefore: addDays(today, 30), replaces: null },
    })
    expect(joinedWish([first, waiting()])).toMatchObject({ startsOn: null, endsBefore: null })
  })
})

describe('promising', () => {
  const wanted = { startsOn: today, endsBefore: null, replaces: null }
  const promised = [{ startsOn: today, endsBefore: null }]
  test.each([
    ['room for one', [held('a')], [], null],
    ['the last place is promised', [held('a')], promised, 'maximum-holders'],
    ['the last place is held', [held('a'), held('b')], [], 'maximum-holders'],
  ])('%s', (_name, open, others, code) => {
    expect(whyNotPromise(role, open, others, wanted)?.code ?? null).toBe(code)
  })
  test('a promised place is not given to another, and the sentence says what to do', () => {
    const nina = { ...wanted, userId: 'nina', userName: 'Nina' }
    expect(whyNotGive(role, [held('a')], nina, promised)?.sentence.da).toContain('Fortryd den først')
  })
})

test.each([
  ['in the morning', '2026-11-23T09:00:00Z', '2026-12-23', '2026-12-23T23:00:00.000Z'],
  ['after midnight in Copenhagen', '2026-11-23T23:30:00Z', '2026-12-24', '2026-12-24T23:00:00.000Z'],
  ['over the change to summer time', '2026-03-10T12:00:00Z', '2026-04-09', '2026-04-09T22:00:00.000Z'],
])('given %s it has its whole last day', (_name, givenAt, lastDay, expiresAt) => {
  const lapses = lapsesAt(new Date(givenAt))
  expect([lapses.toISOString(), lastDayOf({ expiresAt: lapses })]).toEqual([expiresAt, lastDay])
})

test('a role that ends before it does takes its last day away', () => {
  const expiresAt = lapsesAt(new Date('2026-11-23T09:00:00Z'))
  expect(lastDayOf({ expiresAt }, { ending: { endsBefore: civilDay('2026-12-01') } })).toBe('2026-11-30')
})

test('it lapses at its time, whether the job has come round or not', () => {
  const givenAt = new Date('2026-11-23T09:00:00Z')
  const expiresAt = lapsesAt(givenAt)
  expect(pendingStateOf({ outcome: null, expiresAt }, givenAt)).toBe('waiting')
  expect(pendingStateOf({ outcome: null, expiresAt }, expiresAt)).toBe('expired')
  expect(pendingStateOf({ outcome: 'withdrawn', expiresAt }, expiresAt)).toBe('withdrawn')
  expect(whyNotWithdraw('waiting')).toBeNull()
  expect(whyNotWithdraw('expired')?.code).toBe('already-settled')
})

test('fewer than the minimum is said before, never a wall (R1)', () => {
  const three = { ...role, minimumHolders: 3, maximumHolders: null }
  expect(shortageAfter(three, 2)?.da).toBe('Rollen kræver mindst 3 personer. I har så kun 2 personer.')
  expect(shortageAfter(three, 3)).toBeNull()
  expect(shortageAfter(three, 0)).toBeNull()
})

describe('proposals', () => {
  const users = [{ ...mads }, { id: 'anders', name: 'Anders Skov', email: null }]
  test.each([
    ['a user', { kind: 'user', userId: 'mads' }, { id: 'mads', email: null }],
    [
      'typed, and a user',
      { kind: 'newcomer', name: 'M', email: 'MADS.friis@korsbaek.example' },
      { id: 'mads' },
    ],
    [
      'typed',
      { kind: 'newcomer', name: ' Nina ', email: 'n@x.dk' },
      { id: null, name: 'Nina', email: 'n@x.dk' },
    ],
  ] as const)('%s', (_name, successor, expected) => {
    const proposed = proposedOf(successor, users, 'anders', new Set())
    expect(isProposed(proposed)).toBe(true)
    expect(proposed).toMatchObject(expected)
  })
  test.each([
    ['oneself', { kind: 'user', userId: 'anders' }],
    ['a stranger', { kind: 'user', userId: 'lone' }],
    ['nobody', { kind: 'newcomer', name: '', email: 'n@x.dk' }],
  ] as const)('%s: faults', (_name, successor) => {
    expect(isProposed(proposedOf(successor, users, 'anders', new Set()))).toBe(false)
  })
  test.each([
    ['chosen', { kind: 'user', userId: 'mads' }, 'userId'],
    ['typed', { kind: 'newcomer', name: 'M', email: 'mads.friis@korsbaek.example' }, 'email'],
  ] as const)('who holds the role already, %s: a fault at the field', (_name, successor, field) => {
    const faults = proposedOf(successor, users, 'anders', new Set(['anders', 'mads']))
    expect(Object.keys(faults)).toEqual([field])
  })
  test('are dealt with once', () => {
    expect(whyNotSettle({ successorName: 'Nina', settledAt: null })).toBeNull()
    expect(whyNotSettle({ successorName: 'Nina', settledAt: new Date(0) })?.code).toBe('already-settled')
    expect(whyNotSettle({ successorName: null, settledAt: null })?.code).toBe('no-proposal')
  })
})

/** What can happen to one role, in any order. */
type Step =
  | { readonly kind: 'give' | 'promise' | 'signIn' | 'end' | 'withdraw'; readonly who: number }
  | { readonly kind: 'nextDay' }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('give', 'promise', 'signIn', 'end', 'withdraw' as const),
    who: fc.integer({ min: 0, max: 4 }),
  }),
  fc.constant({ kind: 'nextDay' as const }),
) as fc.Arbitrary<Step>

test('law: whatever the order, never more than the maximum, and a promise gives nothing by itself', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), fc.integer({ min: 1, max: 3 }), (steps, maximum) => {
      const limits = { ...role, maximumHolders: maximum }
      let day = today
      let open: OpenAssignment[] = []
      let waits: WaitingAssignment[] = []
      const promised = () => waits.map((one) => promisedPeriod(one, day))
      for (const one of steps) {
        if (one.kind === 'nextDay') {
          day = addDays(day, 1)
          continue
        }
        const [id, before] = [`user-${one.who}`, open.length]
        const person = { id, name: id, email: `${id}@x.dk` }
        const period = { startsOn: day, endsBefore: null }
        if (one.kind === 'give') {
          const no = whyNotGive(limits, open, { ...period, userId: id, userName: id }, promised())
          if (!no) open.push({ ...period, id: `of-${id}`, userId: id, isPrimary: false })
        } else if (one.kind === 'promise') {
          const others = waits.filter((other) => other.emailKey !== person.email)
          const no = whyNotPromise(
            limits,
            open,
            others.map((other) => promisedPeriod(other, day)),
            { ...period, replaces: null },
          )
          if (!no) waits = [...others, waiting({ emailKey: person.email })]
          expect(open).toHaveLength(before)
        } else if (one.kind === 'signIn') {
          const [first] = waits.filter((other) => isMeant(other, person))
          const effect = first ? effectOf(limits, open, [first], person, day) : null
          if (effect?.kind === 'given')
            open.push({ ...effect.period, id: `of-${id}`, userId: id, isPrimary: false })
          else expect(open).toHaveLength(before)
          waits = waits.filter((other) => !isMeant(other, person))
        } else if (one.kind === 'end') open = open.filter((other) => other.userId !== id)
        else waits = waits.filter((other) => other.emailKey !== person.email)
        const all = { startsOn: today, endsBefore: null }
        expect(mostAtOnce(open, all)).toBeLessThanOrEqual(maximum)
        expect(new Set(open.map((other) => other.userId)).size).toBe(open.length)
      }
    }),
  )
})
