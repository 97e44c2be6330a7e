import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type CivilDay, civilDay, daysBetween } from '../../../kernel/civil-day.ts'
import {
  questionBeforeComplete,
  whyNotComplete,
  whyNotOptOut,
  whyNotReopen,
  whyNotStart,
} from './answering.ts'
import { deadlineSignal, signalBounds, soonDays } from './deadline-signal.ts'
import { faultOfStartDay } from './people.ts'
import { type Outcome, priorities, stateOf, type TaskStatus, taskStatuses } from './task.ts'

const today = civilDay('2026-11-23')
const in14 = civilDay('2026-12-07')

describe('deadlineSignal (T6)', () => {
  test.each<[string, TaskStatus, CivilDay | null, string]>([
    ['overdue by a day', 'notStarted', civilDay('2026-11-22'), 'red'],
    ['overdue though in progress', 'inProgress', civilDay('2026-01-01'), 'red'],
    ['due today', 'notStarted', today, 'yellow'],
    ['due in 14 days', 'inProgress', in14, 'yellow'],
    ['due in 15 days', 'notStarted', civilDay('2026-12-08'), 'green'],
    ['answered though overdue', 'completed', civilDay('2026-01-01'), 'none'],
    ['no deadline', 'notStarted', null, 'none'],
  ])('%s', (_name, status, dueOn, signal) => {
    expect(deadlineSignal({ status, dueOn }, today)).toBe(signal)
  })

  const day = fc.integer({ min: -800, max: 800 }).map((distance) => addDays(today, distance))
  const answer = fc.constantFrom<Outcome>('participated', 'optedOut')

  test('answered, also by opting out, is never coloured', () => {
    fc.assert(
      fc.property(day, answer, (dueOn, outcome) => {
        const task = { status: 'completed' as const, outcome, dueOn }
        expect(deadlineSignal(task, today)).toBe('none')
      }),
    )
  })

  test('the bounds of lists agree with the rule for every open task', () => {
    const open = fc.constantFrom<TaskStatus>('notStarted', 'inProgress')
    fc.assert(
      fc.property(day, open, (dueOn, status) => {
        const matching = (['red', 'yellow', 'green'] as const).filter((signal) => {
          const { from, to } = signalBounds(signal, today)
          return (from === null || dueOn >= from) && (to === null || dueOn <= to)
        })
        expect(matching).toEqual([deadlineSignal({ status, dueOn }, today)])
      }),
    )
  })

  test('a day that passes never makes a signal calmer', () => {
    const calm = ['red', 'yellow', 'green']
    fc.assert(
      fc.property(day, (dueOn) => {
        const now = deadlineSignal({ status: 'notStarted', dueOn }, today)
        const later = deadlineSignal({ status: 'notStarted', dueOn }, addDays(today, 1))
        expect(calm.indexOf(later)).toBeLessThanOrEqual(calm.indexOf(now))
        if (now === 'yellow') expect(daysBetween(today, dueOn)).toBeLessThanOrEqual(soonDays)
      }),
    )
  })
})

const role = { id: 'r', name: 'Deltager', endsBefore: null }
const endingRole = { ...role, endsBefore: civilDay('2027-01-11') }
const prerequisite = { number: 140_007, title: 'Læs vejledningen' }
type Answerable = Parameters<typeof whyNotComplete>[0] &
  Parameters<typeof questionBeforeComplete>[0] &
  Parameters<typeof whyNotOptOut>[0]
const open: Answerable = {
  status: 'notStarted',
  outcome: null,
  priority: 'voluntary',
  boundRole: null,
  holderNames: [],
  comingHolderNames: [],
  isPrerequisiteWall: false,
  answerPath: null,
  unmetPrerequisites: [],
}

describe('whyNotComplete', () => {
  test.each<[string, Partial<Answerable>, string | null]>([
    ['an open task', {}, null],
    ['a task in progress', { status: 'inProgress' }, null],
    ['an answered task', { status: 'completed' }, 'already-answered'],
    ['one that lapsed', { status: 'completed', outcome: 'lapsed' }, 'already-answered'],
    ['a role without a holder is questioned, not refused (T10)', { boundRole: role }, null],
    ['a role with a holder', { boundRole: role, holderNames: ['Anders Skov'] }, null],
    ['unmet prerequisites are a warning (T7)', { unmetPrerequisites: [prerequisite] }, null],
    [
      'or a wall, when the template says so (T7)',
      { unmetPrerequisites: [prerequisite], isPrerequisiteWall: true },
      'prerequisites-unmet',
    ],
    ['a wall with nothing behind it', { isPrerequisiteWall: true }, null],
    ['answered on a page of its own', { answerPath: '/bekraeftelser/1' }, 'answered-elsewhere'],
  ])('%s', (_name, parts, code) => {
    expect(whyNotComplete({ ...open, ...parts })?.code ?? null).toBe(code)
  })

  test('says which prerequisites, and how to get on, in both languages', () => {
    const refusal = whyNotComplete({ ...open, unmetPrerequisites: [prerequisite], isPrerequisiteWall: true })
    expect(refusal?.sentence.da).toContain('#140007')
  })
})

describe('questionBeforeComplete (T10)', () => {
  test.each<[string, Partial<Answerable>, string | null]>([
    ['a task that asks for no role', {}, null],
    ['a role nobody holds', { boundRole: role }, 'role-without-holder'],
    ['a role somebody holds', { boundRole: role, holderNames: ['Anders Skov'] }, null],
    ['a role that ends, and can be given to nobody', { boundRole: endingRole }, null],
  ])('%s', (_name, parts, code) => {
    expect(questionBeforeComplete({ ...open, ...parts })?.code ?? null).toBe(code)
  })
})

describe('whyNotOptOut', () => {
  test.each(priorities)('%s', (priority) => {
    const code = priority === 'mandatory' ? 'mandatory-task' : null
    expect(whyNotOptOut({ ...open, priority })?.code ?? null).toBe(code)
  })
  test('an answered task', () => {
    expect(whyNotOptOut({ ...open, status: 'completed' })?.code).toBe('already-answered')
  })
  test('whoever is to hold the role later stops it too, by name', () => {
    const refusal = whyNotOptOut({ ...open, boundRole: role, comingHolderNames: ['Mads Friis'] })
    expect(refusal?.code).toBe('role-with-holder')
    expect(refusal?.sentence.da).toContain('Mads Friis får rollen senere.')
  })
  test('a role without a holder does not stop it', () => {
    const task = { ...open, boundRole: role }
    expect([questionBeforeComplete(task)?.code, whyNotOptOut(task)]).toEqual(['role-without-holder', null])
  })
  test('whoever holds the role stops it, by name, in both languages', () => {
    const task = { ...open, boundRole: role, holderNames: ['Mads Friis'] }
    expect(whyNotOptOut(task)?.sentence.da).toBe(
      'Mads Friis har rollen. Afslut rollen først, hvis I ikke vil deltage.',
    )
    expect(whyNotOptOut({ ...task, holderNames: ['Mads Friis', 'Anders Skov'] })?.sentence).toEqual({
      da: 'Mads Friis og Anders Skov har rollen. Afslut rollen først, hvis I ikke vil deltage.',
      en: 'Mads Friis and Anders Skov hold the role. End it first if you do not want to take part.',
    })
  })
  test('holders of a role the task does not ask for are no matter', () => {
    expect(whyNotOptOut({ ...open, holderNames: ['Mads Friis'] })).toBeNull()
  })
})

test('reopening and starting fit the status: exactly one step back, one step forward', () => {
  const codes = taskStatuses.map((status) => [
    status,
    whyNotReopen({ status, answerPath: null })?.code ?? null,
    whyNotStart({ status })?.code ?? null,
  ])
  expect(codes).toEqual([
    ['notStarted', 'not-answered', null],
    ['inProgress', 'not-answered', 'already-started'],
    ['completed', null, 'already-answered'],
  ])
})

test('an opt-out is shown apart from participation', () => {
  expect(stateOf({ status: 'completed', outcome: 'optedOut' })).toBe('optedOut')
  expect(stateOf({ status: 'completed', outcome: 'participated' })).toBe('completed')
  expect(stateOf({ status: 'inProgress', outcome: null })).toBe('inProgress')
})

test('a start day is not after the deadline, until the deadline has passed', () => {
  expect(faultOfStartDay(today, in14, today)).toBeNull()
  expect(faultOfStartDay(in14, in14, today)).toBeNull()
  expect(faultOfStartDay(null, in14, today)).toBeNull()
  expect(faultOfStartDay(today, null, today)).toBeNull()
  expect(faultOfStartDay(in14, today, today)?.da).toContain('efter fristen')
  expect(faultOfStartDay(today, civilDay('2026-11-22'), today)).toBeNull()
})
