import { expect, test } from 'vitest'
import { codeOf, type Hostile, Scene } from '../../../test/support/saml/scene.ts'
import { katrine } from '../../../test/support/saml/test-identity-provider.ts'
import { withoutSignature } from '../../../test/support/saml/wrapping.ts'
import { requireSecondReading } from './second-reading.ts'
import type { SamlAssertion } from './types.ts'

const scene = new Scene()
const signed = scene.plain({ id: '_one' })
const first = await scene.read(await scene.field({ signed: () => signed }))
const xml = withoutSignature(signed)

const eid = 'https://data.gov.dk/model/core/eid'

test('two readers that agree', async () => {
  await expect(requireSecondReading(xml, first, scene.sp)).resolves.toBeUndefined()
})

test.each([
  ['the name id', { nameId: `${first.nameId}0` }],
  ['the form of the name id', { nameIdFormat: 'urn:x' }],
  ['the issuer', { issuer: scene.otherIdp.entityId }],
  ['the session', { sessionIndex: '_two' }],
  ['a value', { attributes: new Map([...first.attributes, [`${eid}/professional/cvr`, ['22222222']]]) }],
  ['an attribute more', { attributes: new Map([...first.attributes, [`${eid}/firstName`, ['Eve']]]) }],
  ['an attribute less', { attributes: new Map([...first.attributes].slice(1)) }],
  [
    'a value more',
    { attributes: new Map([...first.attributes, [`${eid}/email`, [katrine.email, 'eve@evil.example']]]) },
  ],
] as [string, Partial<SamlAssertion>][])('two readers that differ in %s: no sign-in', async (_, change) => {
  expect(await codeOf(() => requireSecondReading(xml, { ...first, ...change }, scene.sp))).toBe(
    'assertion.readers',
  )
})

test('a second reader that cannot read it: no sign-in', async () => {
  expect(await codeOf(() => requireSecondReading('<x', first, scene.sp))).toBe('assertion.readers')
  const elsewhere = { ...scene.sp, entityId: 'https://another.example' }
  expect(await codeOf(() => requireSecondReading(xml, first, elsewhere))).toBe('assertion.readers')
})

/** The first parser makes a line break of this character, the second one keeps it. */
test('a name that two parsers read differently, rightly signed: no sign-in', async () => {
  const named = (between: string): Hostile => {
    const referenced = (text: string): string => text.replaceAll(between, `&#${between.codePointAt(0)};`)
    return { person: { ...katrine, name: `Katrine${between}Holm` }, unsigned: referenced, signed: referenced }
  }
  expect((await scene.read(await scene.field(named('\u2029')))).issuer).toBe(scene.idp.entityId)
  expect(await scene.refusal(named('\u2028'))).toBe('assertion.readers')
})
