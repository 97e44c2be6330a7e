import { describe, expect, it } from 'vitest'
import type { StepName } from './domain.ts'
import { openedByHand } from './domain-by-hand.ts'
import { type WorkState, whatIsDue } from './domain-work.ts'

const at = new Date('2026-11-23T09:00:00Z')
const later = new Date('2026-11-23T09:00:01Z')
const place = { team: 'kommuner', channels: ['varsler', 'sparring'] }
const now = { epoch: 2, presence: 'present' as const, wanted: [place] }
const record: WorkState = { ...now, state: 'active', nextAttemptAt: null, claimedUntil: null }

describe('what a worker is to do', () => {
  const cases: [string, Partial<WorkState>, ReturnType<typeof whatIsDue>][] = [
    ['all is well', {}, 'nothing'],
    ['another worker has the person', { epoch: 1, presence: 'absent', claimedUntil: later }, 'nothing'],
    [
      'another worker had the person and died',
      { epoch: 1, presence: 'absent', state: 'closed', claimedUntil: at },
      'begin',
    ],
    ['the presence changed', { epoch: 1, presence: 'absent', state: 'closed' }, 'begin'],
    ['the places changed under the same version', { wanted: [{ ...place, channels: ['varsler'] }] }, 'begin'],
    [
      'the places stand in another order',
      { wanted: [{ ...place, channels: ['sparring', 'varsler'] }] },
      'nothing',
    ],
    ['only the version is new', { epoch: 1 }, 'follow'],
    ['a new version of what failed', { epoch: 1, state: 'failed', nextAttemptAt: later }, 'begin'],
    ['a new version of what is held', { epoch: 1, state: 'held' }, 'begin'],
    ['a worker died', { state: 'preparing' }, 'goOn'],
    ['an operator may have ticked', { state: 'waitingManual' }, 'goOn'],
    ['the next attempt is to come', { state: 'failed', nextAttemptAt: later }, 'nothing'],
    ['the next attempt has come', { state: 'failed', nextAttemptAt: at }, 'goOn'],
    ['a paused target may be well again', { state: 'paused', nextAttemptAt: at }, 'goOn'],
    ['a human must look', { state: 'held' }, 'nothing'],
  ]
  it.each(cases)('%s', (_name, change, expected) => {
    expect(whatIsDue(now, { ...record, ...change }, at)).toBe(expected)
  })
})

describe('what is open by hand when a new version begins', () => {
  const opened = (ticked: StepName[], wanted = [place], openBefore: (typeof place)[] = []) =>
    openedByHand({ ticked: new Set(ticked), hadAccount: openBefore.length > 0, openBefore }, wanted)

  it('is nothing before the first tick', () => {
    expect(opened([])).toEqual({ hadAccount: false, openBefore: [] })
  })
  it('is what was joined', () => {
    expect(opened(['openAccount'])).toEqual({ hadAccount: true, openBefore: [] })
    expect(opened(['openAccount', 'joinTeam'])).toEqual({
      hadAccount: true,
      openBefore: [{ team: 'kommuner', channels: [] }],
    })
    expect(opened(['openAccount', 'joinTeam', 'joinChannels', 'verify']).openBefore).toEqual([
      { team: 'kommuner', channels: ['sparring', 'varsler'] },
    ])
  })
  it('is what was open, less what was left', () => {
    expect(opened([], [], [place]).openBefore).toEqual([
      { team: 'kommuner', channels: ['sparring', 'varsler'] },
    ])
    expect(opened(['leaveChannels'], [], [place]).openBefore).toEqual([{ team: 'kommuner', channels: [] }])
    expect(opened(['leaveChannels', 'leaveTeam', 'closeAccount'], [], [place])).toEqual({
      hadAccount: false,
      openBefore: [],
    })
    expect(
      opened(['leaveChannels'], [{ team: 'kommuner', channels: ['varsler'] }], [place]).openBefore,
    ).toEqual([{ team: 'kommuner', channels: ['varsler'] }])
  })
})
