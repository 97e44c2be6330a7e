import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Addressee, countRouted, paths, routeAll, routeLetter, targets, whyNotWrite } from './domain.ts'

const person = (name: string, address: string | null = `${name}@k.example`) => ({
  userId: `id-${name}`,
  name,
  address,
})
const holder = (name: string, more: { address?: string | null; isPrimary?: boolean } = {}) => ({
  ...person(name, more.address === undefined ? undefined : more.address),
  isPrimary: more.isPrimary ?? false,
})
const municipality: Addressee = {
  organisationId: 1,
  name: 'Korsbæk Kommune',
  shortName: 'Korsbæk',
  region: null,
  holders: [],
  administrators: [],
  mailbox: null,
}

describe('to whom a letter goes', () => {
  const primary = holder('Anders', { isPrimary: true })
  const deadPrimary = holder('Anders', { isPrimary: true, address: null })
  const cases: [string, (typeof targets)[number], Partial<Addressee>, string, string | null, string[]][] = [
    [
      'everybody who holds it',
      'holders',
      { holders: [primary, holder('Mads')] },
      'holders',
      null,
      ['Anders', 'Mads'],
    ],
    [
      'a holder with a dead address beside another: both, the dead one in the portal',
      'holders',
      { holders: [deadPrimary, holder('Mads')] },
      'holders',
      null,
      ['Anders', 'Mads'],
    ],
    ['the primary', 'primary', { holders: [holder('Mads'), primary] }, 'primary', null, ['Anders']],
    [
      'no primary: another holder',
      'primary',
      { holders: [holder('Mads')] },
      'otherHolder',
      'noPrimary',
      ['Mads'],
    ],
    [
      'a primary nobody can reach: another holder',
      'primary',
      { holders: [deadPrimary, holder('Mads')] },
      'otherHolder',
      'unreachable',
      ['Mads'],
    ],
    [
      'vacant: every KLIK-administrator',
      'holders',
      { administrators: [person('Katrine'), person('Hanne')] },
      'administrator',
      'vacant',
      ['Katrine', 'Hanne'],
    ],
    [
      'vacant, one per municipality: one KLIK-administrator',
      'primary',
      { administrators: [person('Katrine'), person('Hanne')] },
      'administrator',
      'vacant',
      ['Katrine'],
    ],
    [
      'holders nobody can reach: the KLIK-administrator',
      'holders',
      { holders: [deadPrimary], administrators: [person('Katrine')] },
      'administrator',
      'unreachable',
      ['Katrine'],
    ],
    [
      'no administrator who can be reached: the mailbox',
      'primary',
      { administrators: [person('Katrine', null)], mailbox: 'post@k.example' },
      'mailbox',
      'vacant',
      ['Korsbæk Kommune'],
    ],
    ['nothing at all', 'primary', {}, 'none', 'vacant', []],
  ]
  test.each(cases)('%s', (_name, target, parts, path, cause, names) => {
    const routing = routeLetter(target, { ...municipality, ...parts })
    expect([routing.path, routing.cause, routing.recipients.map(({ name }) => name)]).toEqual([
      path,
      cause,
      names,
    ])
  })
})

/** A person may stand twice in a list; the address is the person's and not the row's. */
const candidates = fc
  .array(
    fc.record({
      userId: fc.constantFrom('dead-1', 'dead-2', 'alive-1', 'alive-2'),
      isPrimary: fc.boolean(),
    }),
    { maxLength: 5 },
  )
  .map((people) =>
    people.map((one) => ({
      ...one,
      name: 'N',
      address: one.userId.startsWith('dead') ? null : 'n@k.example',
    })),
  )
const municipalities = fc.uniqueArray(
  fc.record({
    organisationId: fc.nat(50),
    name: fc.constant('K'),
    shortName: fc.constant('K'),
    region: fc.constant(null),
    holders: candidates,
    administrators: candidates,
    mailbox: fc.option(fc.constant('post@k.example')),
  }),
  { selector: ({ organisationId }) => organisationId, maxLength: 8 },
)

test('law: each municipality has exactly one path, nobody gets it twice, and one per municipality is one', () => {
  fc.assert(
    fc.property(fc.constantFrom(...targets), municipalities, (target, addressees) => {
      const routed = routeAll(target, addressees)
      expect(routed.map(({ addressee }) => addressee.organisationId).sort()).toEqual(
        addressees.map(({ organisationId }) => organisationId).sort(),
      )
      for (const { routing } of routed) {
        const ids = routing.recipients.map(({ userId }) => userId)
        expect(new Set(ids).size).toBe(ids.length)
        expect(routing.recipients.length === 0).toBe(routing.path === 'none')
        if (target === 'primary') expect(routing.recipients.length).toBeLessThanOrEqual(1)
        // Somebody can be reached by mail wherever anybody could.
        expect(routing.path === 'none' || routing.recipients.some(({ address }) => address)).toBe(true)
        expect(routing.cause === null).toBe(routing.path === 'holders' || routing.path === 'primary')
      }
      const numbers = countRouted(routed)
      expect(paths.reduce((sum, path) => sum + numbers.byPath[path], 0)).toBe(addressees.length)
    }),
  )
})

test('those nobody reads it in come first', () => {
  const ways = [
    { ...municipality, organisationId: 1, holders: [holder('Anders', { isPrimary: true })] },
    { ...municipality, organisationId: 2 },
    { ...municipality, organisationId: 3, administrators: [person('Katrine')] },
  ]
  expect(routeAll('primary', ways).map(({ routing }) => routing.path)).toEqual([
    'none',
    'administrator',
    'primary',
  ])
})

test('a role without a primary is written to as a whole; a retired one not at all', () => {
  expect(whyNotWrite({ hasPrimary: false, isRetired: false }, 'primary')?.code).toBe('no-primary')
  expect(whyNotWrite({ hasPrimary: false, isRetired: false }, 'holders')).toBeNull()
  expect(whyNotWrite({ hasPrimary: true, isRetired: true }, 'holders')?.code).toBe('role-retired')
})
