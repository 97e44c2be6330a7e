import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, civilDay } from '../../../kernel/civil-day.ts'
import { isSameAnswer, stepsOf, whyNotAnswer, whyNotComplete, whyNotGiveBack } from './answering.ts'
import { consequenceOf, isWaiting, mustBrake, removesOn } from './closing.ts'
import type { AnswerKind, GivenAnswer, Item } from './item.ts'
import { katrine, line, today } from './line-for-tests.ts'
import { outcomeOf } from './outcome.ts'
import { reminderDueOn } from './reminders.ts'
import {
  losesOn,
  nonResponses,
  planFaults,
  type RoundDraft,
  type RoundPlan,
  ruleOf,
  whyNotRerun,
} from './round.ts'
import { addMonths, dueNow, nextDueOn, nextFrom, skippedBefore } from './schedule.ts'

const newcomer = { name: 'Mads Friis', email: 'mads@korsbaek.example' }

test.each<[AnswerKind, Partial<GivenAnswer>, string | null]>([
  ['keep', {}, null],
  ['withdraw', {}, 'missing-reason'],
  ['withdraw', { reason: '  ' }, 'missing-reason'],
  ['withdraw', { reason: 'Er stoppet' }, null],
  ['replace', {}, 'missing-successor'],
  ['replace', { successorId: 'anders' }, 'same-successor'],
  ['replace', { successorId: 'mads' }, null],
  ['replace', { newcomer }, null],
  ['replace', { successorId: 'mads', newcomer }, 'two-successors'],
])('%s with %j lacks %s', (answer, more, code) => {
  expect(whyNotComplete(line, { itemId: 'line', answer, ...more })?.code ?? null).toBe(code)
})

describe('from one answer to another (C5)', () => {
  const nothing = {
    givesBack: false,
    endsSuccessor: false,
    withdrawsPromise: false,
    ends: false,
    resumes: false,
    givesSuccessor: false,
    promisesSuccessor: false,
  }
  const withdrawn: Partial<Item> = { answer: 'withdraw', isHeldOpen: false }
  const promised: Partial<Item> = {
    ...{ answer: 'replace', successorPendingId: 'promise', successorState: 'waiting', isPromisedHere: true },
  }
  const replacing: Partial<Item> = { answer: 'replace', successorId: 'mads', successorAssignmentId: 'given' }
  test.each<[string, Partial<Item>, AnswerKind, object]>([
    ['nothing, keep', {}, 'keep', {}],
    ['on pause, keep', { isSuspended: true }, 'keep', { resumes: true }],
    ['nothing, withdraw', {}, 'withdraw', { ends: true }],
    ['nothing, replace', {}, 'replace', { givesSuccessor: true }],
    ['withdraw, keep', withdrawn, 'keep', { givesBack: true }],
    ['withdraw, replace', withdrawn, 'replace', { givesSuccessor: true }],
    ['replace, keep', replacing, 'keep', { endsSuccessor: true }],
    ['replace, withdraw', replacing, 'withdraw', { endsSuccessor: true, ends: true }],
    ['replaced, keep', { ...replacing, isHeldOpen: false }, 'keep', { endsSuccessor: true, givesBack: true }],
    ['replace by one who had it, keep', { ...replacing, successorAssignmentId: null }, 'keep', {}],
    ['a promise, keep', promised, 'keep', { withdrawsPromise: true }],
    ['a promise, withdraw', promised, 'withdraw', { withdrawsPromise: true, ends: true }],
    ['a promise, replace', promised, 'replace', { withdrawsPromise: true, givesSuccessor: true }],
    ['a promise somebody else made, keep', { ...promised, isPromisedHere: false }, 'keep', {}],
    ['a promise that came to nothing, keep', { ...promised, successorState: 'expired' }, 'keep', {}],
    [
      'a promise that took effect, keep',
      { ...promised, successorState: 'tookEffect', successorAssignmentId: 'given' },
      'keep',
      { endsSuccessor: true },
    ],
  ])('%s', (_name, change, answer, steps) => {
    expect(stepsOf({ ...line, ...change }, { answer })).toEqual({ ...nothing, ...steps })
  })
})

test('a role whose own end has come is not given back by a correction', () => {
  const withdrawn = { ...line, answer: 'withdraw' as const, isHeldOpen: false }
  const keep: GivenAnswer = { itemId: 'line', answer: 'keep' }
  const code = (day: string | null) =>
    whyNotGiveBack({ ...withdrawn, heldEndsBefore: day === null ? null : civilDay(day) }, keep, today)?.code
  expect([code(null), code('2026-11-24'), code('2026-11-23')]).toEqual([undefined, undefined, 'role-ended'])
  expect(whyNotGiveBack({ ...line, heldEndsBefore: today }, keep, today)).toBeNull()
})

test('a successor who has not signed in yet is promised the role', () => {
  const steps = stepsOf(line, { answer: 'replace', newcomer })
  expect(steps).toMatchObject({ promisesSuccessor: true, givesSuccessor: false, ends: false })
})

test('the same newcomer again is the same answer, as long as the promise waits', () => {
  const given: GivenAnswer = { itemId: 'line', answer: 'replace', newcomer }
  const waiting: Item = {
    ...line,
    answer: 'replace',
    successorPendingId: 'promise',
    successorState: 'waiting',
  }
  expect(isSameAnswer(waiting, given, true)).toBe(true)
  expect(isSameAnswer(waiting, given, false)).toBe(false)
  expect(isSameAnswer({ ...waiting, successorState: 'expired' }, given, true)).toBe(false)
  // Nobody in particular is not the same as nobody in particular.
  expect(isSameAnswer(waiting, { itemId: 'line', answer: 'replace', successorId: null })).toBe(false)
})

describe('the brake (C4)', () => {
  test.each([
    ['10 of 100 are 10 %', 10, 100, false],
    ['11 of 100 are more', 11, 100, true],
    ['20 of many', 20, 1_000, false],
    ['21 of many', 21, 1_000, true],
    ['nobody', 0, 1, false],
    ['1 of 5', 1, 5, true],
  ])('%s', (_name, undecided, holders, held) => {
    expect(mustBrake({ kind: 'regular', nonResponse: 'remove', undecided, holders })).toBe(held)
    expect(mustBrake({ kind: 'regular', nonResponse: 'suspend', undecided, holders })).toBe(held)
    expect(mustBrake({ kind: 'regular', nonResponse: 'keep', undecided, holders })).toBe(false)
    const isAlone = undecided === 1
    expect(mustBrake({ kind: 'leaver', nonResponse: 'remove', undecided, holders })).toBe(held && !isAlone)
  })
})

test('the day of removal is the announced one, and later when the close came late', () => {
  const closesOn = civilDay('2026-12-11')
  expect(removesOn(closesOn, civilDay('2026-12-12'), 14)).toBe('2026-12-25')
  expect(removesOn(closesOn, civilDay('2026-12-11'), 14)).toBe('2026-12-25')
  expect(removesOn(closesOn, civilDay('2026-12-01'), 14)).toBe('2026-12-25')
  expect(removesOn(closesOn, civilDay('2026-12-31'), 14)).toBe('2027-01-13')
  // On the last day itself one may still answer, whatever the grace and however early the close.
  expect(removesOn(closesOn, civilDay('2026-12-12'), 0)).toBe('2026-12-12')
  expect(removesOn(closesOn, civilDay('2026-12-01'), 0)).toBe('2026-12-12')
  expect(losesOn({ nonResponse: 'remove', graceDays: 0 }, closesOn)).toBe('2026-12-12')
  expect(losesOn({ nonResponse: 'remove', graceDays: 14 }, closesOn)).toBe('2026-12-25')
  expect(losesOn({ nonResponse: 'suspend', graceDays: 14 }, closesOn)).toBe('2026-12-12')
  expect(losesOn({ nonResponse: 'keep', graceDays: 14 }, closesOn)).toBeNull()
})

describe('the plan of a round', () => {
  const plan: RoundPlan = {
    name: 'Årlig bekræftelse 2026',
    roleIds: ['role'],
    audience: { kind: 'all' },
    closesOn: addDays(today, 40),
    nonResponse: 'asRole',
    graceDays: null,
  }
  test.each<[string, Partial<RoundDraft>, string[]]>([
    ['right', {}, []],
    ['without a name', { name: ' ' }, ['name']],
    ['without roles', { roleIds: [] }, ['roleIds']],
    ['closing today', { closesOn: today }, ['closesOn']],
    ['for years', { closesOn: addDays(today, 366) }, ['closesOn']],
    ['of no regions', { audience: { kind: 'regions', regions: [] } }, ['regions']],
    ['of no municipalities', { audience: { kind: 'list', organisationIds: [] } }, ['organisationIds']],
    ['without a day', { closesOn: null }, ['closesOn']],
    ['with a grace of years', { graceDays: 366 }, ['graceDays']],
    ['with a grace that is no number', { graceDays: Number.NaN }, ['graceDays']],
    ['wrong all over', { name: '', roleIds: [], closesOn: today }, ['name', 'roleIds', 'closesOn']],
  ])('%s', (_name, change, fields) => {
    expect(Object.keys(planFaults({ ...plan, ...change }, today))).toEqual(fields)
  })

  test('what the role says holds unless the round says otherwise', () => {
    const role = { nonResponse: 'remove', graceDays: 14 } as const
    expect(ruleOf(role, plan)).toEqual(role)
    expect(ruleOf(role, { nonResponse: 'suspend', graceDays: 3 })).toEqual({
      nonResponse: 'suspend',
      graceDays: 3,
    })
  })

  test.each([
    ['open', 3, 'round-open'],
    ['closed', 0, 'all-answered'],
    ['closed', 3, null],
    ['settled', 3, null],
  ] as const)('a round that is %s with %i undecided: again = %s', (status, undecided, code) => {
    expect(whyNotRerun({ status, undecided })?.code ?? null).toBe(code)
  })
})

describe('the yearly plan', () => {
  test.each([
    ['2024-02-29', 12, '2025-02-28'],
    ['2024-02-29', 48, '2028-02-29'],
    ['2026-01-31', 1, '2026-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-11-30', 3, '2027-02-28'],
  ])('%s and %i months later: %s', (day, months, later) => {
    expect(addMonths(civilDay(day), months)).toBe(later)
  })

  test('a 29th of February comes back in leap years', () => {
    const anchorOn = civilDay('2024-02-29')
    const days: string[] = []
    let lastDueOn = null as ReturnType<typeof civilDay> | null
    for (let count = 0; count < 5; count++) {
      lastDueOn = nextDueOn({ anchorOn, lastDueOn, months: 12 })
      days.push(lastDueOn)
    }
    expect(days).toEqual(['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'])
  })

  test.each([
    ['2024-02-29', null, '2026-11-23', '2027-02-28', '2026-02-28'],
    ['2026-11-23', null, '2026-11-23', '2026-11-23', null],
    ['2026-11-22', null, '2026-11-23', '2027-11-22', '2026-11-22'],
    ['2025-11-23', '2026-11-23', '2026-11-23', '2027-11-23', '2026-11-23'],
    ['2027-01-01', null, '2026-11-23', '2027-01-01', null],
  ])('a plan from %s, last due %s, goes on from %s with %s', (anchor, last, now, next, skipped) => {
    const lastDueOn = last === null ? null : civilDay(last)
    const schedule = { anchorOn: civilDay(anchor), lastDueOn, months: 12 }
    expect(nextFrom(schedule, civilDay(now))).toBe(next)
    expect(skippedBefore(schedule, civilDay(now))).toBe(skipped)
  })

  const day = fc.integer({ min: 0, max: 20_000 }).map((count) => addDays(civilDay('2000-01-01'), count))
  test('law: what is due once is not due again the same day, and the next is later', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 36 }),
        fc.integer({ min: 0, max: 4_000 }),
        (anchorOn, months, later) => {
          const now = addDays(anchorOn, later)
          const due = dueNow({ anchorOn, lastDueOn: null, months }, now)
          if (due === null) throw new Error('The first day is due')
          expect(due <= now).toBe(true)
          expect(dueNow({ anchorOn, lastDueOn: due, months }, now)).toBeNull()
          expect(nextDueOn({ anchorOn, lastDueOn: due, months }) > now).toBe(true)
        },
      ),
    )
  })
})

describe('reminders (C5)', () => {
  const round = {
    ...{ startedOn: civilDay('2026-11-02'), closesOn: civilDay('2026-12-11') },
    status: 'open' as const,
  }
  test.each([
    ['2026-11-10', null],
    ['2026-11-11', 30],
    ['2026-11-20', 30],
    ['2026-11-21', 20],
    ['2026-12-01', 10],
    ['2026-12-08', 3],
    ['2026-12-11', 3],
    ['2026-12-12', null],
    ['2026-12-16', -5],
    ['2026-12-25', -5],
    ['2026-12-26', null],
  ])('on %s: %s', (day, days) => {
    expect(reminderDueOn(round, civilDay(day))).toBe(days)
  })

  test('none before a close that came early', () => {
    const closed = { ...round, status: 'closed' as const }
    expect(reminderDueOn(closed, civilDay('2026-12-01'))).toBeNull()
    expect(reminderDueOn(closed, civilDay('2026-12-16'))).toBe(-5)
  })

  test('a short round has no reminder for a day before it began', () => {
    const short = { ...round, startedOn: civilDay('2026-12-01'), closesOn: civilDay('2026-12-15') }
    expect(reminderDueOn(short, civilDay('2026-12-04'))).toBeNull()
    expect(reminderDueOn(short, civilDay('2026-12-05'))).toBe(10)
  })
})

/** The rules over a whole round, in memory: who holds the role after each answer and after the close. */
describe('laws of a round', () => {
  interface Held {
    readonly user: string
    readonly item: Item
  }
  const policy = fc.constantFrom(...nonResponses)
  const step = fc.record({
    line: fc.nat(7),
    answer: fc.constantFrom<AnswerKind>('keep', 'withdraw', 'replace'),
  })

  function play(count: number, steps: readonly { line: number; answer: AnswerKind }[]) {
    const lines: Held[] = Array.from({ length: count }, (_, index) => ({
      user: `user-${index}`,
      item: { ...line, id: `line-${index}`, userId: `user-${index}` },
    }))
    const holders = new Set(lines.map(({ user }) => user))
    for (const { line: at, answer } of steps) {
      const index = at % count
      const one = lines[index] as Held
      const successor = `successor-${index}`
      const given = { itemId: one.item.id, answer, reason: 'Stoppet', successorId: successor }
      if (whyNotAnswer(one.item, katrine) || isSameAnswer(one.item, given)) continue
      const steps = stepsOf(one.item, given)
      if (steps.endsSuccessor) holders.delete(successor)
      if (steps.givesBack) holders.add(one.user)
      if (steps.ends || steps.givesSuccessor) holders.delete(one.user)
      if (steps.givesSuccessor) holders.add(successor)
      lines[index] = {
        ...one,
        item: {
          ...one.item,
          answer,
          reason: answer === 'withdraw' ? 'Stoppet' : null,
          successorId: answer === 'replace' ? successor : null,
          successorAssignmentId: answer === 'replace' ? 'given' : null,
          isHeldOpen: holders.has(one.user),
        },
      }
    }
    return { lines, holders }
  }

  test('a correction always wins: only the last answer to each line counts', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(step, { maxLength: 30 }), (count, steps) => {
        const { holders } = play(count, steps)
        const last = new Map(steps.map(({ line: at, answer }) => [at % count, answer]))
        const expected = Array.from({ length: count }, (_, index) => {
          const answer = last.get(index)
          if (answer === 'withdraw') return []
          return [answer === 'replace' ? `successor-${index}` : `user-${index}`]
        }).flat()
        expect([...holders].sort()).toEqual(expected.sort())
      }),
    )
  })

  test('after the close: snapshot − withdrawals − removals, each replacement one for one; nobody undecided is confirmed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 8 }),
        fc.array(step, { maxLength: 20 }),
        policy,
        fc.integer({ min: 0, max: 200 }),
        (count, steps, nonResponse, others) => {
          const { lines, holders } = play(count, steps)
          const last = new Map(steps.map(({ line: at, answer }) => [at % count, answer]))
          const silent = lines.filter((_, index) => !last.has(index))
          const all = count + others
          const isHeld = mustBrake({
            kind: 'regular',
            nonResponse,
            undecided: silent.length,
            holders: all,
          })
          const isCrowd = silent.length > 20 || silent.length * 10 > all
          expect(isHeld).toBe(nonResponse !== 'keep' && silent.length > 0 && isCrowd)
          const consequence = consequenceOf(nonResponse, isHeld)
          if (consequence === 'grace') for (const { user } of silent) holders.delete(user)
          const withdrawn = [...last.values()].filter((answer) => answer === 'withdraw').length
          const removed = nonResponse === 'remove' && !isHeld ? silent.length : 0
          expect(holders.size).toBe(count - withdrawn - removed)
          const ofSilence = { keep: 'kept', suspend: 'suspended', remove: 'grace' }[nonResponse]
          for (const [index, { item }] of lines.entries()) {
            const isSilent = !last.has(index)
            const after: Item = {
              ...item,
              roundStatus: 'closed',
              consequence: isSilent ? consequence : null,
            }
            const { kind } = outcomeOf({ ...after, removesOn: null, askedAgainIn: null })
            // Only what was answered so is told as confirmed; without an answer the line still waits for one.
            expect(kind === 'confirmed').toBe(last.get(index) === 'keep')
            expect(isWaiting(after)).toBe(isSilent)
            if (isSilent)
              expect([kind, whyNotAnswer(after, katrine)]).toEqual([isHeld ? 'held' : ofSilence, null])
          }
        },
      ),
    )
  })
})
