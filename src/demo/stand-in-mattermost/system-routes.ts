import type { FastifyInstance } from 'fastify'
import { ApiFault } from './api-fault.ts'
import { queryOf } from './bodies.ts'
import { adminOf, callerOf, isAdmin } from './caller.ts'
import { mostInTeam } from './team-changes.ts'
import { activeUserCount } from './user-rules.ts'
import type { World } from './world.ts'

/** How long sessions live: in days until server 7, in hours since. The real defaults. */
function sessionLengths(world: World): Record<string, number> {
  const hours = { SSO: 720, Web: 720, Mobile: 720, ...world.options.sessionHours }
  const isInDays = world.major < 7
  return Object.fromEntries(
    Object.entries(hours).map(([kind, length]) =>
      isInDays
        ? [`SessionLength${kind}InDays`, Math.ceil(length / 24)]
        : [`SessionLength${kind}InHours`, length],
    ),
  )
}

/** The part of the configuration that Tværs looks at. Secrets are starred, as the real server has it. */
function configOf(world: World) {
  const { options } = world
  const { gitLab, rateLimit } = options
  return {
    ServiceSettings: {
      SiteURL: options.siteUrl ?? '',
      ...sessionLengths(world),
      ExtendSessionLengthWithActivity: true,
      DisableBotsWhenOwnerIsDeactivated: options.disablesBotsWithOwner ?? true,
      EnableBotAccountCreation: true,
      EnableUserAccessTokens: true,
    },
    TeamSettings: {
      MaxUsersPerTeam: mostInTeam(world),
      EnableUserCreation: options.createsUsers ?? false,
      EnableOpenServer: false,
      RestrictCreationToDomains: options.acceptedDomain ?? '',
    },
    EmailSettings: {
      EnableSignUpWithEmail: false,
      EnableSignInWithEmail: false,
      EnableSignInWithUsername: false,
    },
    GitLabSettings: {
      Enable: gitLab !== undefined,
      Id: gitLab?.id ?? '',
      Secret: gitLab ? '*'.repeat(32) : '',
      Scope: gitLab?.scope ?? '',
      AuthEndpoint: gitLab?.authEndpoint ?? '',
      TokenEndpoint: gitLab?.tokenEndpoint ?? '',
      UserAPIEndpoint: gitLab?.userApiEndpoint ?? '',
    },
    RateLimitSettings: {
      Enable: rateLimit !== undefined,
      PerSec: rateLimit?.perSecond ?? 10,
      MaxBurst: rateLimit?.maxBurst ?? 100,
    },
  }
}

export function systemRoutes(app: FastifyInstance, world: World): void {
  app.get('/system/ping', async (request) => ({
    status: 'OK',
    ...(queryOf(request, 'get_server_status') === 'true' && {
      database_status: 'OK',
      filestore_status: 'OK',
    }),
  }))
  app.get('/config/client', async () => ({
    Version: world.version,
    EnableSignUpWithGitLab: 'true',
    EnableSignUpWithOpenId: 'false',
    EnableSignUpWithEmail: 'false',
    EnableUserCreation: String(world.options.createsUsers ?? false),
    SiteName: 'Test-Mattermost',
  }))
  app.get('/config', async (request) => {
    adminOf(world, request, 'sysconsole_read_environment_web_server')
    return configOf(world)
  })
  app.get('/limits/server', async (request) => {
    if (world.major < 9) throw new ApiFault(404, 'api.context.404.app_error')
    const isTold = isAdmin(world, callerOf(world, request))
    const hard = isTold ? (world.options.userHardLimit ?? 0) : 0
    return {
      maxUsersLimit: isTold ? (world.options.userSoftLimit ?? hard) : 0,
      maxUsersHardLimit: hard,
      activeUserCount: isTold ? activeUserCount(world) : 0,
    }
  })
}
