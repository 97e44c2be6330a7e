import { describe, expect, test } from 'vitest'
import { emailIn, lacksClaims, nameIn, rolesIn, type StaffRules, uuidIn } from './domain-staff.ts'

const rules: StaffRules = {
  claim: 'groups',
  roles: [
    { value: 'a', role: 'revisor' },
    { value: 'b', role: 'kombit_drift' },
    { value: 'c', role: 'kombit_drift' },
  ],
  uuidClaim: null,
}

describe('roles', () => {
  test.each<[string, Record<string, unknown>, string[]]>([
    ['one word', { groups: 'a' }, ['revisor']],
    ['several, the widest first', { groups: ['a', 'b'] }, ['kombit_drift', 'revisor']],
    ['the same by two values', { groups: ['b', 'c'] }, ['kombit_drift']],
    ['nothing that was named', { groups: ['kombit_drift', 'A', ' a', 'a,b'] }, []],
    ['no words', { groups: [1, null, { a: 'b' }, ['a']] }, []],
    ['an object', { groups: { a: true } }, []],
    ['nothing', {}, []],
    ['what every object has', {}, []],
  ])('%s', (_name, claims, roles) => {
    expect(rolesIn(claims, rules)).toEqual(roles)
  })

  test('a claim with dots is one of that name, or else a path', () => {
    const deep: StaffRules = { ...rules, claim: 'realm_access.roles' }
    expect(rolesIn({ realm_access: { roles: ['a'] } }, deep)).toEqual(['revisor'])
    expect(rolesIn({ 'realm_access.roles': ['b'], realm_access: { roles: ['a'] } }, deep)).toEqual([
      'kombit_drift',
    ])
    expect(rolesIn({ realm_access: 'a' }, deep)).toEqual([])
    expect(rolesIn({ groups: ['a'] }, { ...rules, claim: 'constructor.name' })).toEqual([])
  })
})

test.each<[Record<string, unknown>, string | null]>([
  [{ name: ' Signe \n Bruun ' }, 'Signe Bruun'],
  [{ given_name: 'Signe', family_name: 'Bruun' }, 'Signe Bruun'],
  [{ name: '', given_name: 'Signe' }, 'Signe'],
  [{ name: 'x'.repeat(201) }, null],
  [{ name: 7 }, null],
  [{ preferred_username: 'sbr' }, null],
])('the name in %j is %s', (claims, name) => {
  expect(nameIn(claims)).toBe(name)
})

test.each<[Record<string, unknown>, string | null]>([
  [{ email: 'a@b.dk', email_verified: true }, 'a@b.dk'],
  [{ email: 'a@b.dk', email_verified: 'true' }, 'a@b.dk'],
  [{ email: 'a@b.dk', xms_edov: 1 }, 'a@b.dk'],
  [{ email: 'a@b.dk', email_verified: 'false' }, null],
  [{ email: 'a@b.dk', email_verified: 1 }, null],
  [{ email: 'a@b.dk', xms_edov: false }, null],
  [{ email: 'a@b.dk' }, null],
  [{ email: 'a@b.dk\nBcc: c@d.dk', email_verified: true }, null],
  [{ email: ['a@b.dk'], email_verified: true }, null],
])('the address in %j is %s', (claims, email) => {
  expect(emailIn(claims)).toBe(email)
})

test.each([
  ['7D6A2C1E-52BC-4F0F-9C1D-0B6E6B7B0A11', '7d6a2c1e-52bc-4f0f-9c1d-0b6e6b7b0a11'],
  ['urn:uuid:7d6a2c1e-52bc-4f0f-9c1d-0b6e6b7b0a11', '7d6a2c1e-52bc-4f0f-9c1d-0b6e6b7b0a11'],
  ['00000000-0000-0000-0000-000000000000', null],
  ['signe', null],
  [undefined, null],
  [['7d6a2c1e-52bc-4f0f-9c1d-0b6e6b7b0a11'], null],
])('the UUID in %j is %s', (oid, uuid) => {
  expect(uuidIn({ oid }, 'oid')).toBe(uuid)
})

test('more is asked for when name, roles or UUID are missing', () => {
  const whole = { name: 'Signe', groups: [], oid: 'x' }
  expect(lacksClaims(whole, { ...rules, uuidClaim: 'oid' })).toBe(false)
  for (const name of ['name', 'groups', 'oid'])
    expect(lacksClaims({ ...whole, [name]: undefined }, { ...rules, uuidClaim: 'oid' })).toBe(true)
})
