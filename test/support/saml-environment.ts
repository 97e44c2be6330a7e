import { makeKeyPair } from './saml/certificate.ts'

/**
 * What sign-in by SAML needs in the environment, with keys made now.
 * @param metadata the setting's value; an address that nobody asks unless told
 */
export const samlEnvironment = (metadata = 'https://idp.example/metadata.idp'): Record<string, string> => {
  const { key, certificate } = makeKeyPair({ commonName: 'Tværs' })
  return {
    SAML_ENTITY_ID: 'https://tvaers.example',
    SAML_SIGNING_KEY: key,
    SAML_SIGNING_CERTIFICATE: certificate,
    SAML_IDP_METADATA: metadata,
    SAML_CONTACT: 'drift@tvaers.example',
  }
}
