import type { Context } from '../../kernel/context.ts'
import { timeOfDay } from '../../kernel/wall-time.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { inJob } from '../organisations/index.ts'
import { isTellingTime, planOf } from './domain.ts'
import { getLadder, listDueDays } from './queries.ts'
import { insertReminders } from './store.ts'

/** Twice an hour: a server that was down in the morning tells when it is up again. */
export const remindersSpec: QueueSpec = { name: 'reminders.morning', schedule: '*/30 * * * *' }

export const remindersQueue = (world: World): Queue => ({
  ...remindersSpec,
  async handle() {
    await inJob(world, remindToday)
  },
})

/**
 * Tells of every step that is due this working day, from the morning on, each once (N2). Days that were missed are made
 * up for by the last step alone. One transaction, three statements and the events. @returns how many were told
 */
export async function remindToday(ctx: Context): Promise<number> {
  if (!isTellingTime(ctx.today, Number(timeOfDay(ctx.now).slice(0, 2)))) return 0
  const ladder = await getLadder(ctx)
  const plan = planOf(ladder.steps, await listDueDays(ctx), { from: ctx.today, to: ctx.today })
  if (plan.length === 0) return 0
  const told = await insertReminders(ctx, plan, ladder.version)
  await ctx.emitToMany({ type: 'task.reminderDue', subjectType: 'task' }, told)
  const central = told.filter(({ isCentral }) => isCentral).length
  if (central > 0) {
    const { organisationId } = ctx.actor
    await ctx.emit({
      type: 'reminders.reachedCentral',
      organisationId,
      subject: { type: 'reminders', id: ctx.today },
      facts: { tasks: central, day: ctx.today },
    })
  }
  return told.length
}
