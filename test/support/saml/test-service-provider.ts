import type { KeyPair, ServiceProvider } from '../../../src/platform/saml/types.ts'
import { makeKeyPair } from './certificate.ts'

/** Ourselves, with keys made now. */
export function testServiceProvider(
  base = 'https://tvaers.example',
  keys: { signing?: KeyPair } = {},
): ServiceProvider {
  const signing = keys.signing ?? makeKeyPair({ commonName: 'Tværs' })
  return {
    entityId: base,
    acsUrl: `${base}/saml/acs`,
    sloUrl: `${base}/saml/slo`,
    sloResponseUrl: `${base}/saml/slo-svar`,
    sloSoapUrl: `${base}/saml/slo-soap`,
    serviceName: 'Tværs',
    organisation: { name: 'Tværs', url: base },
    contactMail: 'drift@tvaers.example',
    signing,
    decryptionKeys: [signing.key],
  }
}
