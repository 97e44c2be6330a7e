import { z } from 'zod'
import { addDays } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { type FieldFaults, refuseIf } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { manyTexts, optionalDay, requiredText } from '../../platform/http/form-fields.ts'
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
import { getRole } from '../roles/index.ts'
import { listUsers } from '../users/index.ts'
import { type BatchResult, endBatch, giveBatch } from './actions-batch.ts'
import { batchTexts } from './batch-texts.ts'
import { shortageAfter, whyNotUsed } from './domain.ts'
import { endManyPath, giveManyPath, rolePath, rolesPath } from './paths.ts'
import { listHolders } from './queries.ts'
import { getStanding } from './queries-many.ts'
import { assignmentSentence, assignmentTexts } from './texts.ts'
import { EndManyPage, GiveManyPage } from './views/batch-pages.tsx'
import { mostReason } from './views/end-page.tsx'

const roleInPath = z.object({ roleId: z.uuid() })
const ids = manyTexts.transform((texts) => texts.filter((text) => z.uuid().safeParse(text).success))

/** Most people a notice names; the page below it has them all. */
const mostNamed = 6

/** What came of each: who it was done for, and for whom not, with the reason. */
function noticeOf(
  ctx: Context,
  results: readonly BatchResult[],
  titles: { readonly some: (count: number) => string; readonly none: string },
  more: readonly string[],
): Notice {
  const texts = batchTexts(ctx.language)
  const done = results.filter(({ refusal }) => refusal === null)
  const refused = results.flatMap(({ name, refusal }) =>
    refusal ? [texts.not(name, refusal.sentence[ctx.language])] : [],
  )
  const names = done.slice(0, mostNamed).map(({ name }) => name)
  const unnamed = done.length - names.length + Math.max(0, refused.length - mostNamed)
  const lines = [
    ...(names.length > 0 ? [texts.names(names.join(', '))] : []),
    ...refused.slice(0, mostNamed),
    ...(unnamed > 0 ? [texts.more(unnamed)] : []),
    ...more,
  ]
  return {
    kind: refused.length === 0 ? 'success' : 'warning',
    title: done.length > 0 ? titles.some(done.length) : titles.none,
    text: lines.join(' ').slice(0, 1000),
  }
}

const crumbs = (ctx: Context, role: { id: string; name: string }, last: string) => [
  { label: assignmentTexts(ctx.language).title, href: rolesPath },
  { label: role.name, href: rolePath(role.id) },
  { label: last },
]

async function givePage(ctx: Context, roleId: string, faults: FormFaults | null) {
  const { language } = ctx
  const texts = batchTexts(language)
  const role = await getRole(ctx, roleId)
  const standing = await getStanding(ctx, roleId)
  if (!faults) refuseIf(whyNotUsed(standing))
  const users = await listUsers(ctx, ctx.actor.organisationId)
  const candidates = users.filter((user) => !standing.open.some(({ userId }) => userId === user.id))
  return page({
    title: texts.giveTitle,
    breadcrumbs: crumbs(ctx, role, texts.giveTitle),
    faults: faults ? faultList(faults.fields, language) : [],
    body: <GiveManyPage {...{ language, role, faults, candidates }} />,
  })
}

const giveForm = web({
  method: 'get',
  path: giveManyPath(':roleId'),
  access: needsOn('municipality', 'assignment.write'),
  audit: reads,
  input: { params: roleInPath },
  handle: (ctx, { params }) => givePage(ctx, params.roleId, null),
})

/** The form asks for the last day with the role; the rules speak of the first day without. */
function inFormWords(fields: FieldFaults): FieldFaults {
  const { endsBefore, ...others } = fields
  return endsBefore ? { ...others, lastDay: endsBefore } : others
}

const giveRoute = web({
  method: 'post',
  path: giveManyPath(':roleId'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes(
    'assignment.started',
    'assignment.planned',
    'assignment.ended',
    'assignment.proposalSettled',
  ),
  input: {
    params: roleInPath,
    body: z.object({ userIds: ids, startsOn: optionalDay, lastDay: optionalDay }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = batchTexts(ctx.language)
    const { roleId } = params
    const { userIds, startsOn, lastDay } = body
    const results = await giveBatch(ctx, {
      ...{ roleId, userIds, startsOn },
      endsBefore: lastDay && addDays(lastDay, 1),
    })
    const holders = await listHolders(ctx, ctx.actor.organisationId, roleId)
    const { hasPrimary } = await getRole(ctx, roleId)
    const lacksPrimary = hasPrimary && holders.length > 0 && !holders.some(({ isPrimary }) => isPrimary)
    const more = lacksPrimary ? [texts.choosePrimary] : []
    const notice = noticeOf(ctx, results, { some: texts.given, none: texts.noneGiven }, more)
    return redirect(rolePath(roleId), { notice })
  },
  again: (ctx, params, faults) =>
    givePage(ctx, params.roleId, { ...faults, fields: inFormWords(faults.fields) }),
})

async function endPage(ctx: Context, roleId: string, faults: FormFaults | null) {
  const { language } = ctx
  const texts = batchTexts(language)
  const role = await getRole(ctx, roleId)
  const holders = await listHolders(ctx, ctx.actor.organisationId, roleId)
  return page({
    title: texts.endTitle,
    breadcrumbs: crumbs(ctx, role, texts.endTitle),
    faults: faults ? faultList(faults.fields, language) : [],
    body: <EndManyPage {...{ language, role, faults, holders }} />,
  })
}

const endForm = web({
  method: 'get',
  path: endManyPath(':roleId'),
  access: needsOn('municipality', 'assignment.write'),
  audit: reads,
  input: { params: roleInPath },
  handle: (ctx, { params }) => endPage(ctx, params.roleId, null),
})

const endRoute = web({
  method: 'post',
  path: endManyPath(':roleId'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('assignment.ended'),
  input: {
    params: roleInPath,
    body: z.object({
      assignmentIds: ids,
      reason: requiredText(mostReason, assignmentSentence('missingReason')),
    }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = batchTexts(ctx.language)
    const words = assignmentTexts(ctx.language)
    const role = await getRole(ctx, params.roleId)
    const results = await endBatch(ctx, body)
    const { length } = await listHolders(ctx, ctx.actor.organisationId, role.id)
    const shortage = shortageAfter(role, length)
    const more = length === 0 ? [words.endedVacant] : shortage ? [shortage[ctx.language]] : []
    const notice = noticeOf(ctx, results, { some: texts.ended, none: texts.noneEnded }, more)
    return redirect(rolePath(role.id), { notice })
  },
  again: (ctx, params, faults) => endPage(ctx, params.roleId, faults),
})

/** One role given to or ended for several at once (R2). */
export const batchRoutes: Route[] = [giveForm, giveRoute, endForm, endRoute]
