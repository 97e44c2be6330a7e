import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { createStandInMattermost, type StandInOptions } from './stand-in-mattermost.ts'

const adminToken = 'adm1nt0kenadm1nt0kenadm1nt'
const open: FastifyInstance[] = []
const folders: string[] = []

afterEach(async () => {
  for (const app of open.splice(0)) await app.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function start(options: Partial<StandInOptions> = {}) {
  let now = Date.parse('2026-11-23T09:00:00Z')
  const app = createStandInMattermost({ adminToken, now: () => new Date(now), ...options })
  open.push(app)
  const ask = async (
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    token = adminToken,
  ) => {
    const url = path.startsWith('/test-mattermost') ? path : `/api/v4${path}`
    const headers = { authorization: `Bearer ${token}` }
    const response = await app.inject({ method, url, headers, payload: body })
    const isJson = response.headers['content-type'] === 'application/json'
    return {
      status: response.statusCode,
      headers: response.headers,
      body: isJson ? response.json() : response.body,
    }
  }
  const user = async (name: string, more: object = {}) =>
    ask('POST', '/users', {
      email: `${name}@korsbaek.test`,
      username: name,
      auth_service: 'gitlab',
      auth_data: `9${name.length}${name.charCodeAt(0)}`,
      email_verified: true,
      ...more,
    })
  return {
    app,
    ask,
    user,
    pass: (ms: number) => {
      now += ms
    },
    async place(channel = 'varsler') {
      const team = (await ask('GET', '/teams/name/kommuner')).body
      const found = (await ask('GET', `/teams/${team.id}/channels/name/${channel}`)).body
      return { teamId: team.id as string, channelId: found.id as string }
    },
  }
}

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

describe('teams and channels', () => {
  it('adds to a team again and again, deactivated users and archived teams included', async () => {
    const { ask, user, place } = start()
    const { teamId } = await place()
    const anna = (await user('anna')).body
    await ask('PUT', `/users/${anna.id}/active`, { active: false })
    await ask('DELETE', `/teams/${teamId}`)
    const add = () => ask('POST', `/teams/${teamId}/members`, { team_id: teamId, user_id: anna.id })
    expect([(await add()).status, (await add()).status]).toEqual([201, 201])
    expect(await ask('GET', '/teams/name/kommuner')).toMatchObject({ status: 200 })
    expect((await ask('GET', '/teams/name/kommuner')).body.delete_at).toBeGreaterThan(0)
  })

  it('reads a removed member with the time of removal, and gives no private channel back', async () => {
    const { ask, user, place } = start()
    const { teamId, channelId } = await place()
    const anna = (await user('anna')).body
    expect((await ask('GET', `/teams/${teamId}/members/${anna.id}`)).status).toBe(404)
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    const remove = () => ask('DELETE', `/teams/${teamId}/members/${anna.id}`)
    expect([(await remove()).status, (await remove()).status]).toEqual([200, 200])
    expect((await ask('GET', `/teams/${teamId}/members/${anna.id}`)).body.delete_at).toBeGreaterThan(0)
    expect((await ask('GET', `/teams/${teamId}/members`)).body).toEqual([])
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    const channels = await ask('GET', `/users/${anna.id}/teams/${teamId}/channels`)
    expect(channels.body.map((channel: { name: string }) => channel.name)).toEqual([
      'town-square',
      'off-topic',
    ])
  })

  it('removes from a channel once, then 404, and never from the first one', async () => {
    const { ask, user, place } = start()
    const { teamId, channelId } = await place()
    const square = await place('town-square')
    const anna = (await user('anna')).body
    const outside = await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    expect([outside.status, outside.body.id]).toEqual([404, 'app.team.get_member.missing.app_error'])
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    const add = () => ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    expect([(await add()).status, (await add()).status]).toEqual([201, 201])
    const remove = (id: string) => ask('DELETE', `/channels/${id}/members/${anna.id}`)
    expect((await remove(channelId)).status).toBe(200)
    const again = await remove(channelId)
    expect([again.status, again.body.id]).toEqual([404, 'app.channel.get_member.missing.app_error'])
    expect((await remove(square.channelId)).body.id).toBe('api.channel.remove.default.app_error')
  })

  it('hides an archived channel, yet keeps its name taken', async () => {
    const { ask, place } = start()
    const { teamId, channelId } = await place()
    const path = `/teams/${teamId}/channels/name/varsler`
    await ask('DELETE', `/channels/${channelId}`)
    expect((await ask('GET', path)).status).toBe(404)
    expect((await ask('GET', `${path}?include_deleted=true`)).body.delete_at).toBeGreaterThan(0)
    const again = await ask('POST', '/channels', {
      team_id: teamId,
      name: 'varsler',
      display_name: 'Varsler',
    })
    expect(again.body.id).toBe('store.sql_channel.save_channel.exists.app_error')
    await ask('POST', `/channels/${channelId}/restore`)
    expect((await ask('GET', path)).status).toBe(200)
  })

  it('adds in batches, each on its own when asked gracefully, and drops bad ones from a channel silently', async () => {
    const { ask, user, place } = start()
    const { teamId, channelId } = await place()
    const anna = (await user('anna')).body
    const rows = [
      { team_id: teamId, user_id: anna.id },
      { team_id: teamId, user_id: 'x'.repeat(26) },
    ]
    expect((await ask('POST', `/teams/${teamId}/members/batch`, rows)).status).toBe(404)
    const graceful = await ask('POST', `/teams/${teamId}/members/batch?graceful=true`, rows)
    expect(graceful.body).toMatchObject([{ error: null }, { member: null, error: { status_code: 404 } }])
    const ids = { user_ids: [anna.id, 'x'.repeat(26)] }
    expect((await ask('POST', `/channels/${channelId}/members`, ids)).body).toHaveLength(1)
    const old = start({ version: '6.7.2' })
    const there = await old.place()
    expect((await old.ask('POST', `/channels/${there.channelId}/members`, ids)).status).toBe(400)
  })
})

describe('posts', () => {
  it('makes one post of the same pending id within half a minute, and takes an empty one', async () => {
    const { ask, place, pass } = start()
    const { channelId } = await place()
    const post = () => ask('POST', '/posts', { channel_id: channelId, message: '', pending_post_id: 'bot:1' })
    const first = await post()
    const second = await post()
    pass(30_000)
    const third = await post()
    expect([first.status, first.body.props.from_bot]).toEqual([201, 'true'])
    expect(second.body).toMatchObject({ id: first.body.id, pending_post_id: '' })
    expect(third.body.id).not.toBe(first.body.id)
  })

  it('answers 403 for a channel that is not there, and 400 for too long a text', async () => {
    const { ask, place } = start()
    const { channelId } = await place()
    expect((await ask('POST', '/posts', { channel_id: 'x'.repeat(26), message: 'a' })).status).toBe(403)
    const long = await ask('POST', '/posts', { channel_id: channelId, message: 'x'.repeat(16_384) })
    expect(long.body.id).toBe('model.post.is_valid.msg.app_error')
  })
})

describe('switches', () => {
  it('limits the rate in plain text', async () => {
    const { ask } = start()
    await ask('PUT', '/test-mattermost/faults', { rules: [{ kind: 'rateLimit' }] })
    const limited = await ask('GET', '/users/me')
    expect(limited).toMatchObject({ status: 429, body: 'limit exceeded' })
    expect(limited.headers['retry-after']).toBe('1')
    expect((await ask('GET', '/users/me')).status).toBe(200)
  })

  it('belongs to the administrator alone, also while the API plays dead, and tells what was asked', async () => {
    const { ask } = start()
    expect((await ask('GET', '/test-mattermost/faults', undefined, 'x')).status).toBe(403)
    expect((await ask('PUT', '/test-mattermost/faults', { rules: [{ kind: 'x' }] })).status).toBe(400)
    await ask('PUT', '/test-mattermost/faults', { tokenDead: true, latencyMs: 1 })
    expect((await ask('GET', '/users/me')).status).toBe(401)
    await ask('DELETE', '/test-mattermost/faults')
    expect((await ask('GET', '/users/me')).status).toBe(200)
    const { body } = await start().ask('GET', '/test-mattermost/requests')
    expect(JSON.parse(body)).toEqual([])
  })

  it('answers an unknown route and a bad id as the real server does', async () => {
    const { ask } = start()
    expect((await ask('GET', '/nowhere')).body).toContain('api.context.404.app_error')
    expect((await ask('GET', '/users/kort')).body.id).toBe('api.context.invalid_url_param.app_error')
    expect((await ask('POST', '/users')).status).toBe(400)
  })
})

describe('the state file', () => {
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'stand-in-'))
    folders.push(folder)
    return folder
  }

  it('survives a restart, in a file for its owner alone', async () => {
    const folder = newFolder()
    const stateFile = join(folder, 'mattermost', 'state.json')
    const first = start({ stateFile })
    await first.user('anna')
    const second = start({ stateFile })
    expect((await second.ask('GET', '/users/username/anna')).status).toBe(200)
    expect(statSync(stateFile).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'mattermost'))).toEqual(['state.json'])
    expect(readFileSync(stateFile, 'utf8')).not.toContain(adminToken)
  })

  it('is never overwritten when it cannot be read', () => {
    const stateFile = join(newFolder(), 'state.json')
    writeFileSync(stateFile, '{"users":')
    expect(() => start({ stateFile })).toThrow(/Delete the file to start afresh/)
    expect(readFileSync(stateFile, 'utf8')).toBe('{"users":')
  })
})

describe('the page', () => {
  it('says what it is, shows who is where, and runs no script', async () => {
    const { app, ask, user, place } = start()
    const { teamId, channelId } = await place()
    const anna = (await user('anna', { first_name: 'Anna', last_name: '<Å>' })).body
    await ask('POST', `/teams/${teamId}/members`, { user_id: anna.id })
    await ask('POST', `/channels/${channelId}/members`, { user_id: anna.id })
    const page = await app.inject('/')
    expect(page.headers['content-security-policy']).toContain("default-src 'none'")
    expect(page.headers.refresh).toBe('5')
    expect(page.body).toContain('<html lang="da">')
    expect(page.body.match(/<h1/g)).toHaveLength(1)
    expect(page.body).toContain('En efterligning til demo og test, ikke Mattermost')
    expect(page.body).toContain('Anna &lt;Å>')
    expect(page.body).toContain('Town Square, Off-Topic, Varsler')
    expect(page.body).not.toMatch(/<script|style=/)
  })

  it('stops refreshing when asked, speaks English, and has its style sheet', async () => {
    const { app } = start()
    const page = await app.inject('/?opdater=nej&sprog=en')
    expect(page.headers.refresh).toBeUndefined()
    expect(page.body).toContain('An imitation for demonstration and test, not Mattermost')
    expect((await app.inject('/test-mattermost.css')).headers['content-type']).toContain('text/css')
  })
})
