import { isInChannel, isInTeam } from './memberships.ts'
import { changedMeanwhile, hold, isFault } from './server-fault.ts'
import { wantedPlaces } from './wanted-places.ts'
import type { Step, Work } from './work.ts'

const staysIn = (work: Work, team: string): boolean =>
  work.desired.wanted.some((wanted) => wanted.team === team)

/** Found by the reading before; without it, nothing can be said to be left. */
function idOfAccount({ person }: Work): string {
  if (!person.accountId) throw changedMeanwhile()
  return person.accountId
}

async function leaveChannel(work: Work, channelId: string, accountId: string): Promise<void> {
  try {
    await work.client.removeFromChannel(accountId, channelId)
  } catch (error) {
    if (isFault(error, 404, 'app.channel.get_member.missing.app_error')) return
    // Nobody leaves the team's first channel but with the team itself.
    if (isFault(error, 400, 'api.channel.remove.default.app_error')) return
    throw error
  }
}

/**
 * Channels that cannot be left one by one (renamed, archived) go with the team when the team is left too; when it is
 * not, a human must look.
 */
export const leaveChannels: Step = async (work) => {
  const accountId = idOfAccount(work)
  const wanted = await wantedPlaces(work)
  let changed = false
  for (const access of work.desired.leaving) {
    const found = await work.places.find(access)
    for (const { channel, id, state, isNeverFound } of found.channels) {
      const facts = { team: access.team, channel }
      if (isNeverFound || (id && wanted.ids.has(id))) continue
      if (state !== 'open' || !id) {
        if (!staysIn(work, access.team)) continue
        if (!id) throw hold('channelMissing', facts)
        if (await isInChannel(work.client, id, accountId)) throw hold('channelArchived', facts)
        continue
      }
      if (!(await isInChannel(work.client, id, accountId))) continue
      await leaveChannel(work, id, accountId)
      changed = true
    }
  }
  return changed
}

/** Leaving a team leaves all its channels. A team that is not found by its name cannot be said to be left. */
export const leaveTeam: Step = async (work) => {
  const accountId = idOfAccount(work)
  const wanted = await wantedPlaces(work)
  let changed = false
  for (const access of work.desired.leaving.filter(({ team }) => !staysIn(work, team))) {
    const { id, isNeverFound } = await work.places.find(access)
    if (isNeverFound || (id && wanted.ids.has(id))) continue
    if (!id) {
      if (work.person.origin === 'created' && work.desired.presence === 'absent') continue
      throw hold('teamMissing', { team: access.team })
    }
    if (!(await isInTeam(work.client, id, accountId))) continue
    await work.client.removeFromTeam(id, accountId)
    if (await isInTeam(work.client, id, accountId)) throw changedMeanwhile({ team: access.team })
    changed = true
  }
  return changed
}
