import { expect, test } from 'vitest'
import { civilDay } from '../../../kernel/civil-day.ts'
import { lostAccessOf, type OutcomeInput, outcomeOf } from './outcome.ts'

const line: OutcomeInput = {
  answer: null,
  consequence: null,
  heldEndedOn: null,
  replacedAt: null,
  successorState: null,
  accessOutcome: null,
  removesOn: null,
  askedAgainIn: null,
}
const day = civilDay('2026-12-01')
const at = new Date('2026-12-01T09:00:00Z')

test.each<[string, Partial<OutcomeInput>, object]>([
  ['kept and held', { answer: 'keep' }, { kind: 'confirmed', endedOn: null }],
  ['kept, and lost since', { answer: 'keep', heldEndedOn: day }, { kind: 'confirmed', endedOn: day }],
  [
    'without an answer, and lost since',
    { consequence: 'kept', heldEndedOn: day },
    { kind: 'kept', endedOn: day },
  ],
  [
    'asked again, whatever became of the role since',
    { consequence: 'askedAgain', askedAgainIn: 'Runden, igen', heldEndedOn: day },
    { kind: 'askedAgain', round: 'Runden, igen' },
  ],
  ['back, and lost since', { consequence: 'returned', heldEndedOn: day }, { kind: 'returned', endedOn: day }],
  [
    'withdrawn, not read back',
    { answer: 'withdraw', heldEndedOn: day },
    { kind: 'withdrawn', access: 'closing' },
  ],
  [
    'withdrawn, seen closed',
    { answer: 'withdraw', accessOutcome: 'closed' },
    { kind: 'withdrawn', access: 'closed' },
  ],
  [
    'withdrawn, open by another assignment',
    { answer: 'withdraw', accessOutcome: 'continues' },
    { kind: 'withdrawn', access: 'continues' },
  ],
  ['on pause, not read back', { consequence: 'suspended' }, { kind: 'suspended', access: 'closing' }],
  [
    'removed, seen closed',
    { consequence: 'removed', accessOutcome: 'closed' },
    { kind: 'removed', access: 'closed' },
  ],
  ['replaced, not read back', { answer: 'replace', replacedAt: at }, { kind: 'replaced', access: 'closing' }],
  [
    'replaced by one who did not get it',
    { answer: 'replace', replacedAt: at, successorState: 'expired', accessOutcome: 'none' },
    { kind: 'replacedUnfilled', access: 'none' },
  ],
  ['waiting for the successor', { answer: 'replace' }, { kind: 'replacing' }],
  ['waiting for a first sign-in', { answer: 'replace', successorState: 'waiting' }, { kind: 'promised' }],
  ['in its grace', { consequence: 'grace', removesOn: day }, { kind: 'grace', on: day }],
  ['held by the brake', { consequence: 'held' }, { kind: 'held' }],
  ['without an answer yet', {}, { kind: 'undecided' }],
])('a line that is %s', (_name, change, outcome) => {
  expect(outcomeOf({ ...line, ...change })).toEqual(outcome)
})

test('an access is spoken of only where the line cost it', () => {
  expect(lostAccessOf({ ...line, answer: 'keep', heldEndedOn: day })).toBeNull()
  expect(lostAccessOf({ ...line, answer: 'replace' })).toBeNull()
  expect(lostAccessOf({ ...line, answer: 'replace', replacedAt: at })).toBe('closing')
})
