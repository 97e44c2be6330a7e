import type { UserProfile } from '@mattermost/types/users'
import { mergeAccess } from '../../domain.ts'
import type { SeenAccount, SeenTeam } from '../../domain-survey.ts'
import type { Setback } from '../connector.ts'
import type { SurveyOrder, Surveyor, SurveyResult } from '../surveyor.ts'
import type { MattermostClient } from './client.ts'
import { canBeSeen, readLastSeen } from './last-seen.ts'
import { listMembers } from './list-members.ts'
import { isInChannel, isInTeam } from './memberships.ts'
import { idsOf, type Places } from './places.ts'
import { changedMeanwhile, hold, isFault, orNullIfMissing, pause } from './server-fault.ts'
import { readSessionLength } from './session-length.ts'

/** Accounts in one question. */
const chunkSize = 100

export interface SurveyParts {
  readonly client: MattermostClient
  readonly places: Places
  readonly service: string
  readonly now: () => Date
  /** What an error means for the whole; throws what is no answer of a server. */
  readonly fail: (error: unknown) => Setback
}

const isAdmin = (user: Pick<UserProfile, 'roles'>): boolean => user.roles.split(' ').includes('system_admin')

function kindOf(user: UserProfile): SeenAccount['kind'] {
  if (user.is_bot || user.remote_id) return 'machine'
  return isAdmin(user) ? 'administrator' : 'person'
}

function seen(user: UserProfile, service: string): SeenAccount {
  const own = user.auth_service === service ? 'ours' : 'other'
  return {
    id: user.id,
    username: user.username,
    email: user.email.toLowerCase(),
    isActive: user.delete_at === 0,
    kind: kindOf(user),
    signIn: { service: user.auth_service === '' ? 'none' : own, key: user.auth_data || null },
    createdAt: new Date(user.create_at),
  }
}

const tally = (places: readonly { channels: readonly unknown[] }[]): number =>
  places.reduce((sum, { channels }) => sum + 1 + channels.length, 0)

/** Without the administrator's role lists are silently partial: asked before and after (A4). */
async function checkAdmin(client: MattermostClient): Promise<void> {
  const me = await client.getMe()
  if (!isAdmin(me)) throw pause('adminLost', { roles: me.roles })
}

function idsToRead(order: SurveyOrder, teams: readonly SeenTeam[]): string[] {
  const members = teams.flatMap(({ members, channels }) => [
    ...members,
    ...channels.flatMap((channel) => [...channel.members]),
  ])
  return [...new Set([...order.accountIds, ...members])]
}

const chunksOf = (ids: readonly string[]): (readonly string[])[] =>
  Array.from({ length: Math.ceil(ids.length / chunkSize) }, (_, index) =>
    ids.slice(index * chunkSize, (index + 1) * chunkSize),
  )

async function read(
  { client, places, service, now }: SurveyParts,
  order: SurveyOrder,
): Promise<SurveyResult> {
  const accesses = mergeAccess(order.places)
  const placesTotal = tally(accesses)
  let placesRead = 0
  const told = (accountsRead: number, accountsTotal: number | null) =>
    order.onProgress({ placesRead, placesTotal, accountsRead, accountsTotal })
  await checkAdmin(client)
  const beganAt = client.serverTime() ?? now()
  const sessions = await readSessionLength(client)
  const teams = await listMembers(client, places, accesses, () => {
    placesRead += 1
    return told(0, null)
  })
  if (!teams) return { outcome: 'givenUp' }
  const ids = idsToRead(order, teams)
  const accounts = new Map<string, SeenAccount>()
  let accountsRead = 0
  for (const chunk of chunksOf(ids)) {
    const users = await client.getProfilesByIds([...chunk])
    for (const user of users) accounts.set(user.id, seen(user, service))
    accountsRead += chunk.length
    if (!(await told(accountsRead, ids.length))) return { outcome: 'givenUp' }
  }
  await checkAdmin(client)
  const holders = order.lastSeenOf.filter((id) => canBeSeen(accounts.get(id)))
  const lastSeen = await readLastSeen(client, chunksOf(holders), () => told(ids.length, ids.length))
  if (!lastSeen) return { outcome: 'givenUp' }
  const survey = { beganAt, teams, accounts, askedFor: ids.length, sessions, lastSeen }
  return { outcome: 'read', survey }
}

async function leave(client: MattermostClient, accountId: string, channelId: string): Promise<void> {
  if (!(await isInChannel(client, channelId, accountId))) return
  try {
    await client.removeFromChannel(accountId, channelId)
  } catch (error) {
    // Already out; or the team's first channel, which is left with the team alone.
    const isOut = isFault(error, 404, 'app.channel.get_member.missing.app_error')
    if (!isOut && !isFault(error, 400, 'api.channel.remove.default.app_error')) throw error
  }
}

/** Compared by id: one place may be called by a name here and by its id there. */
async function expel(
  { client, places }: SurveyParts,
  accountId: string,
  from: Parameters<Surveyor['expel']>[1],
): Promise<void> {
  const user = await orNullIfMissing(client.getUser(accountId))
  if (!user) return
  if (kindOf(user) !== 'person') throw hold('accountUnsuitable', { accountId, username: user.username })
  const kept = await idsOf(places, from.keeps)
  for (const access of from.places) {
    const { id: teamId, channels } = await places.find(access)
    for (const { id } of channels) if (id && !kept.has(id)) await leave(client, accountId, id)
    if (!teamId || kept.has(teamId) || !(await isInTeam(client, teamId, accountId))) continue
    await client.removeFromTeam(teamId, accountId)
    if (await isInTeam(client, teamId, accountId)) throw changedMeanwhile({ team: access.team })
  }
}

/** Mattermost read as a whole: member lists to the end, and the accounts behind them a hundred at a time. */
export function createSurveyor(parts: SurveyParts): Surveyor {
  const { client, fail } = parts
  return {
    async survey(order) {
      try {
        return await read(parts, order)
      } catch (error) {
        return fail(error)
      }
    },
    async findHolders(emails) {
      try {
        const holders = new Map<string, Pick<SeenAccount, 'id' | 'username'>>()
        for (const email of emails) {
          const user = await orNullIfMissing(client.findByEmail(email))
          if (user) holders.set(email, { id: user.id, username: user.username })
        }
        return { outcome: 'read', holders }
      } catch (error) {
        return fail(error)
      }
    },
    async expel(accountId, from) {
      try {
        await expel(parts, accountId, from)
        return { outcome: 'done' }
      } catch (error) {
        return fail(error)
      }
    },
  }
}
