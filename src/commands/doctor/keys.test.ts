import { expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { samlEnvironment } from '../../../test/support/saml-environment.ts'
import { readConfig } from '../../config.ts'
import type { SamlSettings } from '../../features/sign-in/index.ts'
import type { KeyPair } from '../../platform/saml/types.ts'
import { examineKeys } from './keys.ts'

const now = new Date('2026-11-23T09:00:00Z')
const inDays = (days: number): Date => new Date(now.getTime() + days * 86_400_000)
const name = { commonName: 'Tværs' }

const withSigning = (signing: KeyPair, more: Partial<SamlSettings['serviceProvider']> = {}): SamlSettings => {
  const { saml } = readConfig({ MODE: 'demo', ...samlEnvironment() })
  if (!saml) throw new Error('Sign-in by SAML is off')
  return { ...saml, serviceProvider: { ...saml.serviceProvider, signing, ...more } }
}
const notOk = (settings: SamlSettings | null) =>
  examineKeys(settings, now)
    .filter(({ level }) => level !== 'ok')
    .map(({ level, what }) => `${level}: ${what}`)

const long = makeKeyPair({ ...name, bits: 3072, to: inDays(1000) })

test('a long key with a certificate of its own, signed with SHA-256 and valid for long, is well', () => {
  const findings = examineKeys(withSigning(long), now)
  expect(findings.every(({ level, todo }) => level === 'ok' && todo === null)).toBe(true)
  expect(findings.map(({ what }) => what)).toContain(
    'SAML_SIGNING_CERTIFICATE was signed with sha256WithRSAEncryption',
  )
})

test('the key before is named until it is taken out', () => {
  const said = (settings: SamlSettings) =>
    examineKeys(settings, now).some(({ what }) => what.startsWith('SAML_PREVIOUS_KEY reads'))
  const next = makeKeyPair({ ...name, bits: 3072, to: inDays(2000) })
  const keys = [long.key, next.key]
  expect(said(withSigning(long, { nextSigning: next, decryptionKeys: keys }))).toBe(false)
  expect(said(withSigning(long, { decryptionKeys: keys }))).toBe(true)
})

test('without SAML there is nothing to look at', () => {
  expect(examineKeys(null, now)).toMatchObject([{ level: 'ok' }])
})

test.each<[string, () => KeyPair, string]>([
  [
    'of another key',
    () => ({ ...long, certificate: makeKeyPair({ ...name, bits: 3072 }).certificate }),
    'fault: SAML_SIGNING_CERTIFICATE does not belong to its key',
  ],
  [
    'too short',
    () => makeKeyPair({ ...name, bits: 1024 }),
    'fault: SAML_SIGNING_CERTIFICATE has no RSA key of 2048 bits or more',
  ],
  [
    'short',
    () => makeKeyPair({ ...name, bits: 2048 }),
    'warning: SAML_SIGNING_CERTIFICATE has an RSA key of 2048 bits',
  ],
  [
    'signed with SHA-1',
    () => makeKeyPair({ ...name, bits: 3072, digest: 'sha1' }),
    'fault: SAML_SIGNING_CERTIFICATE was signed with sha1WithRSAEncryption',
  ],
  [
    'expired',
    () => makeKeyPair({ ...name, bits: 3072, to: inDays(-1) }),
    'fault: SAML_SIGNING_CERTIFICATE expired on 2026-11-22',
  ],
  [
    'near its end',
    () => makeKeyPair({ ...name, bits: 3072, to: inDays(60) }),
    'warning: SAML_SIGNING_CERTIFICATE expires on 2027-01-22',
  ],
  [
    'not begun',
    () => makeKeyPair({ ...name, bits: 3072, from: inDays(1), to: inDays(1000) }),
    'fault: SAML_SIGNING_CERTIFICATE is not valid before 2026-11-24',
  ],
])('a certificate that is %s', (_name, make, words) => {
  expect(notOk(withSigning(make()))).toEqual([words])
})

test('the next one and those who sign metadata are looked at too', () => {
  const next = makeKeyPair({ ...name, bits: 3072, to: inDays(-1) })
  const signer = makeKeyPair({ ...name, to: inDays(10) })
  const settings = { ...withSigning(long, { nextSigning: next }), metadataCertificates: [signer.certificate] }
  expect(notOk(settings)).toEqual([
    'fault: SAML_NEXT_CERTIFICATE expired on 2026-11-22',
    'warning: SAML_IDP_METADATA_CERTIFICATE expires on 2026-12-03',
  ])
})
