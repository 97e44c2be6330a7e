import { ApiFault } from './api-fault.ts'
import { defaultChannels, type StoredTeamMember, type StoredUser } from './state.ts'
import type { World } from './world.ts'

export function findTeamMember(world: World, teamId: string, userId: string): StoredTeamMember | undefined {
  return world.state.teamMembers.find((member) => member.team_id === teamId && member.user_id === userId)
}

export function isTeamMember(world: World, teamId: string, userId: string): boolean {
  return findTeamMember(world, teamId, userId)?.delete_at === 0
}

/** The server's own count of members leaves the deactivated out, which its lists do not. */
export function countActive(world: World, userIds: readonly string[]): number {
  const active = new Set(world.state.users.filter((user) => user.delete_at === 0).map((user) => user.id))
  return userIds.filter((id) => active.has(id)).length
}

export function joinChannel(world: World, channelId: string, userId: string): void {
  const isIn = world.state.channelMembers.some((m) => m.channel_id === channelId && m.user_id === userId)
  if (!isIn) world.state.channelMembers.push({ channel_id: channelId, user_id: userId, scheme_admin: false })
}

/**
 * Succeeds for a member, for a deactivated user and in an archived team. One who comes back gets the default channels
 * and none of the private ones.
 */
export function joinTeam(world: World, teamId: string, user: StoredUser): StoredTeamMember {
  const known = findTeamMember(world, teamId, user.id)
  if (known?.delete_at === 0) return known
  const count = world.state.teamMembers.filter((m) => m.team_id === teamId && m.delete_at === 0).length
  if (count >= (world.options.maxUsersPerTeam ?? 5_000)) {
    throw new ApiFault(400, 'app.team.join_user_to_team.max_accounts.app_error')
  }
  const member = known ?? { team_id: teamId, user_id: user.id, delete_at: 0, scheme_admin: false }
  member.delete_at = 0
  if (!known) world.state.teamMembers.push(member)
  const names = new Set<string>(defaultChannels.map((channel) => channel.name))
  for (const channel of world.state.channels) {
    if (channel.team_id === teamId && names.has(channel.name)) joinChannel(world, channel.id, user.id)
  }
  return member
}

/** Also takes the user out of every channel of the team. The membership stays readable, with the time of removal. */
export function leaveTeam(world: World, teamId: string, userId: string): void {
  const member = findTeamMember(world, teamId, userId)
  if (!member) throw new ApiFault(404, 'app.team.get_member.missing.app_error')
  if (member.delete_at === 0) member.delete_at = world.now()
  const channels = new Set(world.state.channels.filter((c) => c.team_id === teamId).map((c) => c.id))
  world.state.channelMembers = world.state.channelMembers.filter(
    (membership) => membership.user_id !== userId || !channels.has(membership.channel_id),
  )
}
