import { describe, expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { createSamlPortal, cvrOf, type SamlPortal, textOf, Visit } from '../../../test/support/saml-portal.ts'
import type { KeyPair } from '../../platform/saml/types.ts'
import { base64OfPem } from '../../platform/saml/xml/certificates.ts'
import { attributeOf, elementsNamed, textOf as textIn } from '../../platform/saml/xml/element.ts'
import { parseXml } from '../../platform/saml/xml/parse.ts'

const old = makeKeyPair({ commonName: 'Tværs' })
const renewed = makeKeyPair({ commonName: 'Tværs, from now on' })

const present = ({ key, certificate }: KeyPair) => ({
  SAML_SIGNING_KEY: key,
  SAML_SIGNING_CERTIFICATE: certificate,
})
const next = ({ key, certificate }: KeyPair) => ({ SAML_NEXT_KEY: key, SAML_NEXT_CERTIFICATE: certificate })

/** What our metadata names for a use, in its order. */
async function published({ portal }: SamlPortal, use: string): Promise<string[]> {
  const metadata = parseXml((await portal.anybody().get('/saml/metadata')).body, 'metadata')
  return [...elementsNamed(metadata, 'urn:oasis:names:tc:SAML:2.0:metadata', 'KeyDescriptor')]
    .filter((key) => attributeOf(key, 'use') === use)
    .flatMap((key) => [...elementsNamed(key, 'http://www.w3.org/2000/09/xmldsig#', 'X509Certificate')])
    .map((element) => textIn(element) ?? '')
}

/** The steps of docs/operations.md, in their order. */
const steps: {
  step: string
  environment: Record<string, string>
  names: readonly KeyPair[]
  reads: readonly KeyPair[]
}[] = [
  { step: 'before', environment: present(old), names: [old], reads: [old] },
  {
    step: '1: the new pair is published',
    environment: { ...present(old), ...next(renewed) },
    names: [old, renewed],
    reads: [old, renewed],
  },
  {
    step: '2: the new pair signs, and the old key still reads',
    environment: { ...present(renewed), SAML_PREVIOUS_KEY: old.key },
    names: [renewed],
    reads: [old, renewed],
  },
  { step: '3: the old key is gone', environment: present(renewed), names: [renewed], reads: [renewed] },
]

describe('changing our key', () => {
  test.each(steps)('$step', async ({ environment, names, reads }) => {
    const saml = await createSamlPortal({ environment })
    try {
      const certificates = names.map(({ certificate }) => base64OfPem(certificate))
      expect(await published(saml, 'signing')).toEqual(certificates)
      expect(await published(saml, 'encryption')).toEqual(certificates)
      for (const { certificate } of [old, renewed]) {
        const visit = new Visit(saml)
        const rights = { [cvrOf.korsbaek]: ['bruger'] }
        const answer = await visit.signIn({ rights, encryptionCertificate: certificate }, '/opgaver')
        if (reads.some((pair) => pair.certificate === certificate)) {
          expect([answer.statusCode, answer.headers.location]).toEqual([303, '/opgaver'])
          expect((await visit.browser.get('/opgaver')).statusCode).toBe(200)
        } else expect(textOf(answer)).toContain('Vi kan ikke læse svaret')
      }
    } finally {
      await saml.close()
    }
  })
})
