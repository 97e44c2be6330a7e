import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { advance } from '../advance.ts'
import { createMattermostConnector } from './mattermost-connector.ts'
import { granted, type StandIn, startStandIn } from './target-for-tests.ts'

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

  it.each(['10.11.0', '11.4.0'])(
    'binds its own accounts anew when the server speaks OpenID Connect (%s)',
    async (version) => {
      const modern = await startStandIn({ version })
      const before = await advance(modern.connector, modern.newPerson(), granted(modern))
      const connector = modern.newConnector({ service: 'openid' })
      const after = await advance(connector, before.person, granted(modern, 2))
      expect(after).toMatchObject({ outcome: 'converged', changed: true })
      const { body } = await modern.api('GET', `/users/${after.person.accountId}`)
      expect(body.auth_service).toBe('openid')
      const stranger = modern.newPerson({ email: 'fremmed@korsbaek.test', mayAdopt: true })
      await modern.api('POST', '/users', {
        email: stranger.email,
        username: 'fremmed',
        auth_service: 'gitlab',
        auth_data: '77',
      })
      expect(await advance(connector, stranger, granted(modern))).toMatchObject({
        code: 'accountUnsuitable',
        facts: { reason: 'otherSignIn' },
      })
      await modern.close()
    },
  )

  it('pauses, and holds nobody, when the address is not that of an API', async () => {
    const options = { url: `${target.url}/forkert`, token: 'x', now: () => new Date(0) }
    const result = await createMattermostConnector(options).read(target.newPerson(), granted(target))
    expect(result).toMatchObject({ outcome: 'paused', code: 'unhealthy' })
  })
})
