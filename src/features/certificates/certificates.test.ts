import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeKeyPair } from '../../../test/support/saml/certificate.ts'
import { TestIdentityProvider } from '../../../test/support/saml/test-identity-provider.ts'
import { samlEnvironment } from '../../../test/support/saml-environment.ts'
import { textOf } from '../../../test/support/saml-portal.ts'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { readConfig } from '../../config.ts'
import { tellWhatHappened } from '../notifications/work.ts'
import { refreshMetadata, type SamlSettings } from '../sign-in/index.ts'
import { watchCertificates } from './index.ts'

let portal: TestApp
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvaers-certificates-'))
  portal = await createTestApp({ environment: { METRICS_TOKEN: 'x'.repeat(16) } })
  await portal.as('Omar')
  await portal.as('Signe')
})
afterAll(async () => {
  await portal.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  portal.clock.moveTo('2026-11-23T09:00:00Z')
  await portal.owner.query(
    `truncate watched_certificate, certificate_warning, notification, notification_mail, saml_metadata cascade`,
  )
})

const start = new Date('2026-11-23T09:00:00Z')
const inDays = (days: number): Date => new Date(start.getTime() + days * 86_400_000)

interface Ends {
  readonly own?: number
  readonly next?: number
  readonly idp?: number
  readonly signer?: number
  readonly metadata?: number
}

let documents = 0
/** Settings whose certificates last so many days, with the metadata read. */
async function settingsWith({ own = 1000, next, idp = 1000, signer, metadata }: Ends): Promise<SamlSettings> {
  documents += 1
  const place = join(folder, `idp-${documents}.xml`)
  const pair = (commonName: string, days: number) => makeKeyPair({ commonName, to: inDays(days) })
  const provider = new TestIdentityProvider('https://saml.adgangsstyring.example', pair('Loginnet', idp))
  const signing = pair('Tværs', own)
  const following = next === undefined ? null : pair('Tværs 2', next)
  const signedBy = signer === undefined ? null : pair('Underskriver', signer)
  const attributes =
    metadata === undefined ? {} : { validUntil: inDays(metadata).toISOString().replace('.000', '') }
  await writeFile(place, provider.metadata({ attributes, ...(signedBy ? { signedBy } : {}) }))
  const { saml } = readConfig({
    MODE: 'demo',
    ...samlEnvironment(place),
    SAML_SIGNING_KEY: signing.key,
    SAML_SIGNING_CERTIFICATE: signing.certificate,
    ...(following ? { SAML_NEXT_KEY: following.key, SAML_NEXT_CERTIFICATE: following.certificate } : {}),
    ...(signedBy ? { SAML_IDP_METADATA_CERTIFICATE: signedBy.certificate } : {}),
  })
  if (!saml) throw new Error('Sign-in by SAML is off')
  const [failure] = await refreshMetadata(portal.app.world, saml)
  if (failure) throw new Error(failure.reason)
  return saml
}

const watch = async (settings: SamlSettings | null): Promise<void> => {
  await watchCertificates(portal.app.world, settings)
  await tellWhatHappened(portal.app.world)
}

const rowsOf = async (statement: string) => (await portal.owner.query(statement)).rows
const mails = () =>
  rowsOf(
    `select recipient_name as who, facts ->> 'use' as use, (facts ->> 'warning')::int as warning, (facts ->> 'days')::int as days
     from notification_mail where reason = 'certificateExpiring' order by created_at, (facts ->> 'days')::int`,
  )

describe('being told', () => {
  test('comes at 60, 30, 14 and 7 days, once each, to operations alone', async () => {
    const settings = await settingsWith({ own: 61 })
    const seen: number[] = []
    for (let day = 0; day <= 63; day += 1) {
      portal.clock.moveTo(inDays(day).toISOString())
      const before = (await mails()).length
      await watch(settings)
      await watch(settings)
      if ((await mails()).length > before) seen.push(61 - day)
    }
    expect(seen).toEqual([60, 30, 14, 7])
    expect(await mails()).toEqual(
      [60, 30, 14, 7].map((days) => ({ who: 'Omar Nielsen', use: 'own', warning: days, days })),
    )
    const told = await rowsOf(
      `select reason, (select name from user_account where id = user_id) as who from notification`,
    )
    expect(told).toEqual(Array(4).fill({ reason: 'certificateExpiring', who: 'Omar Nielsen' }))
  })

  test('after standing still says the last thing once, not all that was missed', async () => {
    const settings = await settingsWith({ own: 90, idp: 65 })
    await watch(settings)
    portal.clock.moveTo(inDays(60).toISOString())
    await watch(settings)
    expect(await mails()).toEqual([
      { who: 'Omar Nielsen', use: 'identityProvider', warning: 7, days: 5 },
      { who: 'Omar Nielsen', use: 'own', warning: 30, days: 30 },
    ])
    portal.clock.moveTo(inDays(61).toISOString())
    await watch(settings)
    expect(await mails()).toHaveLength(2)
  })

  test('several servers at once tell once', async () => {
    const settings = await settingsWith({ own: 20, idp: 40 })
    await Promise.all(Array.from({ length: 6 }, () => watchCertificates(portal.app.world, settings)))
    await tellWhatHappened(portal.app.world)
    expect((await mails()).map(({ use }) => use).sort()).toEqual(['identityProvider', 'own'])
    expect(await rowsOf(`select count(*)::int as n from certificate_warning`)).toEqual([{ n: 3 }])
  })

  test('a certificate that comes back after a change and a change back is not told of again', async () => {
    const [first, second] = [await settingsWith({ own: 20 }), await settingsWith({ own: 500 })]
    await watch(first)
    await watch(second)
    await watch(first)
    expect(await mails()).toHaveLength(1)
  })

  test('each kind is watched: next, those who sign metadata, and its last day', async () => {
    const settings = await settingsWith({ next: 13, signer: 14, metadata: 100 })
    await watch(settings)
    portal.clock.moveTo(inDays(90).toISOString())
    await watch(settings)
    const told = (await mails()).map(({ use, warning }) => `${use} ${warning}`)
    // Past its end one is told of once more, as the last days were passed meanwhile.
    expect(told.sort()).toEqual([
      'metadata 14',
      'metadataSigner 14',
      'metadataSigner 7',
      'ownNext 14',
      'ownNext 7',
    ])
  })

  test('metadata that is renewed every hour, and always near its end, is quiet', async () => {
    for (let hour = 0; hour < 5; hour += 1) {
      portal.clock.moveTo(new Date(start.getTime() + hour * 3_600_000).toISOString())
      await watch(await settingsWith({ metadata: 5 + hour / 24 }))
    }
    expect(await mails()).toEqual([])
    expect(await rowsOf(`select count(*)::int as n from watched_certificate where use = 'metadata'`)).toEqual(
      [{ n: 1 }],
    )
  })

  test('the mail says what, when and where, in the reader’s language', async () => {
    await watch(await settingsWith({ own: 14 }))
    const omar = await portal.as('Omar')
    const inbox = textOf(await omar.get('/notifikationer'))
    expect(inbox).toContain('Et af vores certifikater udløber 07-12-2026')
    expect((await omar.get('/notifikationer')).body).toContain('Se certifikaterne')
  })
})

describe('the page', () => {
  test('shows each with whose it is, days left and what to do; expired is red', async () => {
    const settings = await settingsWith({ own: 12, next: 800, idp: 40, signer: 300, metadata: 200 })
    await watch(settings)
    portal.clock.moveTo(inDays(13).toISOString())
    await watch(settings)
    const omar = await portal.as('Omar')
    const page = await omar.get('/certifikater')
    const text = textOf(page)
    expect(text).toContain('Vores eget CN=Tværs. SHA-256')
    expect(text).toContain('05-12-2026 -1 Udløbet')
    expect(page.body).toMatch(/tv-badge-error[^>]*>.*?Udløbet/s)
    expect(text).toContain('flyt det næste certifikat til SAML_SIGNING_KEY')
    expect(text).toContain('Fra dem, der logger folk på: Fælleskommunal Adgangsstyring CN=Loginnet')
    expect(text).toContain('02-01-2027 27 Udløber snart Spørg Fælleskommunal Adgangsstyring')
    expect(text).toContain('Vores næste CN=Tværs 2')
    expect(text).toContain('Fra dem, der underskriver metadata CN=Underskriver')
    expect(text).toContain(`${folder}/idp-`)
    expect(text).toContain('Sidst set efter: 06-12-2026 kl. 10:00')
  })

  test('is operations’ alone', async () => {
    for (const name of ['Signe', 'Ib', 'Freja', 'Katrine', 'Nanna'] as const)
      expect((await (await portal.as(name)).get('/certifikater')).statusCode).toBe(403)
  })

  test('says when there is nothing to watch, also after SAML was switched off', async () => {
    await watch(await settingsWith({}))
    await watch(null)
    const omar = await portal.as('Omar')
    expect(textOf(await omar.get('/certifikater'))).toContain('Ingen certifikater at holde øje med')
    expect(textOf(await omar.get('/'))).toContain('Der er ingen at holde øje med.')
  })
})

describe('operations’ start page', () => {
  const alertOn = async () => {
    const page = (await (await portal.as('Omar')).get('/')).body
    const [, kind, title] = /alert-(\w+) tv-alert.*?tv-alert-title">([^<]+)/s.exec(page) ?? []
    return kind ? [kind, title] : null
  }

  test('is quiet while there is time, warns when there is little, and is red when there is none', async () => {
    const settings = await settingsWith({ own: 100, idp: 70 })
    await watch(settings)
    expect(await alertOn()).toBeNull()
    expect(textOf(await (await portal.as('Omar')).get('/'))).toContain(
      '2 certifikater. Det første udløber 01-02-2027',
    )
    portal.clock.moveTo(inDays(40).toISOString())
    expect(await alertOn()).toEqual(['warning', 'Et certifikat udløber om 30 dage'])
    portal.clock.moveTo(inDays(71).toISOString())
    expect(await alertOn()).toEqual(['error', 'Et certifikat er udløbet'])
    portal.clock.moveTo(inDays(101).toISOString())
    expect(await alertOn()).toEqual(['error', '2 certifikater er udløbet'])
  })

  test('is seen too by an editor who is operations', async () => {
    await watch(await settingsWith({ own: 3 }))
    const signe = await portal.as('Signe')
    expect((await signe.get('/')).body).not.toContain('Et certifikat udløber')
    await portal.owner.query(
      `update session set system_roles = '{kombit_redaktoer,kombit_drift}' where user_id = (select id from user_account where name = 'Signe Bruun')`,
    )
    expect((await signe.get('/')).body).toContain('Et certifikat udløber om 3 dage')
  })
})

describe('/metrics', () => {
  const measure = async () =>
    (await portal.anybody().get('/metrics', { authorization: `Bearer ${'x'.repeat(16)}` })).body
      .split('\n')
      .filter((line) => line.startsWith('tvaers_certificate_expiry_seconds{'))

  test('has the seconds left of each, below zero when it is over, and none that is gone', async () => {
    await watch(await settingsWith({ own: 2, idp: 3 }))
    portal.clock.moveTo(inDays(2.5).toISOString())
    const lines = await measure()
    const seconds = Object.fromEntries(
      lines.map((line) => [/use="(\w+)"/.exec(line)?.[1], Number(line.split(' ').at(-1))]),
    )
    expect(seconds).toEqual({ own: -43_200, identityProvider: 43_200 })
    expect(lines[0]).toMatch(/subject="CN=[^"]+",fingerprint="[0-9a-f]{64}"/)
    await watch(null)
    expect(await measure()).toEqual([])
  })
})
