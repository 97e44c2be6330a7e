import { describe, expect, test } from 'vitest'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import {
  base64,
  cvrScope,
  privilegeList,
  privilegeListXml,
  privilegeNamespaces,
} from '../../../test/support/saml/privileges.ts'
import { codeOf } from '../../../test/support/saml/scene.ts'
import { readPrivileges } from './privileges.ts'
import type { SamlFaultCode } from './types.ts'

keepListed()

const user = 'http://tvaers.example/roles/usersystemrole/bruger/1'
const unit = 'http://sts.kombit.dk/constraints/orgenhed/1'

describe.each(Object.entries(privilegeNamespaces))('a list of %s', (_, namespace) => {
  test('one group', () => {
    expect(
      readPrivileges(privilegeList([{ scope: cvrScope('11111111'), privileges: [user] }], namespace)),
    ).toEqual([{ scope: { kind: 'cvr', value: '11111111' }, privileges: [user], constraints: [] }])
  })

  test('two organisations, several privileges, constraints before and after', () => {
    const constraints = [
      { name: unit, value: '4053d58d-bd5e-48d9-b9d8-2c041faeccd5, 7ac56cc7-a3d8-40eb-b2d6-f94096a271bf' },
      { name: 'http://sts.kombit.dk/constraints/KLE/1', value: '25.*' },
    ]
    const groups = [
      { scope: cvrScope('12345678'), privileges: [user, `${user}0`], constraints, constraintsFirst: true },
      { scope: cvrScope('98765432'), privileges: [user], constraints },
    ]
    expect(readPrivileges(privilegeList(groups, namespace))).toEqual([
      { scope: { kind: 'cvr', value: '12345678' }, privileges: [user, `${user}0`], constraints },
      { scope: { kind: 'cvr', value: '98765432' }, privileges: [user], constraints },
    ])
  })

  test('an empty list', () => {
    expect(readPrivileges(privilegeList([], namespace))).toEqual([])
  })
})

describe('scopes', () => {
  test.each([
    ['cvrNumberIdentifier:11111111', { kind: 'cvr', value: '11111111' }],
    ['CvrNumberIdentifier:11111111', { kind: 'cvr', value: '11111111' }],
    ['productionUnitIdentifier:1234567890', { kind: 'productionUnit', value: '1234567890' }],
    ['seNumberIdentifier:12345678', { kind: 'se', value: '12345678' }],
  ])('%s', (scope, expected) => {
    const [group] = readPrivileges(privilegeList([{ scope: `urn:dk:gov:saml:${scope}`, privileges: [user] }]))
    expect(group?.scope).toEqual(expected)
  })

  test('a person’s: known as such, the number left at the door', () => {
    const list = readPrivileges(
      privilegeList([{ scope: 'urn:dk:gov:saml:cprNumberIdentifier:0101011234', privileges: [user] }]),
    )
    expect(list[0]?.scope).toEqual({ kind: 'cpr', value: '' })
    expect(JSON.stringify(list)).not.toContain('0101011234')
  })

  test.each([
    'urn:dk:gov:saml:CVRNUMBERIDENTIFIER:11111111',
    'URN:dk:gov:saml:cvrNumberIdentifier:11111111',
    'urn:dk:gov:saml:cvrNumberIdentifier:1111111',
    'urn:dk:gov:saml:cvrNumberIdentifier:111111111',
    ' urn:dk:gov:saml:cvrNumberIdentifier:11111111',
    'urn:dk:gov:saml:cvrNumberIdentifier:11111111\n',
    'urn:dk:gov:saml:cvrNumberIdentifier:1111111x',
    'urn:dk:gov:saml:cvrNumberIdentifier:*',
    'urn:dk:gov:saml:ridNumberIdentifier:11111111',
    '11111111',
    '',
  ])('not %j', async (scope) => {
    expect(await codeOf(() => readPrivileges(privilegeList([{ scope, privileges: [user] }])))).toBe(
      'privileges.scope',
    )
  })
})

describe('names come back as they were written', () => {
  test.each([
    'http://tvaers.example/roles/usersystemrole/Bruger/1',
    'HTTP://tvaers.example/roles/usersystemrole/bruger/1',
    'http://tvaers.example/roles/usersystemrole/bruger/1/',
    'http://tvaers.example/roles/usersystemrole/bruger/2',
  ])('%s is not another', (uri) => {
    const [group] = readPrivileges(privilegeList([{ scope: cvrScope('11111111'), privileges: [uri] }]))
    expect(group?.privileges).toEqual([uri])
    expect(group?.privileges).not.toContain(user)
  })

  test('line breaks and spaces around them are no part of them', () => {
    const xml = privilegeListXml([{ scope: cvrScope('11111111'), privileges: [user] }]).replace(
      user,
      `\n  ${user}\n`,
    )
    expect(readPrivileges(base64(xml))[0]?.privileges).toEqual([user])
    expect(readPrivileges(base64(xml).replace(/(.{40})/g, '$1\r\n'))[0]?.privileges).toEqual([user])
  })
})

describe('a list that is refused', () => {
  const good = privilegeListXml([
    { scope: cvrScope('11111111'), privileges: [user], constraints: [{ name: unit, value: 'x' }] },
  ])
  const changed = (from: string | RegExp, to: string): string => {
    const xml = good.replace(from, to)
    if (xml === good) throw new Error(`There is no ${from} to replace.`)
    return base64(xml)
  }
  const cases: [string, string, SamlFaultCode][] = [
    ['not base64', '<x/>', 'privileges.notBase64'],
    ['nothing', '', 'privileges.notBase64'],
    ['not UTF-8', Buffer.from([0xff, 0xfe]).toString('base64'), 'privileges.encoding'],
    ['not XML', base64('privileges'), 'privileges.notXml'],
    ['cut off', base64(good.slice(0, -5)), 'privileges.notXml'],
    ['a bomb of entities', changed('<bpp:', '<!DOCTYPE x [<!ENTITY a "b">]><bpp:'), 'privileges.doctype'],
    ['a comment in a privilege', changed('bruger', 'br<!-- -->uger'), 'privileges.comment'],
    ['very large', base64(`${good}${' '.repeat(140_000)}`), 'privileges.tooLarge'],
    ['no namespace', base64('<PrivilegeList/>'), 'privileges.namespace'],
    ['a namespace in other letters', changed('http://itst.dk', 'http://ITST.dk'), 'privileges.namespace'],
    [
      'a namespace to come',
      changed('basic_privilege_profile', 'basic_privilege_profile_2'),
      'privileges.namespace',
    ],
    ['another element', changed(/PrivilegeList/g, 'PrivilegeLists'), 'privileges.namespace'],
    ['something that is no group', changed(/PrivilegeGroup/g, 'Group'), 'privileges.structure'],
    [
      'something that is no privilege',
      changed('</PrivilegeGroup>', '<Right/></PrivilegeGroup>'),
      'privileges.structure',
    ],
    ['a group without a privilege', changed(/<Privilege>.*<\/Privilege>/, ''), 'privileges.structure'],
    [
      'a privilege of a stranger’s namespace',
      changed('<Privilege>', '<Privilege xmlns="urn:x">'),
      'privileges.structure',
    ],
    ['no scope', changed(/ Scope="[^"]*"/, ''), 'privileges.scope'],
    ['an empty privilege', changed(user, ''), 'privileges.privilege'],
    ['two names in one privilege', changed(user, `${user} ${user}`), 'privileges.privilege'],
    ['an element in a privilege', changed(user, `${user}<b/>`), 'privileges.privilege'],
    ['a privilege without an end', changed(user, `http://${'x'.repeat(500)}`), 'privileges.privilege'],
    ['a constraint without a name', changed(/ Name="[^"]*"/, ''), 'privileges.constraint'],
    ['an element in a constraint', changed('>x<', '><b/><'), 'privileges.constraint'],
  ]
  test.each(cases)('%s', async (_, value, code) => {
    expect(readPrivileges(base64(good))).toHaveLength(1)
    expect(await codeOf(() => readPrivileges(value))).toBe(code)
  })
})
