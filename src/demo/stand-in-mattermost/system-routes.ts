import type { FastifyInstance } from 'fastify'
import { ApiFault } from './api-fault.ts'
import { queryOf } from './bodies.ts'
import { callerOf, isAdmin } from './caller.ts'
import { activeUserCount } from './user-rules.ts'
import type { World } from './world.ts'

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
