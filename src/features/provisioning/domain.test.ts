import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type AccessGrant,
  type ActualState,
  type DesiredAccess,
  desiredState,
  isOutdated,
  mergeAccess,
  placesOf,
  plan,
  type StepName,
  stepsOf,
  type TeamAccess,
} from './domain.ts'

const varsler: TeamAccess = { team: 'kommuner', channels: ['varsler'] }
const sparring: TeamAccess = { team: 'kommuner', channels: ['sparring'] }
const drift: TeamAccess = { team: 'drift', channels: [] }

const grant = (epoch: number, open: boolean, ...opens: TeamAccess[]): AccessGrant => ({ epoch, open, opens })

/** The state in which everything is as desired. */
function settled(desired: DesiredAccess, origin: 'created' | 'adopted' = 'created'): ActualState {
  const isPresent = desired.presence === 'present'
  const isWanted = (team: string, channel?: string): boolean =>
    desired.wanted.some((w) => w.team === team && (channel === undefined || w.channels.includes(channel)))
  return {
    account: {
      id: 'a',
      origin,
      isActive: isPresent || origin === 'adopted',
      signIn: isPresent ? 'bound' : 'closed',
      openSessions: 0,
    },
    teams: placesOf(desired).map(({ team, channels }) => ({
      team,
      state: 'open',
      isMember: isWanted(team),
      channels: channels.map((channel) => ({ channel, state: 'open', isMember: isWanted(team, channel) })),
    })),
    isProof: true,
  }
}

const withAccount = (
  state: ActualState,
  change: Partial<NonNullable<ActualState['account']>>,
): ActualState => ({
  ...state,
  account: state.account && { ...state.account, ...change },
})

/** The same state with every place in another condition, and the person in all of them. */
const withPlaces = (
  state: ActualState,
  change: { state?: 'archived' | 'missing'; isMember: boolean },
): ActualState => ({
  ...state,
  teams: state.teams.map((team) => ({
    ...team,
    ...change,
    channels: team.channels.map((channel) => ({ ...channel, ...change })),
  })),
})

describe('desired access', () => {
  it('follows from open grants alone, several opening the same team together (A1)', () => {
    const desired = desiredState([grant(3, true, sparring), grant(5, true, varsler), grant(4, false, drift)])
    expect(desired).toEqual({
      presence: 'present',
      epoch: 5,
      wanted: [{ team: 'kommuner', channels: ['sparring', 'varsler'] }],
      leaving: [drift],
    })
  })

  it('is absence when no grant is open, with everything ever opened to be left', () => {
    const desired = desiredState([grant(6, false, varsler)], [sparring, drift])
    expect(desired).toMatchObject({ presence: 'absent', epoch: 6, wanted: [] })
    expect(desired.leaving).toEqual([drift, { team: 'kommuner', channels: ['sparring', 'varsler'] }])
  })

  it('leaves a channel and stays in its team when another grant still opens the team', () => {
    const desired = desiredState([grant(1, true, varsler), grant(2, false, sparring)])
    expect(desired.leaving).toEqual([{ team: 'kommuner', channels: ['sparring'] }])
  })

  it('drops work for an older epoch, never for the newest', () => {
    expect([isOutdated(1, 2), isOutdated(2, 2), isOutdated(3, 2)]).toEqual([true, false, false])
  })
})

describe('the plan', () => {
  const present = desiredState([grant(1, true, varsler, drift)])
  const absent = desiredState([grant(2, false, varsler, drift)])
  const changed = desiredState([grant(3, true, varsler)], [sparring, drift])
  const nobody: ActualState = withPlaces({ ...settled(present), account: null }, { isMember: false })
  const member = (desired: DesiredAccess) => withPlaces(settled(desired), { isMember: true })

  const cases: [string, DesiredAccess, ActualState, StepName[]][] = [
    ['a fresh grant', present, nobody, ['openAccount', 'joinTeam', 'joinChannels', 'verify']],
    ['a repeated grant', present, settled(present), []],
    [
      'a lost binding',
      present,
      withAccount(settled(present), { signIn: 'unlinked' }),
      ['openAccount', 'verify'],
    ],
    [
      'a hidden binding',
      present,
      withAccount(settled(present), { signIn: 'unknown' }),
      ['openAccount', 'verify'],
    ],
    [
      'a deactivation',
      present,
      withAccount(settled(present), { isActive: false }),
      ['openAccount', 'verify'],
    ],
    [
      'a foreign account',
      present,
      withAccount(settled(present), { origin: 'foreign' }),
      ['openAccount', 'verify'],
    ],
    [
      'archived places, although the person is in them',
      present,
      withPlaces(settled(present), { state: 'archived', isMember: true }),
      ['joinTeam', 'joinChannels', 'verify'],
    ],
    ['a change of places', changed, member(changed), ['leaveChannels', 'leaveTeam', 'verify']],
    [
      'a revocation',
      absent,
      withAccount(member(absent), { isActive: true, signIn: 'bound' }),
      ['closeSignIn', 'leaveChannels', 'leaveTeam', 'closeAccount', 'verify'],
    ],
    ['a repeated revocation', absent, settled(absent), []],
    [
      'a reactivation',
      absent,
      withAccount(settled(absent), { isActive: true }),
      ['closeSignIn', 'closeAccount', 'verify'],
    ],
    [
      'an open session',
      absent,
      withAccount(settled(absent), { openSessions: 1 }),
      ['closeSignIn', 'closeAccount', 'verify'],
    ],
    ['a revocation of one never seen', absent, nobody, []],
    ["a stranger's account with the address", absent, withAccount(member(absent), { origin: 'foreign' }), []],
    [
      'a revocation of an account that was taken over',
      absent,
      withPlaces(settled(absent, 'adopted'), { isMember: true }),
      ['closeSignIn', 'leaveChannels', 'leaveTeam', 'verify'],
    ],
    [
      'a team that cannot be found, for an account that stays',
      absent,
      withPlaces(settled(absent, 'adopted'), { state: 'missing', isMember: false }),
      ['closeSignIn', 'leaveTeam', 'verify'],
    ],
    [
      'a team that cannot be found, for an account that is closed',
      absent,
      withPlaces(settled(absent), { state: 'missing', isMember: false }),
      [],
    ],
    [
      'a former channel that cannot be found, in a team that is kept',
      desiredState([grant(1, true, varsler)], [sparring]),
      withPlaces(settled(desiredState([grant(1, true, varsler)], [sparring])), {
        state: 'missing',
        isMember: false,
      }),
      ['joinTeam', 'joinChannels', 'leaveChannels', 'verify'],
    ],
    [
      'a grant told by hand and not yet checked',
      present,
      { ...settled(present), isProof: false },
      ['verify'],
    ],
    [
      'a revocation told by hand and not yet checked',
      absent,
      { ...settled(absent), isProof: false },
      ['closeSignIn', 'verify'],
    ],
  ]

  it.each(cases)('for %s', (_name, desired, actual, steps) => {
    expect(plan(desired, actual)).toEqual(steps)
  })

  it('shows the steps of a whole grant and a whole revocation in the order they are done', () => {
    expect(stepsOf('present')).toEqual(plan(present, nobody))
    expect(stepsOf('absent')).toEqual(plan(absent, withAccount(member(absent), { isActive: true })))
  })
})

describe('laws', () => {
  const access = fc.record({
    team: fc.constantFrom('a', 'b', 'c'),
    channels: fc.subarray(['k', 'l', 'm']),
  })
  const grants = fc.array(
    fc.record({ epoch: fc.nat(9), open: fc.boolean(), opens: fc.array(access, { maxLength: 3 }) }),
    { maxLength: 5 },
  )
  const managed = fc.array(access, { maxLength: 3 })

  it('never wants and leaves the same place, and forgets none', () => {
    fc.assert(
      fc.property(grants, managed, (some, before) => {
        const desired = desiredState(some, before)
        for (const { team, channels } of desired.leaving) {
          const wanted = desired.wanted.find((other) => other.team === team)
          expect(channels.filter((channel) => wanted?.channels.includes(channel))).toEqual([])
        }
        expect(placesOf(desired)).toEqual(mergeAccess([...some.flatMap((each) => each.opens), ...before]))
      }),
    )
  })

  it('does not depend on the order of the grants', () => {
    fc.assert(
      fc.property(grants, managed, (some, before) => {
        expect(desiredState([...some].reverse(), [...before].reverse())).toEqual(desiredState(some, before))
      }),
    )
  })

  it('plans nothing for what is settled, and ends every other plan with the check', () => {
    fc.assert(
      fc.property(grants, managed, fc.boolean(), (some, before, isMember) => {
        const desired = desiredState(some, before)
        expect(plan(desired, settled(desired))).toEqual([])
        const steps = plan(desired, withPlaces(settled(desired), { isMember }))
        expect(steps.length === 0 || steps.at(-1) === 'verify').toBe(true)
      }),
    )
  })
})
