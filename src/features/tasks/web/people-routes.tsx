import { z } from 'zod'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { needsOn } from '../../../platform/http/access.ts'
import { optionalDay, optionalId } from '../../../platform/http/form-fields.ts'
import { changes, type FormFaults, type Route, reads, redirect, web } from '../../../platform/http/route.ts'
import { listHolders } from '../../assignments/index.ts'
import { listUsers } from '../../users/index.ts'
import { assignPeople, setStartDay } from '../actions/people.ts'
import { peoplePath, startDayPath, taskPath } from '../paths.ts'
import { getTask } from '../queries/task.ts'
import { taskFormTexts } from '../task-form-texts.ts'
import { PeopleForm, StartDayForm } from '../views/form-pages.tsx'
import { tellConflict, versionToMeet } from './conflict.ts'
import { done, numberInPath, taskFormPage, version, was } from './task-form.tsx'

async function peoplePage(ctx: Context, number: number, refused?: FormFaults) {
  const task = await getTask(ctx, number)
  const faults = refused && (await tellConflict(ctx, task, refused, 'choices'))
  const users = await listUsers(ctx, task.organisationId)
  const holders = task.boundRole ? await listHolders(ctx, task.organisationId, task.boundRole.id) : []
  const holderIds = holders.filter((holder) => !holder.hasLeft).map((holder) => holder.userId)
  const { peopleTitle } = taskFormTexts(ctx.language)
  const body = <PeopleForm {...{ task, faults, users, holderIds }} language={ctx.language} />
  return taskFormPage(ctx, task, { title: peopleTitle, body, faults })
}

const peopleForm = web({
  method: 'get',
  path: peoplePath(':number'),
  access: needsOn('municipality', 'task.assignPeople'),
  audit: reads,
  input: { params: numberInPath },
  handle: (ctx, { params }) => peoplePage(ctx, params.number),
})

const peopleRoute = web({
  method: 'post',
  path: peoplePath(':number'),
  access: needsOn('municipality', 'task.assignPeople'),
  audit: changes('task.peopleChanged', 'task.started'),
  input: {
    params: numberInPath,
    body: z.object({
      version,
      responsibleId: optionalId,
      performerId: optionalId,
      wasResponsibleId: was,
      wasPerformerId: was,
    }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = taskFormTexts(ctx.language)
    const { responsibleId, performerId } = body
    const task = await getTask(ctx, params.number)
    const isConcerned =
      body.wasResponsibleId !== (task.responsible?.id ?? '') ||
      body.wasPerformerId !== (task.performer?.id ?? '')
    await assignPeople(ctx, {
      number: params.number,
      responsibleId,
      performerId,
      expectedVersion: versionToMeet(task, body.version, isConcerned),
    })
    return redirect(taskPath(params.number), done(texts.peopleSavedTitle, texts.savedText(params.number)))
  },
  again: (ctx, params, faults) => peoplePage(ctx, params.number, faults),
})

async function startDayPage(ctx: Context, number: number, refused?: FormFaults) {
  const task = await getTask(ctx, number)
  const faults = refused && (await tellConflict(ctx, task, refused, 'text'))
  const { startDayTitle } = taskFormTexts(ctx.language)
  const body = <StartDayForm task={task} language={ctx.language} faults={faults} />
  return taskFormPage(ctx, task, { title: startDayTitle, body, faults })
}

const startDayForm = web({
  method: 'get',
  path: startDayPath(':number'),
  access: needsOn('municipality', 'task.answer'),
  audit: reads,
  input: { params: numberInPath },
  handle: (ctx, { params }) => startDayPage(ctx, params.number),
})

const startDayRoute = web({
  method: 'post',
  path: startDayPath(':number'),
  access: needsOn('municipality', 'task.answer'),
  audit: changes('task.startDayChanged'),
  input: { params: numberInPath, body: z.object({ version, startsOn: optionalDay, wasStartsOn: was }) },
  handle: async (ctx, { params, body }) => {
    const texts = taskFormTexts(ctx.language)
    const task = await getTask(ctx, params.number)
    const isConcerned = body.wasStartsOn !== (task.startsOn ? formatCivilDay(task.startsOn) : '')
    await setStartDay(ctx, {
      number: params.number,
      startsOn: body.startsOn,
      expectedVersion: versionToMeet(task, body.version, isConcerned),
    })
    return redirect(taskPath(params.number), done(texts.startDaySavedTitle, texts.savedText(params.number)))
  },
  again: (ctx, params, faults) => startDayPage(ctx, params.number, faults),
})

/** Who is responsible, who performs, and when the municipality means to begin. */
export const peopleRoutes: Route[] = [peopleForm, peopleRoute, startDayForm, startDayRoute]
