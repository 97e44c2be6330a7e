import { describe, expect, it } from 'vitest'
import { type ProvisioningRecord, type ScreenState, screenState } from './domain-states.ts'

const at = new Date('2026-11-23T09:00:00Z')
const fresh: ProvisioningRecord = {
  presence: 'present',
  epoch: 1,
  verifiedEpoch: null,
  settledAt: null,
  lastOutcome: null,
  nextAttemptAt: null,
  code: null,
}
const proven = { verifiedEpoch: 1, settledAt: at, lastOutcome: 'converged' } as const

describe('what the screen shows', () => {
  const cases: [string, Partial<ProvisioningRecord>, ScreenState][] = [
    ['a new grant', {}, { kind: 'preparing' }],
    ['a proven grant', proven, { kind: 'active', since: at }],
    ['a changed grant', { ...proven, epoch: 2, lastOutcome: null }, { kind: 'preparing' }],
    ['a grant by hand', { lastOutcome: 'waiting' }, { kind: 'awaitingManual' }],
    ['a failure', { lastOutcome: 'retry', nextAttemptAt: at }, { kind: 'failed', nextAttemptAt: at }],
    ['a paused target', { lastOutcome: 'paused', nextAttemptAt: at }, { kind: 'failed', nextAttemptAt: at }],
    ['a held case', { lastOutcome: 'held', code: 'emailTaken' }, { kind: 'held', code: 'emailTaken' }],
    ['a held case with old proof', { ...proven, lastOutcome: 'held' }, { kind: 'held', code: null }],
    ['a new revocation', { presence: 'absent' }, { kind: 'closing' }],
    ['a proven revocation', { ...proven, presence: 'absent' }, { kind: 'closed', since: at }],
  ]
  it.each(cases)('for %s', (_name, change, expected) => {
    expect(screenState({ ...fresh, ...change })).toEqual(expected)
  })
})
