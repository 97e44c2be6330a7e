import type { Context } from '../../kernel/context.ts'
import { Forbidden, InvalidInput, NotFound, Refused, refuseIf, type Sentence } from '../../kernel/errors.ts'
import {
  assignRole,
  changePrimary,
  endMany,
  holdRoles,
  listHolders,
  settleMootProposals,
} from '../assignments/index.ts'
import { assignPeople } from '../tasks/index.ts'
import { listUsers, noteLeft, type User, whyNotLeave } from '../users/index.ts'
import {
  type HeldByLeaver,
  placesAfter,
  type Succession,
  successionFaults,
  successorOfRole,
  successorOfTask,
} from './domain.ts'
import { findHoldings } from './queries.ts'

/** What came of one role or task. */
export interface Moved {
  readonly kind: 'role' | 'task'
  /** Id of the leaver's assignment, or the number of the task. */
  readonly id: string
  readonly name: string
  /** Who has it now; null: nobody. */
  readonly successorName: string | null
  /** Why the chosen successor did not get it; it is taken from the leaver all the same. */
  readonly refusal: Sentence | null
}

export interface DepartureInput {
  readonly userId: string
  /** Why, in words; not empty. Stands at every role that ends. */
  readonly reason: string
  readonly succession: Succession
}

/**
 * Notes that somebody leaves the municipality and moves all they hold to one or several successors, in one go. What a
 * successor cannot be given is told and stops nothing: the leaver loses it in any case.
 * @throws NotFound, Forbidden, InvalidInput, Refused when it is the actor
 */
export async function departUser(ctx: Context, input: DepartureInput): Promise<Moved[]> {
  const { actor } = ctx
  const users = await listUsers(ctx, actor.organisationId)
  const leaver = users.find((user) => user.id === input.userId)
  if (!leaver) throw new NotFound('user')
  if (!actor.permissions.has('assignment.write') || !actor.permissions.has('task.assignPeople'))
    throw new Forbidden('assignment.write')
  refuseIf(whyNotLeave(leaver, actor, users))
  const { succession } = input
  const faults = successionFaults(succession, leaver.id, new Set(users.map((user) => user.id)))
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  const { roles, tasks } = await findHoldings(ctx, leaver.id)
  // Before the tasks: whoever answers for these roles holds them, and then the tasks that follow.
  await holdRoles(
    ctx,
    roles.map(({ roleId }) => roleId),
  )
  const named = (id: string | null): User | null => users.find((user) => user.id === id) ?? null

  const moved: Moved[] = []
  for (const task of tasks) {
    const successor = named(successorOfTask(succession, task.number))
    await assignPeople(ctx, { number: task.number, ...placesAfter(task, successor?.id ?? null) })
    moved.push({
      ...{ kind: 'task', id: String(task.number), name: `#${task.number} ${task.title}` },
      ...{ successorName: successor?.name ?? null, refusal: null },
    })
  }
  const ends = roles.map(({ assignmentId: id }) => ({ id, reason: input.reason }))
  await endMany(ctx, ends, 'left')
  for (const held of roles) {
    const successor = named(successorOfRole(succession, held.assignmentId))
    const refusal = successor ? await handOver(ctx, held, successor) : null
    const successorName = successor && !refusal ? successor.name : null
    moved.push({ kind: 'role', id: held.assignmentId, name: held.roleName, successorName, refusal })
  }
  await noteLeft(ctx, leaver.id)
  await settleMootProposals(ctx)
  return moved
}

/** @returns why the successor cannot have the role; null when they have it now */
async function handOver(ctx: Context, held: HeldByLeaver, successor: User): Promise<Sentence | null> {
  const holders = await listHolders(ctx, ctx.actor.organisationId, held.roleId)
  const own = holders.find((holder) => holder.userId === successor.id)
  try {
    if (own) {
      if (held.isPrimary) await changePrimary(ctx, { assignmentId: own.assignmentId })
      return null
    }
    await assignRole(ctx, {
      ...{ roleId: held.roleId, userId: successor.id, endsBefore: held.endsBefore },
      ...(held.startsOn > ctx.today ? { startsOn: held.startsOn } : {}),
      ...(held.isPrimary ? { isPrimary: true } : {}),
    })
    return null
  } catch (error) {
    // A rule said no before anything was written: the rest goes on.
    if (error instanceof Refused) return error.reason
    throw error
  }
}
