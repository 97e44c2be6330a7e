import type { LightMyRequestResponse as Response } from 'fastify'
import { type App, createApp } from '../../src/app.ts'
import { readConfig } from '../../src/config.ts'
import { cast } from '../../src/demo/cast.ts'
import { assignRole, endAssignment } from '../../src/features/assignments/index.ts'
import type { CivilDay } from '../../src/kernel/civil-day.ts'
import { createLog } from '../../src/platform/log.ts'
import { type CastName, createTestApp, type TestApp } from './test-app.ts'

const mattermostUrl = 'https://chat.test'
export const ssoSecret = 'a-secret-of-single-sign-on-for-tests'
export const redirectUri = `${mattermostUrl}/signup/gitlab/complete`

/** The settings that switch single sign-on on. */
export const ssoEnvironment = {
  MATTERMOST_URL: mattermostUrl,
  MATTERMOST_TOKEN: 'token-of-the-bot',
  MATTERMOST_SSO_SECRET: ssoSecret,
  SECRET_KEY: 'a-secret-key-that-is-long-enough-for-tests',
}

/** The portal, with a role that opens Mattermost. */
export interface SsoPortal {
  readonly portal: TestApp
  readonly roleId: string
  /** Gives the role alone. @returns the assignment's id */
  give(name: CastName, more?: { startsOn?: CivilDay }): Promise<string>
  /** Gives the role and does what provisioning does: an account, bound to a number. */
  letIn(name: CastName): Promise<{ assignmentId: string; ssoId: number }>
  end(assignmentId: string): Promise<void>
  /** The cookie of a session of their own. */
  session(name: CastName): Promise<string>
  /** What the trail says about single sign-on, oldest first. */
  told(): Promise<{ type: string; actor_name: string; facts: Record<string, unknown> }[]>
  /** Rows of a sign-in under way. */
  underWay(): Promise<string[]>
  /** Another server of the same portal. */
  openAnother(): Promise<App>
  clear(): Promise<void>
  close(): Promise<void>
}

async function insertRole({ owner, clock }: TestApp): Promise<string> {
  const id = clock.newId()
  await owner.query(`insert into role (id, name, kind) values ($1, 'Cybersamarbejdet', 'crossCutting')`, [id])
  await owner.query(
    `insert into role_version (role_id, version, purpose, tasks, valid_from, created_at, created_by, created_by_name, rules)
     values ($1, 1, 'Formål', 'Opgaver', '2026-01-01', $2, $1, 'Signe Bruun', role_rules($1))`,
    [id, clock.now()],
  )
  await owner.query(
    `insert into role_access (role_id, connector, team, channels) values ($1, 'mattermost', 'kommuner', '{varsler}')`,
    [id],
  )
  return id
}

async function bindAccount({ owner, clock, actor }: TestApp, name: CastName): Promise<number> {
  const { id, organisationId } = await actor(name)
  const { rows } = await owner.query<{ sso_id: string }>(
    `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, updated_at,
       account_id, origin, username, sign_in, sign_in_epoch)
     values ($1, $2, 'mattermost', 1, 'present', 'active', $3, 'account', 'created', $4, 'bound', 1)
     on conflict (organisation_id, user_id, connector) do update set sign_in = 'bound'
     returning sso_id`,
    [organisationId, id, clock.now(), `${name.toLowerCase()}.navn`],
  )
  return Number(rows[0]?.sso_id)
}

export async function openSsoPortal(): Promise<SsoPortal> {
  const portal = await createTestApp({ environment: ssoEnvironment })
  const { owner, clock } = portal
  const roleId = await insertRole(portal)
  await portal.actor('Katrine')
  const others: App[] = []
  const give: SsoPortal['give'] = async (name, more = {}) => {
    const { id: userId } = await portal.actor(name)
    return (await portal.act('Katrine', (ctx) => assignRole(ctx, { roleId, userId, ...more }))).id
  }
  return {
    portal,
    roleId,
    give,
    letIn: async (name) => ({ assignmentId: await give(name), ssoId: await bindAccount(portal, name) }),
    end: (assignmentId) =>
      portal.act('Katrine', (ctx) => endAssignment(ctx, { assignmentId, reason: 'Nyt job' })),
    async session(name) {
      const { id = '' } = cast.find((person) => person.name.startsWith(name)) ?? {}
      return cookiesOf(await portal.anybody().post('/log-ind/demo', { person: id })).join('; ')
    },
    async told() {
      const { rows } = await owner.query(
        `select type, actor_name, facts from event where type like 'sso.%' order by id`,
      )
      return rows
    },
    async underWay() {
      const { rows } = await owner.query<{ kind: string }>('select kind from sso_token order by kind')
      return rows.map((row) => row.kind)
    },
    async openAnother() {
      const config = readConfig({ MODE: 'demo', PORT: '3000', LOG_LEVEL: 'fatal', ...ssoEnvironment })
      const { database } = portal.app.world
      const log = createLog(config.LOG_LEVEL)
      const parts = { assets: {}, publicFolder: 'public', uploadFolder: 'data/uploads', cast }
      const app = await createApp({ config, database, log, clock, ...parts })
      others.push(app)
      await app.server.ready()
      return app
    },
    async clear() {
      clock.moveTo('2026-11-23T09:00:00Z')
      await owner.query('truncate sso_token, provisioning_step, provisioning_record, assignment, event')
      await owner.query('delete from pgboss.job')
    },
    async close() {
      for (const app of others) {
        await app.server.close()
        await app.world.jobs.stop()
      }
      await portal.close()
    },
  }
}

const cookiesOf = (answer: Response): string[] =>
  [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0] ?? '')

const portalOrigin = 'http://localhost:3000'

export interface Journey {
  /** Every answer on the way. */
  readonly answers: readonly Response[]
  readonly last: Response
  /** Where the browser is sent in the end, when that is outside of the portal. */
  readonly away: URL | null
}

/** What Mattermost asks for, as seen on the wire. */
export const gitLabRequest = {
  response_type: 'code',
  client_id: 'mattermost',
  redirect_uri: redirectUri,
  state: 'eyJhY3Rpb24iOiJsb2dpbiIsInRva2VuIjoiYS9iK2M9In0=',
}

export interface Way {
  /** The session's cookie; '' for a browser nobody has signed in with. */
  readonly session: string
  readonly request?: Readonly<Record<string, string>>
  /** Called before each step, with where it leads. */
  readonly before?: (path: string) => Promise<void> | void
}

/** A browser that follows the way from a server's request, with the cookies it is given, as far as it leads. */
export async function follow(
  { server }: App,
  { session, request = gitLabRequest, before }: Way,
): Promise<Journey> {
  let path = `/oauth/authorize?${new URLSearchParams(request)}`
  const cookies = new Map<string, string>()
  const answers: Response[] = []
  for (let step = 0; step < 6; step++) {
    await before?.(path)
    const cookie = [session, ...[...cookies].map(([name, value]) => `${name}=${value}`)]
    const headers = { cookie: cookie.filter(Boolean).join('; ') }
    const last = (await server.inject({ method: 'GET', url: path, headers })) as Response
    answers.push(last)
    for (const set of cookiesOf(last)) cookies.set(set.split('=')[0] ?? '', set.slice(set.indexOf('=') + 1))
    const next = last.headers.location ? new URL(String(last.headers.location), portalOrigin) : null
    if (!next || next.pathname === '/log-ind') return { answers, last, away: null }
    if (next.origin !== portalOrigin) return { answers, last, away: next }
    path = `${next.pathname}${next.search}`
  }
  throw new Error('The browser is led in a circle')
}

/** A code for whoever the session is of. */
export async function codeFor(app: App, way: Way): Promise<string> {
  const { away, last } = await follow(app, way)
  const code = away?.searchParams.get('code')
  if (!code) throw new Error(`No code: ${last.statusCode} ${away}`)
  return code
}

/** The exchange as Mattermost sends it; `more` in place of what it would say. */
export async function exchangeAt({ server }: App, code: string, more: Record<string, string> = {}) {
  const form = {
    client_id: 'mattermost',
    client_secret: ssoSecret,
    code,
    grant_type: 'authorization_code',
    redirect_uri: redirectUri,
    ...more,
  }
  return (await server.inject({
    method: 'POST',
    url: '/oauth/token',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    payload: new URLSearchParams(form).toString(),
  })) as Response
}

/** Who a token is of, as Mattermost asks it. */
export async function userAt({ server }: App, token: string): Promise<Response> {
  const headers = { authorization: `Bearer ${token}`, accept: 'application/json' }
  return (await server.inject({ method: 'GET', url: '/api/v4/user', headers })) as Response
}
