import { z } from 'zod'
import { formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { needs, needsOn } from '../../platform/http/access.ts'
import { manyTexts, optionalInstant, requiredText, taskNumber } from '../../platform/http/form-fields.ts'
import {
  changes,
  type FormFaults,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { showTask } from '../tasks/index.ts'
import { answerAll, markRead, sendMessage, takeThread, writeNote } from './actions.ts'
import { answerDueOn, mostCharacters } from './domain.ts'
import { answerAllPath, inboxPath, messagesAt, notesAt } from './paths.ts'
import { listQuestions, listWaitingThreads } from './queries.ts'
import { messageSentence, messageTexts } from './texts.ts'
import { AnswerAllPage } from './views/answer-all-page.tsx'
import { InboxPage } from './views/inbox-page.tsx'

const numberInPath = z.object({ number: taskNumber })
const success = 'success' as const

/** @param answerDays the central body's promise in weekdays (setting ANSWER_DAYS) */
export function messagesRoutes({ answerDays }: { answerDays: number }): Route[] {
  return [
    inboxRoute,
    sendRoute(answerDays),
    noteRoute(answerDays),
    readRoute,
    takeRoute,
    answerAllForm,
    answerAllRoute(answerDays),
  ]
}

const inboxRoute = web({
  method: 'get',
  path: inboxPath,
  access: needsOn('central', 'message.answer'),
  audit: reads,
  handle: async (ctx) => {
    const texts = messageTexts(ctx.language)
    const [threads, questions] = [await listWaitingThreads(ctx, null), await listQuestions(ctx)]
    return page({
      title: texts.title,
      body: <InboxPage texts={texts} today={ctx.today} threads={threads} questions={questions} />,
    })
  },
})

const sendRoute = (answerDays: number) =>
  web({
    method: 'post',
    path: '/opgaver/:number/beskeder',
    access: needs('message.write', 'message.answer'),
    audit: changes('message.sent', 'message.answered'),
    input: {
      params: numberInPath,
      body: z.object({
        body: requiredText(mostCharacters, messageSentence('missingBody')),
        seenUntil: optionalInstant,
      }),
    },
    handle: async (ctx, { params, body }) => {
      const texts = messageTexts(ctx.language)
      await sendMessage(ctx, { ...body, number: params.number, answerDays })
      const promise = formatCivilDay(answerDueOn(ctx.today, answerDays))
      const text = ctx.actor.side === 'central' ? texts.sentToMunicipality : texts.sentToCentral(promise)
      return redirect(messagesAt(params.number), { notice: { kind: success, title: texts.sentTitle, text } })
    },
    again: (ctx, params, faults) => taskAgain(ctx, params.number, 'message', faults, answerDays),
  })

/** The task's page again, with the text that was refused in its form. */
function taskAgain(
  ctx: Context,
  number: number,
  form: 'message' | 'note',
  { typed, fields }: FormFaults,
  answerDays: number,
) {
  return showTask(ctx, number, { answerDays, typed: { form, text: String(typed.body ?? ''), fields } })
}

const noteRoute = (answerDays: number) =>
  web({
    method: 'post',
    path: '/opgaver/:number/noter',
    access: needs('internalNote.write'),
    audit: changes('internalNote.written'),
    input: {
      params: numberInPath,
      body: z.object({ body: requiredText(mostCharacters, messageSentence('missingNote')) }),
    },
    handle: async (ctx, { params, body }) => {
      const texts = messageTexts(ctx.language)
      await writeNote(ctx, { number: params.number, body: body.body })
      return redirect(notesAt(params.number), {
        notice: { kind: success, title: texts.noteTitle, text: texts.noteText },
      })
    },
    again: (ctx, params, faults) => taskAgain(ctx, params.number, 'note', faults, answerDays),
  })

const readRoute = web({
  method: 'post',
  path: '/opgaver/:number/beskeder/laest',
  access: needsOn('municipality', 'task.read'),
  audit: reads,
  input: { params: numberInPath },
  handle: async (ctx, { params }) => {
    const texts = messageTexts(ctx.language)
    await markRead(ctx, params.number)
    return redirect(messagesAt(params.number), {
      notice: { kind: success, title: texts.readTitle, text: texts.readText },
    })
  },
})

const takeRoute = web({
  method: 'post',
  path: '/beskeder/:number/tag',
  access: needsOn('central', 'message.answer'),
  audit: changes('message.threadTaken'),
  input: { params: numberInPath },
  handle: async (ctx, { params }) => {
    const texts = messageTexts(ctx.language)
    await takeThread(ctx, params.number)
    return redirect(inboxPath, { notice: { kind: success, title: texts.takenTitle, text: texts.takenText } })
  },
})

const templateInPath = z.object({ templateId: z.uuid() })

async function answerAllPage(ctx: Context, templateId: string, faults?: FormFaults) {
  const texts = messageTexts(ctx.language)
  const threads = await listWaitingThreads(ctx, templateId)
  return page({
    title: texts.answerAllTitle,
    breadcrumbs: [{ label: texts.title, href: inboxPath }, { label: texts.answerAll }],
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: <AnswerAllPage language={ctx.language} templateId={templateId} threads={threads} faults={faults} />,
  })
}

const answerAllForm = web({
  method: 'get',
  path: answerAllPath(':templateId'),
  access: needsOn('central', 'message.answer'),
  audit: reads,
  input: { params: templateInPath },
  handle: async (ctx, { params }) => answerAllPage(ctx, params.templateId),
})

const answerAllRoute = (answerDays: number) =>
  web({
    method: 'post',
    path: answerAllPath(':templateId'),
    access: needsOn('central', 'message.answer'),
    audit: changes('message.answered'),
    input: {
      params: templateInPath,
      body: z.object({
        question: requiredText(mostCharacters, messageSentence('missingQuestion')),
        answer: requiredText(mostCharacters, messageSentence('missingAnswer')),
        seenUntil: optionalInstant,
        numbers: manyTexts.transform((texts) =>
          texts.map(Number).filter((number) => Number.isSafeInteger(number)),
        ),
      }),
    },
    handle: async (ctx, { params, body }) => {
      const texts = messageTexts(ctx.language)
      const { answered } = await answerAll(ctx, { templateId: params.templateId, answerDays, ...body })
      return redirect(inboxPath, {
        notice: { kind: success, title: texts.answeredTitle(answered), text: texts.answeredText },
      })
    },
    again: (ctx, params, faults) => answerAllPage(ctx, params.templateId, faults),
  })
