import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { needsOn } from '../../platform/http/access.ts'
import { api, changes, json, type Route, reads } from '../../platform/http/route.ts'
import { changeLadder, planAhead } from './actions.ts'
import { rungs, stepPriorities, taskKinds } from './domain.ts'
import { getLadder } from './queries.ts'
import { countComing } from './queries-coming.ts'

const path = '/api/v1/reminder-ladder'

const step = z.object({
  day: z.int().describe('Days from the deadline; negative: before'),
  every: z.int().nullable().describe('And then again every so many days; null: once'),
  to: z.array(z.enum(rungs)).describe('Where one cannot be reached it goes to the next'),
  priorities: z.array(z.enum(stepPriorities)),
  kinds: z.array(z.enum(taskKinds)).describe('role: the task asks for the holder of a role'),
})
const steps = z.object({ steps: z.array(step).max(50) })

const count = z.int()
const coming = z.object({
  days: z.array(
    z.object({
      ...{ on: z.string(), day: count, rung: z.enum(rungs) },
      ...{ tasks: count, municipalities: count, recipients: count },
    }),
  ),
  municipalities: z.array(
    z.object({
      ...{ organisationId: count, name: z.string(), tasks: count },
      ...{ before: count, overdue: count, central: count },
    }),
  ),
})

async function ladderAnswer(ctx: Context) {
  const { version, steps: found, savedAt, savedByName } = await getLadder(ctx)
  return json({ steps: found, savedAt, savedByName }, { version })
}
const ladder = z.object({ steps: z.array(step), savedAt: z.date(), savedByName: z.string() })

/** The rules of reminders for the central body's machines, and what they will send. */
export const remindersApi: Route[] = [
  api({
    method: 'get',
    path,
    summary: 'The rules by which open tasks are reminded of, their version as the ETag',
    tag: 'reminders',
    access: needsOn('central', 'reminder.read'),
    audit: reads,
    output: ladder,
    handle: ladderAnswer,
  }),
  api({
    method: 'put',
    path,
    summary: 'Change the rules by which open tasks are reminded of',
    tag: 'reminders',
    access: needsOn('central', 'reminder.write'),
    audit: changes('reminderLadder.changed'),
    isConditional: true,
    input: { body: steps },
    output: ladder,
    handle: async (ctx, { body }, { ifMatch }) => {
      await changeLadder(ctx, { steps: body.steps, version: ifMatch ?? (await getLadder(ctx)).version })
      return ladderAnswer(ctx)
    },
  }),
  api({
    method: 'get',
    path: `${path}/coming`,
    summary: 'What will be sent in the next 30 days if no task is answered, by day and by municipality',
    tag: 'reminders',
    access: needsOn('central', 'reminder.read'),
    audit: reads,
    output: coming,
    handle: async (ctx) => json(await countComing(ctx, await planAhead(ctx))),
  }),
  api({
    method: 'post',
    path: `${path}/coming`,
    summary: 'What other rules would send in the next 30 days; nothing is saved',
    tag: 'reminders',
    access: needsOn('central', 'reminder.write'),
    audit: reads,
    input: { body: steps },
    output: coming,
    handle: async (ctx, { body }) => json(await countComing(ctx, await planAhead(ctx, body.steps))),
  }),
]
