import { describe, expect, it } from 'vitest'
import {
  coded,
  deactivate,
  insider,
  newId,
  type Quirk,
  reactivate,
  signIn,
  unknown,
} from './quirks-for-tests.ts'
import { start } from './start-for-tests.ts'

const accounts: Quirk[] = [
  [
    'a taken auth_data is a 500',
    async (server) => {
      await server.user('anna', { auth_data: '1' })
      return coded(await server.user('bo', { auth_data: '1' }))
    },
    [500, 'app.user.save.app_error'],
  ],
  [
    'a service without auth_data makes a dead account',
    async ({ user }) => (await user('anna', { auth_data: '' })).status,
    201,
  ],
  [
    'the user name is looked at before the address',
    async ({ user }) => {
      await user('anna')
      return coded(await user('anna'))
    },
    [400, 'app.user.save.username_exists.app_error'],
  ],
  [
    'six identical creations at once make one account',
    async ({ user }) => {
      const six = await Promise.all(Array.from({ length: 6 }, () => user('anna')))
      return six.map(({ status }) => status).sort()
    },
    [201, 400, 400, 400, 400, 400],
  ],
  [
    'a deactivated account keeps its address',
    async (server) => {
      await deactivate(server, await newId(server, 'anna'))
      return coded(await server.user('bo', { email: 'anna@korsbaek.test' }))
    },
    [400, 'app.user.save.email_exists.app_error'],
  ],
  [
    'a new address is answered 200 and forgotten',
    async (server) => {
      const id = await newId(server, 'anna')
      const { status, body } = await server.ask('PUT', `/users/${id}/patch`, { email: 'ny@korsbaek.test' })
      return [status, body.email]
    },
    [200, 'anna@korsbaek.test'],
  ],
  ...['username', 'first_name', 'last_name'].map(
    (field): Quirk => [
      `a new ${field} is refused`,
      async (server) => {
        const id = await newId(server, 'anna')
        return coded(await server.ask('PUT', `/users/${id}/patch`, { [field]: 'ny' }))
      },
      [409, 'api.user.patch_user.login_provider_attribute_set.app_error'],
    ],
  ),
  [
    'a password reset takes single sign-on away',
    async (server) => {
      const id = await newId(server, 'anna', { auth_data: '1' })
      await server.ask('PUT', `/users/${id}/password`, { new_password: 'x' })
      const { auth_service: left } = (await server.ask('GET', `/users/${id}`)).body
      return [left, (await signIn(server, '1')).status]
    },
    ['', 501],
  ],
  [
    'another binding ends no session',
    async (server) => {
      const id = await newId(server, 'anna', { auth_data: '1' })
      await signIn(server, '1')
      await server.ask('PUT', `/users/${id}/auth`, { auth_service: 'gitlab', auth_data: '2' })
      return (await server.ask('GET', `/users/${id}/sessions`)).body.length
    },
    1,
  ],
  [
    'a role between user and administrator needs a licence',
    async (server) => {
      const id = await newId(server, 'anna')
      return coded(await server.ask('PUT', `/users/${id}/roles`, { roles: 'system_user_manager' }))
    },
    [400, 'api.user.update_user_roles.license.app_error'],
  ],
  [
    'deleting for good is switched off',
    async (server) =>
      coded(await server.ask('DELETE', `/users/${await newId(server, 'anna')}?permanent=true`)),
    [401, 'api.user.delete_user.not_enabled.app_error'],
  ],
  [
    'unknown ids and names are missing in silence',
    async (server) => {
      const id = await newId(server, 'anna')
      const ids = await server.ask('POST', '/users/ids', [id, unknown])
      const names = await server.ask('POST', '/users/usernames', ['anna', 'ingen'])
      return [ids.body.length, names.body.length]
    },
    [1, 1],
  ],
  [
    'a search leaves the deactivated out unless asked',
    async (server) => {
      await deactivate(server, await newId(server, 'anna'))
      const found = async (more: object) =>
        (await server.ask('POST', '/users/search', { term: 'ann', ...more })).body.length
      return [await found({}), await found({ allow_inactive: true })]
    },
    [0, 1],
  ],
]

const places: Quirk[] = [
  [
    'adding to a team succeeds again, for the deactivated and in an archived team',
    async (server) => {
      const { id, teamId } = await insider(server)
      const add = async () => (await server.ask('POST', `/teams/${teamId}/members`, { user_id: id })).status
      const again = await add()
      await deactivate(server, id)
      const asleep = await add()
      await server.ask('DELETE', `/teams/${teamId}`)
      return [again, asleep, await add()]
    },
    [201, 201, 201],
  ],
  [
    'a removed member reads 200 with the time of removal, and can be removed again',
    async (server) => {
      const { id, teamId } = await insider(server)
      const path = `/teams/${teamId}/members/${id}`
      const removals = [await server.ask('DELETE', path), await server.ask('DELETE', path)]
      const read = await server.ask('GET', path)
      return [removals.map(({ status }) => status), read.status, read.body.delete_at > 0]
    },
    [[200, 200], 200, true],
  ],
  [
    'the list of a team leaves removed members out',
    async (server) => {
      const { id, teamId } = await insider(server)
      await server.ask('DELETE', `/teams/${teamId}/members/${id}`)
      return (await server.ask('GET', `/teams/${teamId}/members`)).body
    },
    [],
  ],
  [
    'lists have the deactivated in them, and counts do not',
    async (server) => {
      const { id, teamId, channelId } = await insider(server)
      await deactivate(server, id)
      const lists = [`/teams/${teamId}/members`, `/channels/${channelId}/members`]
      const listed = await Promise.all(lists.map(async (path) => (await server.ask('GET', path)).body.length))
      const counted = (await server.ask('GET', `/channels/${channelId}/stats`)).body.member_count
      return [listed, counted]
    },
    [[1, 1], 0],
  ],
  [
    'a second removal from a channel is a 404',
    async (server) => {
      const { id, channelId } = await insider(server)
      const path = `/channels/${channelId}/members/${id}`
      const first = await server.ask('DELETE', path)
      return [first.status, ...coded(await server.ask('DELETE', path))]
    },
    [200, 404, 'app.channel.get_member.missing.app_error'],
  ],
  [
    'an archived channel is a 404 unless asked for, an archived team is not',
    async (server) => {
      const { teamId, channelId } = await server.place()
      await server.ask('DELETE', `/channels/${channelId}`)
      await server.ask('DELETE', `/teams/${teamId}`)
      const path = `/teams/${teamId}/channels/name/varsler`
      const asked = [path, `${path}?include_deleted=true`, '/teams/name/kommuner']
      return await Promise.all(asked.map(async (one) => (await server.ask('GET', one)).status))
    },
    [404, 200, 200],
  ],
  [
    'adding one person twice at once fails once, although both memberships are there',
    async (server) => {
      const { id, channelId, channels } = await insider(server)
      const other = (await server.place('advisering')).channelId
      const add = (to: string) => server.ask('POST', `/channels/${to}/members`, { user_id: id })
      const both = await Promise.all([add(other), add(channelId)])
      const alone = await add(other)
      expect((await channels()).sort()).toEqual(['advisering', 'off-topic', 'town-square', 'varsler'])
      return [...both, alone].map(({ status, body }) => [status, body.id ?? 'member'])
    },
    [
      [201, 'member'],
      [500, 'api.channel.add_user.to.channel.failed.app_error'],
      [201, 'member'],
    ],
  ],
  [
    'coming back to a team brings no private channel back',
    async (server) => {
      const { id, teamId, channels } = await insider(server)
      await server.ask('DELETE', `/teams/${teamId}/members/${id}`)
      await server.ask('POST', `/teams/${teamId}/members`, { user_id: id })
      return await channels()
    },
    ['town-square', 'off-topic'],
  ],
  [
    'without the administrator’s role the list of teams is short, and nothing says so',
    async (server) => {
      const names = async () =>
        (await server.ask('GET', '/teams')).body.map((team: { name: string }) => team.name)
      const before = await names()
      await server.ask('PUT', '/test-mattermost/faults', { adminLost: true })
      return [before, await names(), coded(await server.ask('GET', '/teams/name/kommuner'))]
    },
    [['kommuner'], [], [403, 'api.context.permissions.app_error']],
  ],
  [
    'nobody leaves the first channel alone',
    async (server) => {
      const { id } = await insider(server)
      const { channelId } = await server.place('town-square')
      return coded(await server.ask('DELETE', `/channels/${channelId}/members/${id}`))
    },
    [400, 'api.channel.remove.default.app_error'],
  ],
  [
    'people leave channels by themselves, and nobody else’s',
    async (server) => {
      const { id, channelId } = await insider(server)
      const { session_id: session } = JSON.parse((await signIn(server, '1')).body)
      const bo = await newId(server, 'bo', { auth_data: '2' })
      const leave = (who: string) =>
        server.ask('DELETE', `/channels/${channelId}/members/${who}`, undefined, session)
      return [(await leave(bo)).status, (await leave(id)).status]
    },
    [403, 200],
  ],
]

const life: Quirk[] = [
  [
    'deactivation keeps memberships, in team and channels',
    async (server) => {
      const { id, teamId, channels } = await insider(server)
      await deactivate(server, id)
      const member = await server.ask('GET', `/teams/${teamId}/members/${id}`)
      return [member.body.delete_at, await channels()]
    },
    [0, ['town-square', 'off-topic', 'varsler']],
  ],
  [
    'a sign-in brings the deactivated back, although users are made by others, and asks no cap',
    async (server) => {
      const { id, channels } = await insider(server)
      await deactivate(server, id)
      const { status } = await signIn(server, '1')
      return [status, (await server.ask('GET', `/users/${id}`)).body.delete_at, (await channels()).length]
    },
    [200, 0, 3],
  ],
  [
    'access tokens outlive the revocation of sessions, and come back with the account',
    async (server) => {
      const id = await newId(server, 'anna')
      const { token } = (await server.ask('POST', `/users/${id}/tokens`, { description: 'x' })).body
      const asIt = async () => (await server.ask('GET', '/users/me', undefined, token)).status
      await server.ask('POST', `/users/${id}/sessions/revoke/all`)
      const after = await asIt()
      await deactivate(server, id)
      const asleep = await asIt()
      await reactivate(server, id)
      return [after, asleep, await asIt()]
    },
    [200, 401, 200],
  ],
  [
    'a bot dies with its owner',
    async (server) => {
      await deactivate(server, (await server.ask('GET', '/users/username/sysadmin')).body.id)
      return coded(await server.ask('GET', '/users/me'))
    },
    [401, 'api.context.session_expired.app_error'],
  ],
  [
    'a dead token is repeated in the answer',
    async ({ ask }) => (await ask('GET', '/users/me', undefined, 'hemmeligt')).body.detailed_error,
    'token=hemmeligt',
  ],
  [
    'an unknown channel is a 403 for whoever posts',
    async ({ ask }) => coded(await ask('POST', '/posts', { channel_id: unknown, message: 'x' })),
    [403, 'api.context.permissions.app_error'],
  ],
  [
    'an empty post is taken, and the same pending id is the same post',
    async ({ ask, place }) => {
      const { channelId } = await place()
      const post = () =>
        ask('POST', '/posts', { channel_id: channelId, message: '', pending_post_id: 'bot:1' })
      const [first, second] = [await post(), await post()]
      return [first.status, second.body.id === first.body.id, second.body.pending_post_id]
    },
    [201, true, ''],
  ],
  [
    'an unknown route is a 404 of its own, and a bad id a 400',
    async ({ ask }) => [coded(await ask('GET', '/users/kort')), (await ask('GET', '/nowhere')).status],
    [[400, 'api.context.invalid_url_param.app_error'], 404],
  ],
]

describe.each([
  ['accounts', accounts],
  ['places', places],
  ['life', life],
])('quirks of %s', (_name, quirks) => {
  it.each(quirks)('%s', async (_quirk, act, expected) => {
    expect(await act(start())).toEqual(expected)
  })
})
