import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import {
  changes,
  type FormFaults,
  type Notice,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { faultList } from '../../ui/index.ts'
import { listUsers, whyNotLeave } from '../users/index.ts'
import { departUser, type Moved } from './actions.ts'
import { roleField, type Succession, taskField } from './domain.ts'
import { departurePath, departuresPath } from './paths.ts'
import { findHoldings, listColleagues } from './queries.ts'
import { departureTexts, missingReason, missingSuccessor } from './texts.ts'
import { ColleaguesPage } from './views/colleagues-page.tsx'
import { DeparturePage, mostReason, nobody } from './views/departure-page.tsx'

const access = needsOn('municipality', 'assignment.write')

const departureEvents = changes(
  'user.left',
  'deputy.ended',
  'assignment.proposalSettled',
  'assignment.started',
  'assignment.planned',
  'assignment.primaryChanged',
  'assignment.ended',
  'task.peopleChanged',
  'task.started',
)

const listRoute = web({
  method: 'get',
  path: departuresPath,
  access,
  audit: reads,
  handle: async (ctx) =>
    page({
      title: departureTexts(ctx.language).listTitle,
      body: <ColleaguesPage language={ctx.language} colleagues={await listColleagues(ctx)} />,
    }),
})

async function departurePage(ctx: Context, userId: string, faults: FormFaults | null) {
  const { language } = ctx
  const texts = departureTexts(language)
  const users = await listUsers(ctx, ctx.actor.organisationId)
  const leaver = users.find((user) => user.id === userId)
  if (!leaver) throw new NotFound('user')
  const holdings = await findHoldings(ctx, userId)
  return page({
    title: texts.title(leaver.name),
    breadcrumbs: [{ label: texts.listTitle, href: departuresPath }, { label: leaver.name }],
    faults: faults ? faultList(faults.fields, language) : [],
    body: (
      <DeparturePage
        {...{ language, leaver, holdings, faults }}
        others={users.filter((user) => user.id !== userId)}
        refusal={whyNotLeave(leaver, ctx.actor, users)}
      />
    ),
  })
}

const userInPath = z.object({ userId: z.uuid() })

const formRoute = web({
  method: 'get',
  path: departurePath(':userId'),
  access,
  audit: reads,
  input: { params: userInPath },
  handle: (ctx, { params }) => departurePage(ctx, params.userId, null),
})

/** One field for each thing the person holds, named after it. */
const formBody = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

const textIn = (body: z.output<typeof formBody>, name: string): string => {
  const value = body[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** Who takes over what, as the form says it: empty is as for all. */
function successionIn(body: z.output<typeof formBody>): Succession {
  const roles = new Map<string, string | null>()
  const tasks = new Map<number, string | null>()
  for (const name of Object.keys(body)) {
    const value = textIn(body, name)
    if (!value) continue
    const successor = value === nobody ? null : value
    if (name.startsWith('rolle-')) roles.set(name.slice('rolle-'.length), successor)
    else if (/^opgave-\d{1,15}$/.test(name)) tasks.set(Number(name.slice('opgave-'.length)), successor)
  }
  const forAll = textIn(body, 'til')
  return { forAll: forAll === nobody ? null : forAll || null, roles, tasks }
}

/** Nothing may end because nobody looked: who takes over is said for all, or at each. */
async function checkAllChosen(ctx: Context, userId: string, body: z.output<typeof formBody>): Promise<void> {
  if (textIn(body, 'til')) return
  const { roles, tasks } = await findHoldings(ctx, userId)
  const fields = [
    ...roles.map((held) => roleField(held.assignmentId)),
    ...tasks.map((task) => taskField(task.number)),
  ]
  if (fields.some((name) => !textIn(body, name))) throw new InvalidInput({ til: missingSuccessor })
}

function noticeOf(ctx: Context, name: string, moved: readonly Moved[]): Notice {
  const texts = departureTexts(ctx.language)
  const done = moved.filter((one) => one.successorName !== null).length
  const refused = moved.flatMap((one) =>
    one.refusal ? [texts.doneRefused(one.name, one.refusal[ctx.language])] : [],
  )
  const without = moved.filter((one) => one.successorName === null && !one.refusal).map((one) => one.name)
  const lines = [
    ...(done > 0 ? [texts.doneAll(done)] : []),
    ...refused,
    ...(without.length > 0 ? [texts.doneNobody(without.join(', '))] : []),
    texts.doneClosed,
  ]
  return {
    kind: refused.length > 0 ? 'warning' : 'success',
    title: texts.doneTitle(name),
    text: lines.join(' ').slice(0, 1000),
  }
}

const departRoute = web({
  method: 'post',
  path: departurePath(':userId'),
  access,
  audit: departureEvents,
  input: { params: userInPath, body: formBody },
  handle: async (ctx, { params, body }) => {
    const users = await listUsers(ctx, ctx.actor.organisationId)
    const leaver = users.find((user) => user.id === params.userId)
    if (!leaver) throw new NotFound('user')
    const reason = textIn(body, 'reason').slice(0, mostReason)
    if (!reason) throw new InvalidInput({ reason: missingReason })
    await checkAllChosen(ctx, leaver.id, body)
    const moved = await departUser(ctx, { userId: leaver.id, reason, succession: successionIn(body) })
    return redirect(departuresPath, { notice: noticeOf(ctx, leaver.name, moved) })
  },
  again: (ctx, params, faults) => departurePage(ctx, params.userId, faults),
})

export const departureRoutes: Route[] = [listRoute, formRoute, departRoute]
