import { readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { ConfigFault, describeSettings, hasDemoSignIn, readConfig } from '../src/config.ts'
import { oidcEnvironment } from './support/oidc-environment.ts'
import { samlEnvironment } from './support/saml-environment.ts'

const rows = describeSettings().map(
  ({ name, standard, meaning }) => `| \`${name}\` | ${standard ? `\`${standard}\`` : ''} | ${meaning} |`,
)
const table = ['| variable | unless set | meaning |', '|---|---|---|', ...rows].join('\n')

test('docs/operations.md lists every setting (UPDATE_DOCS=1 writes it anew)', async () => {
  const file = 'docs/operations.md'
  const text = await readFile(file, 'utf8')
  const fresh = text.replace(
    /<!-- settings -->[\s\S]*<!-- \/settings -->/,
    `<!-- settings -->\n${table}\n<!-- /settings -->`,
  )
  if (process.env.UPDATE_DOCS) await writeFile(file, fresh)
  expect(await readFile(file, 'utf8')).toBe(fresh)
})

const faultsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfig(environment)
    return []
  } catch (error) {
    if (error instanceof ConfigFault) return error.faults
    throw error
  }
}

test('nothing set is a demo on port 3000', () => {
  expect(readConfig({})).toMatchObject({ MODE: 'demo', PORT: 3000, DATA_DIR: 'data' })
  expect(readConfig({ PORT: '4000' }).BASE_URL.origin).toBe('http://localhost:4000')
})

test.each([
  [{}, true],
  [{ DEMO_SIGN_IN: 'on' }, true],
  [{ DEMO_SIGN_IN: 'off' }, false],
  [{ MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'https://tvaers.example' }, false],
])('with %j the demo’s sign-in is there: %s', (environment, isThere) => {
  expect(hasDemoSignIn(readConfig(environment))).toBe(isThere)
})

test('the portal and the stand-in need a port each', () => {
  expect(faultsOf({ PORT: '8065' })).toEqual(['MATTERMOST_PORT: must differ from PORT'])
  expect(faultsOf({ PORT: '8065', MATTERMOST_PORT: '8066' })).toEqual([])
})

test('an address that is none is told with the form it should have', () => {
  const sentence = 'DATABASE_URL: must look like postgres://user:password@host/database'
  for (const url of ['mysql://x', 'hello', 'postgres://'])
    expect(faultsOf({ DATABASE_URL: url })).toEqual([sentence])
})

test('every fault is told at once', () => {
  const faults = faultsOf({ PORT: 'abc', DATABASE_URL: 'mysql://x', LOG_LEVEL: 'loud' })
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['PORT', 'DATABASE_URL', 'LOG_LEVEL'])
})

test('production asks for what demo can do without, and never has the demo door (S4)', () => {
  const faults = faultsOf({ MODE: 'production', DEMO_SIGN_IN: 'on' })
  expect(faults.map((fault) => fault.split(':')[0])).toEqual(['DEMO_SIGN_IN', 'SECRET_KEY', 'BASE_URL'])
  expect(
    faultsOf({ MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'http://t.example' }),
  ).toHaveLength(1)
})

test('a Mattermost address needs its token', () => {
  expect(faultsOf({ MATTERMOST_URL: 'https://chat.example' })).toHaveLength(1)
})

test('single sign-on needs a Mattermost, and a secret that is one', () => {
  const secret = { MATTERMOST_SSO_SECRET: 'x'.repeat(32) }
  expect(faultsOf(secret)).toEqual(['MATTERMOST_URL: required with MATTERMOST_SSO_SECRET'])
  const server = { MATTERMOST_URL: 'https://chat.example', MATTERMOST_TOKEN: 'x' }
  expect(faultsOf({ ...secret, ...server })).toEqual([])
  expect(faultsOf({ ...server, MATTERMOST_SSO_SECRET: 'kort' })).toHaveLength(1)
  expect(faultsOf({ MATTERMOST_SIGN_IN: 'saml' })).toHaveLength(1)
})

describe('more Mattermost servers than one', () => {
  const file = join(tmpdir(), `tvaers-servers-${process.pid}.json`)
  afterEach(() => rm(file, { force: true }))
  const faultsIn = async (text: string, environment: Record<string, string> = {}) => {
    await writeFile(file, text)
    return faultsOf({ MATTERMOST_SERVERS: file, ...environment })
  }
  const ssoSecret = 'a-secret-nobody-sees-of-32-letters'
  const cert = { key: 'cert', url: 'https://cert.example', token: 'token-nobody-sees', ssoSecret }

  test('are read from a file, each a connector of its own', async () => {
    await writeFile(
      file,
      JSON.stringify([cert, { ...cert, key: 'b', url: 'https://b.example', signIn: 'openid' }]),
    )
    expect(readConfig({ MATTERMOST_SERVERS: file }).moreMattermosts).toEqual([
      { connector: 'mattermost-cert', url: cert.url, token: cert.token, service: 'gitlab', ssoSecret },
      {
        connector: 'mattermost-b',
        url: 'https://b.example',
        token: cert.token,
        service: 'openid',
        ssoSecret,
      },
    ])
    expect(readConfig({}).moreMattermosts).toEqual([])
  })

  test('tell every fault at once, and never a token', async () => {
    const faults = await faultsIn(
      JSON.stringify([{ ...cert, key: 'Cert' }, { url: 'cert', token: '', signIn: 'saml', mail: 'x' }, cert]),
    )
    expect(faults.map((fault) => fault.split(' ').slice(0, 2).join(' '))).toEqual([
      'MATTERMOST_SERVERS: 0.key',
      'MATTERMOST_SERVERS: 1.key',
      'MATTERMOST_SERVERS: 1.url',
      'MATTERMOST_SERVERS: 1.token',
      'MATTERMOST_SERVERS: 1.signIn',
      'MATTERMOST_SERVERS: 1.ssoSecret',
      'MATTERMOST_SERVERS: 1',
    ])
    expect(faults.join()).not.toContain(cert.token)
    expect(faults.join()).not.toContain(ssoSecret)
    expect(await faultsIn(JSON.stringify([{ ...cert, ssoSecret: undefined }]))).toEqual([
      'MATTERMOST_SERVERS: 0.ssoSecret is required: accounts are bound to numbers that Tværs alone signs in with',
    ])
    expect(await faultsIn(`[{"token": "${cert.token}"`)).toEqual([
      `MATTERMOST_SERVERS: the file ${file} is not JSON`,
    ])
    expect(faultsOf({ MATTERMOST_SERVERS: '/findes/ikke.json' })).toEqual([
      'MATTERMOST_SERVERS: the file /findes/ikke.json cannot be read',
    ])
  })

  test('are each another server, by another key, and encrypted in production', async () => {
    const twice = JSON.stringify([cert, { ...cert, url: 'https://CERT.example/' }])
    expect(await faultsIn(twice)).toEqual([
      'MATTERMOST_SERVERS: the key cert stands twice',
      'MATTERMOST_SERVERS: the server cert.example stands twice',
    ])
    const first = { MATTERMOST_URL: 'https://cert.example', MATTERMOST_TOKEN: 'x' }
    expect(await faultsIn(JSON.stringify([cert]), first)).toEqual([
      'MATTERMOST_SERVERS: the server cert.example stands twice',
    ])
    const production = { MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'https://t.example' }
    const open = JSON.stringify([{ ...cert, url: 'http://cert.example' }])
    expect(await faultsIn(open, production)).toEqual(['MATTERMOST_SERVERS: cert must be https in production'])
    expect(await faultsIn(open)).toEqual([])
  })
})

describe('sign-in by SAML', () => {
  const saml = samlEnvironment()
  const other = samlEnvironment()
  const before = samlEnvironment()
  const none = { cbc: false, mgf1Sha1: false, oaepSha1: false }

  test('is off unless it is configured, and whole when it is', () => {
    expect(readConfig({}).saml).toBeNull()
    const settings = readConfig({ ...saml, BASE_URL: 'https://tvaers.example' }).saml
    expect(settings).toMatchObject({
      roleDomain: 'http://tvaers.dk',
      level: 'Substantial',
      sources: [
        {
          place: 'https://idp.example/metadata.idp',
          kind: 'address',
          speaksFor: null,
          olderEncryption: none,
        },
      ],
      serviceProvider: { entityId: 'https://tvaers.example', acsUrl: 'https://tvaers.example/saml/acs' },
    })
  })

  test('tells all that is missing at once', () => {
    expect(faultsOf({ SAML_NEXT_KEY: saml.SAML_SIGNING_KEY ?? '' })).toEqual([
      'SAML_ENTITY_ID: required for sign-in by SAML',
      'SAML_SIGNING_KEY: required for sign-in by SAML',
      'SAML_SIGNING_CERTIFICATE: required for sign-in by SAML',
      'SAML_IDP_METADATA: required for sign-in by SAML',
      'SAML_CONTACT: required for sign-in by SAML',
      'SAML_NEXT_KEY: goes together with SAML_NEXT_CERTIFICATE',
    ])
  })

  const production = { MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'https://tvaers.example' }
  test.each<[string, Record<string, string>, string]>([
    [
      'a certificate of another key',
      { SAML_SIGNING_CERTIFICATE: other.SAML_SIGNING_CERTIFICATE ?? '' },
      'SAML_SIGNING_CERTIFICATE: does not belong to SAML_SIGNING_KEY',
    ],
    [
      'a key that is none',
      { SAML_SIGNING_KEY: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----' },
      'SAML_SIGNING_KEY: must be an unencrypted RSA key in PEM, 2048 bits or more',
    ],
    [
      'a key before that is none',
      { SAML_PREVIOUS_KEY: '-----BEGIN PRIVATE KEY-----\nx\n-----END PRIVATE KEY-----' },
      'SAML_PREVIOUS_KEY: must be an unencrypted RSA key in PEM, 2048 bits or more',
    ],
    [
      'the present key as the one before',
      { SAML_PREVIOUS_KEY: saml.SAML_SIGNING_KEY ?? '' },
      'SAML_PREVIOUS_KEY: must be another key than SAML_SIGNING_KEY',
    ],
    [
      'a file that is not there',
      { SAML_SIGNING_KEY: '/nowhere/key.pem' },
      'SAML_SIGNING_KEY: the file /nowhere/key.pem cannot be read',
    ],
    [
      'metadata that is not there',
      { SAML_IDP_METADATA: '/nowhere/idp.xml' },
      'SAML_IDP_METADATA: the file /nowhere/idp.xml cannot be read',
    ],
    [
      'metadata without encryption in production',
      { ...production, SAML_IDP_METADATA: 'http://idp.example/metadata' },
      'SAML_IDP_METADATA: must be https in production',
    ],
    [
      'one source twice',
      { SAML_IDP_METADATA: 'https://a.example/x,11111111=https://a.example/x' },
      'SAML_IDP_METADATA: names a source twice',
    ],
    [
      'a certificate of the metadata that is none',
      { SAML_IDP_METADATA_CERTIFICATE: '-----BEGIN nothing' },
      'SAML_IDP_METADATA_CERTIFICATE: must be a certificate in PEM',
    ],
    [
      'a domain that is a path',
      { SAML_ROLE_DOMAIN: 'http://tvaers.dk/' },
      'SAML_ROLE_DOMAIN: must look like http://tvaers.dk',
    ],
    [
      'a cipher nobody knows',
      { SAML_IDP_METADATA: '11111111+rc4=https://a.example/x' },
      'SAML_IDP_METADATA: rc4 is neither a CVR number nor one of cbc, mgf1-sha1, oaep-sha1',
    ],
  ])('%s', (_name, change, fault) => {
    expect(faultsOf({ ...saml, ...change })).toEqual([fault])
  })

  test('takes PEM on one line, a key that follows, and sources that speak for some alone', () => {
    const settings = readConfig({
      ...saml,
      SAML_SIGNING_KEY: saml.SAML_SIGNING_KEY?.replaceAll('\n', '\\n'),
      SAML_NEXT_KEY: other.SAML_SIGNING_KEY,
      SAML_NEXT_CERTIFICATE: other.SAML_SIGNING_CERTIFICATE,
      SAML_PREVIOUS_KEY: before.SAML_SIGNING_KEY,
      SAML_IDP_METADATA:
        'https://a.example/m.idp?samlprofile=nemlogin3, 11111111+55133018=https://b.example/m, 11111111+cbc+oaep-sha1=https://c.example/m?x=y, mgf1-sha1=https://d.example',
      SAML_LEVEL: 'High',
    }).saml
    expect(settings?.serviceProvider.decryptionKeys).toEqual([
      saml.SAML_SIGNING_KEY,
      other.SAML_SIGNING_KEY,
      before.SAML_SIGNING_KEY,
    ])
    expect(settings?.serviceProvider.nextSigning?.certificate).toBe(other.SAML_SIGNING_CERTIFICATE)
    expect(settings?.serviceProvider.signing.key).toBe(saml.SAML_SIGNING_KEY)
    expect(settings?.sources).toEqual([
      {
        place: 'https://a.example/m.idp?samlprofile=nemlogin3',
        kind: 'address',
        speaksFor: null,
        olderEncryption: none,
      },
      {
        place: 'https://b.example/m',
        kind: 'address',
        speaksFor: ['11111111', '55133018'],
        olderEncryption: none,
      },
      {
        place: 'https://c.example/m?x=y',
        kind: 'address',
        speaksFor: ['11111111'],
        olderEncryption: { cbc: true, mgf1Sha1: false, oaepSha1: true },
      },
      {
        place: 'https://d.example',
        kind: 'address',
        speaksFor: null,
        olderEncryption: { ...none, mgf1Sha1: true },
      },
    ])
    expect(settings?.level).toBe('High')
  })
})

describe('sign-in of the central body’s own staff', () => {
  const oidc = oidcEnvironment()

  test('is off unless it is configured, and whole when it is', () => {
    expect(readConfig({}).oidc).toBeNull()
    expect(readConfig({ ...oidc, BASE_URL: 'https://tvaers.example' }).oidc).toEqual({
      name: 'KOMBIT-login',
      client: {
        issuer: 'https://login.example',
        clientId: 'tvaers',
        clientSecret: 'en-hemmelighed-til-proever',
        redirectUri: 'https://tvaers.example/oidc/svar',
        signedOutUri: 'https://tvaers.example/oidc/logget-af',
        scope: 'openid profile email',
        allowsLoopback: true,
      },
      rules: {
        claim: 'roles',
        uuidClaim: null,
        roles: [
          { role: 'kombit_redaktoer', value: 'tvaers-redaktion' },
          { role: 'kombit_drift', value: 'tvaers-drift' },
          { role: 'revisor', value: 'CN=Revision,OU=Tværs' },
        ],
      },
    })
  })

  test('tells all that is missing at once', () => {
    const words = 'required for sign-in of the central body’s own staff'
    expect(faultsOf({ OIDC_NAME: 'Entra' })).toEqual([
      `OIDC_ISSUER: ${words}`,
      `OIDC_CLIENT_ID: ${words}`,
      `OIDC_CLIENT_SECRET: ${words}`,
      `OIDC_ROLES: ${words}`,
    ])
  })

  const production = { MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'https://tvaers.example' }
  const rolesFault = (entry: string) =>
    `OIDC_ROLES: ${entry} must be role=value, where the role is one of kombit_redaktoer, kombit_drift, kommunecert_analytiker, revisor`
  test.each<[string, Record<string, string>, readonly string[]]>([
    [
      'an issuer that is no address',
      { OIDC_ISSUER: 'entra' },
      ['OIDC_ISSUER: must be the address the provider calls itself by'],
    ],
    ['an issuer without encryption', { OIDC_ISSUER: 'http://login.example' }, ['OIDC_ISSUER: must be https']],
    [
      'one on this machine in production',
      { ...production, OIDC_ISSUER: 'http://localhost:1' },
      ['OIDC_ISSUER: must be https'],
    ],
    ['a scope that is not OpenID', { OIDC_SCOPE: 'profile' }, ['OIDC_SCOPE: must have openid in it']],
    [
      'a role of a municipality',
      { OIDC_ROLES: 'klik_administrator=x' },
      [rolesFault('klik_administrator=x')],
    ],
    ['a role of a supplier', { OIDC_ROLES: 'leverandoer=x' }, [rolesFault('leverandoer=x')]],
    [
      'a role that is none',
      { OIDC_ROLES: 'kombit_drift=a; drift=b; c' },
      [rolesFault('drift=b'), rolesFault('c')],
    ],
  ])('%s', (_name, change, faults) => {
    expect(faultsOf({ ...oidc, ...change })).toEqual(faults)
  })

  test('a provider on this machine may be tried out', () => {
    expect(
      readConfig({ ...oidc, OIDC_ISSUER: 'http://localhost:8080/realms/x' }).oidc?.client.issuer,
    ).toContain('localhost')
  })
})

test('empty counts as unset', () => {
  expect(readConfig({ PORT: '', DATABASE_URL: '' }).PORT).toBe(3000)
})
