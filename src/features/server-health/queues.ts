import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { askServer, type HealthServer } from './ask-server.ts'
import { askingQueueName } from './jobs.ts'
import { listManagedTeams, listReports } from './queries.ts'
import { saveAnswer } from './store.ts'

/** Seconds after an answer in which a server is not asked again unless somebody presses the button. */
const restsFor = 270

/** Looks every minute: a server nobody has asked yet does not wait, the others are asked every five. */
export const serverHealthSpec: QueueSpec = { name: askingQueueName, schedule: '* * * * *' }

/** Asks the servers how they stand and keeps what they say. No transaction is open meanwhile. */
export const serverHealthQueue = (world: World, servers: readonly HealthServer[]): Queue => ({
  ...serverHealthSpec,
  async handle({ instance }) {
    if (servers.length === 0) return
    const { managed, reports } = await inJob(world, async (ctx) => ({
      managed: await listManagedTeams(ctx),
      reports: await listReports(ctx),
    }))
    const freshSince = world.clock.now().getTime() - restsFor * 1000
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
