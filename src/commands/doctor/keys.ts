import { createPrivateKey, X509Certificate } from 'node:crypto'
import type { SamlSettings } from '../../features/sign-in/index.ts'
import type { KeyPair } from '../../platform/saml/types.ts'
import { dayOf, type Finding, fault, ok, soon, warning } from './finding.ts'

/** Bits of an RSA key below which it is not taken, and below which the next one should be longer. */
const [fewestBits, advisedBits] = [2048, 3072]

const order = 'Order a new OCES3 certificate and put it in as SAML_NEXT_KEY and SAML_NEXT_CERTIFICATE.'

const readsStill =
  'SAML_PREVIOUS_KEY reads what is still encrypted to it: take it out once every identity provider has our present metadata'

/** Our keys and certificates, now and next. That they can be read and belong together is part of reading the settings. */
export function examineKeys(saml: SamlSettings | null, now: Date): Finding[] {
  if (!saml) return [ok('keys', 'Sign-in by SAML is off: no keys')]
  const { signing, nextSigning, decryptionKeys } = saml.serviceProvider
  const shown = [signing.key, nextSigning?.key]
  return [
    ...examinePair('SAML_SIGNING_CERTIFICATE', signing, now),
    ...(nextSigning ? examinePair('SAML_NEXT_CERTIFICATE', nextSigning, now) : []),
    ...(decryptionKeys.every((key) => shown.includes(key)) ? [] : [ok('keys', readsStill)]),
    ...(saml.metadataCertificates ?? []).flatMap((pem) =>
      datesOf(
        'SAML_IDP_METADATA_CERTIFICATE',
        new X509Certificate(pem),
        now,
        'Get the new one from those who sign metadata and put it after this one.',
      ),
    ),
  ]
}

function examinePair(name: string, pair: KeyPair, now: Date): Finding[] {
  const certificate = new X509Certificate(pair.certificate)
  return [
    belongingOf(name, pair, certificate),
    lengthOf(name, certificate),
    ...signatureOf(name, certificate),
    ...datesOf(name, certificate, now, order),
  ]
}

function belongingOf(name: string, { key }: KeyPair, certificate: X509Certificate): Finding {
  return certificate.checkPrivateKey(createPrivateKey(key))
    ? ok('keys', `${name} can be read and belongs to its key`)
    : fault('keys', `${name} does not belong to its key`, 'Put in the certificate of this key.')
}

function lengthOf(name: string, { publicKey }: X509Certificate): Finding {
  const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0
  if (publicKey.asymmetricKeyType !== 'rsa' || bits < fewestBits)
    return fault('keys', `${name} has no RSA key of ${fewestBits} bits or more`, order)
  return bits < advisedBits
    ? warning(
        'keys',
        `${name} has an RSA key of ${bits} bits`,
        `Order the next one with ${advisedBits} bits.`,
      )
    : ok('keys', `${name} has an RSA key of ${bits} bits`)
}

function signatureOf(name: string, { signatureAlgorithm = '' }: X509Certificate): Finding[] {
  return /sha-?1(?!\d)|md5/i.test(signatureAlgorithm)
    ? [fault('keys', `${name} was signed with ${signatureAlgorithm}`, order)]
    : [ok('keys', `${name} was signed with ${signatureAlgorithm}`)]
}

function datesOf(name: string, certificate: X509Certificate, now: Date, todo: string): Finding[] {
  const { validFromDate: from, validToDate: to } = certificate
  if (to <= now) return [fault('keys', `${name} expired on ${dayOf(to)}`, todo)]
  if (from > now)
    return [fault('keys', `${name} is not valid before ${dayOf(from)}`, 'Use the one before it until then.')]
  return to.getTime() - now.getTime() <= soon
    ? [warning('keys', `${name} expires on ${dayOf(to)}`, todo)]
    : [ok('keys', `${name} is valid until ${dayOf(to)}`)]
}
