import { addDays } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { asCentral } from '../organisations/index.ts'
import { insertTasksForRollout } from '../tasks/index.ts'
import { type AskingVacancy, findAskingVacancy, holdRole, listAskingVacancies } from './queries/vacancies.ts'
import { countTask, insertRollout } from './store.ts'

/** Days a municipality has to find somebody new (T10). */
export const daysToFill = 30

/** Every few minutes, not when it is told: somebody ended by mistake is soon back, and a task sent cannot be unsent (ADR 58). */
export const roleVacatedSpec: QueueSpec = { name: 'rollouts.role-vacated', schedule: '*/5 * * * *' }

const rights = ['rollout.publish'] as const

/** A task that asked for a role comes again when its last holder goes (T10). */
export const roleVacatedQueue = (world: World): Queue => ({
  ...roleVacatedSpec,
  handle: () => sweep(world),
})

/** Each in a transaction of its own: one that fails keeps no other from its task, and is told once all were tried. */
async function sweep(world: World): Promise<void> {
  const faults: unknown[] = []
  for (const { organisationId, roleId } of await asCentral(world, rights, listAskingVacancies))
    await asCentral(world, rights, (ctx) => sendAgain(ctx, organisationId, roleId)).catch((fault: unknown) =>
      faults.push(fault),
    )
  if (faults.length > 0) throw new AggregateError(faults, 'Tasks of vacant roles could not be made')
}

/**
 * Makes the municipality a new task of the template that asked for the role last: once for each vacancy, and never
 * where a task for the role is open or was opted out of. State is read anew: what was filled meanwhile asks nothing.
 */
async function sendAgain(ctx: Context, organisationId: number, roleId: string): Promise<void> {
  await holdRole(ctx, roleId)
  const vacancy = await findAskingVacancy(ctx, organisationId, roleId)
  if (!vacancy) return
  const { templateId, priority, vacancyId } = vacancy
  const rolloutId = vacancy.rolloutId ?? (await startReturning(ctx, vacancy, roleId))
  const { count } = await insertTasksForRollout(ctx, {
    rolloutId,
    templateId,
    organisationIds: [organisationId],
    priority,
    startsOn: null,
    dueOn: addDays(ctx.today, daysToFill),
    vacancyId,
    facts: { vacatedRole: vacancy.roleName, roleId },
  })
  await countTask(ctx, rolloutId, count)
}

/** One roll-out for all the returning tasks of a template: each municipality gets its own when it happens. */
async function startReturning(ctx: Context, vacancy: AskingVacancy, roleId: string): Promise<string> {
  const id = ctx.newId()
  const { templateId, priority } = vacancy
  const audience = { kind: 'vacated', roleId } as const
  await insertRollout(ctx, { id, templateId, audience, priority, startsOn: null, dueOn: null, taskCount: 0 })
  await ctx.emit({
    type: 'rollout.published',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'rollout', id },
    facts: { templateId, taskCount: 1, dueOn: null, audience: audience.kind },
  })
  return id
}
