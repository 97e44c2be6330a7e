import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { whyNotLapse } from '../domain/answering.ts'
import { listTasksOfEndedRoles } from '../queries/ended-role.ts'
import { getTaskForChange } from '../queries/task.ts'
import { lapseTask } from './answering.ts'

/**
 * Closes the tasks of the actor's municipality that ask for a role which has ended (T10): nobody took part by it, and
 * nobody said no. What somebody has answered meanwhile stands; run again it finds nothing.
 */
export async function lapseWithRoles(ctx: Context): Promise<void> {
  for (const { number, roleName, endedOn } of await listTasksOfEndedRoles(ctx, ctx.actor.organisationId)) {
    // Under the lock: a person was quicker.
    if (whyNotLapse(await getTaskForChange(ctx, number, undefined))) continue
    const because = `Rollen »${roleName}« udgik den ${formatCivilDay(endedOn)}.`
    await lapseTask(ctx, { number, because, endedRole: roleName })
  }
}
