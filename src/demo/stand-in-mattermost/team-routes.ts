import type { FastifyInstance } from 'fastify'
import { ApiFault, badBody } from './api-fault.ts'
import { bodyOf, idsIn, pageOf, paramOf, queryOf, textIn } from './bodies.ts'
import { adminOf, callerOf, isAdmin, subjectId } from './caller.ts'
import { defaultChannels, type StoredTeam, type StoredTeamMember } from './state.ts'
import { findTeamMember, isTeamMember, joinTeam, leaveTeam } from './team-changes.ts'
import { getTeam, getUser, ok, type World } from './world.ts'

const memberView = (member: StoredTeamMember) => ({
  ...member,
  roles: 'team_user',
  scheme_user: true,
  scheme_guest: false,
})

function createTeam(world: World, body: Record<string, unknown>): StoredTeam {
  const name = textIn(body, 'name')
  if (!/^[a-z0-9-]{2,64}$/.test(name)) throw new ApiFault(400, 'model.team.is_valid.characters.app_error')
  if (world.state.teams.some((team) => team.name === name)) {
    throw new ApiFault(400, 'app.team.save.existing.app_error')
  }
  const now = world.now()
  const team: StoredTeam = {
    id: world.newId(),
    create_at: now,
    delete_at: 0,
    name,
    display_name: textIn(body, 'display_name'),
    type: body.type === 'O' ? 'O' : 'I',
  }
  world.state.teams.push(team)
  for (const named of defaultChannels) {
    world.state.channels.push({
      id: world.newId(),
      create_at: now,
      delete_at: 0,
      team_id: team.id,
      type: 'O',
      header: '',
      purpose: '',
      ...named,
    })
  }
  return team
}

function teamItselfRoutes(app: FastifyInstance, world: World): void {
  const team = (request: Parameters<typeof paramOf>[0]): StoredTeam => {
    adminOf(world, request, 'manage_team')
    return getTeam(world, paramOf(request, 'team_id'))
  }
  app.post('/teams', async (request, reply) => {
    const creator = adminOf(world, request, 'create_team')
    const made = createTeam(world, bodyOf(request))
    joinTeam(world, made.id, creator)
    reply.code(201)
    return made
  })
  app.get('/teams', async (request) => {
    // Without the role of an administrator the rest is missing, and nothing says so.
    const caller = callerOf(world, request)
    const seen = (one: StoredTeam) =>
      isAdmin(world, caller) || one.type === 'O' || isTeamMember(world, one.id, caller.id)
    return pageOf(request, world.state.teams.filter(seen))
  })
  app.get('/teams/:team_id', async (request) => team(request))
  app.get('/teams/name/:name', async (request) => {
    adminOf(world, request, 'view_team')
    const found = world.state.teams.find((candidate) => candidate.name === paramOf(request, 'name'))
    if (!found) throw new ApiFault(404, 'app.team.get_by_name.missing.app_error')
    return found
  })
  app.delete('/teams/:team_id', async (request) => {
    team(request).delete_at = world.now()
    return ok
  })
  app.post('/teams/:team_id/restore', async (request) => {
    const found = team(request)
    found.delete_at = 0
    return found
  })
}

/** With `graceful` each row tells its own fate; without, one bad row fails all. */
function joinBatch(world: World, rows: unknown, isGraceful: boolean) {
  if (!Array.isArray(rows) || rows.length === 0 || rows.length > 256) throw badBody('members')
  return rows.map((row: { team_id?: string; user_id?: string }) => {
    const userId = String(row.user_id)
    try {
      const member = joinTeam(world, String(row.team_id), getUser(world, userId))
      return isGraceful ? { user_id: userId, member: memberView(member), error: null } : memberView(member)
    } catch (error) {
      if (!isGraceful || !(error instanceof ApiFault)) throw error
      return { user_id: userId, member: null, error: { id: error.id, status_code: error.status } }
    }
  })
}

function memberRoutes(app: FastifyInstance, world: World): void {
  app.post('/teams/:team_id/members', async (request, reply) => {
    adminOf(world, request, 'add_user_to_team')
    const team = getTeam(world, paramOf(request, 'team_id'))
    const user = getUser(world, textIn(bodyOf(request), 'user_id'))
    reply.code(201)
    return memberView(joinTeam(world, team.id, user))
  })
  app.post('/teams/:team_id/members/batch', async (request, reply) => {
    adminOf(world, request, 'add_user_to_team')
    getTeam(world, paramOf(request, 'team_id'))
    reply.code(201)
    return joinBatch(world, request.body, queryOf(request, 'graceful') === 'true')
  })
  app.get('/teams/:team_id/members', async (request) => {
    adminOf(world, request, 'view_team')
    const team = getTeam(world, paramOf(request, 'team_id'))
    const members = world.state.teamMembers.filter((m) => m.team_id === team.id && m.delete_at === 0)
    return pageOf(request, members).map(memberView)
  })
  app.get('/teams/:team_id/members/:user_id', async (request) => {
    adminOf(world, request, 'view_team')
    const team = getTeam(world, paramOf(request, 'team_id'))
    const member = findTeamMember(world, team.id, subjectId(world, request, paramOf(request, 'user_id')))
    if (!member) throw new ApiFault(404, 'app.team.get_member.missing.app_error')
    return memberView(member)
  })
  app.post('/teams/:team_id/members/ids', async (request) => {
    adminOf(world, request, 'view_team')
    const team = getTeam(world, paramOf(request, 'team_id'))
    const ids = new Set(idsIn(request.body, 'user_ids'))
    return world.state.teamMembers
      .filter((m) => m.team_id === team.id && m.delete_at === 0 && ids.has(m.user_id))
      .map(memberView)
  })
  app.delete('/teams/:team_id/members/:user_id', async (request) => {
    adminOf(world, request, 'remove_user_from_team')
    const team = getTeam(world, paramOf(request, 'team_id'))
    leaveTeam(world, team.id, getUser(world, paramOf(request, 'user_id')).id)
    return ok
  })
  app.get('/users/:user_id/teams', async (request) => {
    adminOf(world, request, 'view_team')
    const userId = subjectId(world, request, paramOf(request, 'user_id'))
    return world.state.teams.filter((team) => isTeamMember(world, team.id, userId))
  })
}

export function teamRoutes(app: FastifyInstance, world: World): void {
  teamItselfRoutes(app, world)
  memberRoutes(app, world)
}
