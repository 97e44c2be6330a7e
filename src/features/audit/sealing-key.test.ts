import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { auditSealQueue } from './sealing.ts'
import { deriveSealingKey, readSealingKey } from './sealing-key.ts'
import { kindsOf, trailForTests } from './trail-for-tests.ts'
import { verifyDatabase } from './verify-trail.ts'

let portal: TestApp
let trail: ReturnType<typeof trailForTests>

beforeAll(async () => {
  portal = await createTestApp()
  trail = trailForTests(portal)
})
beforeEach(() => trail.empty())
afterAll(() => portal.close())

describe('the key', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tvaers-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('follows from the secret', async () => {
    const SECRET_KEY = 'a secret of at least thirty-two characters'
    expect((await readSealingKey({ SECRET_KEY, DATA_DIR: folder })).keyId).toBe(trail.key.keyId)
    expect(deriveSealingKey(`${SECRET_KEY}.`).keyId).not.toBe(trail.key.keyId)
  })

  test('without one is made once, for the owner’s eyes only', async () => {
    const [one, other] = await Promise.all([
      readSealingKey({ DATA_DIR: folder }),
      readSealingKey({ DATA_DIR: folder }),
    ])
    expect(other.keyId).toBe(one.keyId)
    expect((await stat(join(folder, 'audit-key'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(folder, 'audit-key'), 'utf8')).toHaveLength(44)
  })

  test('that is empty is no key', async () => {
    await writeFile(join(folder, 'audit-key'), '\n')
    await expect(readSealingKey({ DATA_DIR: folder })).rejects.toThrow('holds no key')
  })

  test('is read anew by the job after it could not be read', async () => {
    const queue = auditSealQueue(portal.app.world, { DATA_DIR: folder })
    await writeFile(join(folder, 'audit-key'), '')
    await expect(queue.handle({}, { id: 'job' })).rejects.toThrow('holds no key')
    await rm(join(folder, 'audit-key'))
    await expect(queue.handle({}, { id: 'job' })).resolves.toBeUndefined()
  })

  test('is read by the job, which seals with it', async () => {
    await trail.make('1')
    const queue = auditSealQueue(portal.app.world, { DATA_DIR: folder })
    while ((await trail.seals()).length === 0) await queue.handle({}, { id: 'job' })
    const { keyId, publicKey } = await readSealingKey({ DATA_DIR: folder })
    const report = await verifyDatabase(portal.app.world.database, {
      keys: new Map([[keyId, publicKey]]),
      keptHead: null,
    })
    expect(report).toMatchObject({ faults: [], sealedEvents: 1 })
    expect(kindsOf(await trail.verify())).toEqual(['unknownKey'])
  })
})
