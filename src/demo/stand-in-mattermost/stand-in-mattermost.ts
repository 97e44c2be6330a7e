import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import { apiRoutes } from './api.ts'
import { ApiFault, asApiFault } from './api-fault.ts'
import { controlRoutes } from './control-routes.ts'
import { faultsSchema, setFaults } from './faults.ts'
import { luckOf } from './luck.ts'
import { pageRoutes } from './page-routes.tsx'
import { emptyState, seedState } from './state.ts'
import { loadState, saveState } from './state-file.ts'
import { randomId, type StandInOptions, type World } from './world.ts'

export type { FaultsAskedFor } from './faults.ts'
export type { StandInOptions } from './world.ts'

/** From 11 on, the details are wiped; before, they have been seen to repeat the caller's token. */
function sendFault(
  world: World,
  fault: ApiFault,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  return reply.code(fault.status).send({
    id: fault.id,
    message: 'Der opstod en fejl.',
    detailed_error: world.major >= 11 ? '' : fault.detail,
    request_id: request.id,
    status_code: fault.status,
  })
}

function createWorld(options: StandInOptions): World {
  const version = options.version ?? '10.11.0'
  const newId = options.newId ?? randomId
  const now = () => options.now().getTime()
  const kept = options.state ?? (options.stateFile ? loadState(options.stateFile) : null)
  const state = kept ?? (options.startsEmpty ? emptyState() : seedState(newId, now()))
  if (options.stateFile && !kept) saveState(options.stateFile, state)
  const world: World = {
    options,
    version,
    major: Number.parseInt(version, 10),
    state,
    faults: faultsSchema.parse({}),
    luck: luckOf(0),
    channelAdds: new Map(),
    log: [],
    signIns: new Map(),
    now,
    newId,
  }
  setFaults(world, faultsSchema.parse(options.faults ?? {}))
  return world
}

/**
 * An imitation of a Mattermost server for demonstrations and tests: the REST calls that provisioning needs, with the
 * statuses, error ids and oddities observed on real servers. Not Mattermost, and says so on its page.
 * Listens to nothing by itself: call `listen`.
 */
export function createStandInMattermost(options: StandInOptions): FastifyInstance {
  const world = createWorld(options)
  const app = fastify({ genReqId: () => world.newId(), forceCloseConnections: true, bodyLimit: 1_000_000 })
  app.setErrorHandler((error, request, reply) => sendFault(world, asApiFault(error), request, reply))
  app.setNotFoundHandler((request, reply) =>
    sendFault(world, new ApiFault(404, 'api.context.404.app_error'), request, reply),
  )
  // The real server reads a body whatever its type is called, and takes none for an empty one.
  app.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => {
    done(null, body === '' ? undefined : body)
  })
  app.register(async (api) => apiRoutes(api, world), { prefix: '/api/v4' })
  app.register(async (control) => controlRoutes(control, world), { prefix: '/test-mattermost' })
  app.register(async (page) => pageRoutes(page, world))
  return app
}
