import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { askServer, type HealthServer } from './ask-server.ts'
import { answerGoodFor } from './domain.ts'
import { askingQueueName } from './jobs.ts'
import { listManagedTeams, listReports } from './queries.ts'
import { saveAnswer } from './store.ts'

/** Every five minutes, and when somebody presses the button. */
export const serverHealthSpec: QueueSpec = { name: askingQueueName, schedule: '*/5 * * * *' }

/** Asks the servers how they stand and keeps what they say. No transaction is open meanwhile. */
export const serverHealthQueue = (world: World, servers: readonly HealthServer[]): Queue => ({
  ...serverHealthSpec,
  async handle({ instance }) {
    if (servers.length === 0) return
    const { managed, reports } = await inJob(world, async (ctx) => ({
      managed: await listManagedTeams(ctx),
      reports: await listReports(ctx),
    }))
    const freshSince = world.clock.now().getTime() - answerGoodFor * 1000
    const isFresh = (server: HealthServer): boolean => {
      const report = reports.find((one) => one.instance === server.instance)
      return report?.askedAt ? report.askedAt.getTime() > freshSince : false
    }
    const asked = servers.filter((server) =>
      instance === undefined ? !isFresh(server) : server.instance === instance,
    )
    await Promise.all(
      asked.map(async (server) => {
        const answer = await askServer(server, managed)
        await inJob(world, (ctx) => saveAnswer(ctx, server.instance, answer))
      }),
    )
  },
})
