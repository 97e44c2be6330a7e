import { SignedXml } from 'xml-crypto'
import type { KeyPair } from '../../../src/platform/saml/types.ts'

const more = 'http://www.w3.org/2001/04/xmldsig-more#'
const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'

/** How a signature is made; whatever is not said is done as it should be. */
export interface SigningOptions {
  algorithm?: string
  digest?: string
  transforms?: string[]
  canonicalisation?: string
  /** XPath of what is signed; the outermost element unless told. */
  signed?: string
  /** XPath of the element after which the signature goes; the issuer unless told. */
  after?: string
  /** Nothing, or the certificate to be named in the signature; that of the key unless told. */
  namedCertificate?: string | null
  /** HMAC, with a public key taken for the secret. */
  hmacSecret?: string
  uriEmpty?: boolean
}

/** Signs as an identity provider does, or as one should not. */
export function sign(xml: string, { key, certificate }: KeyPair, options: SigningOptions = {}): string {
  const named = options.namedCertificate === undefined ? certificate : options.namedCertificate
  const signer = new SignedXml({
    privateKey: options.hmacSecret ?? key,
    publicCert: named ?? undefined,
    signatureAlgorithm: options.algorithm ?? `${more}rsa-sha256`,
    canonicalizationAlgorithm: options.canonicalisation ?? exclusive,
  })
  if (options.hmacSecret) signer.enableHMAC()
  const transforms = options.transforms ?? [
    'http://www.w3.org/2000/09/xmldsig#enveloped-signature',
    exclusive,
  ]
  for (const uri of transforms) signer.CanonicalizationAlgorithms[uri] ??= passingOn(uri)
  signer.addReference({
    xpath: options.signed ?? '/*',
    transforms,
    digestAlgorithm: options.digest ?? 'http://www.w3.org/2001/04/xmlenc#sha256',
    isEmptyUri: options.uriEmpty ?? false,
  })
  const after = options.after ?? "/*/*[local-name()='Issuer']"
  signer.computeSignature(xml, { prefix: 'ds', location: { reference: after, action: 'after' } })
  return signer.getSignedXml()
}

/** A transform that changes nothing: an enemy's may be anything, and it is refused by its name. */
const passingOn = (uri: string) =>
  class {
    includeComments = false
    getAlgorithmName = (): string => uri
    process = (node: Node): Node => node
  }
