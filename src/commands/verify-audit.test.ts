import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../test/support/test-app.ts'
import { readSealingKey, sealEvents } from '../features/audit/index.ts'
import type { Database } from '../platform/db/database.ts'
import { auditHead, exportAudit, verifyAudit, verifyAuditFile } from './verify-audit.ts'

const settings = { SECRET_KEY: 'a secret of at least thirty-two characters', DATA_DIR: 'unused' }
const otherSettings = { ...settings, SECRET_KEY: 'another secret of thirty-two characters' }

let portal: TestApp
let database: Database
let folder: string

beforeAll(async () => {
  portal = await createTestApp()
  database = portal.app.world.database
  folder = await mkdtemp(join(tmpdir(), 'tvaers-audit-'))
  expect(await auditHead(database, settings)).toBeNull()
  await portal.as('Katrine')
  await portal.as('Lone')
  const key = await readSealingKey(settings)
  while ((await sealEvents(portal.app.world, key)) === 0);
  await writeFile(at('head.json'), (await auditHead(database, settings)) ?? '')
})
afterAll(async () => {
  await rm(folder, { recursive: true })
  await portal.close()
})

const at = (name: string) => join(folder, name)
const given = async (name: string, text: string) => {
  await writeFile(at(name), text)
  return at(name)
}

test('a whole trail: exit code 0, in the database and from a file', async () => {
  const lines = [
    'The audit trail is whole.',
    '2 events under 1 seal; 0 events not sealed yet.',
    expect.stringMatching(/^Head: /),
  ]
  expect(await verifyAudit(database, settings, { head: at('head.json') })).toEqual({ exitCode: 0, lines })
  expect(await exportAudit(database, at('trail.jsonl'))).toBe(4)
  const { publicKey } = JSON.parse(await readFile(at('head.json'), 'utf8'))
  const keys = await given('keys', `${publicKey}\n`)
  expect(await verifyAuditFile(at('trail.jsonl'), { head: at('head.json'), keys })).toEqual({
    exitCode: 0,
    lines,
  })
  expect((await stat(at('trail.jsonl'))).mode & 0o777).toBe(0o600)
})

test('what was not given is said, for it was not proved', async () => {
  await exportAudit(database, at('trail.jsonl'))
  const verdict = await verifyAuditFile(at('trail.jsonl'))
  expect(verdict.exitCode).toBe(0)
  expect(verdict.lines.slice(-2)).toEqual([
    expect.stringContaining('Without --head'),
    expect.stringContaining('Without --keys'),
  ])
})

test('a forged file: exit code 1, and what is wrong', async () => {
  await exportAudit(database, at('trail.jsonl'))
  const text = await readFile(at('trail.jsonl'), 'utf8')
  const verdict = await verifyAuditFile(await given('forged', text.replace('Lone Dahl', 'Lone Dohl')))
  expect(verdict.exitCode).toBe(1)
  expect(verdict.lines[0]).toBe('edited: Seal 1 (events 1 to 2): not the events that were sealed.')
})

test('another head: exit code 1', async () => {
  const head = await given('other-head', JSON.stringify({ sequence: 2, digest: 'a'.repeat(64) }))
  const verdict = await verifyAudit(database, settings, { head })
  expect([verdict.exitCode, verdict.lines[0]]).toEqual([
    1,
    'cutOff: Seal 2, kept outside, is not there: the trail is cut off.',
  ])
})

test('after the secret was changed, the old key is trusted when it is given', async () => {
  expect((await verifyAudit(database, otherSettings)).exitCode).toBe(1)
  const { publicKey } = await readSealingKey(settings)
  const keys = await given('old-keys', publicKey.toString('hex'))
  expect((await verifyAudit(database, otherSettings, { keys })).exitCode).toBe(0)
})

test.each([
  ['a head that is none', { head: 'nonsense' }],
  ['keys that are none', { keys: 'nonsense' }],
])('%s: exit code 2', async (_name, wish) => {
  await given('nonsense', 'nonsense')
  const paths = Object.fromEntries(Object.entries(wish).map(([name, file]) => [name, at(file)]))
  expect((await verifyAudit(database, settings, paths)).exitCode).toBe(2)
})

test('files that are not there, or no export: exit code 2', async () => {
  expect((await verifyAuditFile(at('missing'))).exitCode).toBe(2)
  expect((await verifyAudit(database, settings, { head: at('missing') })).exitCode).toBe(2)
  expect((await verifyAudit(database, settings, { keys: at('missing') })).exitCode).toBe(2)
  expect((await verifyAuditFile(await given('text', 'Hej\n'))).exitCode).toBe(2)
})
