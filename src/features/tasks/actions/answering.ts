import type { Context } from '../../../kernel/context.ts'
import { InvalidInput, NotFound, refuseIf } from '../../../kernel/errors.ts'
import { holdRoles } from '../../assignments/index.ts'
import {
  missingCompletionReason,
  missingReason,
  questionBeforeComplete,
  whyNotComplete,
  whyNotLapse,
  whyNotOptOut,
  whyNotReopen,
  whyNotStart,
} from '../domain/answering.ts'
import { type Outcome, stateOf, type Task } from '../domain/task.ts'
import { checkMayAnswer, checkMayOptOut } from '../policy.ts'
import { getTask, getTaskForChange } from '../queries/task.ts'
import { insertAnswer, saveAnswerWithdrawn, saveTask } from '../store/tasks.ts'
import { type Changed, emitTaskEvent, type TaskChange } from './task-change.ts'

/**
 * Marks the task as begun (T4: Ikke påbegyndt → I gang). It also happens by itself when somebody is named on it;
 * a message, a note or a file begins nothing.
 * @throws NotFound, Forbidden, Conflict, Refused
 */
export async function startTask(ctx: Context, input: TaskChange): Promise<Changed> {
  const task = await getTaskForChange(ctx, input.number, input.expectedVersion)
  checkMayAnswer(ctx.actor, task)
  refuseIf(whyNotStart(task))
  const version = await saveTask(ctx, task, { status: 'inProgress' })
  const changes = { status: { from: task.status, to: 'inProgress' } }
  await emitTaskEvent(ctx, task, { type: 'task.started', changes })
  return { version }
}

export interface Completion extends TaskChange {
  /** Why the portal completed it by itself, for the history; absent when a person did. */
  readonly because?: string
  /** Why it is completed although nobody holds the role it asks for (T10). */
  readonly reason?: string | undefined
}

/**
 * Answers the task: the municipality takes part (T4). A task that asks for a role nobody holds is questioned: it takes
 * a reason, which is recorded (T10).
 * @throws NotFound, Forbidden, Conflict, Refused; InvalidInput when a reason was asked for and is empty
 */
export async function completeTask(ctx: Context, input: Completion): Promise<Changed> {
  const task = await getTaskForChange(ctx, input.number, input.expectedVersion)
  checkMayAnswer(ctx.actor, task)
  refuseIf(whyNotComplete(task, input.because !== undefined))
  const reason = reasonOf(task, input.reason)
  if (task.outcome === 'lapsed') await takeBack(ctx, task)
  const version = await saveTask(ctx, task, { status: 'completed', outcome: 'participated' })
  await insertAnswer(ctx, task, { outcome: 'participated', reason })
  await emitTaskEvent(ctx, task, {
    type: 'task.completed',
    changes: { status: { from: task.status, to: 'completed' } },
    facts: {
      outcome: 'participated',
      ...(task.boundRole ? { roleId: task.boundRole.id, holderNames: [...task.holderNames] } : {}),
      ...(reason ? { reason } : {}),
      ...(input.because ? { because: input.because } : {}),
    },
  })
  return { version }
}

/**
 * Closes the task without an answer: its time is over by its own rules, and nobody has answered (T4). No participation,
 * and no opt-out either; counted apart.
 * @throws NotFound, Forbidden, Refused
 */
export async function lapseTask(
  ctx: Context,
  input: TaskChange & { readonly because: string; readonly endedRole?: string },
): Promise<Changed> {
  const task = await getTaskForChange(ctx, input.number, input.expectedVersion)
  checkMayAnswer(ctx.actor, task)
  refuseIf(whyNotLapse(task))
  const version = await saveTask(ctx, task, { status: 'completed', outcome: 'lapsed' })
  await insertAnswer(ctx, task, { outcome: 'lapsed' })
  await emitTaskEvent(ctx, task, {
    type: 'task.lapsed',
    changes: { status: { from: task.status, to: 'lapsed' } },
    facts: {
      ...{ outcome: 'lapsed', because: input.because },
      ...(input.endedRole ? { cause: 'roleEnded', roleName: input.endedRole } : {}),
    },
  })
  return { version }
}

/** The reason a questioned completion stands on; null when there was nothing to question. */
function reasonOf(task: Task, given: string | undefined): string | null {
  const question = questionBeforeComplete(task)
  if (!question) return null
  if (given === undefined) refuseIf(question)
  const reason = given?.trim()
  if (!reason) throw new InvalidInput({ reason: missingCompletionReason })
  return reason
}

/**
 * Answers the task: the municipality does not take part, and why (T4). Counts as answered; can be taken back.
 * @throws NotFound, Forbidden, Conflict, Refused, InvalidInput when the reason is empty
 */
export async function optOutTask(
  ctx: Context,
  input: TaskChange & { readonly reason: string },
): Promise<Changed> {
  const { boundRole } = await getTask(ctx, input.number)
  // Whoever gives the role holds it, and asks for this answer: roles come before tasks, so that nobody waits in a ring (T10).
  if (boundRole && ctx.actor.side === 'municipality') await holdRoles(ctx, [boundRole.id])
  const task = await getTaskForChange(ctx, input.number, input.expectedVersion)
  checkMayOptOut(ctx.actor, task)
  refuseIf(whyNotOptOut(task))
  const reason = input.reason.trim()
  if (!reason) throw new InvalidInput({ reason: missingReason })
  const version = await saveTask(ctx, task, { status: 'completed', outcome: 'optedOut' })
  await insertAnswer(ctx, task, { outcome: 'optedOut', reason })
  await emitTaskEvent(ctx, task, {
    type: 'task.optedOut',
    changes: { status: { from: task.status, to: 'completed' } },
    facts: { outcome: 'optedOut', reason },
  })
  return { version }
}

/**
 * Takes the answer back: the task is in progress again, and the history keeps what was answered (T4).
 * @param input.outcome only if this is the answer; undefined for whichever it is
 * @throws NotFound, also when the answer is another; Forbidden, Conflict, Refused
 */
export async function reopenTask(
  ctx: Context,
  input: TaskChange & { readonly outcome?: Outcome },
): Promise<Changed> {
  const task = await getTaskForChange(ctx, input.number, input.expectedVersion)
  if (task.outcome === 'optedOut') checkMayOptOut(ctx.actor, task)
  else checkMayAnswer(ctx.actor, task)
  if (input.outcome && task.outcome && task.outcome !== input.outcome) throw new NotFound('answer')
  refuseIf(whyNotReopen(task))
  return { version: await takeBack(ctx, task) }
}

async function takeBack(ctx: Context, task: Task): Promise<number> {
  const version = await saveTask(ctx, task, { status: 'inProgress', outcome: null })
  await saveAnswerWithdrawn(ctx, task)
  await emitTaskEvent(ctx, task, {
    type: 'task.reopened',
    changes: { status: { from: stateOf(task), to: 'inProgress' } },
  })
  return version
}
