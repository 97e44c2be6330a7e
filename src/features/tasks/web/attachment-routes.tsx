import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import { NotFound } from '../../../kernel/errors.ts'
import { needs, needsOn } from '../../../platform/http/access.ts'
import { taskNumber } from '../../../platform/http/form-fields.ts'
import { changes, type FormFaults, type Route, reads, redirect, web } from '../../../platform/http/route.ts'
import type { World } from '../../../platform/http/world.ts'
import { addAttachment, removeAttachment } from '../actions/attachments.ts'
import { attachmentAnswer } from '../attachment-stream.ts'
import { mostFileBytes } from '../domain/accepted-files.ts'
import { attachmentPath, attachmentsPath, removeAttachmentPath, taskPath } from '../paths.ts'
import { type Attachment, getAttachment } from '../queries/attachments.ts'
import { getTask } from '../queries/task.ts'
import { taskFormTexts } from '../task-form-texts.ts'
import { FileForm, RemoveFileForm } from '../views/form-pages.tsx'
import { done, numberInPath, taskFormPage } from './task-form.tsx'

const fileInPath = z.object({ number: taskNumber, id: z.uuid() })
const mayAttach = needsOn('municipality', 'task.attach')

/** A task's own files: added, read and removed inside the municipality (T9). @param world parts of a file are read after the answer has begun */
export function attachmentRoutes(world: World): Route[] {
  return [addForm, addRoute, downloadRoute(world), removeForm, removeRoute]
}

async function addPage(ctx: Context, number: number, faults?: FormFaults) {
  const task = await getTask(ctx, number)
  const { fileTitle } = taskFormTexts(ctx.language)
  const body = <FileForm task={task} language={ctx.language} faults={faults} />
  return taskFormPage(ctx, task, { title: fileTitle, body, faults })
}

const addForm = web({
  method: 'get',
  path: attachmentsPath(':number'),
  access: mayAttach,
  audit: reads,
  input: { params: numberInPath },
  handle: (ctx, { params }) => addPage(ctx, params.number),
})

const addRoute = web({
  method: 'post',
  path: attachmentsPath(':number'),
  access: mayAttach,
  audit: changes('attachment.added'),
  input: { params: numberInPath, file: { field: 'file', mostBytes: mostFileBytes } },
  handle: async (ctx, { params, file }) => {
    const texts = taskFormTexts(ctx.language)
    const { name } = await addAttachment(ctx, { number: params.number, file })
    return redirect(`${taskPath(params.number)}#filer`, done(texts.fileAddedTitle, texts.fileAddedText(name)))
  },
  again: (ctx, params, faults) => addPage(ctx, params.number, faults),
})

/** The file, when it is on the task of the address. @throws NotFound */
async function getFileOfTask(ctx: Context, params: { number: number; id: string }): Promise<Attachment> {
  const attachment = await getAttachment(ctx, params.id)
  if (attachment.taskNumber !== params.number) throw new NotFound('attachment')
  return attachment
}

const downloadRoute = (world: World) =>
  web({
    method: 'get',
    path: attachmentPath(':number', ':id'),
    access: needs('task.read'),
    audit: reads,
    input: { params: fileInPath },
    handle: async (ctx, { params }) => attachmentAnswer(world, ctx.actor, await getFileOfTask(ctx, params)),
  })

const removeForm = web({
  method: 'get',
  path: removeAttachmentPath(':number', ':id'),
  access: mayAttach,
  audit: reads,
  input: { params: fileInPath },
  handle: async (ctx, { params }) => {
    const file = await getFileOfTask(ctx, params)
    const task = await getTask(ctx, params.number)
    const { remove } = taskFormTexts(ctx.language)
    const body = <RemoveFileForm task={task} language={ctx.language} faults={undefined} file={file} />
    return taskFormPage(ctx, task, { title: remove, body, faults: undefined })
  },
})

const removeRoute = web({
  method: 'post',
  path: removeAttachmentPath(':number', ':id'),
  access: mayAttach,
  audit: changes('attachment.removed'),
  input: { params: fileInPath },
  handle: async (ctx, { params }) => {
    const texts = taskFormTexts(ctx.language)
    const { name } = await removeAttachment(ctx, (await getFileOfTask(ctx, params)).id)
    return redirect(
      `${taskPath(params.number)}#filer`,
      done(texts.fileRemovedTitle, texts.fileRemovedText(name)),
    )
  },
})
