import { randomBytes } from 'node:crypto'
import swagger from '@fastify/swagger'
import type { FastifyInstance } from 'fastify'
import { Registry } from 'prom-client'
import type { Config } from './config.ts'
import { authenticateApiClient } from './features/api-clients/index.ts'
import { measureCertificates } from './features/certificates/index.ts'
import { liveCountsOf } from './features/notifications/index.ts'
import { measureProvisioning } from './features/provisioning/index.ts'
import { authenticateSession, type DemoPerson } from './features/sign-in/index.ts'
import type { Clock } from './kernel/clock.ts'
import { uuidV7 } from './kernel/ids.ts'
import type { Database } from './platform/db/database.ts'
import type { Authenticate } from './platform/http/answer-request.ts'
import { registerPublicFiles } from './platform/http/public-files.ts'
import { registerRoutes } from './platform/http/register-routes.ts'
import { createServer } from './platform/http/server.ts'
import { registerSystemRoutes } from './platform/http/system-routes.ts'
import type { World } from './platform/http/world.ts'
import { createJobs, type Queue } from './platform/jobs/jobs.ts'
import { watchJobs } from './platform/jobs/watch-jobs.ts'
import type { Log } from './platform/log.ts'
import { allQueues } from './queues.ts'
import { allRoutes } from './routes.ts'
import { createPages } from './shell/pages.tsx'
import type { AssetMap } from './ui/index.ts'

export interface AppParts {
  readonly config: Config
  readonly database: Database
  readonly log: Log
  readonly clock: Clock
  /** Built files by logical name. */
  readonly assets: AssetMap
  readonly publicFolder: string
  readonly uploadFolder: string
  /** People one may choose at the demo door; null outside demo mode (S4). */
  readonly cast: readonly DemoPerson[] | null
}

export interface App {
  readonly server: FastifyInstance
  readonly world: World
}

export const systemClock: Clock = {
  now: () => new Date(),
  newId: () => uuidV7(Date.now(), randomBytes(10)),
}

const authenticate: Authenticate = async (tx, { sessionToken, bearer }, now) => {
  if (bearer) return await authenticateApiClient(tx, bearer, now)
  return sessionToken ? await authenticateSession(tx, sessionToken, now) : null
}

/** The whole portal on a database: middleware in order, then every feature. Nothing runs until it is told to. */
export async function createApp(parts: AppParts): Promise<App> {
  const { config, database, log, clock, assets } = parts
  const queues: Queue[] = []
  const registry = new Registry()
  const jobs = createJobs(database, () => queues, watchJobs(log, registry))
  const world: World = { database, jobs, queues, clock }
  queues.push(...allQueues(world, config))
  measureCertificates(registry, world, (error) =>
    log.error({ err: error }, 'certificates cannot be measured'),
  )
  measureProvisioning(registry, world, (error) =>
    log.error({ err: error }, 'provisioning cannot be measured'),
  )

  const isDemo = config.MODE === 'demo'
  const server = await createServer({
    log,
    baseUrl: config.BASE_URL,
    mostRequestsAMinute: config.REQUESTS_A_MINUTE,
    trustProxy: config.TRUST_PROXY === 'yes',
  })
  // Streams that nobody ends would keep the server from closing.
  server.addHook('preClose', async () => liveCountsOf(world).close())
  await server.register(swagger, { openapi: openApi(config.BASE_URL) })
  await registerPublicFiles(server, parts.publicFolder)
  await server.register(async (scope) => {
    registerSystemRoutes(scope, { database, registry, isDemo, metricsToken: config.METRICS_TOKEN ?? null })
    registerRoutes(
      scope,
      {
        world,
        baseUrl: config.BASE_URL,
        authenticate,
        uploadFolder: parts.uploadFolder,
        pages: createPages(assets, isDemo),
      },
      allRoutes({ cast: parts.cast, config, world, openApi: () => server.swagger() }),
    )
  })
  return { server, world }
}

const openApi = (baseUrl: URL) => ({
  openapi: '3.1.0',
  info: {
    title: 'Tværs',
    version: '1',
    description: 'The API of the portal: tasks, roles, confirmations and what follows from them.',
  },
  servers: [{ url: baseUrl.origin }],
  components: { securitySchemes: { bearer: { type: 'http' as const, scheme: 'bearer' } } },
  security: [{ bearer: [] }],
})
