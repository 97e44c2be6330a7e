import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { startMailServer, type TestMailServer } from '../../../test/support/mail-server.ts'
import { wellSetUp } from '../../../test/support/mattermost-config.ts'
import { oidcEnvironment, testClient } from '../../../test/support/oidc-environment.ts'
import { startOpenIdProvider, type TestProvider } from '../../../test/support/openid-provider.ts'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts'
import { createStandInMattermost } from '../../demo/stand-in-mattermost/stand-in-mattermost.ts'
import { runCommand } from '../run-command.ts'
import { examine } from './doctor.ts'
import type { Area } from './finding.ts'

// Longer than a file should be: all of these share one portal on a database of its own, which takes longer to open than they to run.

const token = 'adm1nt0kenadm1nt0kenadm1nt'
const postToken = 'p0stt0kenp0stt0kenp0stt0ke'
const inDays = (days: number): Date => new Date(Date.now() + days * 86_400_000)
const own = makeKeyPair({ commonName: 'Tværs', bits: 3072, to: inDays(900) })
const signer = makeKeyPair({ commonName: 'Underskriver', to: inDays(900) })
const idp = new TestIdentityProvider(
  'https://idp.example',
  makeKeyPair({ commonName: 'Login', to: inDays(900) }),
)

let database: TestDatabase
let oidc: TestProvider
let mail: TestMailServer
let mattermost: FastifyInstance
let site: Server
let folder: string
/** What the address with metadata answers next, and what its clock says. */
let served: { xml: string; date?: string; status?: number }
let good: Record<string, string>

const portOf = (server: Server): number => (server.address() as AddressInfo).port
const urlOf = ({ user, database: name, host, port }: pg.ClientConfig): string =>
  `postgres://${user}@localhost/${name}?host=${encodeURIComponent(host ?? '')}&port=${port}`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvaers-doctor-'))
  database = await createTestDatabase()
  oidc = await startOpenIdProvider({ portal: 'http://localhost:3000' })
  mail = await startMailServer()
  mattermost = createStandInMattermost({
    ...{ adminToken: token, postToken, now: () => new Date() },
    ...{ version: '11.7.0', config: wellSetUp },
  })
  await mattermost.listen({ port: 0, host: '127.0.0.1' })
  site = createServer((_request, response) => {
    if (served.date) response.setHeader('date', served.date)
    response.writeHead(served.status ?? 200).end(served.xml)
  })
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
  good = {
    MODE: 'demo',
    SECRET_KEY: 'meget-hemmelig-meget-hemmelig-ja',
    DATABASE_URL: urlOf(database.login),
    DATABASE_OWNER_URL: urlOf(database.owner),
    SMTP_URL: mail.url,
    MAIL_FROM: 'tvaers@example.dk',
    MATTERMOST_URL: `http://127.0.0.1:${portOf(mattermost.server)}`,
    MATTERMOST_TOKEN: token,
    MATTERMOST_POST_TOKEN: postToken,
    SAML_ENTITY_ID: 'http://localhost:3000',
    SAML_SIGNING_KEY: own.key,
    SAML_SIGNING_CERTIFICATE: own.certificate,
    SAML_IDP_METADATA: `http://127.0.0.1:${portOf(site)}/metadata`,
    SAML_IDP_METADATA_CERTIFICATE: signer.certificate,
    SAML_CONTACT: 'drift@example.dk',
    ...oidcEnvironment(oidc.issuer),
  }
})
afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await mattermost.close()
  await mail.close()
  await oidc.close()
  await database.drop()
  await rm(folder, { recursive: true, force: true })
})
const whole = () => ({ xml: idp.metadata({ signedBy: signer }) })
beforeAll(() => {
  served = whole()
})
afterEach(() => {
  served = whole()
  vi.restoreAllMocks()
})

/** What is not well, in one area or in all. */
async function complaints(
  change: Record<string, string | undefined>,
  { clock, only }: { clock?: () => Date; only?: Area } = {},
): Promise<string[]> {
  const findings = await examine({ ...good, ...change }, clock)
  return findings
    .filter(({ level, area }) => level !== 'ok' && (only === undefined || area === only))
    .map(({ level, area, what, todo }) => {
      expect(todo).toBeTruthy()
      return `${level} ${area}: ${what}`
    })
}

describe('all is well', () => {
  test('says so of each part, in one line each', async () => {
    const findings = await examine(good)
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([])
    expect(new Set(findings.map(({ area }) => area))).toEqual(
      new Set('configuration addresses keys metadata clock oidc database mail mattermost'.split(' ')),
    )
    const said = findings.map(({ what }) => what).join('\n')
    for (const words of [
      'Answers to SAML sign-ins are taken at http://localhost:3000/saml/acs',
      'and its signature is right: https://idp.example',
      'https://idp.example takes sign-ins by Redirect',
      'https://idp.example wants signed requests, and gets them',
      'agrees with that of the database',
      `agrees with that of 127.0.0.1:${portOf(site)}`,
      `${oidc.issuer} takes PKCE`,
      'The server’s user may take its roles',
      'answers and lets us in',
      'answers and knows us',
    ])
      expect(said).toContain(words)
    expect(mail.taken).toEqual([])
  })

  test('nothing set at all is a demo that has not been started', async () => {
    const findings = await examine({ DATA_DIR: join(folder, 'nowhere') })
    expect(findings.filter(({ level }) => level === 'fault')).toEqual([])
    expect(findings.find(({ area }) => area === 'database')?.what).toContain('There is none')
  })
})

describe('settings', () => {
  test('that cannot be read are told where they belong, and the rest is looked at all the same', async () => {
    const found = await complaints({
      SAML_SIGNING_KEY: '/nowhere/key.pem',
      OIDC_ROLES: 'bruger=x',
      SMTP_URL: 'mail.example',
    })
    expect(found).toEqual([
      'fault keys: SAML_SIGNING_KEY: the file /nowhere/key.pem cannot be read',
      expect.stringContaining('fault oidc: OIDC_ROLES: bruger=x must be role=value'),
      expect.stringContaining('fault mail: SMTP_URL'),
    ])
    const other = makeKeyPair({ commonName: 'Anden', bits: 3072 })
    expect(await complaints({ SAML_SIGNING_CERTIFICATE: other.certificate })).toEqual([
      'fault keys: SAML_SIGNING_CERTIFICATE: does not belong to SAML_SIGNING_KEY',
    ])
  })

  test('so wrong that nothing else can be looked at are told alone', async () => {
    const found = await complaints({ PORT: 'abc', MODE: 'production', SECRET_KEY: '' })
    expect(found.map((line) => line.split(' ').slice(0, 3).join(' '))).toEqual([
      'fault configuration: PORT:',
      'fault configuration: SECRET_KEY:',
      'fault addresses: BASE_URL:',
      'fault metadata: SAML_IDP_METADATA:',
      'fault oidc: OIDC_ISSUER:',
    ])
  })
})

describe('addresses', () => {
  const only = 'addresses' as const
  test.each<[Record<string, string>, string[]]>([
    [
      { BASE_URL: 'http://tvaers.example' },
      [
        'warning addresses: BASE_URL is http://tvaers.example, without encryption',
        'warning addresses: SAML_ENTITY_ID is http://localhost:3000, which is not at tvaers.example',
      ],
    ],
    [
      { BASE_URL: 'https://tvaers.example/portal', SAML_ENTITY_ID: 'https://tvaers.example/saml' },
      ['warning addresses: BASE_URL has more than a host: https://tvaers.example/portal'],
    ],
    [
      { SAML_ENTITY_ID: 'urn:tvaers' },
      ['warning addresses: SAML_ENTITY_ID is urn:tvaers, which is not at localhost:3000'],
    ],
  ])('%j', async (change, found) => {
    expect(await complaints(change, { only })).toEqual(found)
  })

  test('in production somebody must be able to sign in', async () => {
    const none = Object.keys(good).filter((name) => /^(SAML|OIDC)_/.test(name))
    const off = Object.fromEntries(none.map((name) => [name, undefined]))
    const found = await complaints(
      { ...off, MODE: 'production', BASE_URL: 'https://tvaers.example' },
      { only },
    )
    expect(found).toEqual(['fault addresses: Nobody can sign in: neither SAML_* nor OIDC_* is set'])
  })
})

describe('metadata', () => {
  const only = 'metadata' as const
  const at = () => `http://127.0.0.1:${portOf(site)}/metadata`
  const signed = (inside: (xml: string) => string, attributes = {}) => ({
    xml: idp.metadata({ signedBy: signer, inside, attributes }),
  })

  test.each<[string, () => typeof served, () => string[]]>([
    [
      'that does not answer',
      () => ({ xml: '', status: 503 }),
      () => [`fault metadata: ${at()} cannot be read: answered with 503`],
    ],
    [
      'that is none',
      () => ({ xml: '<html></html>' }),
      () => [expect.stringContaining(`fault metadata: ${at()} is not taken: metadata.`)],
    ],
    [
      'signed by nobody',
      () => ({ xml: idp.metadata() }),
      () => [`fault metadata: ${at()} is not taken: metadata.unsigned`],
    ],
    [
      'signed by a stranger',
      () => ({ xml: idp.metadata({ signedBy: makeKeyPair({ commonName: 'Fremmed' }) }) }),
      () => [expect.stringContaining('is not taken: metadata.signature')],
    ],
    [
      'without Redirect',
      () => signed((xml) => xml.replace(/<SingleSignOnService[^>]*Redirect[^>]*>/, '')),
      () => [
        expect.stringContaining('metadata.noSignOn'),
        'fault metadata: https://idp.example takes no sign-ins by Redirect',
      ],
    ],
    [
      'that wants no signed requests',
      () => signed((xml) => xml.replace(' WantAuthnRequestsSigned="true"', '')),
      () => [
        'warning metadata: https://idp.example does not ask for signed requests (WantAuthnRequestsSigned)',
      ],
    ],
    [
      'whose last day is over',
      () => signed((xml) => xml, { validUntil: '2020-01-01T00:00:00Z' }),
      () => [expect.stringContaining('metadata.expired')],
    ],
    [
      'whose last day is today',
      () => signed((xml) => xml, { validUntil: `${inDays(0.5).toISOString().slice(0, 19)}Z` }),
      () => [expect.stringContaining('is valid until')],
    ],
  ])('%s', async (_name, serve, found) => {
    served = serve()
    expect(await complaints({}, { only })).toEqual(found())
  })

  test.each([
    [-1, ['fault', 'fault'], 'expired on'],
    [30, ['warning'], 'expires on'],
  ])('with a signing certificate that ends in %i days', async (days, levels, words) => {
    const other = new TestIdentityProvider(
      'https://idp.example',
      makeKeyPair({ commonName: 'Kort', to: inDays(days) }),
    )
    served = { xml: other.metadata({ signedBy: signer }) }
    const found = await complaints({}, { only })
    expect(found.map((line) => line.split(' ')[0])).toEqual(levels)
    expect(found.at(-1)).toContain(words)
  })

  test('in a file, with nobody to vouch for it', async () => {
    const file = join(folder, 'idp.xml')
    await writeFile(file, idp.metadata())
    const change = { SAML_IDP_METADATA: file, SAML_IDP_METADATA_CERTIFICATE: undefined }
    expect(await complaints(change, { only })).toEqual([])
  })
})

describe('the clock', () => {
  const only = 'clock' as const
  test.each([
    [65, 'ahead of'],
    [-65, 'behind'],
  ])('%i s off that of the database and of the metadata’s address', async (seconds, words) => {
    const clock = () => new Date(Date.now() + seconds * 1000)
    const found = await complaints({}, { only, clock })
    expect(found).toEqual([
      expect.stringMatching(new RegExp(`clock is 6[3-7] s ${words} that of the database`)),
      expect.stringMatching(new RegExp(`clock is 6[3-7] s ${words} that of 127.0.0.1`)),
    ])
  })

  test('of the address alone', async () => {
    served = { ...whole(), date: inDays(1).toUTCString() }
    expect(await complaints({}, { only })).toEqual([expect.stringContaining('behind that of 127.0.0.1')])
  })
})

test.each<[string, Record<string, string>, Area, string]>([
  [
    'a provider that is not there',
    { OIDC_ISSUER: 'http://127.0.0.1:1' },
    'oidc',
    'fault oidc: http://127.0.0.1:1 cannot be used: unreachable',
  ],
  [
    'a database that is not there',
    { DATABASE_URL: 'postgres://a:hemmeligt-ord@127.0.0.1:1/x' },
    'database',
    'fault database: The database cannot be used: connect ECONNREFUSED',
  ],
  [
    'a mail server that is not there',
    { SMTP_URL: 'smtp://127.0.0.1:1' },
    'mail',
    'fault mail: The mail server at 127.0.0.1:1 cannot be used: ESOCKET',
  ],
  [
    'a Mattermost that is not there',
    { MATTERMOST_URL: 'http://127.0.0.1:1' },
    'mattermost',
    'fault mattermost: Mattermost at 127.0.0.1:1 cannot be used: unreachable',
  ],
  ['a token nobody knows', { MATTERMOST_TOKEN: 'ukendt' }, 'mattermost', 'cannot be used: tokenDead'],
])('%s', async (_name, change, only, words) => {
  const [found] = await complaints(change, { only })
  expect(found).toContain(words)
})

describe('a database', () => {
  const only = 'database' as const

  test('that lacks a step, has one too many, or one that was changed', async () => {
    const owner = new pg.Client(database.owner)
    await owner.connect()
    await owner.query('begin')
    const last = `(select max(name) from migration)`
    const { rows } = await owner.query(`delete from migration where name = ${last} returning *`)
    await owner.query('commit')
    expect(await complaints({}, { only })).toEqual(['fault database: The database lacks 1 step'])
    const [{ name, checksum }] = rows
    await owner.query('insert into migration (name, checksum) values ($1, $2)', [name, 'x'])
    expect(await complaints({}, { only })).toEqual([
      `fault database: Migration ${name} was changed after it was applied.`,
    ])
    await owner.query('update migration set checksum = $2 where name = $1', [name, checksum])
    await owner.query(`insert into migration (name, checksum) values ('29990101_0000_x.sql', 'x')`)
    expect(await complaints({}, { only })).toEqual([
      'fault database: The database has migration 29990101_0000_x.sql, which this version does not know.',
    ])
    await owner.query(`delete from migration where name = '29990101_0000_x.sql'`)
    expect(await complaints({}, { only })).toEqual([])
    await owner.end()
  })

  test('whose user may not take the roles', async () => {
    const owner = new pg.Client(database.owner)
    const role = `doctor_${process.pid}`
    await owner.connect()
    await owner.query(`create role ${role} login`)
    const found = await complaints({ DATABASE_URL: urlOf({ ...database.login, user: role }) }, { only })
    await owner.query(`drop role ${role}`)
    await owner.end()
    expect(found).toEqual([expect.stringContaining('may not take tvaers_app, tvaers_central')])
  })
})

describe('npx tvaers doctor', () => {
  async function run(change: Record<string, string>, ...words: string[]) {
    const said: string[] = []
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0)
    const code = await runCommand(['doctor', ...words], { ...good, ...change })
    vi.restoreAllMocks()
    return { code, text: said.join('') }
  }

  test('prints a line for each, what to do, and how many; 0 without a fault', async () => {
    const { code, text } = await run({ BASE_URL: 'http://tvaers.example' })
    expect(code).toBe(0)
    expect(text).toMatch(
      /^warning {2}addresses {6}BASE_URL is http:\/\/tvaers\.example, without encryption → Use https/m,
    )
    expect(text).toMatch(/^ok {7}mail {11}The mail server/m)
    expect(text).toMatch(/^0 faults, 2 warnings\.$/m)
  })

  test('1 with one', async () => {
    const { code, text } = await run({ SMTP_URL: 'smtp://127.0.0.1:1' })
    expect([code, /^1 fault, 0 warnings\.$/m.test(text)]).toEqual([1, true])
  })

  test('--json is the same for machines', async () => {
    const { code, text } = await run({ SMTP_URL: 'smtp://127.0.0.1:1' }, '--json')
    const report = JSON.parse(text)
    expect([code, report.faults, report.warnings]).toEqual([1, 1, 0])
    expect(report.findings.find((one: { area: string }) => one.area === 'mail')).toEqual({
      area: 'mail',
      level: 'fault',
      what: 'The mail server at 127.0.0.1:1 cannot be used: ESOCKET',
      todo: 'See SMTP_URL: host, port, smtp or smtps, name and password.',
    })
  })

  test('shows no secret, whatever is wrong and whoever repeats it', async () => {
    served = { xml: '', status: 500 }
    const secrets = {
      MATTERMOST_TOKEN: 'token-som-ingen-ser',
      OIDC_CLIENT_SECRET: 'klienthemmelighed',
      SMTP_URL: mail.url.replace('//', '//bruger:smtp-kodeord@'),
      DATABASE_URL: 'postgres://a:db-kodeord%21@127.0.0.1:1/x',
      DATABASE_OWNER_URL: '',
      METRICS_TOKEN: 'maaletoken-maaletoken',
    }
    const broken = { SAML_SIGNING_KEY: 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ==' }
    for (const change of [secrets, { ...secrets, ...broken }]) {
      const { text } = await run(change)
      for (const secret of [
        ...Object.values(change),
        'smtp-kodeord',
        'db-kodeord',
        testClient.secret,
        own.key,
        good.SECRET_KEY,
      ])
        if (secret) expect(text).not.toContain(secret)
    }
  })

  test('an unknown option is answered with how it is called', async () => {
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true)
    expect(await runCommand(['doctor', '--xml'], good)).toBe(2)
  })
})
