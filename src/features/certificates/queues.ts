import { civilDayOf } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { findCertificates, type SamlSettings } from '../sign-in/index.ts'
import { daysLeft, passedWarnings, toldWarnings, type WatchedCertificate } from './domain.ts'
import { listWatched } from './queries.ts'
import { forgetGone, insertWarnings, saveFound } from './store.ts'

/** Every hour, after the metadata: a server that was down in the morning looks when it is up again. */
export const certificatesSpec: QueueSpec = { name: 'certificates.watch', schedule: '37 * * * *' }

export const certificatesQueue = (world: World, settings: SamlSettings | null): Queue => ({
  ...certificatesSpec,
  handle: () => watchCertificates(world, settings),
})

/**
 * Looks for all certificates that sign-in hangs on and tells operations of each that has 60, 30, 14 or 7 days left: once
 * each, whatever the number of servers and however long they stood still. One transaction.
 */
export async function watchCertificates(world: World, settings: SamlSettings | null): Promise<void> {
  await inJob(world, async (ctx) => {
    await saveFound(ctx, settings ? await findCertificates(ctx, settings) : [])
    await forgetGone(ctx)
    const watched = await listWatched(ctx)
    const passed = await insertWarnings(ctx, passedWarnings(watched, ctx.now))
    for (const { fingerprint, days } of toldWarnings(passed)) {
      const one = watched.find((certificate) => certificate.fingerprint === fingerprint)
      if (one) await tell(ctx, one, days)
    }
  })
}

const tell = (ctx: Context, one: WatchedCertificate, warning: number): Promise<void> =>
  ctx.emit({
    type: 'certificate.expiring',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'certificate', id: one.fingerprint },
    facts: {
      use: one.use,
      holder: one.holder,
      subject: one.subject,
      endsOn: civilDayOf(one.endsAt),
      days: daysLeft(one.endsAt, ctx.now),
      warning,
    },
  })
