import { z } from 'zod'
import type { Context } from '../../../kernel/context.ts'
import { refuseIf } from '../../../kernel/errors.ts'
import { needsOn } from '../../../platform/http/access.ts'
import { optionalText, requiredText } from '../../../platform/http/form-fields.ts'
import { changes, type FormFaults, type Route, reads, redirect, web } from '../../../platform/http/route.ts'
import { completeTask, optOutTask, reopenTask, startTask } from '../actions/answering.ts'
import {
  missingReason,
  mostReasonCharacters,
  questionBeforeComplete,
  whyNotComplete,
  whyNotOptOut,
  whyNotReopen,
} from '../domain/answering.ts'
import { completePath, optOutPath, reopenPath, startPath, taskPath } from '../paths.ts'
import { getTask } from '../queries/task.ts'
import { taskFormTexts } from '../task-form-texts.ts'
import { CompleteForm, OptOutForm, ReopenForm } from '../views/form-pages.tsx'
import { tellConflict, versionToMeet } from './conflict.ts'
import { showTask } from './show-task.tsx'
import { done, numberInPath, taskFormPage, version, was } from './task-form.tsx'

const access = needsOn('municipality', 'task.answer')
const mayOptOut = needsOn('municipality', 'task.optOut')

/** Answering a task: complete, begin, opt out, reopen. @param answerDays for the task's page, shown again after a refusal */
export function answerRoutes(answerDays: number): Route[] {
  return [
    completeForm,
    completeRoute(answerDays),
    startRoute(answerDays),
    optOutForm,
    optOutRoute,
    reopenForm,
    reopenRoute(answerDays),
  ]
}

const again =
  (answerDays: number) => async (ctx: Context, params: { number: number }, refused: FormFaults) => {
    const faults = await tellConflict(ctx, await getTask(ctx, params.number), refused, 'nothing')
    return showTask(ctx, params.number, { answerDays, faults: faults.fields })
  }

async function completePage(ctx: Context, number: number, faults?: FormFaults) {
  const task = await getTask(ctx, number)
  const { completeTitle } = taskFormTexts(ctx.language)
  const body = <CompleteForm task={task} language={ctx.language} faults={faults} />
  return taskFormPage(ctx, task, { title: completeTitle, body, faults })
}

/** Asks before a completion without a holder (T10); where there is nothing to ask, the task has its button. */
const completeForm = web({
  method: 'get',
  path: completePath(':number'),
  access,
  audit: reads,
  input: { params: numberInPath },
  handle: async (ctx, { params }) => {
    const task = await getTask(ctx, params.number)
    refuseIf(whyNotComplete(task))
    return questionBeforeComplete(task) ? completePage(ctx, params.number) : redirect(taskPath(params.number))
  },
})

const completeRoute = (answerDays: number) =>
  web({
    method: 'post',
    path: completePath(':number'),
    access,
    audit: changes('task.completed'),
    input: {
      params: numberInPath,
      body: z.object({ version, reason: optionalText(mostReasonCharacters).optional() }),
    },
    handle: async (ctx, { params, body }) => {
      const texts = taskFormTexts(ctx.language)
      const { version: expectedVersion, reason } = body
      await completeTask(ctx, { number: params.number, expectedVersion, reason })
      return redirect(taskPath(params.number), done(texts.completedTitle, texts.completedText))
    },
    again: (ctx, params, faults) =>
      faults.fields.reason
        ? completePage(ctx, params.number, faults)
        : again(answerDays)(ctx, params, faults),
  })

const startRoute = (answerDays: number) =>
  web({
    method: 'post',
    path: startPath(':number'),
    access,
    audit: changes('task.started'),
    input: { params: numberInPath, body: z.object({ version }) },
    handle: async (ctx, { params, body }) => {
      const texts = taskFormTexts(ctx.language)
      await startTask(ctx, { number: params.number, expectedVersion: body.version })
      return redirect(taskPath(params.number), done(texts.startedTitle, texts.startedText))
    },
    again: again(answerDays),
  })

async function optOutPage(ctx: Context, number: number, refused?: FormFaults) {
  const task = await getTask(ctx, number)
  const faults = refused && (await tellConflict(ctx, task, refused, 'text'))
  const { optOutTitle } = taskFormTexts(ctx.language)
  const body = <OptOutForm task={task} language={ctx.language} faults={faults} />
  return taskFormPage(ctx, task, { title: optOutTitle, body, faults })
}

const optOutForm = web({
  method: 'get',
  path: optOutPath(':number'),
  access: mayOptOut,
  audit: reads,
  input: { params: numberInPath },
  handle: async (ctx, { params }) => {
    refuseIf(whyNotOptOut(await getTask(ctx, params.number)))
    return optOutPage(ctx, params.number)
  },
})

const optOutRoute = web({
  method: 'post',
  path: optOutPath(':number'),
  access: mayOptOut,
  audit: changes('task.optedOut'),
  input: {
    params: numberInPath,
    body: z.object({ version, wasStatus: was, reason: requiredText(mostReasonCharacters, missingReason) }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = taskFormTexts(ctx.language)
    const task = await getTask(ctx, params.number)
    const expectedVersion = versionToMeet(task, body.version, body.wasStatus !== task.status)
    await optOutTask(ctx, { number: params.number, reason: body.reason, expectedVersion })
    return redirect(taskPath(params.number), done(texts.optedOutTitle, texts.optedOutText))
  },
  again: (ctx, params, faults) => optOutPage(ctx, params.number, faults),
})

const reopenForm = web({
  method: 'get',
  path: reopenPath(':number'),
  access,
  audit: reads,
  input: { params: numberInPath },
  handle: async (ctx, { params }) => {
    const task = await getTask(ctx, params.number)
    refuseIf(whyNotReopen(task))
    const { reopenTitle } = taskFormTexts(ctx.language)
    const body = <ReopenForm task={task} language={ctx.language} faults={undefined} />
    return taskFormPage(ctx, task, { title: reopenTitle, body, faults: undefined })
  },
})

const reopenRoute = (answerDays: number) =>
  web({
    method: 'post',
    path: reopenPath(':number'),
    access,
    audit: changes('task.reopened'),
    input: { params: numberInPath, body: z.object({ version }) },
    handle: async (ctx, { params, body }) => {
      const texts = taskFormTexts(ctx.language)
      await reopenTask(ctx, { number: params.number, expectedVersion: body.version })
      return redirect(taskPath(params.number), done(texts.reopenedTitle, texts.reopenedText))
    },
    again: again(answerDays),
  })
