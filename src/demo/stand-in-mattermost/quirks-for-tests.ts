import type { start } from './start-for-tests.ts'

export type Server = ReturnType<typeof start>
type Answer = Awaited<ReturnType<Server['ask']>>

/** What the real server does, how it is brought about, and what it answers. */
export type Quirk = [string, (server: Server) => Promise<unknown>, unknown]

export const coded = ({ status, body }: Answer) => [status, body.id]
export const signIn = ({ ask }: Server, ssoKey: string) =>
  ask('POST', '/test-mattermost/sign-in', { auth_data: ssoKey })
export const deactivate = ({ ask }: Server, id: string) =>
  ask('PUT', `/users/${id}/active`, { active: false })
export const reactivate = ({ ask }: Server, id: string) => ask('PUT', `/users/${id}/active`, { active: true })
export const newId = async (server: Server, name: string, more: object = {}): Promise<string> =>
  (await server.user(name, more)).body.id
export const unknown = 'x'.repeat(26)

/** Anna in the team and in the channel of advisories. */
export async function insider(server: Server, more: object = { auth_data: '1' }) {
  const { teamId, channelId } = await server.place()
  const id = await newId(server, 'anna', more)
  const join = (path: string) => server.ask('POST', path, { user_id: id })
  await join(`/teams/${teamId}/members`)
  await join(`/channels/${channelId}/members`)
  const channels = async () =>
    (await server.ask('GET', `/users/${id}/teams/${teamId}/channels`)).body.map(
      (channel: { name: string }) => channel.name,
    )
  return { id, teamId, channelId, channels }
}
