import type { HealthServer } from './ask-server.ts'
import { type Need, noNeed, type Wanted } from './domain.ts'
import { judge } from './domain-judging.ts'
import type { ServerReport } from './queries.ts'
import type { ShownServer } from './views/server-page.tsx'

/** A server, and what the portal's settings ask of it. */
export interface WatchedServer extends HealthServer {
  readonly wanted: Wanted
}

/** How long a new answer is waited for on the page. */
const waitFor = 60_000

/** A server with its last answer, judged against what is needed now. */
export function shownServer(
  server: WatchedServer,
  reports: readonly ServerReport[],
  needs: ReadonlyMap<string, Need>,
  now: Date,
): ShownServer {
  const need = needs.get(server.instance) ?? noNeed
  const report = reports.find(({ instance }) => instance === server.instance)
  const { askedAt = null, wantedAt = null, answer = null } = report ?? {}
  const isAsking =
    wantedAt !== null &&
    (askedAt === null || askedAt < wantedAt) &&
    now.getTime() - wantedAt.getTime() < waitFor
  return {
    instance: server.instance,
    host: new URL(server.url).host,
    askedAt,
    isAsking,
    need,
    answer:
      answer?.outcome === 'answered' ? { ...answer, checks: judge(answer, need, server.wanted) } : answer,
  }
}
