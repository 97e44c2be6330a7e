import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { mustBrake, removalsIn, usualBrake, whyDistrust } from './domain-guards.ts'
import { type Comparing, changedAddresses, compare, type KnownPerson } from './domain-reconciliation.ts'
import type { SeenAccount, SeenTeam, Survey } from './domain-survey.ts'

const opens = [{ team: 'kommuner', channels: ['varsler'] }]
const beganAt = new Date('2026-11-23T09:00:00Z')

const person = (more: Partial<KnownPerson> = {}): KnownPerson => ({
  organisationId: 1,
  userId: 'u1',
  userName: 'Anders Skov',
  email: 'anders@korsbaek.example',
  ssoId: 100001,
  epoch: 3,
  accountId: 'a1',
  origin: 'created',
  username: 'anders.skov',
  presence: 'present',
  wanted: opens,
  isSettled: true,
  ...more,
})
const gone = (more: Partial<KnownPerson> = {}) => person({ presence: 'absent', wanted: [], ...more })

const account = (more: Partial<SeenAccount> = {}): SeenAccount => ({
  id: 'a1',
  username: 'anders.skov',
  email: 'anders@korsbaek.example',
  isActive: true,
  kind: 'person',
  signIn: { service: 'ours', key: null },
  createdAt: new Date('2026-01-01T00:00:00Z'),
  ...more,
})

const place = (members: readonly string[], more: Partial<SeenTeam> = {}) => ({
  id: null,
  state: 'open' as const,
  members: new Set(members),
  counted: null,
  ...more,
})

interface Scene {
  readonly accounts?: readonly SeenAccount[]
  readonly team?: ReturnType<typeof place>
  readonly channel?: ReturnType<typeof place>
  readonly known?: readonly KnownPerson[]
}

function survey({ accounts = [account()], team = place(['a1']), channel = place(['a1']) }: Scene): Survey {
  return {
    beganAt,
    teams: [{ team: 'kommuner', ...team, id: 't', channels: [{ channel: 'varsler', ...channel, id: 'c' }] }],
    accounts: new Map(accounts.map((one) => [one.id, one])),
    askedFor: accounts.length,
    sessions: null,
    lastSeen: new Map(),
  }
}

const compared = (scene: Scene, more: Partial<Comparing> = {}) =>
  compare({
    known: scene.known ?? [person()],
    survey: survey(scene),
    accepted: new Set(),
    unmanaged: 'report',
    holders: new Map(),
    ...more,
  }).map(({ kind, remedy, facts, places }) => ({ kind, remedy, facts, places }))

describe('what does not agree', () => {
  const whole = { places: [], facts: {} }
  const cases: [string, Scene, object[]][] = [
    ['nothing, when all is as it should be', {}, []],
    [
      'a member who is gone from a channel',
      { channel: place([]) },
      [{ kind: 'missing', remedy: 'grant', facts: { lacks: 'places' }, places: opens }],
    ],
    [
      'an account that somebody has deactivated',
      { accounts: [account({ isActive: false })] },
      [{ ...whole, kind: 'missing', remedy: 'grant', facts: { lacks: 'active' } }],
    ],
    [
      'an account that is not there at all',
      { accounts: [], team: place([]), channel: place([]) },
      [{ ...whole, kind: 'missing', remedy: 'grant', facts: { lacks: 'account' } }],
    ],
    [
      'a sign-in taken away by a new password',
      { accounts: [account({ signIn: { service: 'none', key: null } })] },
      [{ ...whole, kind: 'unlinked', remedy: 'bind' }],
    ],
    [
      'a sign-in bound to another number, where the server shows it',
      { accounts: [account({ signIn: { service: 'ours', key: '7' } })] },
      [{ ...whole, kind: 'unlinked', remedy: 'bind' }],
    ],
    [
      'a closed account that is open again',
      { known: [gone()], team: place([]), channel: place([]) },
      [{ ...whole, kind: 'reactivated', remedy: 'revoke' }],
    ],
    [
      'a closed account that is a member',
      { known: [gone()], accounts: [account({ isActive: false })], channel: place([]) },
      [{ kind: 'stillMember', remedy: 'revoke', facts: {}, places: [{ team: 'kommuner', channels: [] }] }],
    ],
    [
      'not an account that was taken over and is still in use elsewhere',
      { known: [gone({ origin: 'adopted' })], team: place([]), channel: place([]) },
      [],
    ],
    [
      'not an account of a closed record that somebody has been given since',
      { known: [gone(), person({ organisationId: 2, userId: 'u2', origin: 'adopted' })] },
      [],
    ],
    [
      '… nor while the one who was given it is being worked on',
      { known: [gone(), person({ organisationId: 2, userId: 'u2', origin: 'adopted', isSettled: false })] },
      [],
    ],
    [
      'a stranger among the members',
      { accounts: [account(), account({ id: 'b1', username: 'bo' })], team: place(['a1', 'b1']) },
      [{ kind: 'unmanaged', remedy: 'none', facts: {}, places: [{ team: 'kommuner', channels: [] }] }],
    ],
    [
      'not a machine, an administrator, one who is closed, or one who came while it was read',
      {
        accounts: [
          account(),
          account({ id: 'b1', kind: 'machine' }),
          account({ id: 'b2', kind: 'administrator' }),
          account({ id: 'b3', isActive: false }),
          account({ id: 'b4', createdAt: beganAt }),
        ],
        team: place(['a1', 'b1', 'b2', 'b3', 'b4']),
      },
      [],
    ],
    [
      'somebody in a channel their role does not open',
      { known: [person({ wanted: [{ team: 'kommuner', channels: [] }] })] },
      [{ kind: 'unmanaged', remedy: 'none', facts: {}, places: opens }],
    ],
    [
      'a new address, which follows at the next sign-in',
      { known: [person({ email: 'Ny@korsbaek.example' })] },
      [
        {
          ...whole,
          kind: 'renamed',
          remedy: 'none',
          facts: { emailThere: 'anders@korsbaek.example', emailHere: 'ny@korsbaek.example' },
        },
      ],
    ],
    [
      'a place somebody has archived',
      { channel: place([], { state: 'archived' } as never) },
      [{ kind: 'placeArchived', remedy: 'none', facts: { people: 1 }, places: opens }],
    ],
    [
      'nothing of a person who is being worked on',
      { known: [person({ isSettled: false })], channel: place([]) },
      [],
    ],
  ]
  it.each(cases)('%s', (_name, scene, found) => {
    expect(compared(scene)).toEqual(found)
  })

  it('a new address that another account has is a collision', () => {
    const known = [person({ email: 'ny@korsbaek.example' })]
    const holders = new Map([['ny@korsbaek.example', { id: 'c1', username: 'den-anden' }]])
    expect(compared({ known }, { holders })).toMatchObject([
      { kind: 'collision', remedy: 'none', facts: { takenBy: 'den-anden' } },
    ])
    expect(changedAddresses(known, survey({}).accounts)).toEqual(['ny@korsbaek.example'])
  })

  it('strangers are taken out where the rule says so, and never one an operator has accepted', () => {
    const scene = { accounts: [account(), account({ id: 'b1' })], team: place(['a1', 'b1']) }
    expect(compared(scene, { unmanaged: 'remove' })).toMatchObject([{ remedy: 'remove' }])
    expect(compared(scene, { unmanaged: 'remove', accepted: new Set(['b1']) })).toEqual([])
  })

  test('law: whatever there is, nobody whose role opens a place is to be taken out of it', () => {
    const arbitraryScene = fc.record({
      presence: fc.constantFrom('present' as const, 'absent' as const),
      isSettled: fc.boolean(),
      isActive: fc.boolean(),
      team: fc.subarray(['a1', 'b1']),
      channel: fc.subarray(['a1', 'b1']),
      unmanaged: fc.constantFrom('report' as const, 'remove' as const),
    })
    fc.assert(
      fc.property(arbitraryScene, ({ presence, isSettled, isActive, team, channel, unmanaged }) => {
        const known = [presence === 'present' ? person({ isSettled }) : gone({ isSettled })]
        const accounts = [account({ isActive }), account({ id: 'b1' })]
        const found = compare({
          known,
          survey: survey({ accounts, team: place(team), channel: place(channel) }),
          accepted: new Set(),
          unmanaged,
          holders: new Map(),
        })
        const removals = found.filter(({ remedy }) => remedy === 'revoke' || remedy === 'remove')
        const ofPerson = removals.filter((one) => one.account?.id === 'a1')
        expect(ofPerson.length > 0 && presence === 'present').toBe(false)
        expect(ofPerson.length > 0 && !isSettled).toBe(false)
        expect(removalsIn(found)).toBe(new Set(removals.map((one) => one.account?.id)).size)
      }),
    )
  })
})

describe('whether a reading is believed', () => {
  const many = Array.from({ length: 6 }, (_none, index) =>
    person({ userId: `u${index}`, accountId: `a${index}` }),
  )
  const accounts = many.map(({ accountId }) => account({ id: accountId ?? '' }))
  const all = accounts.map(({ id }) => id)
  const distrust = (scene: Scene, trusts = false) =>
    whyDistrust(many, survey({ accounts, team: place(all), channel: place(all), ...scene }), trusts)?.code ??
    null

  it.each<[string, Scene, string | null, string | null]>([
    ['a whole one is', {}, null, null],
    ['one with a member gone is', { channel: place(all.slice(1)) }, null, null],
    ['an empty list is not', { channel: place([]) }, 'listEmpty', null],
    ['a list without most of its members is not', { team: place(all.slice(0, 2)) }, 'listGappy', null],
    [
      'a list shorter than the server’s own count is not, whoever says so',
      { team: place(all, { counted: 7 } as never) },
      'listCut',
      'listCut',
    ],
    ['accounts that are mostly gone are not', { accounts: accounts.slice(0, 2) }, 'accountsGappy', null],
    [
      'an archived place is empty by nature',
      { channel: place([], { state: 'archived' } as never) },
      null,
      null,
    ],
  ])('%s', (_name, scene, code, trusted) => {
    expect([distrust(scene), distrust(scene, true)]).toEqual([code, trusted])
  })

  it('one alone who is gone is drift, and no doubt', () => {
    expect(whyDistrust([person()], survey({ team: place([]), channel: place([]) }), false)).toBeNull()
  })
})

describe('the brake', () => {
  it.each([
    [0, 5, false],
    [2, 5, false],
    [3, 5, true],
    [3, 30, false],
    [4, 30, true],
    [20, 1_000, false],
    [21, 1_000, true],
  ])('%i of %i: %s', (removals, people, isOn) => {
    expect(mustBrake(removals, people, usualBrake)).toBe(isOn)
  })

  it('follows the target’s own rule', () => {
    expect(mustBrake(40, 1_000, { percent: 5, number: 50 })).toBe(false)
    expect(mustBrake(51, 1_000, { percent: 5, number: 50 })).toBe(true)
    expect(mustBrake(6, 100, { percent: 5, number: 50 })).toBe(true)
  })
})
