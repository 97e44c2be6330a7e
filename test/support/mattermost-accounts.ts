import type { StandIn } from '../../src/features/provisioning/connectors/mattermost/target-for-tests.ts'

interface User {
  readonly id: string
  readonly username: string
  readonly delete_at: number
}

export interface SeenAccount {
  readonly id: string
  readonly username: string
  readonly isActive: boolean
  /** Null when not in the team. */
  readonly channels: readonly string[] | null
}

/** A person's account at the stand-in, by address, with the channels of the team it is in; null when there is none. */
export async function findAccountAt(standIn: StandIn, email: string): Promise<SeenAccount | null> {
  const { status, body } = await standIn.api<User>('GET', `/users/email/${encodeURIComponent(email)}`)
  if (status === 404) return null
  const team = (await standIn.api('GET', `/teams/name/${standIn.team}`)).body
  const member = await standIn.api<{ delete_at: number }>('GET', `/teams/${team.id}/members/${body.id}`)
  const isMember = member.status === 200 && member.body.delete_at === 0
  const joined: string[] = []
  for (const name of standIn.channels) {
    const channel = (await standIn.api('GET', `/teams/${team.id}/channels/name/${name}`)).body
    const members = await standIn.api<unknown[]>('POST', `/channels/${channel.id}/members/ids`, [body.id])
    if (members.body.length > 0) joined.push(name)
  }
  return {
    id: body.id,
    username: body.username,
    isActive: body.delete_at === 0,
    channels: isMember ? joined : null,
  }
}
