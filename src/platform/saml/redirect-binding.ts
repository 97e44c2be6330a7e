import { createSign, createVerify } from 'node:crypto'
import { packed } from './encoding.ts'
import { type IdentityProvider, SamlFault } from './types.ts'
import { usableCertificates } from './xml/certificates.ts'
import { signatureHashes } from './xml/signature-form.ts'

export type MessageField = 'SAMLRequest' | 'SAMLResponse'

const [ourAlgorithm = '', ourHash = ''] = [...signatureHashes][0] ?? []

/**
 * The address that carries a message, its signature over the very characters of the query (SAML bindings 3.4.4.1).
 * @param key PEM
 */
export function signedUrl(
  address: string,
  message: { field: MessageField; xml: string; relayState?: string },
  key: string,
): string {
  const parts: [string, string | undefined][] = [
    [message.field, packed(message.xml)],
    ['RelayState', message.relayState],
    ['SigAlg', ourAlgorithm],
  ]
  const signed = parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&')
  const signature = createSign(ourHash).update(signed).sign(key, 'base64')
  return `${address}${address.includes('?') ? '&' : '?'}${signed}&Signature=${encodeURIComponent(signature)}`
}

/** A query as it arrived: what was signed stays in the characters of the sender. */
export interface SignedQuery {
  /** Base64 of the packed message. */
  readonly message: string
  readonly relayState?: string
  readonly algorithm: string
  readonly signature: Buffer
  readonly signedCharacters: string
}

const longestQuery = 64 * 1024

/** Other parameters may stand beside these; none of these may stand there twice. */
export function readQuery(rawQuery: string, field: MessageField): SignedQuery {
  if (rawQuery.length > longestQuery) throw new SamlFault('logout.tooLarge')
  const parts = rawQuery.split('&')
  const raw = (name: string): string | undefined => {
    const [first, second] = parts.filter((part) => part.startsWith(`${name}=`))
    if (second !== undefined) throw new SamlFault('logout.query', `${name} twice`)
    return first
  }
  const [message, relayState, algorithm, signature] = [
    raw(field),
    raw('RelayState'),
    raw('SigAlg'),
    raw('Signature'),
  ]
  const other = raw(field === 'SAMLRequest' ? 'SAMLResponse' : 'SAMLRequest')
  if (!message || other) throw new SamlFault('logout.query', field)
  if (!signature || !algorithm) throw new SamlFault('logout.unsigned')
  return {
    message: decoded(message),
    relayState: relayState === undefined ? undefined : decoded(relayState),
    algorithm: decoded(algorithm),
    signature: Buffer.from(decoded(signature), 'base64'),
    signedCharacters: [message, relayState, algorithm].filter((part) => part !== undefined).join('&'),
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part.slice(part.indexOf('=') + 1).replaceAll('+', ' '))
  } catch (error) {
    if (error instanceof URIError) throw new SamlFault('logout.query', 'percent signs')
    throw error
  }
}

/** @throws SamlFault unless one of the sender's certificates signed the query */
export function verifyQuery(query: SignedQuery, idp: IdentityProvider, now: Date): void {
  const hash = signatureHashes.get(query.algorithm)
  if (!hash) throw new SamlFault('logout.signatureAlgorithm', query.algorithm)
  const certificates = usableCertificates(idp.signingCertificates, now)
  if (certificates.length === 0) throw new SamlFault('logout.certificate')
  const signedBy = certificates.some(({ publicKey }) =>
    createVerify(hash).update(query.signedCharacters).verify(publicKey, query.signature),
  )
  if (!signedBy) throw new SamlFault('logout.signature')
}
