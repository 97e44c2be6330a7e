import { X509Certificate } from 'node:crypto'

const fewestBits = 2048

/** @returns the certificate, or null when the text is none */
export function readCertificate(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    return null
  }
}

/** Base64 without its frame, as XML carries a certificate, becomes PEM. */
export const pemOfBase64 = (base64: string): string =>
  `-----BEGIN CERTIFICATE-----\n${base64.replace(/\s+/g, '').replace(/(.{64})(?=.)/g, '$1\n')}\n-----END CERTIFICATE-----\n`

/** The other way about. */
export const base64OfPem = (pem: string): string => pem.replace(/-----[A-Z ]+-----/g, '').replace(/\s+/g, '')

export const isStrong = ({ publicKey }: X509Certificate): boolean =>
  publicKey.asymmetricKeyType === 'rsa' && (publicKey.asymmetricKeyDetails?.modulusLength ?? 0) >= fewestBits

export const isInForce = (certificate: X509Certificate, now: Date): boolean =>
  certificate.validFromDate <= now && now < certificate.validToDate

/** @returns those that may verify something today: RSA of 2048 bits or more, within their dates */
export const usableCertificates = (pems: readonly string[], now: Date): X509Certificate[] =>
  pems
    .map(readCertificate)
    .filter((certificate) => certificate !== null)
    .filter((certificate) => isStrong(certificate) && isInForce(certificate, now))
