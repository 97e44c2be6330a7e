import { createPrivateKey, X509Certificate } from 'node:crypto'
import { accessSync, constants, readFileSync } from 'node:fs'
import type { MetadataSource, SamlSettings } from './features/sign-in/index.ts'
import type { KeyPair } from './platform/saml/types.ts'

/** The settings of sign-in by SAML, as they are given. */
export interface SamlWords {
  readonly SAML_ENTITY_ID?: string
  readonly SAML_SIGNING_KEY?: string
  readonly SAML_SIGNING_CERTIFICATE?: string
  readonly SAML_NEXT_KEY?: string
  readonly SAML_NEXT_CERTIFICATE?: string
  readonly SAML_PREVIOUS_KEY?: string
  readonly SAML_IDP_METADATA?: string
  readonly SAML_IDP_METADATA_CERTIFICATE?: string
  readonly SAML_CONTACT?: string
}

/** Those whose standard value or form the schema has seen to. */
export interface SamlChoices {
  readonly SAML_ORGANISATION: string
  readonly SAML_ROLE_DOMAIN: string
  readonly SAML_LEVEL: 'Low' | 'Substantial' | 'High'
}

const needed = [
  'SAML_ENTITY_ID',
  'SAML_SIGNING_KEY',
  'SAML_SIGNING_CERTIFICATE',
  'SAML_IDP_METADATA',
  'SAML_CONTACT',
] as const

const optional = [
  'SAML_NEXT_KEY',
  'SAML_NEXT_CERTIFICATE',
  'SAML_PREVIOUS_KEY',
  'SAML_IDP_METADATA_CERTIFICATE',
] as const

/** Forms of encryption that are read from a source alone that is allowed them (ADR 24). */
const olderForms: readonly string[] = ['cbc', 'mgf1-sha1', 'oaep-sha1']

/** RSA keys shorter than this are not taken by Fælleskommunal Adgangsstyring, nor trusted by anybody. */
const fewestBits = 2048

/**
 * Sign-in by SAML, from its settings and the files they name. Nothing of it set: it is off.
 * @param isDemo metadata may then be fetched without encryption
 * @returns the settings, or null with every fault there is
 */
export function readSaml(
  words: SamlWords,
  choices: SamlChoices,
  baseUrl: URL,
  isDemo: boolean,
): { readonly saml: SamlSettings | null; readonly faults: readonly string[] } {
  if (![...needed, ...optional].some((name) => words[name])) return { saml: null, faults: [] }
  const faults: string[] = needed
    .filter((name) => !words[name])
    .map((name) => `${name}: required for sign-in by SAML`)
  const signing = readPair('SAML_SIGNING_KEY', 'SAML_SIGNING_CERTIFICATE', words, faults)
  const next = readPair('SAML_NEXT_KEY', 'SAML_NEXT_CERTIFICATE', words, faults)
  if (!words.SAML_NEXT_KEY !== !words.SAML_NEXT_CERTIFICATE)
    faults.push('SAML_NEXT_KEY: goes together with SAML_NEXT_CERTIFICATE')
  const previousKey = readKey('SAML_PREVIOUS_KEY', words.SAML_PREVIOUS_KEY, faults)
  if (previousKey && previousKey === signing?.key)
    faults.push('SAML_PREVIOUS_KEY: must be another key than SAML_SIGNING_KEY')
  const sources = readSources(words.SAML_IDP_METADATA ?? '', isDemo, faults)
  const metadataCertificates = readCertificates(words.SAML_IDP_METADATA_CERTIFICATE, faults)
  if (faults.length > 0 || !signing) return { saml: null, faults }
  const at = (path: string): string => `${baseUrl.origin}/saml/${path}`
  const serviceProvider = {
    entityId: words.SAML_ENTITY_ID ?? '',
    acsUrl: at('acs'),
    sloUrl: at('slo'),
    sloResponseUrl: at('slo-svar'),
    sloSoapUrl: at('slo-soap'),
    serviceName: 'Tværs',
    organisation: { name: choices.SAML_ORGANISATION, url: baseUrl.origin },
    contactMail: words.SAML_CONTACT ?? '',
    signing,
    ...(next ? { nextSigning: next } : {}),
    decryptionKeys: [signing.key, ...(next ? [next.key] : []), ...(previousKey ? [previousKey] : [])],
  }
  const saml: SamlSettings = {
    ...{ serviceProvider, sources, metadataCertificates },
    roleDomain: choices.SAML_ROLE_DOMAIN,
    level: choices.SAML_LEVEL,
    allowsPlainHttp: isDemo,
  }
  return { saml, faults: [] }
}

/** PEM itself, also on one line with \n in it, or the file it stands in. */
function readPem(name: string, given: string, faults: string[]): string | null {
  if (given.startsWith('-----BEGIN ')) return given.replaceAll('\\n', '\n')
  try {
    return readFileSync(given, 'utf8')
  } catch {
    // The cause is the file system's; what to do is the same for all of them. A key without its frame is no file's name.
    const shown = /^[^\n=+]{1,200}$/.test(given) ? given : '…'
    faults.push(`${name}: the file ${shown} cannot be read`)
    return null
  }
}

type PairNames = ['SAML_SIGNING_KEY' | 'SAML_NEXT_KEY', 'SAML_SIGNING_CERTIFICATE' | 'SAML_NEXT_CERTIFICATE']

function readPair(
  ...[keyName, certificateName, words, faults]: [...PairNames, SamlWords, string[]]
): KeyPair | null {
  const key = words[keyName] && readPem(keyName, words[keyName], faults)
  const certificate = words[certificateName] && readPem(certificateName, words[certificateName], faults)
  const privateKey = key ? findKey(keyName, key, faults) : null
  const parsed = certificate ? findCertificate(certificateName, certificate, faults) : null
  if (!key || !certificate || !privateKey || !parsed) return null
  if (parsed.checkPrivateKey(privateKey)) return { key, certificate }
  faults.push(`${certificateName}: does not belong to ${keyName}`)
  return null
}

/** A key without its certificate: it reads, and is not shown to anybody. */
function readKey(name: string, given: string | undefined, faults: string[]): string | null {
  const pem = given ? readPem(name, given, faults) : null
  return pem && findKey(name, pem, faults) ? pem : null
}

function findKey(name: string, pem: string, faults: string[]) {
  try {
    const key = createPrivateKey(pem)
    const isStrong =
      key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= fewestBits
    if (isStrong) return key
  } catch {
    // Neither text nor cause is told: it is a secret.
  }
  faults.push(`${name}: must be an unencrypted RSA key in PEM, ${fewestBits} bits or more`)
  return null
}

function findCertificate(name: string, pem: string, faults: string[]): X509Certificate | null {
  try {
    return new X509Certificate(pem)
  } catch {
    faults.push(`${name}: must be a certificate in PEM`)
    return null
  }
}

/** Several, one after the other, while theirs is being changed. */
function readCertificates(given: string | undefined, faults: string[]): readonly string[] | null {
  if (!given) return null
  const name = 'SAML_IDP_METADATA_CERTIFICATE'
  const text = readPem(name, given, faults)
  if (text === null) return null
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? []
  if (blocks.length === 0) faults.push(`${name}: must be a certificate in PEM`)
  return blocks.filter((block) => findCertificate(name, block, faults))
}

/** 'https://…' or '/etc/idp.xml', with what is so for it alone before it: '11111111+22222222+cbc=/etc/idp.xml'. */
function readSources(given: string, isDemo: boolean, faults: string[]): readonly MetadataSource[] {
  const sources = given
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)
    .map((part) => readSource(part, isDemo, faults))
  const places = sources.map(({ place }) => place)
  if (new Set(places).size !== places.length) faults.push('SAML_IDP_METADATA: names a source twice')
  return sources
}

function readSource(part: string, isDemo: boolean, faults: string[]): MetadataSource {
  const [, before, after] = /^((?:\d{8}|cbc|mgf1-sha1|oaep-sha1)(?:\+[\da-z-]+)*)=(.+)$/.exec(part) ?? []
  const place = after ?? part
  const words = before?.split('+') ?? []
  const cvrs = words.filter((word) => /^\d{8}$/.test(word))
  const older = words.filter((word) => olderForms.includes(word))
  for (const word of words.filter((one) => !cvrs.includes(one) && !older.includes(one)))
    faults.push(`SAML_IDP_METADATA: ${word} is neither a CVR number nor one of ${olderForms.join(', ')}`)
  const speaksFor = cvrs.length > 0 ? cvrs : null
  const olderEncryption = {
    cbc: older.includes('cbc'),
    mgf1Sha1: older.includes('mgf1-sha1'),
    oaepSha1: older.includes('oaep-sha1'),
  }
  if (!/^https?:\/\//.test(place)) {
    try {
      accessSync(place, constants.R_OK)
    } catch {
      // As above: what to do is the same whatever the cause.
      faults.push(`SAML_IDP_METADATA: the file ${place} cannot be read`)
    }
    return { place, kind: 'file', speaksFor, olderEncryption }
  }
  if (!URL.canParse(place)) faults.push(`SAML_IDP_METADATA: ${place} is no address`)
  else if (!isDemo && !place.startsWith('https:'))
    faults.push('SAML_IDP_METADATA: must be https in production')
  return { place, kind: 'address', speaksFor, olderEncryption }
}
