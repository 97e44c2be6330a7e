import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contextHandlerForm, type EncryptionForm } from '../../../test/support/saml/encrypt.ts'
import { privilegeList, privilegeNamespaces } from '../../../test/support/saml/privileges.ts'
import { Scene } from '../../../test/support/saml/scene.ts'
import { katrine } from '../../../test/support/saml/test-identity-provider.ts'
import { readPerson } from './person.ts'
import { readPrivileges } from './privileges.ts'
import type { SamlFault } from './types.ts'

const scene = new Scene()

const forms: [string, EncryptionForm][] = [
  ['the live form', contextHandlerForm],
  ['AES-128', { ...contextHandlerForm, content: 'aes128-gcm' }],
  ['SHA-512', { ...contextHandlerForm, digest: 'sha512', mask: 'sha512' }],
]

const group = {
  scope: 'urn:dk:gov:saml:cvrNumberIdentifier:11111111',
  privileges: ['http://tvaers.example/roles/usersystemrole/bruger/1'],
}

const sent = (['OIOSAML2', 'OIOSAML3'] as const).flatMap((generation) =>
  (['x509', 'persistent'] as const).flatMap((nameIdForm) =>
    forms.flatMap(([form, encryption]) =>
      Object.entries(privilegeNamespaces).map(([profile, namespace]) => ({
        generation,
        nameIdForm,
        form,
        encryption,
        profile,
        privileges: [privilegeList([group], namespace)],
      })),
    ),
  ),
)

test.each(sent)('$generation, name id $nameIdForm, $form, $profile', async (options) => {
  const assertion = await scene.read(await scene.field({ ...options, id: '_one' }))
  const person = readPerson(assertion)
  expect(assertion).toMatchObject({
    id: '_one',
    issuer: scene.idp.entityId,
    sessionIndex: '_one',
    inResponseTo: '_request',
    profile: options.generation,
    levelText: options.generation === 'OIOSAML3' ? 'Substantial' : '3',
    authnInstant: new Date('2026-11-27T09:59:55Z'),
  })
  expect(person).toEqual({
    ...katrine,
    level: 'Substantial',
    privilegesBase64: options.privileges,
    specVersion: options.generation === 'OIOSAML3' ? 'OIO-SAML-3.0' : 'DK-SAML-2.0',
  })
  expect(person.privilegesBase64.flatMap(readPrivileges)).toMatchObject([
    { scope: { kind: 'cvr', value: '11111111' }, privileges: group.privileges },
  ])
})

describe('other forms that are let in', () => {
  test('an assertion under both schemes at once, as some identity providers send it', async () => {
    const parts = ({ attributes }: { attributes: { name: string; values: string[] }[] }): void => {
      attributes.push({ name: 'dk:gov:saml:attribute:SpecVer', values: ['DK-SAML-2.0'] })
      attributes.push({ name: 'dk:gov:saml:attribute:AssuranceLevel', values: ['4'] })
      attributes.push({ name: 'dk:gov:saml:attribute:CvrNumberIdentifier', values: ['11111111'] })
    }
    const assertion = await scene.read(await scene.field({ nameIdForm: 'x509', parts }))
    expect(assertion.profile).toBe('OIOSAML3')
    expect(readPerson(assertion)).toMatchObject({ uuid: katrine.uuid, level: 'Substantial' })
  })

  test('a name in two parts, a UUID in capitals, several privilege lists', async () => {
    const eid = 'https://data.gov.dk/model/core/eid'
    const person = { ...katrine, uuid: katrine.uuid.toUpperCase() }
    const privileges = [privilegeList([group]), privilegeList([])]
    const parts = (parts: { attributes: { name: string; values: string[] }[] }): void => {
      parts.attributes = parts.attributes.filter(({ name }) => name !== `${eid}/fullName`)
      parts.attributes.push(
        { name: `${eid}/firstName`, values: ['Katrine'] },
        { name: `${eid}/lastName`, values: ['Holm'] },
      )
    }
    const read = readPerson(await scene.read(await scene.field({ person, privileges, parts })))
    expect(read).toMatchObject({ uuid: katrine.uuid, name: 'Katrine Holm', privilegesBase64: privileges })
  })

  test('a declaration, line breaks in the base64, a byte order mark', async () => {
    const text = `\ufeff<?xml version="1.0" encoding="utf-8"?>\n${await scene.text()}`
    const field = Buffer.from(text, 'utf8')
      .toString('base64')
      .replace(/(.{76})/g, '$1\r\n')
    expect((await scene.read(field)).nameId).toContain(katrine.uuid)
  })

  test('line breaks of Windows inside base64, as Java writes them', async () => {
    const list = privilegeList([group])
    const privileges = [`${list.slice(0, 76)}\r\n${list.slice(76)}`]
    const field = await scene.field({
      privileges,
      signing: { digest: 'http://www.w3.org/2001/04/xmlenc#sha512' },
    })
    const [read = ''] = readPerson(await scene.read(field)).privilegesBase64
    expect(read).toBe(privileges[0])
    expect(readPrivileges(read)).toHaveLength(1)
  })

  test('a session with an end', async () => {
    const parts = (parts: { sessionNotOnOrAfter?: string }): void => {
      parts.sessionNotOnOrAfter = '2026-11-27T18:00:00Z'
    }
    expect((await scene.read(await scene.field({ parts }))).sessionNotOnOrAfter).toEqual(
      new Date('2026-11-27T18:00:00Z'),
    )
  })

  test('an identity provider that names itself as an entity', async () => {
    const parts = (parts: { issuerFormat?: string }): void => {
      parts.issuerFormat = 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity'
    }
    expect((await scene.read(await scene.field({ parts }))).issuer).toBe(scene.idp.entityId)
  })
})

/** What a sign-in goes by; two readings that agree on it are of the same person. */
const essence = async (field: string): Promise<string> => {
  const assertion = await scene.read(field)
  return JSON.stringify([assertion, [...assertion.attributes]])
}

describe('one altered character', () => {
  const alphabet = '<>&"\'/=:;#!-?. \n0AaZzæ\u00a0'

  test('of the signed assertion: refused, or the same person', async () => {
    const signed = scene.plain({ id: '_property' })
    const whole = await essence(await scene.field({ signed: () => signed }))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(signed.length - 1),
        fc.constantFrom(...alphabet),
        fc.constantFrom('replace', 'insert', 'remove'),
        async (at, character, how) => {
          const before = signed.slice(0, at)
          const after = signed.slice(how === 'insert' ? at : at + 1)
          const altered = `${before}${how === 'remove' ? '' : character}${after}`
          const outcome = await essence(await scene.field({ signed: () => altered })).catch(
            (fault: SamlFault) => fault.code,
          )
          expect(outcome === whole || /^assertion\.[a-zA-Z]+$/.test(outcome)).toBe(true)
        },
      ),
      { numRuns: 200, seed: 1 },
    )
  })

  test('of the response: refused, or the same person', async () => {
    const text = await scene.text({ id: '_property' })
    const whole = await essence(Buffer.from(text).toString('base64'))
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom(...alphabet), async (at, character) => {
        const altered = `${text.slice(0, at)}${character}${text.slice(at + 1)}`
        const field = Buffer.from(altered, 'utf8').toString('base64')
        const outcome = await essence(field).catch((fault: SamlFault) => fault.code)
        expect(outcome === whole || /^(response|assertion)\.[a-zA-Z]+$/.test(outcome)).toBe(true)
      }),
      { numRuns: 200, seed: 2 },
    )
  })
})

test('whatever bytes come: a code, and never anything else', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const code = await scene.refusalOfField(Buffer.from(bytes).toString('base64'))
      expect(code).toMatch(/^response\.[a-zA-Z]+$/)
    }),
    { numRuns: 200, seed: 3 },
  )
})

test('whatever pieces of markup come together: a code, and never anything else', async () => {
  const piece = fc.constantFrom(
    '<a>',
    '</a>',
    '<a/>',
    '<a b="1">',
    '<!--',
    '-->',
    '<?',
    '?>',
    '&amp;',
    '&lt',
    '<![CDATA[',
    ']]>',
    '<!DOCTYPE a>',
    'x',
    ' ',
    '"',
    "'",
    '<a:b xmlns:a="c"/>',
    '\u2028',
  )
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
      const code = await scene.refusalOfField(Buffer.from(pieces.join(''), 'utf8').toString('base64'))
      expect(code).toMatch(/^response\.[a-zA-Z]+$/)
    }),
    { numRuns: 500, seed: 4 },
  )
})
