import type { TeamAccess } from '../../domain.ts'
import type { SeenMembers, SeenTeam } from '../../domain-survey.ts'
import type { MattermostClient } from './client.ts'
import type { FoundTeam, Places } from './places.ts'
import { isFault } from './server-fault.ts'

/** The server cuts longer pages silently: a short page is the only sign of the end. */
const pageSize = 200

type Member = { readonly user_id: string }

async function allPages(read: (page: number) => Promise<readonly Member[]>): Promise<Set<string>> {
  const members = new Set<string>()
  for (let page = 0; ; page++) {
    const some = await read(page)
    for (const { user_id } of some) members.add(user_id)
    if (some.length < pageSize) return members
  }
}

/** A server that does not know the question can't contradict its list. */
async function orUncounted(count: Promise<number>): Promise<number | null> {
  try {
    return await count
  } catch (error) {
    if (isFault(error, 404, 'api.context.404.app_error')) return null
    throw error
  }
}

interface ListReading {
  list(page: number): Promise<readonly Member[]>
  count(): Promise<number>
}

type Read = Pick<SeenMembers, 'members' | 'counted'>

/**
 * A whole list beside the server's own count. The count leaves deactivated members out and the list does not, so the
 * list is never shorter; where it is, both are read once more: somebody may have left in between.
 */
async function readList({ list, count }: ListReading): Promise<Read> {
  const counted = await orUncounted(count())
  const members = await allPages(list)
  if (counted === null || members.size >= counted) return { members, counted }
  return { counted: await orUncounted(count()), members: await allPages(list) }
}

const nobody: Read = { members: new Set(), counted: null }

const ofTeam = (client: MattermostClient, { id, state }: FoundTeam) =>
  id && state === 'open'
    ? readList({
        list: (page) => client.getTeamMembers(id, page, pageSize),
        count: async () => (await client.getTeamStats(id)).active_member_count,
      })
    : nobody

const ofChannel = (client: MattermostClient, id: string | null) =>
  id
    ? readList({
        list: (page) => client.getChannelMembers(id, page, pageSize),
        count: async () => (await client.getChannelStats(id, true)).member_count,
      })
    : nobody

/** Every member of every place. @param onPlace told after each; false gives it up */
export async function listMembers(
  client: MattermostClient,
  places: Places,
  accesses: readonly TeamAccess[],
  onPlace: () => Promise<boolean>,
): Promise<SeenTeam[] | null> {
  const teams: SeenTeam[] = []
  for (const access of accesses) {
    const found = await places.find(access, true)
    const team = { team: access.team, id: found.id, state: found.state, ...(await ofTeam(client, found)) }
    if (!(await onPlace())) return null
    const channels: SeenTeam['channels'][number][] = []
    for (const { channel, id, state } of found.channels) {
      // Nobody works in an archived channel, or in one of an archived team.
      const isOpen = state === 'open' && found.state === 'open'
      channels.push({ channel, id, state, ...(await ofChannel(client, isOpen ? id : null)) })
      if (!(await onPlace())) return null
    }
    teams.push({ ...team, channels })
  }
  return teams
}
