import { createPublicKey } from 'node:crypto'
import { promisify } from 'node:util'
import * as xmlEncryption from 'xml-encryption'

const transports = {
  'rsa-oaep': 'http://www.w3.org/2009/xmlenc11#rsa-oaep',
  mgf1p: 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p',
  'rsa-1_5': 'http://www.w3.org/2001/04/xmlenc#rsa-1_5',
}

const contents = {
  'aes256-gcm': 'http://www.w3.org/2009/xmlenc11#aes256-gcm',
  'aes128-gcm': 'http://www.w3.org/2009/xmlenc11#aes128-gcm',
  'aes256-cbc': 'http://www.w3.org/2001/04/xmlenc#aes256-cbc',
  'aes128-cbc': 'http://www.w3.org/2001/04/xmlenc#aes128-cbc',
  'tripledes-cbc': 'http://www.w3.org/2001/04/xmlenc#tripledes-cbc',
}

export interface EncryptionForm {
  transport: keyof typeof transports
  digest: 'sha1' | 'sha256' | 'sha512'
  /** Of `rsa-oaep` alone. */
  mask?: 'sha1' | 'sha256' | 'sha512'
  content: keyof typeof contents
}

/** As the live Context Handler does it. */
export const contextHandlerForm: EncryptionForm = {
  transport: 'rsa-oaep',
  digest: 'sha256',
  mask: 'sha256',
  content: 'aes256-gcm',
}

type Encrypt = (content: string, options: object) => Promise<string>

/** @returns EncryptedData, to whoever holds the key of the certificate */
export async function encryptedData(xml: string, certificate: string, form: EncryptionForm): Promise<string> {
  const encrypt = promisify(xmlEncryption.encrypt) as unknown as Encrypt
  const text = await encrypt(xml, {
    rsa_pub: createPublicKey(certificate).export({ type: 'spki', format: 'pem' }),
    pem: certificate,
    encryptionAlgorithm: contents[form.content],
    keyEncryptionAlgorithm: transports[form.transport],
    keyEncryptionDigest: form.digest,
    keyEncryptionMgf: form.mask,
    disallowEncryptionWithInsecureAlgorithm: false,
    warnInsecureAlgorithm: false,
  })
  return text.trim()
}

export const encryptedAssertion = (data: string): string =>
  `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${data}</saml:EncryptedAssertion>`
