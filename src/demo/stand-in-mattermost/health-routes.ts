import type { FastifyInstance } from 'fastify'
import { ApiFault } from './api-fault.ts'
import { paramOf } from './bodies.ts'
import { adminOf, callerOf } from './caller.ts'
import { getTeam, type World } from './world.ts'

/**
 * As the real server is when nobody has changed anything, but for what the stand-in does otherwise. Secrets are masked as
 * they are there.
 */
const configOf = ({ options }: World): Record<string, Record<string, unknown>> => ({
  ServiceSettings: {
    SiteURL: options.siteUrl ?? '',
    EnableUserAccessTokens: false,
    EnableBotAccountCreation: true,
    DisableBotsWhenOwnerIsDeactivated: options.disablesBotsWithOwner ?? true,
    SessionLengthWebInHours: 720,
    SessionLengthMobileInHours: 720,
    SessionLengthSSOInHours: 720,
    ExtendSessionLengthWithActivity: true,
    EnableAPIUserDeletion: false,
    // It calls whatever it is told to, and says so.
    AllowedUntrustedInternalConnections: 'localhost 127.0.0.1',
  },
  TeamSettings: {
    EnableUserCreation: options.createsUsers ?? false,
    EnableOpenServer: false,
    MaxUsersPerTeam: options.maxUsersPerTeam ?? 5_000,
  },
  EmailSettings: {
    EnableSignUpWithEmail: false,
    EnableSignInWithEmail: true,
    EnableSignInWithUsername: true,
  },
  RateLimitSettings: { Enable: false, PerSec: 10, MaxBurst: 100 },
  GitLabSettings: {
    Enable: options.gitLab !== undefined,
    Id: options.gitLab?.id ?? '',
    Secret: '********************************',
    Scope: options.gitLab?.scope ?? '',
    AuthEndpoint: options.gitLab?.authEndpoint ?? '',
    TokenEndpoint: options.gitLab?.tokenEndpoint ?? '',
    UserApiEndpoint: options.gitLab?.userApiEndpoint ?? '',
  },
})

/** How the server is set up, and who is in what: what an administrator, or somebody about themselves, may read. */
export function healthRoutes(app: FastifyInstance, world: World): void {
  const { state } = world
  app.get('/config', async (request) => {
    adminOf(world, request, 'read_server_configuration')
    const config = configOf(world)
    const changed = world.options.config ?? {}
    return Object.fromEntries(
      Object.entries(config).map(([name, section]) => [name, { ...section, ...changed[name] }]),
    )
  })
  app.get('/license/client', async () => ({ IsLicensed: 'false' }))
  app.get('/bots/:bot_id', async (request) => {
    adminOf(world, request, 'read_others_bots')
    const bot = state.bots.find((one) => one.user_id === paramOf(request, 'bot_id') && one.delete_at === 0)
    if (!bot) throw new ApiFault(404, 'store.sql_bot.get.missing.app_error')
    return { ...bot, username: state.users.find(({ id }) => id === bot.user_id)?.username ?? '' }
  })
  app.get('/teams/:team_id/stats', async (request) => {
    adminOf(world, request, 'view_team')
    const team = getTeam(world, paramOf(request, 'team_id'))
    const members = state.teamMembers.filter((one) => one.team_id === team.id && one.delete_at === 0)
    const active = members.filter(({ user_id }) => state.users.some((u) => u.id === user_id && !u.delete_at))
    return { team_id: team.id, total_member_count: members.length, active_member_count: active.length }
  })
  app.get('/users/me/teams', async (request) => {
    const { id } = callerOf(world, request)
    const own = new Set(
      state.teamMembers.filter((one) => one.user_id === id && one.delete_at === 0).map((one) => one.team_id),
    )
    return state.teams.filter((team) => own.has(team.id) && team.delete_at === 0)
  })
  app.get('/users/me/channels', async (request) => {
    const { id } = callerOf(world, request)
    const own = new Set(state.channelMembers.filter((one) => one.user_id === id).map((one) => one.channel_id))
    return state.channels.filter((channel) => own.has(channel.id) && channel.delete_at === 0)
  })
}
