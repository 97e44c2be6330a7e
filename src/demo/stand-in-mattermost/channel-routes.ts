import { setImmediate as nextTurn } from 'node:timers/promises'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { ApiFault, badBody } from './api-fault.ts'
import { bodyOf, idsIn, pageOf, paramOf, queryOf, textIn } from './bodies.ts'
import { adminOf, callerOf, subjectId } from './caller.ts'
import type { StoredChannel, StoredChannelMember } from './state.ts'
import { countActive, isTeamMember, joinChannel } from './team-changes.ts'
import { getChannel, getTeam, getUser, ok, type World } from './world.ts'

const memberView = (member: StoredChannelMember) => ({
  ...member,
  roles: 'channel_user',
  scheme_user: true,
  scheme_guest: false,
})

const view = (channel: StoredChannel) => ({ ...channel, total_msg_count: 0 })

function checkTexts(channel: StoredChannel): void {
  const length = (text: string): number => [...text].length
  const invalid = (field: string) => new ApiFault(400, `model.channel.is_valid.${field}.app_error`)
  if (!/^[a-z0-9_-]{1,64}$/.test(channel.name)) throw invalid('1_or_more')
  if (length(channel.display_name) > 64) throw invalid('display_name')
  if (length(channel.header) > 1024) throw invalid('header')
  if (length(channel.purpose) > 250) throw invalid('purpose')
}

function createChannel(world: World, body: Record<string, unknown>): StoredChannel {
  const team = getTeam(world, textIn(body, 'team_id'))
  const channel: StoredChannel = {
    id: world.newId(),
    create_at: world.now(),
    delete_at: 0,
    team_id: team.id,
    name: textIn(body, 'name'),
    display_name: textIn(body, 'display_name'),
    type: body.type === 'O' ? 'O' : 'P',
    header: textIn(body, 'header'),
    purpose: textIn(body, 'purpose'),
  }
  checkTexts(channel)
  // An archived channel keeps its name taken.
  if (world.state.channels.some((other) => other.team_id === team.id && other.name === channel.name)) {
    throw new ApiFault(400, 'store.sql_channel.save_channel.exists.app_error')
  }
  world.state.channels.push(channel)
  return channel
}

function findByName(world: World, teamId: string, name: string, withArchived: boolean): StoredChannel {
  const found = world.state.channels.find((channel) => channel.team_id === teamId && channel.name === name)
  if (!found || (found.delete_at > 0 && !withArchived)) {
    throw new ApiFault(404, 'app.channel.get_by_name.missing.app_error')
  }
  return found
}

function channelItselfRoutes(app: FastifyInstance, world: World): void {
  const withArchived = (request: FastifyRequest): boolean => queryOf(request, 'include_deleted') === 'true'
  app.get('/teams/:team_id/channels/name/:name', async (request) => {
    adminOf(world, request, 'read_channel')
    const team = getTeam(world, paramOf(request, 'team_id'))
    return view(findByName(world, team.id, paramOf(request, 'name'), withArchived(request)))
  })
  app.get('/teams/name/:team_name/channels/name/:name', async (request) => {
    adminOf(world, request, 'read_channel')
    const team = world.state.teams.find((candidate) => candidate.name === paramOf(request, 'team_name'))
    if (!team) throw new ApiFault(404, 'app.team.get_by_name.missing.app_error')
    return view(findByName(world, team.id, paramOf(request, 'name'), withArchived(request)))
  })
  app.post('/channels', async (request, reply) => {
    const creator = adminOf(world, request, 'create_private_channel')
    const channel = createChannel(world, bodyOf(request))
    if (isTeamMember(world, channel.team_id, creator.id)) joinChannel(world, channel.id, creator.id)
    reply.code(201)
    return view(channel)
  })
  app.delete('/channels/:channel_id', async (request) => {
    adminOf(world, request, 'delete_private_channel')
    getChannel(world, paramOf(request, 'channel_id')).delete_at = world.now()
    return ok
  })
  app.post('/channels/:channel_id/restore', async (request) => {
    adminOf(world, request, 'manage_team')
    const channel = getChannel(world, paramOf(request, 'channel_id'))
    channel.delete_at = 0
    return view(channel)
  })
}

function addOne(world: World, channel: StoredChannel, userId: string): StoredChannelMember {
  const user = getUser(world, userId)
  if (channel.delete_at > 0)
    throw new ApiFault(400, 'api.channel.add_user.to.channel.failed.deleted.app_error')
  if (!isTeamMember(world, channel.team_id, user.id)) {
    throw new ApiFault(404, 'app.team.get_member.missing.app_error')
  }
  joinChannel(world, channel.id, user.id)
  return { channel_id: channel.id, user_id: user.id, scheme_admin: false }
}

/**
 * The same, with what happens on the real server when one person is added twice at a time: the one that comes second
 * is told of a failure, although both memberships are there.
 */
async function addInTurn(world: World, channel: StoredChannel, userId: string): Promise<StoredChannelMember> {
  const { channelAdds } = world
  const others = channelAdds.get(userId) ?? 0
  channelAdds.set(userId, others + 1)
  try {
    const member = addOne(world, channel, userId)
    await nextTurn()
    if (others > 0) throw new ApiFault(500, 'api.channel.add_user.to.channel.failed.app_error')
    return member
  } finally {
    const left = (channelAdds.get(userId) ?? 1) - 1
    if (left > 0) channelAdds.set(userId, left)
    else channelAdds.delete(userId)
  }
}

/** Several at once, from server 10 on: those that fail are dropped without a word, unless all did. */
function addMany(world: World, channel: StoredChannel, userIds: readonly string[]): StoredChannelMember[] {
  if (world.major < 10 || userIds.length > 1000) throw badBody('user_id')
  const added: StoredChannelMember[] = []
  let failure: unknown
  for (const userId of userIds) {
    try {
      added.push(addOne(world, channel, userId))
    } catch (error) {
      failure = error
    }
  }
  if (added.length === 0) throw failure
  return added
}

function removeMember(world: World, channel: StoredChannel, userId: string): void {
  if (channel.name === 'town-square') throw new ApiFault(400, 'api.channel.remove.default.app_error')
  const { channelMembers } = world.state
  const rest = channelMembers.filter((m) => m.channel_id !== channel.id || m.user_id !== userId)
  // Unlike the team, a second removal is refused.
  if (rest.length === channelMembers.length)
    throw new ApiFault(404, 'app.channel.get_member.missing.app_error')
  world.state.channelMembers = rest
}

function memberRoutes(app: FastifyInstance, world: World): void {
  const channel = (request: FastifyRequest): StoredChannel => {
    adminOf(world, request, 'manage_private_channel_members')
    return getChannel(world, paramOf(request, 'channel_id'))
  }
  const membersOf = (id: string) => world.state.channelMembers.filter((member) => member.channel_id === id)
  app.post('/channels/:channel_id/members', async (request, reply) => {
    const found = channel(request)
    const body = bodyOf(request)
    reply.code(201)
    if (body.user_ids !== undefined)
      return addMany(world, found, idsIn(body.user_ids, 'user_ids')).map(memberView)
    return memberView(await addInTurn(world, found, textIn(body, 'user_id')))
  })
  app.get('/channels/:channel_id/members', async (request) =>
    pageOf(request, membersOf(channel(request).id)).map(memberView),
  )
  app.post('/channels/:channel_id/members/ids', async (request) => {
    const ids = new Set(idsIn(request.body, 'user_ids'))
    return membersOf(channel(request).id)
      .filter((member) => ids.has(member.user_id))
      .map(memberView)
  })
  app.get('/channels/:channel_id/stats', async (request) => {
    const { id } = channel(request)
    const ids = membersOf(id).map((member) => member.user_id)
    return { channel_id: id, member_count: countActive(world, ids) }
  })
  app.delete('/channels/:channel_id/members/:user_id', async (request) => {
    const userId = subjectId(world, request, paramOf(request, 'user_id'))
    // People may leave by themselves.
    const isOwn = callerOf(world, request).id === userId
    const found = isOwn ? getChannel(world, paramOf(request, 'channel_id')) : channel(request)
    removeMember(world, found, getUser(world, userId).id)
    return ok
  })
  app.get('/users/:user_id/teams/:team_id/channels', async (request) => {
    adminOf(world, request, 'read_channel')
    const userId = subjectId(world, request, paramOf(request, 'user_id'))
    const team = getTeam(world, paramOf(request, 'team_id'))
    return world.state.channels
      .filter((candidate) => candidate.team_id === team.id && candidate.delete_at === 0)
      .filter((candidate) => membersOf(candidate.id).some((member) => member.user_id === userId))
      .map(view)
  })
}

export function channelRoutes(app: FastifyInstance, world: World): void {
  channelItselfRoutes(app, world)
  memberRoutes(app, world)
}
