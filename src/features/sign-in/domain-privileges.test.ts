import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type UserSystemRole, userSystemRoles } from '../../kernel/permissions.ts'
import {
  grantsOf,
  isCovered,
  type KnownOrganisation,
  type PrivilegeGroup,
  roleOf,
  whyNothing,
} from './domain-privileges.ts'

const roleDomain = 'http://tvaers.dk'
const korsbaek: KnownOrganisation = {
  id: 1,
  name: 'Korsbæk Kommune',
  cvr: '11111111',
  side: 'municipality',
  isClosed: false,
}
const aarhus: KnownOrganisation = { ...korsbaek, id: 2, name: 'Aarhus Kommune', cvr: '55133018' }
const kombit: KnownOrganisation = { ...korsbaek, id: 3, name: 'KOMBIT', cvr: '19435075', side: 'central' }
const supplier: KnownOrganisation = {
  ...korsbaek,
  id: 4,
  name: 'Netleverandøren A/S',
  cvr: '22222222',
  side: 'supplier',
}
const closed: KnownOrganisation = {
  ...korsbaek,
  id: 5,
  name: 'Lukket Kommune',
  cvr: '33333333',
  isClosed: true,
}
const organisations = [korsbaek, aarhus, kombit, supplier, closed]
const rules = { roleDomain, organisations, speaksFor: null }

const uri = (role: string, version = '1') => `${roleDomain}/roles/usersystemrole/${role}/${version}`
const group = (cvr: string, ...privileges: string[]): PrivilegeGroup => ({
  scope: { kind: 'cvr', value: cvr },
  privileges,
  constraints: [],
})

describe('the role a privilege names', () => {
  test.each([
    [uri('bruger'), 'bruger'],
    [uri('klik_administrator', '12'), 'klik_administrator'],
    [uri('Bruger'), null],
    [uri('BRUGER'), null],
    [uri('bruger', '0'), null],
    [uri('bruger', '1/'), null],
    [uri('bruger', '1x'), null],
    [uri('bruger', ''), null],
    [uri('toString'), null],
    [uri('superbruger'), null],
    [` ${uri('bruger')}`, null],
    ['HTTP://tvaers.dk/roles/usersystemrole/bruger/1', null],
    ['https://tvaers.dk/roles/usersystemrole/bruger/1', null],
    ['http://tvaers.dk.example/roles/usersystemrole/bruger/1', null],
    ['http://tvaers.dk/roles/jobrole/bruger/1', null],
    [`http://anden.dk/?${uri('bruger')}`, null],
  ])('%s: %s', (privilege, role) => {
    expect(roleOf(privilege, roleDomain)).toBe(role)
  })
})

describe('grants', () => {
  test('the scope says for whom, and several groups of one scope are joined', () => {
    const { grants, ignored } = grantsOf(
      [
        group('11111111', uri('bruger')),
        group('55133018', uri('bruger')),
        group('11111111', uri('klik_administrator'), uri('bruger')),
      ],
      rules,
    )
    expect(grants).toEqual([
      { organisationId: 1, systemRoles: ['klik_administrator', 'bruger'] },
      { organisationId: 2, systemRoles: ['bruger'] },
    ])
    expect(ignored).toEqual([])
  })

  test.each([
    ['a municipality giving the central body’s rights', group('11111111', uri('kombit_drift')), 'side'],
    ['a municipality making an auditor', group('11111111', uri('revisor')), 'side'],
    ['a supplier making a KLIK administrator', group('22222222', uri('klik_administrator')), 'side'],
    ['the central body making a KLIK administrator', group('19435075', uri('klik_administrator')), 'side'],
    ['a CVR number nobody has', group('99999999', uri('bruger')), 'unknownOrganisation'],
    ['an organisation that is closed', group('33333333', uri('bruger')), 'closed'],
    [
      'a role of another system',
      group('11111111', 'http://dubu.dk/roles/usersystemrole/bruger/1'),
      'unknownRole',
    ],
    [
      'a scope that is no CVR number',
      { ...group('11111111', uri('bruger')), scope: { kind: 'se' as const, value: '11111111' } },
      'scope',
    ],
    [
      'a right narrowed by data',
      { ...group('11111111', uri('bruger')), constraints: [{ name: 'x', value: 'y' }] },
      'constraint',
    ],
  ])('%s gives nothing and is told', (_name, given, reason) => {
    const { grants, ignored } = grantsOf([given], rules)
    expect(grants).toEqual([])
    expect(ignored.map((one) => one.reason)).toEqual([reason])
  })

  test('each side has its own roles', () => {
    const groups = [
      group('19435075', uri('kombit_redaktoer'), uri('revisor'), uri('kommunecert_analytiker')),
      group('22222222', uri('leverandoer')),
    ]
    expect(grantsOf(groups, rules).grants).toEqual([
      { organisationId: 3, systemRoles: ['kombit_redaktoer', 'kommunecert_analytiker', 'revisor'] },
      { organisationId: 4, systemRoles: ['leverandoer'] },
    ])
  })

  test('an identity provider that speaks for one municipality speaks for no other', () => {
    const groups = [group('11111111', uri('bruger')), group('19435075', uri('kombit_drift'))]
    const { grants, ignored } = grantsOf(groups, { ...rules, speaksFor: ['11111111'] })
    expect(grants).toEqual([{ organisationId: 1, systemRoles: ['bruger'] }])
    expect(ignored).toEqual([{ reason: 'identityProvider', cvr: '19435075', privilege: uri('kombit_drift') }])
  })

  test('law: whatever is asserted, nobody gets a role of another side', () => {
    const roles = Object.keys(userSystemRoles) as UserSystemRole[]
    const anyGroup = fc.record({
      cvr: fc.constantFrom(...organisations.map(({ cvr }) => cvr), '99999999'),
      held: fc.array(fc.constantFrom(...roles)),
    })
    fc.assert(
      fc.property(fc.array(anyGroup), (asserted) => {
        const groups = asserted.map(({ cvr, held }) => group(cvr, ...held.map((role) => uri(role))))
        for (const { organisationId, systemRoles } of grantsOf(groups, rules).grants) {
          const { side } = organisations.find(({ id }) => id === organisationId) ?? korsbaek
          const central = systemRoles.some((role) => /^(kombit|kommunecert|revisor)/.test(role))
          const municipal = systemRoles.some((role) => ['klik_administrator', 'bruger'].includes(role))
          expect(central).toBe(side === 'central')
          expect(municipal).toBe(side === 'municipality')
        }
      }),
    )
  })
})

describe('why nothing is left', () => {
  test.each([
    [[], 'noPrivilege'],
    [[group('11111111', uri('kombit_drift'))], 'noPrivilege'],
    [[group('99999999', uri('bruger'))], 'unknownOrganisation'],
    [[group('99999999', uri('bruger')), group('33333333', uri('bruger'))], 'organisationClosed'],
  ])('%j: %s', (groups, code) => {
    expect(whyNothing(grantsOf(groups, rules).ignored)).toBe(code)
  })
})

test('a session’s rights are covered only while every one is given again', () => {
  const both = [
    { organisationId: 1, systemRoles: ['klik_administrator', 'bruger'] as const },
    { organisationId: 2, systemRoles: ['bruger'] as const },
  ]
  const [first, second] = both
  expect(isCovered(both, both)).toBe(true)
  expect(isCovered([{ organisationId: 1, systemRoles: ['bruger'] }], both)).toBe(true)
  expect(isCovered(both, first ? [first] : [])).toBe(false)
  expect(isCovered(first ? [first] : [], [{ organisationId: 1, systemRoles: ['bruger'] }])).toBe(false)
  expect(isCovered(second ? [second] : [], [])).toBe(false)
})
