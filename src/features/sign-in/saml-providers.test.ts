import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import { samlEnvironment } from '../../../test/support/saml-environment.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { readConfig } from '../../config.ts'
import { doorReach } from '../../platform/db/roles.ts'
import { providersFrom } from './providers.ts'
import { metadataQueue, refreshMetadata, signInForgettingQueue } from './queues.ts'
import type { SamlSettings } from './saml-settings.ts'

let portal: TestApp
let server: Server
let address = ''
let served = ''
const idp = new TestIdentityProvider('https://saml.adgangsstyring.example')
const federation = makeKeyPair({ commonName: 'Metadata' })

beforeAll(async () => {
  portal = await createTestApp()
  server = createServer((_request, response) => {
    if (served) response.end(served)
    else response.writeHead(503).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata.idp`
})
afterAll(async () => {
  await portal.close()
  await new Promise((resolve) => server.close(resolve))
})

const settingsWith = (change: Record<string, string> = {}): SamlSettings => {
  const { saml } = readConfig({ MODE: 'demo', ...samlEnvironment(address), ...change })
  if (!saml) throw new Error('Off')
  return saml
}

const told: unknown[] = []
const known = (settings: SamlSettings) =>
  portal.app.world.database.transaction(doorReach, (tx) =>
    providersFrom(settings)({ tx }, portal.clock.now(), (facts) => void told.push(facts)),
  )

describe('metadata at an address', () => {
  test('is kept, so that an address that fails stops no sign-in, at any process', async () => {
    const settings = settingsWith()
    served = ''
    expect(await refreshMetadata(portal.app.world, settings)).toMatchObject([
      { reason: 'answered with 503', keptSince: null },
    ])
    expect(await known(settings)).toEqual([])
    served = idp.metadata()
    expect(await refreshMetadata(portal.app.world, settings)).toEqual([])
    expect(await known(settings)).toMatchObject([{ entityId: idp.entityId, speaksFor: null }])
    served = '<html>Vi er tilbage om lidt</html>'
    const queue = metadataQueue(portal.app.world, settings)
    await expect(queue.handle({}, { id: 'x' })).rejects.toThrow('metadata.notMetadata')
    expect(await known(settings)).toHaveLength(1)
    const [failure] = await refreshMetadata(portal.app.world, settings)
    expect(failure?.keptSince).toEqual(portal.clock.now())
  })

  test('changes are there at the next sign-in, also where it was read before', async () => {
    const settings = settingsWith()
    const list = providersFrom(settings)
    const ask = () =>
      portal.app.world.database.transaction(doorReach, (tx) => list({ tx }, portal.clock.now(), () => {}))
    served = idp.metadata()
    await refreshMetadata(portal.app.world, settings)
    expect((await ask())[0]?.signingCertificates).toEqual([idp.signing.certificate])
    const renewed = new TestIdentityProvider(idp.entityId)
    served = renewed.metadata()
    await refreshMetadata(portal.app.world, settings)
    expect((await ask())[0]?.signingCertificates).toEqual([renewed.signing.certificate])
  })

  test('must be signed by the one who is named, when one is', async () => {
    const settings = settingsWith({ SAML_IDP_METADATA_CERTIFICATE: federation.certificate })
    served = idp.metadata()
    expect(await refreshMetadata(portal.app.world, settings)).toMatchObject([{ reason: 'metadata.unsigned' }])
    served = idp.metadata({ signedBy: makeKeyPair({ commonName: 'Somebody else' }) })
    expect((await refreshMetadata(portal.app.world, settings))[0]?.reason).toContain('metadata.signature')
    served = idp.metadata({ signedBy: federation })
    expect(await refreshMetadata(portal.app.world, settings)).toEqual([])
    expect(await known(settings)).toHaveLength(1)
  })

  test('that was good and has run out is not used, and that is told', async () => {
    const settings = settingsWith()
    served = idp.metadata({ attributes: { validUntil: '2026-11-23T10:00:00Z' } })
    await refreshMetadata(portal.app.world, settings)
    expect(await known(settings)).toHaveLength(1)
    portal.clock.moveTo('2026-11-23T10:00:00Z')
    told.length = 0
    expect(await known(settings)).toEqual([])
    expect(told).toEqual([{ source: address, code: 'metadata.expired' }])
    const page = await createTestApp({ environment: samlEnvironment(address), hasDemoDoor: false })
    expect((await page.anybody().get('/log-ind')).body).toContain('så ingen kan logge på lige nu')
    expect((await page.anybody().get('/saml/log-ind')).headers.location).toContain('aarsag=notReady')
    expect((await page.anybody().post('/log-ind/demo', { person: 'x' })).statusCode).toBe(404)
    await page.close()
  })
})

test('whoever speaks for some alone cannot take the name of one who speaks for all', async () => {
  const impostor = new TestIdentityProvider(idp.entityId)
  const file = join(await mkdtemp(join(tmpdir(), 'tvaers-saml-')), 'idp.xml')
  await writeFile(file, impostor.metadata())
  const settings = settingsWith({ SAML_IDP_METADATA: `11111111=${file},${address}` })
  served = idp.metadata()
  expect(await refreshMetadata(portal.app.world, settings)).toEqual([])
  expect(await known(settings)).toMatchObject([
    { speaksFor: null, signingCertificates: [idp.signing.certificate] },
  ])
  await rm(dirname(file), { recursive: true })
  expect(await refreshMetadata(portal.app.world, settings)).toMatchObject([
    { source: { kind: 'file' }, reason: 'cannot be read (ENOENT)' },
  ])
})

test('what is past at the door is forgotten', async () => {
  const { owner, clock } = portal
  clock.moveTo('2026-11-23T12:00:00Z')
  const day = (text: string) => `2026-${text}T00:00:00Z`
  await portal.actor('Anders')
  const anders = (await portal.actor('Anders')).id
  for (const at of [day('10-24'), day('10-25')])
    await owner.query(
      `insert into session (token_hash, user_id, organisation_id, system_roles, created_at, last_seen_at, door)
       values (sha256($1::timestamptz::text::bytea), $2, $3, '{}', $1, $1, 'demo')`,
      [at, anders, portal.organisation('Korsbæk')],
    )
  for (const [id, at] of [
    ['past', '2026-11-23T11:00:00Z'],
    ['fresh', '2026-11-23T11:01:00Z'],
  ]) {
    await owner.query(
      `insert into saml_request (id, relay_hash, browser_hash, issuer, return_path, created_at, ends_at)
       values ($1, sha256($1::text::bytea), '', 'x', '/', $2, $2)`,
      [id, at],
    )
    await owner.query(
      `insert into saml_logout (id, relay_hash, issuer, name_id, name_id_format, session_index, created_at)
       values ($1, sha256($1::text::bytea), 'x', 'x', 'x', 'x', $2)`,
      [id, at],
    )
  }
  await owner.query(
    `insert into saml_assertion values ('x', 'past', '2026-11-23T12:00:00Z'), ('x', 'fresh', '2026-11-23T12:00:01Z')`,
  )
  await signInForgettingQueue(portal.app.world).handle({}, { id: 'x' })
  for (const table of ['saml_request', 'saml_logout', 'saml_assertion'])
    expect((await owner.query(`select id from ${table}`)).rows, table).toEqual([{ id: 'fresh' }])
  expect((await owner.query('select created_at from session')).rows).toEqual([
    { created_at: new Date(day('10-25')) },
  ])
})
