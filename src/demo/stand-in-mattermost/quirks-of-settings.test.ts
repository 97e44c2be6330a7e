import { describe, expect, it } from 'vitest'
import { coded, insider, newId, type Server, unknown } from './quirks-for-tests.ts'
import { start } from './start-for-tests.ts'
import type { StandInOptions } from './world.ts'

/** The same where a setting or a version decides. */
const settings: [string, Partial<StandInOptions>, (server: Server) => Promise<unknown>, unknown][] = [
  [
    'a full team says so',
    { maxUsersPerTeam: 1 },
    async (server) => {
      const { teamId } = await insider(server)
      const bo = await newId(server, 'bo')
      return coded(await server.ask('POST', `/teams/${teamId}/members`, { user_id: bo }))
    },
    [400, 'app.team.join_user_to_team.max_accounts.app_error'],
  ],
  [
    'at the cap nobody is made, and it can be read',
    { version: '11.4.0', userHardLimit: 1, userSoftLimit: 1 },
    async (server) => [coded(await server.user('anna')), (await server.ask('GET', '/limits/server')).body],
    [
      [400, 'api.user.create_user.user_limits.exceeded'],
      { maxUsersLimit: 1, maxUsersHardLimit: 1, activeUserCount: 1 },
    ],
  ],
  [
    'an old server knows no limits',
    { version: '6.7.2' },
    async (server) => (await server.ask('GET', '/limits/server')).status,
    404,
  ],
  [
    'several at once into a channel are a 400 before server 10',
    { version: '6.7.2' },
    async (server) => {
      const { id, channelId } = await insider(server)
      return (await server.ask('POST', `/channels/${channelId}/members`, { user_ids: [id] })).status
    },
    400,
  ],
  [
    'and leave the unknown out in silence from then on',
    { version: '10.11.0' },
    async (server) => {
      const { id, channelId } = await insider(server)
      const { status, body } = await server.ask('POST', `/channels/${channelId}/members`, {
        user_ids: [id, unknown],
      })
      return [status, body.length]
    },
    [201, 1],
  ],
  [
    'ids of taken names and addresses were others once',
    { version: '5.20.0' },
    async (server) => {
      await server.user('anna')
      const name = await server.user('anna')
      return [coded(name), coded(await server.user('bo', { email: 'anna@korsbaek.test' }))]
    },
    [
      [400, 'store.sql_user.save.username_exists.app_error'],
      [400, 'store.sql_user.save.email_exists.app_error'],
    ],
  ],
  [
    'a name of a group is taken',
    { groupNames: ['it'] },
    async (server) => coded(await server.user('it')),
    [400, 'app.user.save.groupname.app_error'],
  ],
  [
    'an address outside of the domain is refused to administrators too',
    { acceptedDomain: 'kommune.dk' },
    async (server) => coded(await server.user('anna')),
    [400, 'api.user.create_user.accepted_domain.app_error'],
  ],
  [
    'neither password nor sign-in makes an account until server 11',
    { version: '11.4.0' },
    async (server) => coded(await server.user('anna', { auth_service: '', auth_data: '' })),
    [400, 'model.user.is_valid.pwd_lowercase.app_error'],
  ],
  [
    'the first of all becomes the administrator, and after that only administrators make users',
    { startsEmpty: true },
    async (server) => {
      const first = await server.ask('POST', '/users', { email: 'a@b.c', username: 'a', password: 'x' }, '')
      const second = await server.ask('POST', '/users', { email: 'd@b.c', username: 'd', password: 'x' }, '')
      return [first.status, first.body.roles, coded(second)]
    },
    [201, 'system_user system_admin', [403, 'api.user.create_user.no_open_server']],
  ],
  [
    'the limiter speaks plain text, says what is left and lets go after a second',
    { rateLimit: { perSecond: 1, maxBurst: 1 } },
    async ({ ask, pass }) => {
      const burst = [await ask('GET', '/users/me'), await ask('GET', '/users/me')]
      const over = await ask('GET', '/users/me')
      pass(1000)
      const after = await ask('GET', '/users/me')
      const { 'retry-after': wait, 'content-type': type } = over.headers
      const told = ['limit', 'remaining', 'reset'].map((name) => over.headers[`x-ratelimit-${name}`])
      return [burst.map(({ status }) => status), over.status, over.body, wait, type, told, after.status]
    },
    [[200, 200], 429, 'limit exceeded', '1', 'text/plain; charset=utf-8', ['2', '0', '2'], 200],
  ],
]

describe('quirks that a setting or a version decides', () => {
  it.each(settings)('%s', async (_quirk, options, act, expected) => {
    expect(await act(start(options))).toEqual(expected)
  })
})
