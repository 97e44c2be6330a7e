import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStandIn } from './open-stand-in.ts'
import { createStandInMattermost } from './stand-in-mattermost/stand-in-mattermost.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tvaers-stand-in-'))
})
afterEach(() => rm(folder, { recursive: true }))

const now = () => new Date('2026-11-23T09:00:00Z')
const opening = { port: 0, portal: new URL('http://localhost:3000'), now }

test('keeps its token for the next start', async () => {
  const first = await openStandIn(folder, opening)
  await first.close()
  const second = await openStandIn(folder, opening)
  await second.close()
  expect(second.token).toBe(first.token)
  expect((await readFile(join(folder, 'test-mattermost-token'), 'utf8')).trim()).toBe(first.token)
})

test('does not open with a token that was cut short', async () => {
  await writeFile(join(folder, 'test-mattermost-token'), '')
  await expect(openStandIn(folder, opening)).rejects.toThrow('test-mattermost-token holds no key')
})

test.each([{}, { authorization: 'Bearer ' }])('opens nothing to an empty token: %o', async (headers) => {
  const server = createStandInMattermost({ adminToken: '', now })
  for (const url of ['/api/v4/users/me', '/test-mattermost/faults']) {
    const { statusCode } = await server.inject({ url, headers })
    expect([401, 403]).toContain(statusCode)
  }
  await server.close()
})
