import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { civilDay } from '../../kernel/civil-day.ts'
import {
  type Deadlines,
  entriesOf,
  hasChanged,
  isFetchedLongAgo,
  type KeptEntry,
  readers,
  secretIn,
} from './domain.ts'
import { entryWords } from './entry-texts.ts'

const nothing: Deadlines = { tasks: [], rounds: [], roles: [] }
const task = {
  number: 139534,
  title: 'Udpeg en it-ansvarlig',
  dueOn: civilDay('2026-12-01'),
  isResponsible: true,
  isPerformer: false,
}
const round = {
  id: 'r1',
  name: 'Årlig bekræftelse',
  isOfLeaver: false,
  isOfMover: false,
  closesOn: civilDay('2026-12-10'),
}
const role = { assignmentId: 'a1', roleName: 'Superbruger', endsBefore: civilDay('2027-01-01') }

describe('what stands in a calendar', () => {
  test.each([
    [
      'a task',
      { ...nothing, tasks: [task] },
      '2026-12-01',
      'Frist: Udpeg en it-ansvarlig',
      '/opgaver/139534',
    ],
    [
      'a round',
      { ...nothing, rounds: [round] },
      '2026-12-10',
      'Svar på bekræftelsen: Årlig bekræftelse',
      '/bekraeftelser/r1',
    ],
    [
      'a round about somebody who has left, whom it does not name',
      { ...nothing, rounds: [{ ...round, name: 'Roller hos Jonas Vium', isOfLeaver: true }] },
      '2026-12-10',
      'Svar på bekræftelsen for en, der er stoppet',
      '/bekraeftelser/r1',
    ],
    [
      'a round about somebody with a new title, whom it does not name',
      { ...nothing, rounds: [{ ...round, name: 'Ny stilling: Jonas Vium', isOfMover: true }] },
      '2026-12-10',
      'Svar på bekræftelsen for en, der har fået ny stilling',
      '/bekraeftelser/r1',
    ],
    [
      'a role, on its last day',
      { ...nothing, roles: [role] },
      '2026-12-31',
      'Sidste dag i rollen: Superbruger',
      '/mine-roller',
    ],
  ])('%s', (_name, deadlines, on, summary, path) => {
    expect(entriesOf(deadlines, entryWords('da'))).toMatchObject([{ on, summary, path }])
  })

  test.each([
    [true, true, 'Sidste dag for opgave #139534. Du er ansvarlig og udfører.'],
    [true, false, 'Sidste dag for opgave #139534. Du er ansvarlig.'],
    [false, true, 'Sidste dag for opgave #139534. Du er udfører.'],
    [false, false, 'Sidste dag for opgave #139534.'],
  ])('responsible %s, performer %s: %s', (isResponsible, isPerformer, description) => {
    const tasks = [{ ...task, isResponsible, isPerformer }]
    expect(entriesOf({ ...nothing, tasks }, entryWords('da'))[0]?.description).toBe(description)
  })

  test('the earliest first, whatever they are', () => {
    const found = entriesOf({ tasks: [task], rounds: [round], roles: [role] }, entryWords('en'))
    expect(found.map(({ key }) => key)).toEqual(['opgave-139534', 'bekraeftelse-r1', 'rolle-a1'])
    expect(found.map(({ summary }) => summary)).toEqual([
      'Due: Udpeg en it-ansvarlig',
      'Answer the confirmation: Årlig bekræftelse',
      'Last day in the role: Superbruger',
    ])
  })

  test('a thing keeps what it is called when all else of it changes', () => {
    const moved = { ...task, title: 'En anden titel', dueOn: civilDay('2027-03-28'), isResponsible: false }
    const keyOf = (one: typeof task) => entriesOf({ ...nothing, tasks: [one] }, entryWords('da'))[0]?.key
    expect(keyOf(moved)).toBe(keyOf(task))
  })
})

describe('whether a calendar says something else', () => {
  const kept = (uid: string, digest: string, isGone = false): KeptEntry => ({
    ...{ uid, digest, isGone },
    sequence: 0,
    changedAt: new Date(0),
  })
  const now = [
    { uid: 'a', digest: '1' },
    { uid: 'b', digest: '2' },
  ]
  test.each([
    ['the same', [kept('b', '2'), kept('a', '1')], false],
    ['the same, and one long gone', [kept('a', '1'), kept('b', '2'), kept('c', '3', true)], false],
    ['one more', [kept('a', '1')], true],
    ['one less', [kept('a', '1'), kept('b', '2'), kept('c', '3')], true],
    ['another text', [kept('a', '1'), kept('b', 'x')], true],
    ['one that is back', [kept('a', '1'), kept('b', '2', true)], true],
  ])('%s', (_name, before, isNew) => {
    expect(hasChanged(now, before)).toBe(isNew)
  })

  test('nothing has changed right after it was kept', () => {
    const entry = fc.record({ uid: fc.string(), digest: fc.string() })
    fc.assert(
      fc.property(fc.uniqueArray(entry, { selector: ({ uid }) => uid }), (entries) => {
        expect(hasChanged(entries, entries.map(({ uid, digest }) => kept(uid, digest)).reverse())).toBe(false)
      }),
    )
  })
})

test('who may read tasks has a calendar', () => {
  expect([...readers].sort()).toEqual([
    'bruger',
    'klik_administrator',
    'kombit_drift',
    'kombit_redaktoer',
    'revisor',
  ])
})

test.each([
  ['abc.ics', 'abc'],
  ['abc', 'abc'],
  ['abc.ics.ics', 'abc.ics'],
  ['.ics', ''],
])('the secret in %s is %j', (file, secret) => {
  expect(secretIn(file)).toBe(secret)
})

test('being fetched is written once a minute', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  expect(isFetchedLongAgo(null, at)).toBe(true)
  expect(isFetchedLongAgo(at, new Date('2026-11-23T09:00:59Z'))).toBe(false)
  expect(isFetchedLongAgo(at, new Date('2026-11-23T09:01:00Z'))).toBe(true)
})
