import { isInChannel, isInTeam } from './memberships.ts'
import type { FoundChannel, FoundTeam } from './places.ts'
import { changedMeanwhile, type Halt, hold, isFault } from './server-fault.ts'
import type { Step, Work } from './work.ts'

function idOfOpenTeam(found: FoundTeam): string {
  if (found.state === 'archived') throw hold('teamArchived', { team: found.team })
  if (!found.id) throw hold('teamMissing', { team: found.team })
  return found.id
}

const holdFor = ({ channel, state }: FoundChannel, team: string): Halt =>
  hold(state === 'archived' ? 'channelArchived' : 'channelMissing', { team, channel })

/** The server adds deactivated accounts without a word; they would be members of nothing. */
async function idOfActiveAccount({ client, person }: Work): Promise<string> {
  if (!person.accountId) throw changedMeanwhile()
  const user = await client.getUser(person.accountId)
  if (user.delete_at > 0) throw changedMeanwhile({ accountId: user.id })
  return user.id
}

export const joinTeam: Step = async (work) => {
  const accountId = await idOfActiveAccount(work)
  let changed = false
  for (const access of work.desired.wanted) {
    const teamId = idOfOpenTeam(await work.places.find(access))
    if (await isInTeam(work.client, teamId, accountId)) continue
    await work.client.addToTeam(teamId, accountId)
    if (!(await isInTeam(work.client, teamId, accountId))) throw changedMeanwhile({ team: access.team })
    changed = true
  }
  return changed
}

const isRacyAnswer = (error: unknown): boolean =>
  isFault(error, 500, 'api.channel.add_user.to.channel.failed.app_error')

async function addToChannel(work: Work, channelId: string, accountId: string): Promise<void> {
  try {
    await work.client.addToChannel(accountId, channelId)
  } catch (error) {
    if (isFault(error, 404, 'app.team.get_member.missing.app_error')) throw changedMeanwhile({ accountId })
    // Seen when the same person is added twice at once, although the membership is there.
    if (!isRacyAnswer(error) || !(await isInChannel(work.client, channelId, accountId))) throw error
  }
}

async function joinChannel(
  work: Work,
  channelId: string,
  accountId: string,
  channel: string,
): Promise<boolean> {
  if (await isInChannel(work.client, channelId, accountId)) return false
  await addToChannel(work, channelId, accountId)
  if (!(await isInChannel(work.client, channelId, accountId))) throw changedMeanwhile({ channel })
  return true
}

/**
 * One channel after the other: adding one person in parallel has been seen to fail. A channel that is not there keeps
 * nobody out of the others; the person is held for it afterwards.
 */
export const joinChannels: Step = async (work) => {
  const accountId = await idOfActiveAccount(work)
  let changed = false
  let held: Halt | null = null
  for (const access of work.desired.wanted) {
    const found = await work.places.find(access)
    idOfOpenTeam(found)
    for (const channel of found.channels) {
      if (channel.state !== 'open' || !channel.id) held ??= holdFor(channel, access.team)
      else if (await joinChannel(work, channel.id, accountId, channel.channel)) changed = true
    }
  }
  if (held) throw held
  return changed
}
