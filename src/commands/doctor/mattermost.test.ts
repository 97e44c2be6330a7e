import type { AddressInfo } from 'node:net'
import type { FastifyInstance } from 'fastify'
import { afterEach, expect, test } from 'vitest'
import { wellSetUp } from '../../../test/support/mattermost-config.ts'
import { readConfig } from '../../config.ts'
import {
  createStandInMattermost,
  type StandInOptions,
} from '../../demo/stand-in-mattermost/stand-in-mattermost.ts'
import type { AccessNeed } from './access.ts'
import { lineOf } from './finding.ts'
import { examineMattermost } from './mattermost.ts'

const token = 'adm1nt0kenadm1nt0kenadm1nt'
const postToken = 'p0stt0kenp0stt0kenp0stt0ke'
let server: FastifyInstance | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

/** What the doctor says of such a server, a line each. */
async function said(options: Partial<StandInOptions>, access: AccessNeed | null, hasPostBot = true) {
  server = createStandInMattermost({ adminToken: token, postToken, now: () => new Date(), ...options })
  await server.listen({ port: 0, host: '127.0.0.1' })
  const { port } = server.server.address() as AddressInfo
  const config = readConfig({
    MODE: 'demo',
    MATTERMOST_URL: `http://127.0.0.1:${port}`,
    MATTERMOST_TOKEN: token,
    ...(hasPostBot && { MATTERMOST_POST_TOKEN: postToken }),
  })
  const findings = await examineMattermost(config, () => new Date(), access)
  return findings.map(lineOf).join('\n')
}

test('what should change is told with its key and why, and what lets people in round the roles is a fault', async () => {
  const found = await said(
    {
      version: '10.11.0',
      config: { ...wellSetUp, TeamSettings: { EnableUserCreation: false, EnableOpenServer: true } },
    },
    null,
    false,
  )
  expect(found).toMatch(
    /^fault\s+mattermost\s+TeamSettings.EnableOpenServer: on, should be off → On an open server/m,
  )
  expect(found).toMatch(/^warning\s+mattermost\s+Version: 10\.11\.0, should be 11 or newer → /m)
  expect(found).toMatch(/^warning\s+mattermost\s+The bot that posts: not set/m)
})

test('room, teams and channels are looked at where the database says who needs what', async () => {
  const access: AccessNeed = {
    needs: new Map([
      ['mattermost', { people: 300, coming: 290, byTeam: [{ team: 'kommuner', people: 300 }] }],
    ]),
    managed: [{ instance: 'mattermost', team: 'kommuner', channels: ['varsler', 'lukket'] }],
  }
  const found = await said({ userHardLimit: 250, maxUsersPerTeam: 50, config: wellSetUp }, access)
  expect(found).toMatch(/^fault\s+mattermost\s+Limit on users: 250, should be at least 300/m)
  expect(found).toMatch(/^fault\s+mattermost\s+Channel: kommuner\/lukket: does not exist, should be open/m)
})
