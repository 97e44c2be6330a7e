import { describe, expect, it } from 'vitest'
import { sessionFacts } from './domain-attempts.ts'
import { leaveToAsk, nextProbe, slowedDown, wellTarget } from './domain-breaker.ts'

const now = new Date('2026-11-23T09:00:00Z')
const inSeconds = (seconds: number): Date => new Date(now.getTime() + seconds * 1000)

describe('leave to ask a target', () => {
  it.each([
    ['a well target is asked', {}, 0, { leave: 'go' }],
    [
      'one on pause is not',
      { pausedCode: 'tokenDead' as const, nextProbeAt: inSeconds(9) },
      0,
      { leave: 'paused', code: 'tokenDead', until: inSeconds(9) },
    ],
    [
      '… until its probe is due',
      { pausedCode: 'tokenDead' as const, nextProbeAt: now },
      0,
      { leave: 'probe' },
    ],
    [
      'one that asked for quiet has it',
      { quietUntil: inSeconds(4) },
      0,
      { leave: 'wait', until: inSeconds(5) },
    ],
    ['… and no longer', { quietUntil: now }, 9, { leave: 'go' }],
    ['while it is slow, one more goes in', { slowUntil: inSeconds(60) }, 1, { leave: 'go' }],
    ['… but no third', { slowUntil: inSeconds(60) }, 2, { leave: 'wait', until: inSeconds(2.5) }],
  ])('%s', (_name, more, atWork, expected) => {
    expect(leaveToAsk({ ...wellTarget, ...more }, atWork, now, 0.5)).toEqual(expected)
  })

  it('a request to slow down is kept to the second, and remembered for five minutes more', () => {
    expect(slowedDown(now, 7_000)).toEqual({ quietUntil: inSeconds(7), slowUntil: inSeconds(307) })
    expect(slowedDown(now, 0)).toEqual({ quietUntil: inSeconds(1), slowUntil: inSeconds(301) })
  })

  it('a probe comes ever more seldom, ten minutes at most', () => {
    expect([1, 3, 50].map((attempt) => nextProbe(attempt, now, 0))).toEqual([
      inSeconds(2.5),
      inSeconds(10),
      inSeconds(300),
    ])
  })
})

describe('how long somebody may still be inside', () => {
  it.each([
    [null, {}],
    [{ hours: 24, extends: false }, { sessionUntil: '2026-11-24T09:00:00.000Z' }],
    [{ hours: 24, extends: true }, { sessionExtends: true }],
  ])('%o', (sessions, facts) => {
    expect(sessionFacts(now, sessions)).toEqual(facts)
  })
})
