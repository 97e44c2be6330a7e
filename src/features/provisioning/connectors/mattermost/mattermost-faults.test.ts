import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { advance } from '../advance.ts'
import type { Person } from '../connector.ts'
import { ServerFault } from './server-fault.ts'
import { granted, revoked, type StandIn, startStandIn } from './target-for-tests.ts'

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

  it('knows its account again later, when all memory of the attempt is lost', async () => {
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

  it('makes one account when two workers, against the rules, grant the same person at once', async () => {
    const person = target.newPerson()
    const both = await Promise.all([
      advance(target.connector, person, granted(target)),
      advance(target.newConnector(), person, granted(target)),
    ])
    const outcomes = both.map((result) => result.outcome)
    expect(outcomes.filter((outcome) => outcome !== 'converged' && outcome !== 'retry')).toEqual([])
    expect(await advance(target.connector, person, granted(target))).toMatchObject({ outcome: 'converged' })
    expect(await accountsOf(person)).toBe(1)
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
