/** Names that SAML 2.0, XML Signature, XML Encryption and OIOSAML give to things; compared as they stand, never by case. */
export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  metadata: 'urn:oasis:names:tc:SAML:2.0:metadata',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  encryption: 'http://www.w3.org/2001/04/xmlenc#',
  encryption11: 'http://www.w3.org/2009/xmlenc11#',
  exclusive: 'http://www.w3.org/2001/10/xml-exc-c14n#',
  soap: 'http://schemas.xmlsoap.org/soap/envelope/',
} as const

export const bindings = {
  redirect: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect',
  post: 'urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST',
  soap: 'urn:oasis:names:tc:SAML:2.0:bindings:SOAP',
} as const

export const nameIdFormats = {
  x509: 'urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName',
  persistent: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
  entity: 'urn:oasis:names:tc:SAML:2.0:nameid-format:entity',
} as const

export const confirmedByBearer = 'urn:oasis:names:tc:SAML:2.0:cm:bearer'

const status = 'urn:oasis:names:tc:SAML:2.0:status:'

export const statuses = {
  success: `${status}Success`,
  responder: `${status}Responder`,
  noPassive: `${status}NoPassive`,
  noAuthnContext: `${status}NoAuthnContext`,
  requestDenied: `${status}RequestDenied`,
  authnFailed: `${status}AuthnFailed`,
  partialLogout: `${status}PartialLogout`,
} as const

export const levelUri = 'https://data.gov.dk/concept/core/nsis/loa'
export const professionalUri = 'https://data.gov.dk/eid/Professional'

export const canonicalisation = namespaces.exclusive
export const envelopedSignature = `${namespaces.signature}enveloped-signature`
