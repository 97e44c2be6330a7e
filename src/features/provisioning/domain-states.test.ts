import { describe, expect, it } from 'vitest'
import { type ScreenState, type ShownRecord, screenState } from './domain-states.ts'

const at = new Date('2026-11-23T09:00:00Z')
const active: ShownRecord = {
  presence: 'present',
  state: 'active',
  isBehind: false,
  activeSince: at,
  closedAt: null,
  nextAttemptAt: null,
  code: null,
}
const closed: ShownRecord = { ...active, presence: 'absent', state: 'closed', activeSince: null, closedAt: at }

describe('what the screen shows', () => {
  const cases: [string, boolean, ShownRecord | null, ScreenState][] = [
    ['a new grant', true, null, { kind: 'preparing' }],
    ['a grant under way', true, { ...active, state: 'preparing' }, { kind: 'preparing' }],
    ['a proven grant', true, active, { kind: 'active', since: at }],
    ['a changed grant', true, { ...active, isBehind: true }, { kind: 'preparing' }],
    ['a grant by hand', true, { ...active, state: 'waitingManual' }, { kind: 'awaitingManual' }],
    [
      'a failure',
      true,
      { ...active, state: 'failed', nextAttemptAt: at },
      { kind: 'failed', nextAttemptAt: at },
    ],
    [
      'a paused target',
      true,
      { ...active, state: 'paused', nextAttemptAt: at },
      { kind: 'failed', nextAttemptAt: at },
    ],
    [
      'a held case',
      true,
      { ...active, state: 'held', code: 'emailTaken' },
      { kind: 'held', code: 'emailTaken' },
    ],
    ['a new revocation', false, { ...active, isBehind: true }, { kind: 'closing' }],
    ['a proven revocation', false, closed, { kind: 'closed', since: at }],
  ]
  it.each(cases)('for %s', (_name, open, record, expected) => {
    expect(screenState(open, record)).toEqual(expected)
  })
})
