import { describe, expect, test } from 'vitest'
import { keepListed } from '../../../test/support/saml/hostile-list.ts'
import type { AssertionParts } from '../../../test/support/saml/parts.ts'
import { codeOf, type Hostile, Scene } from '../../../test/support/saml/scene.ts'
import { katrine } from '../../../test/support/saml/test-identity-provider.ts'
import { readPerson } from './person.ts'
import type { SamlFaultCode } from './types.ts'

keepListed()

/** Everything here is a valid assertion: it is who it speaks of that is wrong. */
const scene = new Scene()

const eid = 'https://data.gov.dk/model/core/eid'
const other = '11111111-2222-4333-8444-555555555555'

const read = async (hostile: Hostile) => readPerson(await scene.read(await scene.field(hostile)))

/** Sets an attribute, or takes it away. */
const set = (name: string, ...values: string[]): Hostile => ({
  parts: (parts) => {
    parts.attributes = parts.attributes.filter((attribute) => attribute.name !== name)
    if (values.length > 0) parts.attributes.push({ name, values })
  },
})
const names = (nameId: string, hostile: Hostile = {}): Hostile => ({
  ...hostile,
  parts: (parts: AssertionParts) => {
    parts.nameId = nameId
    hostile.parts?.(parts)
  },
})
const x509 = (nameId: string): Hostile => ({ ...names(nameId), generation: 'OIOSAML2' })

describe('a person who is refused', () => {
  const cases: [string, Hostile, SamlFaultCode][] = [
    ['no UUID at all', names('somebody', set(`${eid}/professional/uuid/persistent`)), 'person.uuid'],
    ['a UUID that is none', set(`${eid}/professional/uuid/persistent`, 'urn:uuid:1234'), 'person.uuid'],
    [
      'a UUID with something after it',
      set(`${eid}/professional/uuid/persistent`, `urn:uuid:${katrine.uuid}0`),
      'person.uuid',
    ],
    [
      'another UUID in the attribute than in the name id',
      set(`${eid}/professional/uuid/persistent`, `urn:uuid:${other}`),
      'person.uuidConflict',
    ],
    [
      'two UUIDs',
      set(`${eid}/professional/uuid/persistent`, `urn:uuid:${katrine.uuid}`, `urn:uuid:${other}`),
      'person.attributeConflict',
    ],
    ['no CVR number', set(`${eid}/professional/cvr`), 'person.cvr'],
    ['a CVR number of seven digits', set(`${eid}/professional/cvr`, '1111111'), 'person.cvr'],
    ['a CVR number with letters', set(`${eid}/professional/cvr`, 'DK11111111'), 'person.cvr'],
    ['digits of another alphabet', set(`${eid}/professional/cvr`, '１１１１１１１１'), 'person.cvr'],
    ['two CVR numbers', set(`${eid}/professional/cvr`, '11111111', '22222222'), 'person.attributeConflict'],
    [
      'a CVR number of each generation',
      set('dk:gov:saml:attribute:CvrNumberIdentifier', '22222222'),
      'person.attributeConflict',
    ],
    [
      'another CVR number than the name id',
      x509(`C=DK,O=22222222,CN=Katrine Holm,Serial=${katrine.uuid}`),
      'person.cvrConflict',
    ],
    ['no name of an organisation in OIOSAML 3', set(`${eid}/professional/orgName`), 'person.organisation'],
    ['no name', set(`${eid}/fullName`), 'person.name'],
    ['a name of 201 letters', set(`${eid}/fullName`, 'x'.repeat(201)), 'person.name'],
    ['no level', set('https://data.gov.dk/concept/core/nsis/loa'), 'person.level'],
    [
      'a level that is an address',
      set('https://data.gov.dk/concept/core/nsis/loa', 'https://data.gov.dk/concept/core/nsis/loa/High'),
      'person.level',
    ],
    [
      'a level in other letters',
      set('https://data.gov.dk/concept/core/nsis/loa', 'substantial'),
      'person.level',
    ],
    [
      'a level of NIST under the name of NSIS',
      set('https://data.gov.dk/concept/core/nsis/loa', '4'),
      'person.level',
    ],
    [
      'a level that every object has',
      { ...set('dk:gov:saml:attribute:AssuranceLevel', 'constructor'), generation: 'OIOSAML2' },
      'person.level',
    ],
    [
      'a level of NIST that there is none of',
      { ...set('dk:gov:saml:attribute:AssuranceLevel', '5'), generation: 'OIOSAML2' },
      'person.level',
    ],
    ['a low level', { level: 'Low' }, 'person.levelTooLow'],
    ['a low level of NIST', { level: '2', generation: 'OIOSAML2' }, 'person.levelTooLow'],
    ['two levels, one of them unknown', set('dk:gov:saml:attribute:AssuranceLevel', '9'), 'person.level'],
    ['two levels, one of them low', set('dk:gov:saml:attribute:AssuranceLevel', '2'), 'person.levelTooLow'],
    ['a name id of X509 that is none', x509(katrine.uuid), 'person.nameId'],
    [
      'a name id whose serial is no UUID',
      x509('C=DK,O=11111111,CN=Katrine Holm,Serial=1234'),
      'person.nameId',
    ],
    [
      'a name id with something after the serial',
      x509(`C=DK,O=11111111,CN=Katrine,Serial=${katrine.uuid},X=1`),
      'person.nameId',
    ],
    [
      'a name id with something before it',
      x509(`X=1,C=DK,O=11111111,CN=Katrine,Serial=${katrine.uuid}`),
      'person.nameId',
    ],
    ['a name id that names no organisation', x509(`C=DK,CN=Katrine,Serial=${katrine.uuid}`), 'person.nameId'],
  ]
  test.each(cases)('%s', async (_, hostile, code) => {
    expect((await read({})).uuid).toBe(katrine.uuid)
    const assertion = await scene.read(await scene.field(hostile))
    expect(await codeOf(() => readPerson(assertion))).toBe(code)
  })
})

describe('a name that is written as if it were more', () => {
  const called = (name: string): string => `C=DK,O=11111111,CN=${name},Serial=${katrine.uuid}`
  test.each([
    ['somebody else’s serial', `Eve,Serial=${other}`],
    ['another organisation', 'Eve,O=22222222,CN=Lone'],
    ['another organisation and serial', `Eve,Serial=${other},C=DK,O=22222222,CN=Lone,Serial=${other}`],
    ['a line break and a serial', `Eve\n,Serial=${other}`],
    ['letters of every kind', 'Åge Øst-Æble, 王'],
  ])('%s: is a name and no more', async (_, name) => {
    const parts = (parts: AssertionParts): void => {
      parts.nameId = called(name)
      parts.attributes = parts.attributes.filter((attribute) => attribute.name !== 'urn:oid:2.5.4.3')
    }
    expect(await read({ generation: 'OIOSAML2', parts })).toMatchObject({
      uuid: katrine.uuid,
      cvr: '11111111',
      name: name.replace(/\s+/g, ' '),
    })
  })

  test('an e-mail that is no address is as good as none', async () => {
    expect((await read(set(`${eid}/email`, 'a@b.dk, c@d.dk'))).email).toBeUndefined()
    expect((await read(set(`${eid}/email`))).email).toBeUndefined()
  })
})

describe('the level that is asked for', () => {
  test('the lower one is let in where that is enough', async () => {
    const low = await scene.read(await scene.field({ level: 'Low' }))
    expect(readPerson(low, 'Low').level).toBe('Low')
  })

  test('Substantial where High is asked for', async () => {
    const substantial = await scene.read(await scene.field())
    expect(await codeOf(() => readPerson(substantial, 'High'))).toBe('person.levelTooLow')
  })
})
