import { describe, expect, it } from 'vitest'
import { start } from './start-for-tests.ts'

describe('users', () => {
  it('checks the user name before the address, and the sign-in last, with a 500', async () => {
    const { user } = start()
    expect((await user('anna', { auth_data: '1' })).status).toBe(201)
    const both = await user('anna', { auth_data: '1' })
    const email = await user('anna2', { email: 'ANNA@korsbaek.test', auth_data: '1' })
    const ssoKey = await user('anna3', { auth_data: '1' })
    expect([both.status, both.body.id]).toEqual([400, 'app.user.save.username_exists.app_error'])
    expect([email.status, email.body.id]).toEqual([400, 'app.user.save.email_exists.app_error'])
    expect([ssoKey.status, ssoKey.body.id]).toEqual([500, 'app.user.save.app_error'])
  })

  it.each([
    ['an invalid letter', { username: 'jens.åge' }, 400, 'model.user.is_valid.username.app_error'],
    ['a reserved name', { username: 'all' }, 400, 'model.user.is_valid.username.app_error'],
    ['no address', { email: 'x' }, 400, 'model.user.is_valid.email.app_error'],
    ['a long name', { first_name: 'x'.repeat(65) }, 400, 'model.user.is_valid.first_name.app_error'],
    ['a number without a service', { auth_service: '' }, 400, 'model.user.is_valid.auth_data_type.app_error'],
    ['number and password', { password: 'x' }, 400, 'model.user.is_valid.auth_data_pwd.app_error'],
  ])('refuses %s', async (_name, fields, status, id) => {
    const answer = await start().user('anna', fields)
    expect([answer.status, answer.body.id]).toEqual([status, id])
  })

  it('makes a dead account of a service without a number, and tells nobody', async () => {
    const answer = await start().user('anna', { auth_data: '' })
    expect([answer.status, answer.body.auth_service]).toEqual([201, 'gitlab'])
  })

  it('keeps the address of a deactivated account taken, and finds it by any case', async () => {
    const { ask, user } = start()
    const anna = (await user('anna')).body
    await ask('PUT', `/users/${anna.id}/active`, { active: false })
    expect((await user('bo', { email: 'anna@korsbaek.test' })).body.id).toBe(
      'app.user.save.email_exists.app_error',
    )
    const found = await ask('GET', '/users/email/Anna%40Korsbaek.test')
    expect(found.body.delete_at).toBeGreaterThan(0)
  })

  it('takes an address and forgets it, and refuses names, where single sign-on sets them', async () => {
    const { ask, user } = start()
    const anna = (await user('anna')).body
    const email = await ask('PUT', `/users/${anna.id}/patch`, { email: 'ny@korsbaek.test', nickname: 'An' })
    const name = await ask('PUT', `/users/${anna.id}/patch`, { first_name: 'Bo' })
    expect(email).toMatchObject({ status: 200, body: { email: 'anna@korsbaek.test', nickname: 'An' } })
    expect([name.status, name.body.id]).toEqual([
      409,
      'api.user.patch_user.login_provider_attribute_set.app_error',
    ])
  })

  it('binds a sign-in without ending sessions, and only a free one', async () => {
    const { ask, user } = start()
    const anna = (await user('anna', { auth_data: '1' })).body
    const bo = (await user('bo', { auth_data: '2' })).body
    await ask('POST', '/test-mattermost/sign-in', { auth_data: '1' })
    const bound = await ask('PUT', `/users/${anna.id}/auth`, { auth_service: 'gitlab', auth_data: '3' })
    const taken = await ask('PUT', `/users/${bo.id}/auth`, { auth_service: 'gitlab', auth_data: '3' })
    const empty = await ask('PUT', `/users/${bo.id}/auth`, { auth_service: '', auth_data: '' })
    expect(bound.body).toEqual({ auth_service: 'gitlab', auth_data: '3' })
    expect([taken.status, taken.body.id]).toEqual([400, 'app.user.update_auth_data.email_exists.app_error'])
    expect(empty.body.id).toBe('api.user.update_user_auth.invalid_request')
    expect((await ask('GET', `/users/${anna.id}/sessions`)).body).toHaveLength(1)
  })

  it('unlinks single sign-on when an administrator resets a password', async () => {
    const { ask, user } = start()
    const anna = (await user('anna', { auth_data: '1' })).body
    await ask('PUT', `/users/${anna.id}/password`, { new_password: 'x' })
    expect((await ask('GET', `/users/${anna.id}`)).body.auth_service).toBe('')
    expect((await ask('POST', '/test-mattermost/sign-in', { auth_data: '1' })).status).toBe(501)
  })

  it('reactivates at single sign-on, with sessions ended and memberships kept meanwhile', async () => {
    const { ask, user, place } = start()
    const { teamId, channelId } = await place()
    const anna = (await user('anna', { auth_data: '1' })).body
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    await ask('POST', '/test-mattermost/sign-in', { auth_data: '1' })
    await ask('PUT', `/users/${anna.id}/active`, { active: false })
    expect((await ask('GET', `/users/${anna.id}/sessions`)).body).toEqual([])
    expect((await ask('GET', `/teams/${teamId}/members/${anna.id}`)).body.delete_at).toBe(0)
    expect((await ask('GET', `/channels/${channelId}/members`)).body).toHaveLength(1)
    await ask('POST', '/test-mattermost/sign-in', { auth_data: '1' })
    expect((await ask('GET', `/users/${anna.id}`)).body.delete_at).toBe(0)
  })

  it('shows what accounts are bound to from server 11 on', async () => {
    expect((await start({ version: '10.11.0' }).user('anna', { auth_data: '1' })).body.auth_data).toBe('')
    expect((await start({ version: '11.4.0' }).user('anna', { auth_data: '1' })).body.auth_data).toBe('1')
  })

  it('lets nobody in over the cap, neither new nor reactivated', async () => {
    const { ask, user } = start({ version: '11.4.0', userHardLimit: 2 })
    const anna = (await user('anna')).body
    expect((await user('bodil')).body.id).toBe('api.user.create_user.user_limits.exceeded')
    await ask('PUT', `/users/${anna.id}/active`, { active: false })
    await user('bodil')
    const back = await ask('PUT', `/users/${anna.id}/active`, { active: true })
    expect([back.status, back.body.id]).toEqual([400, 'app.user.update_active.user_limit.exceeded'])
    expect((await ask('GET', '/limits/server')).body).toMatchObject({
      maxUsersHardLimit: 2,
      activeUserCount: 2,
    })
  })

  it('cuts pages at 200 and refuses an empty list of ids', async () => {
    const { ask, user } = start()
    for (let index = 0; index < 205; index++) await user(`person${index}`, { auth_data: String(index + 1) })
    expect((await ask('GET', '/users?per_page=1000')).body).toHaveLength(200)
    expect((await ask('GET', '/users?per_page=1000&page=1')).body).toHaveLength(7)
    expect((await ask('POST', '/users/ids', [])).status).toBe(400)
    expect((await ask('POST', '/users/ids', ['unknown'])).body).toEqual([])
  })
})

describe('when somebody was last active', () => {
  const lastActive = async ({ ask }: Pick<ReturnType<typeof start>, 'ask'>, ...ids: string[]) =>
    (await ask('POST', '/users/status/ids', ids)).body.map(
      (status: { last_activity_at: number }) => status.last_activity_at,
    )

  it('is told of sign-ins and posts, and of no addition by others; 0 for never and for unknown ids', async () => {
    const server = start()
    const { ask, user, pass, place } = server
    const anna = (await user('anna', { auth_data: '1' })).body
    const { teamId, channelId } = await place()
    await ask('POST', `/teams/${teamId}/members`, { team_id: teamId, user_id: anna.id })
    await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    expect(await lastActive(server, anna.id, 'x'.repeat(26))).toEqual([0, 0])
    const signedIn = await ask('POST', '/test-mattermost/sign-in', { auth_data: '1' })
    const session: string = JSON.parse(signedIn.body).session_id
    const signedInAt = Date.parse('2026-11-23T09:00:00Z')
    expect(await lastActive(server, anna.id)).toEqual([signedInAt])
    pass(60_000)
    const written = await ask('POST', '/posts', { channel_id: channelId, message: 'Hej' }, session)
    expect(written).toMatchObject({ status: 201 })
    expect(await lastActive(server, anna.id)).toEqual([signedInAt + 60_000])
    expect((await ask('GET', `/users/${anna.id}`)).body).not.toHaveProperty('seen_at')
  })

  it('takes a deactivation for activity', async () => {
    const server = start()
    const anna = (await server.user('anna')).body
    await server.ask('PUT', `/users/${anna.id}/active`, { active: false })
    expect(await lastActive(server, anna.id)).toEqual([Date.parse('2026-11-23T09:00:00Z')])
  })

  it('refuses no ids and what is none, and tells nothing where it keeps no statuses', async () => {
    const { ask } = start()
    expect((await ask('POST', '/users/status/ids', [])).status).toBe(400)
    expect((await ask('POST', '/users/status/ids', ['short'])).status).toBe(400)
    const silent = start({ config: { ServiceSettings: { EnableUserStatuses: false } } })
    expect((await silent.ask('POST', '/users/status/ids', ['x'.repeat(26)])).body).toEqual([])
  })
})

describe('sessions and tokens', () => {
  it('keeps access tokens through a revocation of sessions, and brings them back with the account', async () => {
    const { ask, user } = start()
    const anna = (await user('anna')).body
    const { token } = (await ask('POST', `/users/${anna.id}/tokens`, { description: 'x' })).body
    await ask('POST', `/users/${anna.id}/sessions/revoke/all`)
    expect((await ask('GET', '/users/me', undefined, token)).body.id).toBe(anna.id)
    await ask('PUT', `/users/${anna.id}/active`, { active: false })
    expect((await ask('GET', '/users/me', undefined, token)).status).toBe(401)
    await ask('PUT', `/users/${anna.id}/active`, { active: true })
    expect((await ask('GET', '/users/me', undefined, token)).status).toBe(200)
  })

  it('repeats a dead token in its answer, until server 11', async () => {
    const old = await start().ask('GET', '/users/me', undefined, 'hemmeligt')
    const modern = await start({ version: '11.4.0' }).ask('GET', '/users/me', undefined, 'hemmeligt')
    expect(old.body).toMatchObject({
      id: 'api.context.session_expired.app_error',
      status_code: 401,
      detailed_error: 'token=hemmeligt',
    })
    expect(modern.body.detailed_error).toBe('')
  })

  it('kills a bot with its owner, and lets no bot make another', async () => {
    const { ask } = start()
    const administrator = (await ask('GET', '/users/username/sysadmin')).body
    const refused = await ask('POST', '/bots', { username: 'en-bot' })
    expect([refused.status, refused.body.detailed_error]).toEqual([403, 'permission=create_bot'])
    await ask('PUT', `/users/${administrator.id}/active`, { active: false })
    expect((await ask('GET', '/users/me')).status).toBe(401)
  })
})
