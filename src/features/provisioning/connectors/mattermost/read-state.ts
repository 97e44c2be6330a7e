import { type ActualState, placesOf, type TeamState } from '../../domain.ts'
import { bindingOf, findAccount } from './accounts.ts'
import { isInChannel, isInTeam } from './memberships.ts'
import type { FoundTeam } from './places.ts'
import { type WantedPlaces, wantedPlaces } from './wanted-places.ts'
import type { Work } from './work.ts'

async function readTeam(
  work: Work,
  found: FoundTeam,
  accountId: string | null,
  wanted: WantedPlaces,
): Promise<TeamState> {
  const { client } = work
  // What is wanted under another name too is nothing to leave: by this name nobody is in it.
  const isAsked = (id: string | null, channel: string | null): id is string =>
    id !== null && (wanted.isNamed(found.team, channel) || !wanted.ids.has(id))
  const isMember = accountId && isAsked(found.id, null) ? await isInTeam(client, found.id, accountId) : false
  const channels = []
  for (const { channel, id, state, isNeverFound } of found.channels) {
    if (isNeverFound && !wanted.isNamed(found.team, channel)) continue
    channels.push({
      channel,
      state,
      isMember: accountId && isAsked(id, channel) ? await isInChannel(client, id, accountId) : false,
    })
  }
  return { team: found.team, state: found.state, isMember, channels }
}

/**
 * Looks at the account and at every place that matters to `desired`. All or nothing: the first call that fails ends it.
 * @param fresh whether remembered places are asked for again
 */
export async function readState(work: Work, fresh: boolean): Promise<ActualState> {
  const { client, desired } = work
  const found = await findAccount(work)
  // A stranger's memberships are none of ours.
  const accountId = found && found.origin !== 'foreign' ? found.user.id : null
  if (accountId && found?.origin !== 'foreign') {
    work.learn({ accountId, origin: found?.origin, username: found?.user.username })
  }
  const isLeaving = desired.presence === 'absent' && found?.origin === 'created'
  const sessions = found && isLeaving ? await client.getSessions(found.user.id) : []
  const places: FoundTeam[] = []
  for (const access of placesOf(desired)) places.push(await work.places.find(access, fresh))
  const wanted = await wantedPlaces(work)
  const teams: TeamState[] = []
  for (const place of places) {
    // What was never found was never joined: there is nothing to say of it but to whoever wants it.
    if (place.isNeverFound && !wanted.isNamed(place.team, null)) continue
    teams.push(await readTeam(work, place, accountId, wanted))
  }
  return {
    account: found && {
      id: found.user.id,
      origin: found.origin,
      isActive: found.user.delete_at === 0,
      signIn: bindingOf(found.user, work),
      openSessions: sessions.length,
    },
    teams,
    isProof: true,
  }
}
