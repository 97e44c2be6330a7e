import type { VNode } from 'preact'
import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import { taskNumber, versionField } from '../../../platform/http/form-fields.ts'
import { type FormFaults, type Notice, type PageAnswer, page } from '../../../platform/http/route.ts'
import { faultList } from '../../../ui/index.ts'
import type { Task } from '../domain/task.ts'
import { taskListPath, taskPath } from '../paths.ts'
import { taskPageTexts } from '../task-page-texts.ts'

export const numberInPath = z.object({ number: taskNumber })

/** The version the page was drawn with; a form without it is taken as it comes. */
export const version = versionField.optional()

/** What a field held when the form was drawn: tells what the person touched, and whether a conflict concerns them. */
export const was = z.string().max(100).optional()

/** A page about a task: the way back to it in the breadcrumbs, and the faults of its form. */
export function taskFormPage(
  ctx: Context,
  task: Task,
  shown: { readonly title: string; readonly body: VNode; readonly faults: FormFaults | undefined },
): PageAnswer {
  return page({
    title: `${shown.title}, #${task.number}`,
    breadcrumbs: [
      { label: taskPageTexts(ctx.language).tasks, href: taskListPath },
      { label: `#${task.number}`, href: taskPath(task.number) },
      { label: shown.title },
    ],
    faults: faultList(shown.faults?.fields ?? {}, ctx.language),
    body: shown.body,
  })
}

export const done = (title: string, text: string): { notice: Notice } => ({
  notice: { kind: 'success', title, text },
})
