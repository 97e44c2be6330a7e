import { afterEach, describe, expect, test } from 'vitest'
import { contextHandlerForm, type EncryptionForm } from '../../../test/support/saml/encrypt.ts'
import { cvrScope, privilegeList } from '../../../test/support/saml/privileges.ts'
import {
  anders,
  createSamlPortal,
  cvrOf,
  readSent,
  roleUri,
  type SamlPortal,
  textOf,
  Visit,
} from '../../../test/support/saml-portal.ts'

let saml: SamlPortal
afterEach(() => saml.close())

describe('settings that can be chosen are what is used', () => {
  test('older encryption is read from the one identity provider that is allowed it, and from no other', async () => {
    saml = await createSamlPortal({}, undefined, 'cbc+mgf1-sha1+oaep-sha1')
    const forms: EncryptionForm[] = [
      { ...contextHandlerForm, content: 'aes256-cbc' },
      { ...contextHandlerForm, mask: 'sha1' },
      { ...contextHandlerForm, digest: 'sha1' },
      { transport: 'mgf1p', digest: 'sha1', content: 'aes128-cbc' },
    ]
    for (const encryption of forms) {
      const own = await new Visit(saml, saml.browser(), saml.own).signIn({ encryption })
      expect([encryption, own.headers.location]).toEqual([encryption, '/'])
      expect(textOf(await new Visit(saml).signIn({ encryption }))).toContain('Vi kan ikke læse svaret')
    }
    expect((await new Visit(saml).signIn()).headers.location).toBe('/')
  })

  test('SAML_ROLE_DOMAIN: roles of that domain open, those of the usual one do not', async () => {
    saml = await createSamlPortal({ environment: { SAML_ROLE_DOMAIN: 'https://tvaers.kombit.dk' } })
    const holding = (uri: string) => ({
      privileges: [privilegeList([{ scope: cvrScope(cvrOf.korsbaek), privileges: [uri] }])],
    })
    const usual = await new Visit(saml).signIn(holding(roleUri('bruger')))
    expect([usual.statusCode, textOf(usual).includes('Du har ikke adgang til Tværs')]).toEqual([403, true])
    const visit = new Visit(saml)
    const answer = await visit.signIn(holding('https://tvaers.kombit.dk/roles/usersystemrole/bruger/1'))
    expect(answer.headers.location).toBe('/')
    expect((await visit.browser.get('/')).statusCode).toBe(200)
  })

  test('SAML_LEVEL: High is asked for, and less is refused', async () => {
    saml = await createSamlPortal({ environment: { SAML_LEVEL: 'High' } })
    const { xml } = readSent((await new Visit(saml).begin()).url)
    expect(xml).toContain('https://data.gov.dk/concept/core/nsis/loa/High<')
    expect(xml).not.toContain('nsis/loa/Substantial')
    for (const saying of [{ level: 'Substantial' }, { generation: 'OIOSAML2' as const, level: '3' }]) {
      const refused = await new Visit(saml).signIn({ person: anders, ...saying })
      expect([
        refused.statusCode,
        textOf(refused).includes('Der kræves mindst Høj. Dit login var på niveau Betydelig.'),
      ]).toEqual([403, true])
    }
    for (const saying of [{ level: 'High' }, { generation: 'OIOSAML2' as const, level: '4' }])
      expect((await new Visit(saml).signIn(saying)).headers.location).toBe('/')
  })
})
