import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput, NotFound } from '../../kernel/errors.ts'
import { insertTasksForRollout } from '../tasks/index.ts'
import { getTemplate, listRolesNotAskedFor, type Priority, publishTemplate } from '../templates/index.ts'
import {
  audienceFaults,
  dateFaults,
  endingRoleFaults,
  type Recipient,
  type RolloutPlan,
  recipientsOf,
} from './domain.ts'
import { checkMayPublish, checkMayRead } from './policy.ts'
import {
  findAudience,
  findRollout,
  findRollouts,
  type Rollout,
  type RolloutFilter,
} from './queries/rollouts.ts'
import { holdRoleTasks, insertRollout } from './store.ts'

/** What a roll-out would come to, before it is sent. */
export interface RolloutPreview {
  /** Of the description. */
  readonly title: string
  /** Those who will get a task, in Danish order. */
  readonly municipalities: readonly Recipient[]
  /** Of these, those where nobody is KLIK-administrator: nobody may see the task. */
  readonly lackAdministrator: readonly Recipient[]
  /** Those of the audience who have a task of this template already. */
  readonly alreadyHave: readonly Recipient[]
  /** Roles the description names while it asks for none (T10). */
  readonly rolesNotAskedFor: readonly string[]
}

function checkFaults(faults: Record<string, { da: string; en: string }>): void {
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
}

/** Who would get the task, and who would not see it. Changes nothing. @throws NotFound, Forbidden, InvalidInput */
export async function previewRollout(ctx: Context, plan: RolloutPlan): Promise<RolloutPreview> {
  checkMayPublish(ctx.actor)
  const audience = await findAudience(ctx, plan.templateId, plan.audience)
  checkFaults({ ...dateFaults(plan, ctx.today), ...audienceFaults(audience, plan) })
  const municipalities = recipientsOf(audience, plan)
  const template = await getTemplate(ctx, plan.templateId)
  checkFaults(endingRoleFaults(template))
  return {
    title: template.title,
    rolesNotAskedFor: await listRolesNotAskedFor(ctx, template),
    municipalities,
    lackAdministrator: municipalities.filter((municipality) => !municipality.hasAdministrator),
    alreadyHave: audience.filter((municipality) => municipality.alreadyHas),
  }
}

/** A plan to send: its own id when it is to be sent once, its own priority when it is not the description's. */
export type PlanToPublish = Omit<RolloutPlan, 'priority'> & {
  readonly id?: string
  readonly priority?: Priority
}

/**
 * Gives each municipality of the audience its own task (T2): the same handful of statements whatever their number.
 * @param plan.id names the roll-out; a second call with the same id changes nothing and gives the same answer
 * @throws NotFound for the template, Forbidden, InvalidInput, Conflict when the id names another roll-out
 */
export async function publishRollout(
  ctx: Context,
  plan: PlanToPublish,
): Promise<{ id: string; taskCount: number }> {
  checkMayPublish(ctx.actor)
  const id = plan.id ?? ctx.newId()
  const before = plan.id ? await findRollout(ctx, plan.id) : null
  if (before) return sameAgain(before, plan)
  checkFaults(dateFaults(plan, ctx.today))
  // Holds the template, so that two roll-outs at once do not both take a municipality for one without the task.
  const template = await publishTemplate(ctx, plan.templateId)
  checkFaults(endingRoleFaults(template))
  const priority = plan.priority ?? template.priority
  await holdRoleTasks(ctx, plan.templateId)
  const audience = await findAudience(ctx, plan.templateId, plan.audience)
  const municipalities = recipientsOf(audience, plan)
  const isNew =
    municipalities.length > 0 &&
    (await insertRollout(ctx, { ...plan, priority, id, taskCount: municipalities.length }))
  if (!isNew) return await sentMeanwhile(ctx, id, plan, audience)
  const { count } = await insertTasksForRollout(ctx, {
    rolloutId: id,
    templateId: plan.templateId,
    organisationIds: municipalities.map((municipality) => municipality.id),
    priority,
    startsOn: plan.startsOn,
    dueOn: plan.dueOn,
  })
  await ctx.emit({
    type: 'rollout.published',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'rollout', id },
    facts: { templateId: plan.templateId, taskCount: count, dueOn: plan.dueOn, audience: plan.audience.kind },
  })
  return { id, taskCount: count }
}

/** The other of two equal requests at once was first, or there is nobody to send to. */
async function sentMeanwhile(ctx: Context, id: string, plan: PlanToPublish, audience: readonly Recipient[]) {
  const other = await findRollout(ctx, id)
  if (other) return sameAgain(other, plan)
  throw new InvalidInput(audienceFaults(audience, plan))
}

function sameAgain(rollout: Rollout, plan: PlanToPublish): { id: string; taskCount: number } {
  if (rollout.templateId !== plan.templateId) throw new Conflict('rollout-id-taken')
  return { id: rollout.id, taskCount: rollout.taskCount }
}

/** One roll-out within the actor's reach. @throws NotFound, Forbidden */
export async function getRollout(ctx: Context, id: string): Promise<Rollout> {
  checkMayRead(ctx.actor)
  const rollout = await findRollout(ctx, id)
  if (!rollout) throw new NotFound('rollout')
  return rollout
}

/** One page of roll-outs within the actor's reach, newest first. @throws Forbidden */
export async function listRollouts(ctx: Context, filter: Partial<RolloutFilter> = {}) {
  checkMayRead(ctx.actor)
  return await findRollouts(ctx, { q: '', templateId: null, after: null, limit: 50, ...filter })
}
