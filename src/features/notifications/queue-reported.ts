import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { type Fate, returnActions } from './domain-returns.ts'
import type { Report } from './mail/read-report.ts'
import { takeReport } from './returns.ts'

export const reportedSpec: QueueSpec = { name: 'notifications.reported' }

const facts = z.object({
  id: z.uuid(),
  sending: z.int(),
  action: z.enum(returnActions),
  code: z.string(),
  address: z.string().nullable(),
})

/** Asks for a report of one recipient to be taken. */
export const askForReport = (
  ctx: Context,
  { mail, fates: [fate] }: { readonly mail: Report['mail']; readonly fates: readonly [Fate] },
): Promise<void> => ctx.enqueue({ queue: reportedSpec.name, facts: { ...mail, ...fate } })

/** Takes reports that came by the API, on nobody's behalf: whom a mail is of, its sender need not reach. */
export const reportedQueue = (world: World): Queue => ({
  ...reportedSpec,
  async handle(given) {
    const { id, sending, ...fate } = facts.parse(given)
    await takeReport(world, { mail: { id, sending }, fates: [fate] })
  },
})
