import type { Chance } from './chance.ts'
import type { ChaosPortal } from './chaos-portal.ts'
import type { ServerAnswer } from './chaos-stand-in.ts'
import { knownPersons } from './truth.ts'

/** What somebody does in Mattermost past the portal. */
const kinds = {
  leavesChannel: 3,
  leavesTeam: 2,
  isDeactivated: 2,
  isReactivated: 3,
  getsPassword: 2,
  joinsAgain: 2,
} as const

export type DriftName = keyof typeof kinds

interface Placed {
  readonly id: string
  readonly team_id?: string
  readonly name: string
}

const listOf = ({ status, body }: ServerAnswer): Placed[] =>
  status === 200 && Array.isArray(body) ? (body as Placed[]) : []

/** Channels that come and go with the team. */
export const defaultChannels: readonly string[] = ['town-square', 'off-topic']

async function leaveChannel(
  { standIn: { api } }: ChaosPortal,
  accountId: string,
  chance: Chance,
): Promise<ServerAnswer | null> {
  const teams = listOf(await api('GET', `/users/${accountId}/teams`))
  if (teams.length === 0) return null
  const found = listOf(await api('GET', `/users/${accountId}/teams/${chance.of(teams).id}/channels`))
  const channels = found.filter(({ name }) => !defaultChannels.includes(name))
  if (channels.length === 0) return null
  return await api('DELETE', `/channels/${chance.of(channels).id}/members/${accountId}`)
}

async function leaveTeam(
  { standIn: { api } }: ChaosPortal,
  accountId: string,
  chance: Chance,
): Promise<ServerAnswer | null> {
  const teams = listOf(await api('GET', `/users/${accountId}/teams`))
  return teams.length > 0 ? await api('DELETE', `/teams/${chance.of(teams).id}/members/${accountId}`) : null
}

/** An administrator lets somebody in again by hand, with the account and all. */
async function joinAgain({ standIn: { api } }: ChaosPortal, accountId: string): Promise<ServerAnswer | null> {
  const team = await api('GET', '/teams/name/kommuner')
  const teamId = (team.body as { id?: string } | null)?.id
  if (team.status !== 200 || !teamId) return null
  const channel = await api('GET', `/teams/${teamId}/channels/name/varsler`)
  const channelId = (channel.body as { id?: string } | null)?.id
  await api('PUT', `/users/${accountId}/active`, { active: true })
  const joined = await api('POST', `/teams/${teamId}/members`, { team_id: teamId, user_id: accountId })
  if (joined.status !== 201 || channel.status !== 200) return joined
  return await api('POST', `/channels/${channelId}/members`, { user_id: accountId })
}

const doings: Record<
  DriftName,
  (portal: ChaosPortal, accountId: string, chance: Chance) => Promise<ServerAnswer | null>
> = {
  leavesChannel: leaveChannel,
  leavesTeam: leaveTeam,
  isDeactivated: ({ standIn: { api } }, id) => api('PUT', `/users/${id}/active`, { active: false }),
  isReactivated: ({ standIn: { api } }, id) => api('PUT', `/users/${id}/active`, { active: true }),
  getsPassword: ({ standIn: { api } }, id) =>
    api('PUT', `/users/${id}/password`, { new_password: 'Passw0rd-Passw0rd' }),
  joinsAgain: (portal, id) => joinAgain(portal, id),
}

/** Reactivations are of those who are out, the rest of those who are in. */
const isOfTheAbsent = (name: DriftName): boolean => name === 'isReactivated' || name === 'joinsAgain'

/** @returns whether the server took it: it may be failing just then */
export async function driftApart(portal: ChaosPortal, chance: Chance): Promise<boolean> {
  const name = chance.weighed(kinds)
  const presence = isOfTheAbsent(name) ? 'absent' : 'present'
  const known = (await knownPersons(portal.owner)).filter(
    (person) => person.account_id !== null && person.presence === presence,
  )
  if (known.length === 0) return false
  const answer = await doings[name](portal, chance.of(known).account_id ?? '', chance)
  return answer !== null && answer.status >= 200 && answer.status < 300
}
