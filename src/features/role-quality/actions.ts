import type { CivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput } from '../../kernel/errors.ts'
import { previewRollout, publishRollout, type RolloutPlan, type RolloutPreview } from '../rollouts/index.ts'
import { checkMayAsk } from './policy.ts'
import { listAskingTemplates } from './queries-asking.ts'

/** Asking municipalities to have a vacant role filled. */
export interface Asking {
  readonly roleId: string
  /** A task description tied to the role. */
  readonly templateId: string
  /** Only these of the vacant ones; all when null. */
  readonly organisationIds: readonly number[] | null
  readonly dueOn: CivilDay | null
}

const notOfRole = {
  da: 'Vælg en opgavebeskrivelse, der beder om rollen.',
  en: 'Choose a task description that asks for the role.',
}
const nobodyLeft = {
  da: 'Ingen af de valgte kommuner kan spørges: rollen er besat, de har en åben opgave, eller de har sagt nej.',
  en: 'None of the chosen municipalities can be asked: the role is filled, they have an open task, or they said no.',
}

async function planOf(ctx: Context, asking: Asking): Promise<RolloutPlan> {
  checkMayAsk(ctx.actor)
  const { roleId, templateId, organisationIds, dueOn } = asking
  const template = (await listAskingTemplates(ctx, roleId)).find(({ id }) => id === templateId)
  if (!template) throw new InvalidInput({ templateId: notOfRole })
  return {
    templateId,
    audience: { kind: 'lacksRole', roleId, ...(organisationIds ? { organisationIds } : {}) },
    alsoThoseWhoAnswered: true,
    priority: template.priority,
    startsOn: null,
    dueOn,
  }
}

/** The roll-out's fault of having nobody to send to, in the words of this form. */
async function inFormWords<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof InvalidInput && error.fields.roleId)
      throw new InvalidInput({ organisationIds: nobodyLeft })
    throw error
  }
}

/** Who would be asked, and who would not see it. Changes nothing. @throws Forbidden, InvalidInput */
export async function previewAsking(ctx: Context, asking: Asking): Promise<RolloutPreview> {
  return await inFormWords(previewRollout(ctx, await planOf(ctx, asking)))
}

/**
 * Rolls the role's task out to vacant municipalities (R4). Who has an open one already, or has said no, is left out,
 * also when two ask at once.
 * @param asking.id names the roll-out: sending the same again makes no second
 * @throws Forbidden, InvalidInput, Conflict
 */
export async function askToFill(
  ctx: Context,
  asking: Asking & { readonly id?: string },
): Promise<{ id: string; taskCount: number }> {
  const plan = await planOf(ctx, asking)
  return await inFormWords(publishRollout(ctx, asking.id ? { ...plan, id: asking.id } : plan))
}
