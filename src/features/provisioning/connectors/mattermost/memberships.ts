import type { MattermostClient } from './client.ts'
import { orNullIfMissing } from './server-fault.ts'

/** One who was removed still answers, with the time of removal; one who never was a member answers 404. */
export async function isInTeam(
  client: MattermostClient,
  teamId: string,
  accountId: string,
): Promise<boolean> {
  const member = await orNullIfMissing(client.getTeamMember(teamId, accountId))
  return member !== null && member.delete_at === 0
}

export async function isInChannel(
  client: MattermostClient,
  channelId: string,
  accountId: string,
): Promise<boolean> {
  const members = await client.getChannelMembersByIds(channelId, [accountId])
  return members.some((member) => member.user_id === accountId)
}
