import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { renderToString } from 'preact-render-to-string'
import type { Actor } from '../../src/kernel/actor.ts'
import { type Mounting, type Pages, registerRoutes } from '../../src/platform/http/register-routes.ts'
import { page, type Route } from '../../src/platform/http/route.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { createLog } from '../../src/platform/log.ts'
import type { TestApp } from './test-app.ts'

export interface TestServer {
  readonly server: FastifyInstance
  /** Files left in the upload folder. */
  uploads(): Promise<string[]>
  close(): Promise<void>
}

export interface TestServerOptions {
  readonly baseUrl?: string
  readonly mostRequestsAMinute?: number
  readonly trustProxy?: boolean
  /** Who comes with which session or bearer token. */
  readonly known?: Readonly<Record<string, Actor>>
}

const pages: Pages = {
  signInPath: '/log-ind',
  render: ({ title, body }, { notice, actor }) =>
    renderToString(
      <main data-reader={actor?.name ?? 'nobody'}>
        <h1>{title}</h1>
        {notice && <p role="status">{notice.text}</p>}
        {body}
      </main>,
    ),
  error: ({ status, sentence, requestId }) =>
    page({ status, title: String(status), body: <p id={requestId}>{sentence}</p> }),
}

/** The platform's server with routes of a test's own, on the database and the clock of a test app. */
export async function createTestServer(
  portal: TestApp,
  routes: readonly Route[],
  options: TestServerOptions = {},
): Promise<TestServer> {
  const uploadFolder = await mkdtemp(join(tmpdir(), 'tvaers-uploads-'))
  const baseUrl = new URL(options.baseUrl ?? 'http://localhost:3000')
  const server = await createServer({
    log: createLog('silent'),
    baseUrl,
    mostRequestsAMinute: options.mostRequestsAMinute ?? 1_000_000,
    trustProxy: options.trustProxy ?? false,
  })
  const mounting: Mounting = {
    world: portal.app.world,
    baseUrl,
    uploadFolder,
    authenticate: async (_tx, { sessionToken, bearer }) =>
      options.known?.[bearer ?? sessionToken ?? ''] ?? null,
    pages,
  }
  await server.register(async (scope) => registerRoutes(scope, mounting, routes))
  await server.ready()
  return {
    server,
    uploads: () => readdir(uploadFolder),
    async close() {
      await server.close()
      await rm(uploadFolder, { recursive: true, force: true })
    },
  }
}
