import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { advance } from '../advance.ts'
import type { Person } from '../connector.ts'
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
