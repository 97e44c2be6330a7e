/**
 * Forms of signature wrapping, by the numbers they are known under. Each keeps a valid signature and puts something else where a careless
 * reader looks. They work on text, as an enemy who holds one signed assertion would.
 */
const evil = { uuid: '00000000-0000-4000-8000-00000000e711', name: 'Eve' }

const signaturePattern = /<ds:Signature .*?<\/ds:Signature>/s

export const signatureIn = (xml: string): string => signaturePattern.exec(xml)?.[0] ?? ''

export const withoutSignature = (xml: string): string => xml.replace(signaturePattern, '')

/** A copy that speaks of somebody else, without a signature, under an id of its own. */
export const evilCopy = (signed: string): string =>
  withoutSignature(signed)
    .replace(/ID="[^"]*"/, 'ID="_evil"')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, evil.uuid)

const into = (xml: string, element: string, content: string): string => {
  const end = `</${element}>`
  const at = xml.lastIndexOf(end)
  return `${xml.slice(0, at)}${content}${xml.slice(at)}`
}

const afterIssuer = (xml: string, content: string): string =>
  xml.replace('</saml:Issuer>', `</saml:Issuer>${content}`)

/** Signed assertion → what is encrypted in its place. */
export const wrappedInside: Record<string, (signed: string) => string> = {
  'XSW3: an evil assertion beside it': (signed) => evilCopy(signed) + signed,
  'XSW4: an evil assertion around it': (signed) => into(evilCopy(signed), 'saml:Assertion', signed),
  'XSW5: an evil assertion with its signature, the original at the end': (signed) =>
    into(afterIssuer(evilCopy(signed), signatureIn(signed)), 'saml:Assertion', withoutSignature(signed)),
  'XSW6: an evil assertion with its signature, the original inside that': (signed) =>
    afterIssuer(evilCopy(signed), into(signatureIn(signed), 'ds:Signature', withoutSignature(signed))),
  'XSW7: both in an element for extensions': (signed) =>
    `<samlp:Extensions xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${evilCopy(signed)}${signed}</samlp:Extensions>`,
  'XSW8: an evil assertion with its signature, the original in an Object of that': (signed) =>
    afterIssuer(
      evilCopy(signed),
      into(signatureIn(signed), 'ds:Signature', `<ds:Object>${withoutSignature(signed)}</ds:Object>`),
    ),
}

/** Signed response → a response around it or beside it. */
export const wrappedResponse: Record<string, (signed: string) => string> = {
  'XSW1: an evil response, the original inside its signature': (signed) =>
    afterIssuer(
      evilResponse(signed),
      into(signatureIn(signed), 'ds:Signature', `<ds:Object>${withoutSignature(signed)}</ds:Object>`),
    ),
  'XSW2: an evil response, the original before its signature': (signed) =>
    afterIssuer(
      evilResponse(signed),
      `<samlp:Extensions>${withoutSignature(signed)}</samlp:Extensions>${signatureIn(signed)}`,
    ),
}

const evilResponse = (signed: string): string => withoutSignature(signed).replace(/ID="[^"]*"/, 'ID="_evil"')

/** The response, an evil assertion and the encrypted one → a response that holds both. */
export const wrappedAround: Record<string, (response: string, assertion: string) => string> = {
  'XSW3: before the encrypted one': (response, assertion) =>
    response.replace('<saml:EncryptedAssertion', `${assertion}<saml:EncryptedAssertion`),
  'XSW4: around the encrypted one': (response, assertion) => {
    const encrypted = /<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s.exec(response)?.[0] ?? ''
    return response.replace(encrypted, into(assertion, 'saml:Assertion', encrypted))
  },
  'XSW5: after the encrypted one': (response, assertion) => into(response, 'samlp:Response', assertion),
  'XSW6: inside the encrypted one': (response, assertion) =>
    into(response, 'saml:EncryptedAssertion', assertion),
  'XSW7: in an element for extensions': (response, assertion) =>
    afterIssuer(response, `<samlp:Extensions>${assertion}</samlp:Extensions>`),
  'XSW8: in an Object of a signature': (response, assertion) =>
    afterIssuer(
      response,
      `<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Object>${assertion}</ds:Object></ds:Signature>`,
    ),
}
