import { z } from 'zod'
import { civilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { isoDay } from '../../../platform/http/form-fields.ts'
import { type JsonAnswer, json } from '../../../platform/http/route.ts'
import { deadlineSignal, deadlineSignals } from '../domain/deadline-signal.ts'
import { outcomes, priorities, stateOf, taskStates } from '../domain/task.ts'
import { getTaskPage } from '../queries/task-page.ts'

const day = isoDay

/** A day of a request, 'YYYY-MM-DD'. */
export const inputDay = day.transform(civilDay)

const person = z.object({ id: z.uuid().nullable(), name: z.string() })

const shared = {
  number: z.int(),
  organisationId: z.int(),
  title: z.string(),
  project: z.string(),
  phase: z.string(),
  theme: z.string(),
  priority: z.enum(priorities),
  state: z.enum(taskStates),
  signal: z.enum(deadlineSignals),
  startsOn: day.nullable(),
  dueOn: day.nullable(),
  version: z.int(),
  changedAt: z.date(),
}

export const listedTask = z.object({
  ...shared,
  municipality: z.string(),
  responsibleName: z.string().nullable(),
  performerName: z.string().nullable(),
})

export const oneTask = z.object({
  ...shared,
  organisationName: z.string(),
  templateId: z.uuid(),
  rolloutId: z.uuid(),
  receivedAt: z.date(),
  responsible: person.nullable(),
  performer: person.nullable(),
  boundRole: z
    .object({
      id: z.uuid(),
      name: z.string(),
      endsBefore: day
        .nullable()
        .describe('The first day without the role, said or past: nobody more is given it'),
    })
    .nullable(),
  holderNames: z.array(z.string()),
  unmetPrerequisites: z.array(z.object({ number: z.int(), title: z.string() })),
  answer: z
    .object({
      outcome: z.enum(outcomes).describe('lapsed: closed by its own rules, and nobody had answered'),
      reason: z.string().nullable(),
      at: z.date(),
      byName: z.string(),
    })
    .nullable(),
})

/** The task as it is now, with its version as the ETag. @throws NotFound */
export async function taskAnswer(ctx: Context, number: number): Promise<JsonAnswer> {
  const { task, text, answer } = await getTaskPage(ctx, number)
  const body: z.output<typeof oneTask> = {
    number: task.number,
    organisationId: task.organisationId,
    organisationName: task.organisationName,
    title: task.title,
    project: text.project,
    phase: text.phase,
    theme: text.theme,
    priority: task.priority,
    state: stateOf(task),
    signal: deadlineSignal(task, ctx.today),
    startsOn: task.startsOn,
    dueOn: task.dueOn,
    version: task.version,
    changedAt: task.changedAt,
    templateId: task.templateId,
    rolloutId: task.rolloutId,
    receivedAt: task.receivedAt,
    responsible: task.responsible,
    performer: task.performer,
    boundRole: task.boundRole,
    holderNames: [...task.holderNames],
    unmetPrerequisites: [...task.unmetPrerequisites],
    answer,
  }
  return json(body, { version: task.version })
}
