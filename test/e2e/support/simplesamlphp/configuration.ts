import { randomBytes } from 'node:crypto'
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeKeyPair } from '../../../support/saml/certificate.ts'
import { cvrs, formatOf, nameAttributes, password, people2, people3 } from './people.ts'

/** Files with a key and its certificate. */
interface KeyFiles {
  readonly key: string
  readonly certificate: string
}

/** What simplesamlphp and the portal are given for one run. */
export interface Configuration {
  readonly folder: string
  readonly portal: KeyFiles
  /** Certificate with which metadata is signed. */
  readonly metadataCertificate: string
}

/** The two identity providers: simplesamlphp tells them apart by the host they are asked at. */
export const hosts = { shared: '127.0.0.1', aarhus: 'localhost' } as const
export type Host = keyof typeof hosts

/** What each is called in metadata, and on the page of the door. */
export const entities = {
  shared: 'https://saml.adgangsstyring.example',
  aarhus: 'https://login.aarhus.example',
} as const
export const names = {
  shared: 'Fælleskommunal Adgangsstyring (prøve)',
  aarhus: 'Aarhus Kommunes login',
} as const

/** Makes a folder with everything of one run: keys, people, what each identity provider does. */
export function writeConfiguration(): Configuration {
  const folder = mkdtempSync(join(tmpdir(), 'tvaers-idp-'))
  chmodSync(folder, 0o700)
  for (const name of ['keys', 'log', 'data', 'temporary', 'sessions']) mkdirSync(join(folder, name))
  writeFileSync(join(folder, 'keys', 'salt'), randomBytes(20).toString('hex'))
  const [shared, aarhus, portal, metadata] = ['shared', 'aarhus', 'portal', 'metadata'].map((name) =>
    writeKeys(join(folder, 'keys'), name),
  ) as [KeyFiles, KeyFiles, KeyFiles, KeyFiles]
  const json = (name: string, content: object): void =>
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(content))
  json('people', { shared: source(people3), aarhus: source(people2) })
  json('hosted', {
    [entities.shared]: {
      ...common(shared, metadata),
      ...{ host: hosts.shared, auth: 'shared', ...named(names.shared) },
      ...{ 'attributes.NameFormat': 'urn:oasis:names:tc:SAML:2.0:attrname-format:uri' },
      // OIOSAML: the assertion is signed, and not the response around it.
      'saml20.sign.response': false,
      logouttype: 'traditional',
    },
    [entities.aarhus]: {
      ...common(aarhus, metadata),
      ...{ host: hosts.aarhus, auth: 'aarhus', ...named(names.aarhus) },
      ...{ 'attributes.NameFormat': 'urn:oasis:names:tc:SAML:2.0:attrname-format:basic' },
      // As simplesamlphp does it by itself.
      'saml20.sign.response': true,
      logouttype: 'iframe',
    },
  })
  return { folder, portal, metadataCertificate: metadata.certificate }
}

function writeKeys(folder: string, name: string): KeyFiles {
  const files = { key: join(folder, `${name}.key`), certificate: join(folder, `${name}.crt`) }
  const pair = makeKeyPair({ commonName: name })
  writeFileSync(files.key, pair.key, { mode: 0o600 })
  writeFileSync(files.certificate, pair.certificate)
  return files
}

/** A list of people who sign in with user name and password. */
const source = (people: typeof people3): object => ({
  0: 'exampleauth:UserPass',
  ...Object.fromEntries(Object.entries(people).map(([user, said]) => [`${user}:${password}`, said])),
})

const named = (name: string): object => ({
  OrganizationName: { da: name },
  OrganizationDisplayName: { da: name },
  OrganizationURL: { da: 'https://adgangsstyring.example/' },
})

const common = (keys: KeyFiles, metadata: KeyFiles): object => ({
  privatekey: keys.key,
  certificate: keys.certificate,
  'metadata.sign.enable': true,
  'metadata.sign.privatekey': metadata.key,
  'metadata.sign.certificate': metadata.certificate,
  'validate.authnrequest': true,
  'redirect.validate': true,
  'redirect.sign': true,
  'saml20.sign.assertion': true,
  'assertion.encryption': true,
  NameIDFormat: [formatOf('x509'), formatOf('persistent')],
  authproc: {
    10: nameId('x509'),
    20: nameId('persistent'),
    // Each person has the one or the other.
    30: { class: 'core:PHP', code: chooseNameId },
  },
})

const nameId = (form: 'x509' | 'persistent'): object => ({
  class: 'saml:AttributeNameID',
  Format: formatOf(form),
  attribute: nameAttributes[form],
})

const chooseNameId = `
  $state['saml:NameIDFormat'] = array_key_first($state['saml:NameID']);
  unset($attributes['${nameAttributes.x509}'], $attributes['${nameAttributes.persistent}']);
`

/** All that simplesamlphp 1.19 can encrypt with. */
const older = 'cbc+mgf1-sha1+oaep-sha1'

/** What the portal is told of their metadata: Aarhus's own identity provider speaks for Aarhus alone. */
export const metadataSources = (place: (host: Host) => string): string =>
  `${older}=${place('shared')},${cvrs.aarhus}+${older}=${place('aarhus')}`

export const metadataAt = (host: string, port: number): string =>
  `http://${host}:${port}/saml2/idp/metadata.php`
