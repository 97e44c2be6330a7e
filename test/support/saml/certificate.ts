import { createHash, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import type { KeyPair } from '../../../src/platform/saml/types.ts'

/**
 * Self-signed certificates, made when a test runs: no key lies in the repository, no program need be installed, and the dates are
 * the test's own.
 */
export interface CertificateOptions {
  commonName: string
  from?: Date
  to?: Date
  bits?: number
}

export function makeKeyPair(options: CertificateOptions): KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: options.bits ?? 2048 })
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: certificateOf(privateKey, publicKey, options),
  }
}

/** Another certificate for a key there is already, with other dates for instance. */
export function certificateOf(
  privateKey: KeyObject,
  publicKey: KeyObject,
  {
    commonName,
    from = new Date('2025-01-01T00:00:00Z'),
    to = new Date('2035-01-01T00:00:00Z'),
  }: CertificateOptions,
): string {
  const name = sequence(set(sequence(commonNameOid, tagged(0x0c, Buffer.from(commonName, 'utf8')))))
  const serial = createHash('sha256').update(commonName).digest().subarray(0, 8)
  serial[0] = 1
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.from([2]))),
    tagged(0x02, serial),
    sha256WithRsa,
    name,
    sequence(time(from), time(to)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  )
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey)
  const der = sequence(body, sha256WithRsa, tagged(0x03, Buffer.concat([Buffer.from([0]), signature])))
  const lines = der.toString('base64').replace(/(.{64})(?=.)/g, '$1\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

function tagged(tag: number, content: Buffer): Buffer {
  const { length } = content
  const long = length < 256 ? Buffer.from([0x81, length]) : Buffer.from([0x82, length >> 8, length & 0xff])
  return Buffer.concat([Buffer.from([tag]), length < 128 ? Buffer.from([length]) : long, content])
}

const sequence = (...parts: Buffer[]): Buffer => tagged(0x30, Buffer.concat(parts))
const set = (...parts: Buffer[]): Buffer => tagged(0x31, Buffer.concat(parts))

/** GeneralizedTime, which has years of four digits. */
const time = (instant: Date): Buffer =>
  tagged(0x18, Buffer.from(`${instant.toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`))

const commonNameOid = Buffer.from('0603550403', 'hex')
const sha256WithRsa = sequence(Buffer.from('06092a864886f70d01010b', 'hex'), Buffer.from('0500', 'hex'))
