import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { advance } from '../advance.ts'
import type { Person } from '../connector.ts'
import { ServerFault } from './server-fault.ts'
import { call, granted, revoked, type StandIn, startStandIn } from './target-for-tests.ts'

let target: StandIn
beforeAll(async () => {
  target = await startStandIn()
})
afterAll(async () => {
  await target.close()
})
beforeEach(async () => {
  await target.control('DELETE', '/faults')
})

async function grantNew(): Promise<Person> {
  const result = await advance(target.connector, target.newPerson(), granted(target))
  expect(result.outcome).toBe('converged')
  return result.person
}

async function accountsOf(person: Person): Promise<number> {
  const users = await target.api<{ email: string; last_name: string }[]>('GET', '/users?per_page=200')
  return users.body.filter((user) => user.last_name === person.lastName).length
}

const createFault = (kind: string, more: object = {}) => ({
  rules: [{ kind, method: 'POST', path: '/api/v4/users$', ...more }],
})

describe('an unsteady server', () => {
  it('makes one account when creation fails before its effect', async () => {
    await target.strike(createFault('failBefore'))
    const person = target.newPerson()
    const failed = await advance(target.connector, person, granted(target))
    expect(failed).toMatchObject({ outcome: 'retry', reason: 'serverFailed', facts: { status: 503 } })
    expect(await advance(target.connector, failed.person, granted(target))).toMatchObject({
      outcome: 'converged',
    })
    expect(await accountsOf(person)).toBe(1)
  })

  it.each([
    ['an error', createFault('failAfter')],
    ['a broken connection', createFault('dropAfter')],
    [
      'the 500 of a taken sign-in',
      createFault('failAfter', { status: 500, errorId: 'app.user.save.app_error' }),
    ],
  ])('knows its account again at once when creation worked behind %s', async (_name, fault) => {
    await target.strike(fault)
    const person = target.newPerson()
    const result = await advance(target.connector, person, granted(target))
    expect(result).toMatchObject({ outcome: 'converged', person: { origin: 'created' } })
    expect(await accountsOf(person)).toBe(1)
  })

  it('knows its account again later, when nothing could be looked up and all memory is lost', async () => {
    const person = target.newPerson()
    await target.connector.check()
    await target.strike({ rules: [{ kind: 'dropAfter', method: 'POST', path: '/api/v4/users$' }] })
    const opened = await target.connector.apply('openAccount', person, granted(target))
    expect(opened.outcome).toBe('done')
    const anew = await advance(target.newConnector(), person, granted(target))
    expect(anew).toMatchObject({ outcome: 'converged', person: { origin: 'created' } })
    expect(await accountsOf(person)).toBe(1)
  })

  it('takes the stray 500 of a channel that was joined after all as success', async () => {
    const errorId = 'api.channel.add_user.to.channel.failed.app_error'
    const racy = { kind: 'failAfter', method: 'POST', path: '/channels/.*/members$', status: 500, errorId }
    await target.strike({ rules: [{ ...racy, times: 3 }] })
    const result = await advance(target.connector, target.newPerson(), granted(target))
    expect(result).toMatchObject({ outcome: 'converged', changed: true })
    const faults = await target.control<{ rules: { times: number }[] }>('GET', '/faults')
    expect(faults.body.rules).toMatchObject([{ times: 0 }])
  })

  it('does not take that 500 as success when the membership is not there', async () => {
    const errorId = 'api.channel.add_user.to.channel.failed.app_error'
    const rule = { kind: 'failBefore', method: 'POST', path: '/channels/.*/members$', status: 500, errorId }
    await target.strike({ rules: [rule] })
    const result = await advance(target.connector, target.newPerson(), granted(target))
    expect(result).toMatchObject({ outcome: 'retry', reason: 'serverFailed', step: 'joinChannels' })
  })

  it('waits as long as the rate limiter asks', async () => {
    await target.strike({ rules: [{ kind: 'rateLimit', retryAfter: 7 }] })
    const result = await advance(target.connector, target.newPerson(), granted(target))
    expect(result).toMatchObject({ outcome: 'retry', reason: 'rateLimited', afterMs: 7000 })
  })

  it('gives up on an answer that never comes', async () => {
    await target.strike({ rules: [{ kind: 'hang', path: '/users/email/' }] })
    const hasty = target.newConnector({ timeoutMs: 100 })
    const result = await advance(hasty, target.newPerson(), granted(target))
    expect(result).toMatchObject({ outcome: 'retry', reason: 'noAnswer' })
  })

  it('retries a revocation that broke half-way, and finishes it', async () => {
    const person = await grantNew()
    await target.strike({ rules: [{ kind: 'drop', method: 'PUT', path: '/active' }] })
    const broken = await advance(target.connector, person, revoked(target))
    expect(broken).toMatchObject({ outcome: 'retry', step: 'closeAccount' })
    const done = await advance(target.connector, broken.person, revoked(target))
    expect(done).toMatchObject({ outcome: 'converged', changed: true })
  })
})

describe('a worker that dies before it has saved what it wrote', () => {
  const signIn = async (person: Person): Promise<number> =>
    (await target.control('POST', '/sign-in', { auth_data: String(person.ssoId) })).status

  it('opens the sign-in again, although it remembers it as open', async () => {
    const person = await grantNew()
    await advance(target.connector, person, revoked(target, 2))
    expect(await signIn(person)).toBe(501)
    const back = await advance(target.connector, person, granted(target, 3))
    expect(back).toMatchObject({ outcome: 'converged' })
    expect(await signIn(person)).toBe(200)
  })

  it('closes the sign-in again, although it remembers it as closed', async () => {
    const closed = await advance(target.connector, await grantNew(), revoked(target, 2))
    await target.connector.apply('openAccount', closed.person, granted(target, 3))
    await target.api('PUT', `/users/${closed.person.accountId}/active`, { active: false })
    const again = await advance(target.connector, closed.person, revoked(target, 4))
    expect(again).toMatchObject({ outcome: 'converged', changed: true })
    expect(await signIn(closed.person)).toBe(501)
  })

  it('does nothing more for an older version of the assignments than the newest', async () => {
    const watch = { isCurrent: () => false }
    const person = target.newPerson()
    expect(await advance(target.connector, person, granted(target), watch)).toEqual({
      outcome: 'outdated',
      person,
    })
    expect(await accountsOf(person)).toBe(0)
  })
})

describe('a target out of order', () => {
  it('pauses without a single write when the token is dead, and goes on when it lives', async () => {
    const person = await grantNew()
    target.passAMinute()
    await target.control('DELETE', '/requests')
    await target.strike({ tokenDead: true })
    const paused = await advance(target.connector, person, revoked(target))
    expect(paused).toMatchObject({ outcome: 'paused', code: 'tokenDead' })
    expect(await target.connector.check()).toMatchObject({ state: 'paused', code: 'tokenDead' })
    expect(await target.writes({})).toEqual([])
    await target.strike({})
    expect(await advance(target.connector, person, revoked(target))).toMatchObject({ outcome: 'converged' })
  })

  it('notices a token that dies within the minute', async () => {
    await grantNew()
    await target.strike({ tokenDead: true })
    const paused = await advance(target.connector, target.newPerson(), granted(target))
    expect(paused).toMatchObject({ outcome: 'paused', code: 'tokenDead' })
  })

  it('pauses when its administrator role is gone, and never reads that as nobody being a member', async () => {
    const person = await grantNew()
    await target.strike({ adminLost: true })
    const within = await target.connector.read(person, granted(target))
    const later = await target.newConnector().read(person, granted(target))
    expect(within).toMatchObject({ outcome: 'paused', code: 'adminLost' })
    expect(later).toMatchObject({ outcome: 'paused', code: 'adminLost' })
  })

  it('tells an unreachable server from an unhealthy one', async () => {
    await target.strike({ rules: [{ kind: 'drop', path: '/system/ping' }] })
    expect(await target.connector.check()).toMatchObject({ state: 'paused', code: 'unreachable' })
    await target.strike({
      rules: [{ kind: 'failBefore', status: 500, errorId: 'api.system.unhealthy', times: 1 }],
    })
    expect(await target.connector.check()).toMatchObject({ state: 'paused', code: 'unhealthy' })
  })

  it('never lets a token or a text of the server out', async () => {
    await target.strike({ tokenDead: true })
    const secret = 's3cr3t5s3cr3t5s3cr3t5s3cr3'
    const connector = target.newConnector({ token: secret })
    const told = [
      await connector.check(),
      await connector.read(target.newPerson(), granted(target)),
      await connector.apply('openAccount', target.newPerson(), granted(target)),
      connector,
    ]
    expect(JSON.stringify(told)).not.toContain(secret)
    expect(JSON.stringify(told)).toContain('api.context.session_expired.app_error')
    expect(JSON.stringify(told)).not.toContain('Der opstod')
    const fault = new ServerFault({ kind: 'answer', call: 'GET /users/me', status: 401, errorId: 'a.b' })
    expect(fault.message).toBe('Mattermost: GET /users/me failed (401, a.b)')
  })
})

describe('order and completeness of a revocation', () => {
  it('leaves the channels, then the team, then closes the account', async () => {
    const person = await grantNew()
    const team = (await target.api('GET', `/teams/name/${target.team}`)).body
    const id = person.accountId ?? ''
    await target.control('DELETE', '/requests')
    await advance(target.connector, person, revoked(target))
    expect(await target.writes({ [id]: 'person', [team.id]: 'team' })).toEqual([
      'DELETE /channels/id/members/person',
      'DELETE /channels/id/members/person',
      'DELETE /channels/id/members/person',
      'DELETE /teams/team/members/person',
      'PUT /users/person/auth',
      'PUT /users/person/active',
      'POST /users/person/sessions/revoke/all',
    ])
  })

  it('opens the account, the team and the channels in this order', async () => {
    await target.control('DELETE', '/requests')
    const person = await grantNew()
    expect(await target.writes({ [person.accountId ?? '']: 'person' })).toEqual([
      'POST /users',
      'POST /teams/id/members',
      'POST /channels/id/members',
      'POST /channels/id/members',
      'POST /channels/id/members',
    ])
  })

  it('ends sessions, access tokens, webhooks and bots, and leaves no way to sign in', async () => {
    const person = await grantNew()
    const id = person.accountId ?? ''
    const ssoKey = { auth_data: String(person.ssoId) }
    expect((await target.control('POST', '/sign-in', ssoKey)).status).toBe(200)
    await target.api('POST', `/users/${id}/tokens`, { description: 'script' })
    const team = (await target.api('GET', `/teams/name/${target.team}`)).body
    const channel = (await target.api('GET', `/teams/${team.id}/channels/name/varsler`)).body
    await target.api('POST', '/hooks/incoming', { channel_id: channel.id, user_id: id })
    await target.api('POST', '/hooks/outgoing', { channel_id: channel.id, user_id: id })
    const other = await grantNew()
    const otherHook = { channel_id: channel.id, user_id: other.accountId }
    await target.api('POST', '/hooks/incoming', otherHook)

    const result = await advance(target.connector, person, revoked(target))

    expect(result).toMatchObject({ outcome: 'converged' })
    expect((await target.control('POST', '/sign-in', ssoKey)).status).toBe(501)
    expect((await target.api('GET', `/users/${id}/sessions`)).body).toEqual([])
    expect((await target.api('GET', `/users/${id}/tokens`)).body).toEqual([])
    expect((await target.api('GET', '/hooks/incoming')).body).toMatchObject([{ user_id: other.accountId }])
    expect((await target.api('GET', '/hooks/outgoing')).body).toEqual([])
  })
})

describe("what acts in a person's name", () => {
  it('stops her bots where the server does not do it itself, and no other', async () => {
    const lax = await startStandIn({ disablesBotsWithOwner: false })
    const administrator = (await lax.api('GET', '/users/username/sysadmin')).body
    const key = (await lax.api('POST', `/users/${administrator.id}/tokens`, { description: 'test' })).body
      .token
    const { person } = await advance(lax.connector, lax.newPerson(), granted(lax))
    const bot = (
      await call<{ user_id: string }>(`${lax.url}/api/v4/bots`, key, 'POST', { username: 'min-bot' })
    ).body
    await lax.api('POST', `/bots/${bot.user_id}/assign/${person.accountId}`)
    await advance(lax.connector, person, revoked(lax))
    const stopped = await lax.api('GET', `/users/${bot.user_id}`)
    const own = await lax.api('GET', '/users/username/rolleportal')
    await lax.close()
    expect(stopped.body.delete_at).toBeGreaterThan(0)
    expect(own.body.delete_at).toBe(0)
  })

  it('finds nothing to stop where webhooks are switched off', async () => {
    const person = await grantNew()
    const errorId = 'api.incoming_webhook.disabled.app_error'
    await target.strike({ rules: [{ kind: 'failBefore', path: '/hooks/', status: 501, errorId, times: 2 }] })
    expect(await advance(target.connector, person, revoked(target))).toMatchObject({ outcome: 'converged' })
  })
})

describe('limits and refusals', () => {
  it.each([
    ['userLimit', { userHardLimit: 1 }],
    ['emailRefused', { acceptedDomain: 'andetsted.test' }],
    ['teamFull', { maxUsersPerTeam: 0 }],
  ] as const)('holds the person: %s', async (code, options) => {
    const strict = await startStandIn({ version: '11.4.0', ...options })
    const result = await advance(strict.connector, strict.newPerson(), granted(strict))
    await strict.close()
    expect(result).toMatchObject({ outcome: 'held', code })
  })

  it('never binds a bot or an administrator to a person, approved or not', async () => {
    const person = target.newPerson({ email: 'sysadmin@mattermost.test', mayAdopt: true })
    const admin = await advance(target.connector, person, granted(target))
    expect(admin).toMatchObject({
      outcome: 'held',
      code: 'accountUnsuitable',
      facts: { reason: 'systemAdmin' },
    })
    const bot = await advance(
      target.connector,
      { ...person, email: 'rolleportal@localhost' },
      granted(target),
    )
    expect(bot).toMatchObject({ outcome: 'held', code: 'accountUnsuitable', facts: { reason: 'bot' } })
  })

  it('never rebinds an account that the server shows bound to another person', async () => {
    const modern = await startStandIn({ version: '11.4.0' })
    const first = await advance(modern.connector, modern.newPerson(), granted(modern))
    const thief = modern.newPerson({ email: first.person.email, mayAdopt: true })
    const result = await advance(modern.connector, thief, granted(modern))
    await modern.close()
    expect(result).toMatchObject({
      outcome: 'held',
      code: 'accountUnsuitable',
      facts: { reason: 'boundToAnother' },
    })
  })

  it('pauses, and holds nobody, when the address is not that of an API', async () => {
    const { createMattermostConnector } = await import('./mattermost-connector.ts')
    const options = { url: `${target.url}/forkert`, token: 'x', now: () => new Date(0) }
    const result = await createMattermostConnector(options).read(target.newPerson(), granted(target))
    expect(result).toMatchObject({ outcome: 'paused', code: 'unhealthy' })
  })
})
