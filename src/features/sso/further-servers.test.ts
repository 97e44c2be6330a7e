import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  codeFor,
  exchangeAt,
  follow,
  gitLabRequest,
  openSsoPortal,
  type SsoPortal,
  ssoEnvironment,
  userAt,
} from '../../../test/support/sso-portal.ts'
import { createTestServer, type TestServer } from '../../../test/support/test-server.tsx'
import type { App } from '../../app.ts'
import { readConfig } from '../../config.ts'
import { assignRole } from '../assignments/index.ts'
import { createSso, formSitesOf } from './create-sso.ts'
import { ssoRoutes } from './web.tsx'

const further = {
  connector: 'mattermost-beredskab',
  url: 'https://beredskab.test',
  ssoSecret: 'the-secret-of-the-further-server',
} as const
const redirectUri = `${further.url}/signup/gitlab/complete`
const request = { ...gitLabRequest, client_id: further.connector, redirect_uri: redirectUri }
const client = {
  client_id: further.connector,
  client_secret: further.ssoSecret,
  redirect_uri: redirectUri,
}
const settings = { ...readConfig({ MODE: 'demo', ...ssoEnvironment }), moreMattermosts: [further] }
const session = 'tvaers_session=session-of-anders'

let here: SsoPortal
let server: TestServer
let app: App
let roleId: string

beforeAll(async () => {
  here = await openSsoPortal()
  const sso = createSso(settings)
  if (!sso) throw new Error('Single sign-on is not configured')
  const known = { 'session-of-anders': await here.portal.actor('Anders') }
  server = await createTestServer(here.portal, ssoRoutes(sso), { known })
  app = { ...here.portal.app, server: server.server }
  roleId = here.portal.clock.newId()
  const { owner, clock } = here.portal
  await owner.query(`insert into role (id, name, kind) values ($1, 'Beredskabet', 'crossCutting')`, [roleId])
  await owner.query(
    `insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
     values ($1, 1, 'Formål', 'Opgaver', '2026-01-01', $2, $1, 'Signe Bruun', role_rules($1))`,
    [roleId, clock.now()],
  )
  await owner.query(
    `insert into role_access (role_id, connector, team, channels) values ($1, $2, 'vagt', '{}')`,
    [roleId, further.connector],
  )
})
afterAll(async () => {
  await server.close()
  await here.close()
})
beforeEach(() => here.clear())

/** The role that opens the further server, and an account there. */
async function letIn() {
  const { portal } = here
  const { id: userId, organisationId } = await portal.actor('Anders')
  const { id } = await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId }))
  const { rows } = await portal.owner.query<{ sso_id: string }>(
    `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, updated_at,
       account_id, origin, username, sign_in, sign_in_epoch)
     values ($1, $2, $3, 1, 'present', 'active', $4, 'there', 'created', 'anders.vagt', 'bound', 1)
     returning sso_id`,
    [organisationId, userId, further.connector, portal.clock.now()],
  )
  return { assignmentId: id, ssoId: Number(rows[0]?.sso_id) }
}

describe('a server beside the first', () => {
  test('has its own people signed in, by the numbers their accounts there are bound to', async () => {
    const { ssoId } = await letIn()
    const code = await codeFor(app, { session, request })
    const { access_token: token } = (await exchangeAt(app, code, client)).json()
    expect((await userAt(app, token)).json()).toMatchObject({ id: ssoId, username: 'anders.vagt' })
    expect(await here.told()).toMatchObject([
      { type: 'sso.signedIn', facts: { connector: further.connector, face: 'gitlab' } },
    ])
  })

  test('lets nobody in by the role of another server, and tells which role it takes', async () => {
    await here.letIn('Anders')
    const { last, away } = await follow(app, { session, request })
    expect([last.statusCode, away]).toEqual([403, null])
    expect(last.payload).toContain('Beredskabet')
    expect(last.payload).not.toContain('Cybersamarbejdet')
    expect(await here.told()).toMatchObject([
      { type: 'sso.refused', facts: { connector: further.connector, step: 'authorize', reason: 'noRole' } },
    ])
  })

  test('… nor has its role open the first', async () => {
    await letIn()
    const { last, away } = await follow(app, { session })
    expect([last.statusCode, away]).toEqual([403, null])
  })

  test('its gate closes with the role, at every step', async () => {
    const { assignmentId } = await letIn()
    const code = await codeFor(app, { session, request })
    const { access_token: token } = (
      await exchangeAt(app, await codeFor(app, { session, request }), client)
    ).json()
    await here.end(assignmentId)
    expect((await exchangeAt(app, code, client)).json()).toMatchObject({ error: 'invalid_grant' })
    expect((await userAt(app, token)).statusCode).toBe(401)
    expect((await follow(app, { session, request })).last.statusCode).toBe(403)
  })

  test('takes no code of another server, and has a secret of its own', async () => {
    await here.letIn('Anders')
    const code = await codeFor(app, { session })
    expect((await exchangeAt(app, code, client)).json()).toMatchObject({ error: 'invalid_grant' })
    const wrong = { ...client, client_secret: ssoEnvironment.MATTERMOST_SSO_SECRET }
    expect((await exchangeAt(app, code, wrong)).json()).toMatchObject({ error: 'invalid_client' })
  })

  test('is where the sign-in may lead to in the end', () => {
    expect(formSitesOf(settings)('/mattermost/log-paa/x')).toEqual([
      ssoEnvironment.MATTERMOST_URL,
      further.url,
    ])
    expect(formSitesOf(settings)('/opgaver')).toEqual([])
  })

  test('can be the only one', () => {
    const { MATTERMOST_URL: _url, MATTERMOST_SSO_SECRET: _secret, ...alone } = settings
    expect(createSso(alone)?.mattermostUrl).toBe(further.url)
    expect(createSso({ ...alone, moreMattermosts: [] })).toBeNull()
  })
})
