import type { Context } from '../../../kernel/context.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { checkMayAnswer } from '../policy.ts'
import { findTaskOfTemplate, hasImportedPart } from '../queries/imported-part.ts'
import { getTaskForChange } from '../queries/task.ts'
import { insertAnswer, saveTask } from '../store/tasks.ts'
import { emitTaskEvent } from './task-change.ts'

/** What one municipality had written on a page exported from the real portal, besides its conversation (T12). */
export interface ImportedPart {
  readonly templateId: string
  readonly status: 'notStarted' | 'inProgress' | 'completed'
  readonly responsible: string | null
  readonly performer: string | null
  readonly fileNames: readonly string[]
  readonly history: readonly string[]
  readonly messages: readonly unknown[]
  readonly internalNotes: readonly unknown[]
}

/**
 * Puts a municipality's own part of an exported page on its task of the template, once. The people are names: the page
 * tells no more of them. What the page calls completed counts as taking part, as the page cannot tell an opt-out.
 * @param ctx acts for the municipality the page names; no other can be reached
 * @returns the task's number, and whether this was the first time
 * @throws NotFound when the municipality has no task of the template
 */
export async function importTaskPart(
  ctx: Context,
  part: ImportedPart,
): Promise<{ number: number; isNew: boolean }> {
  const number = await findTaskOfTemplate(ctx, part.templateId)
  if (number === null) throw new NotFound('task')
  const task = await getTaskForChange(ctx, number, undefined)
  checkMayAnswer(ctx.actor, task)
  if (await hasImportedPart(ctx, number)) return { number, isNew: false }
  const completes = part.status === 'completed' && task.outcome === null
  const status =
    completes || (part.status === 'inProgress' && task.status === 'notStarted') ? part.status : task.status
  await saveTask(ctx, task, {
    status,
    ...(completes ? { outcome: 'participated' as const } : {}),
    ...(part.responsible && !task.responsible ? { responsible_name: part.responsible } : {}),
    ...(part.performer && !task.performer ? { performer_name: part.performer } : {}),
  })
  if (completes) await insertAnswer(ctx, task, { outcome: 'participated' })
  await emitTaskEvent(ctx, task, {
    type: 'task.partImported',
    facts: {
      fileNames: [...part.fileNames],
      history: [...part.history],
      messages: part.messages.length,
      notes: part.internalNotes.length,
      responsible: part.responsible,
      performer: part.performer,
    },
    // File names and history are the municipality's inside (T9).
    insideOf: task.organisationId,
  })
  if (status !== task.status) {
    const type = completes ? 'task.completed' : 'task.started'
    await emitTaskEvent(ctx, task, { type, changes: { status: { from: task.status, to: status } } })
  }
  return { number, isNew: true }
}
