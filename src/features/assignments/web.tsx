import { z } from 'zod'
import { addDays, type CivilDay, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { type FieldFaults, InvalidInput, NotFound } from '../../kernel/errors.ts'
import { isUuid } from '../../kernel/ids.ts'
import { needsOn } from '../../platform/http/access.ts'
import {
  oneOf,
  optionalDay,
  optionalId,
  optionalText,
  requiredText,
} from '../../platform/http/form-fields.ts'
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
import { getRole, inWords } from '../roles/index.ts'
import { listUsers } from '../users/index.ts'
import { assignRole, changePrimary, endAssignment } from './actions.ts'
import { promiseRole } from './actions-pending.ts'
import { lastDayOf } from './domain-pending.ts'
import { endPath, givePath, instructionPath, primaryPath, rolePath, rolesPath } from './paths.ts'
import { pendingTexts } from './pending-texts.ts'
import { whyNotAssign } from './policy.ts'
import { countHolders, getAssignment, listHolders } from './queries.ts'
import { getPending, listShownPending } from './queries-pending.ts'
import { listWaitingProposals } from './queries-resignations.ts'
import { findRoleInMunicipality } from './queries-role.ts'
import { assignmentSentence, assignmentTexts } from './texts.ts'
import { EndPage, mostReason } from './views/end-page.tsx'
import { RolePage } from './views/role-page.tsx'

/** The number of the task one came from; anything that is no number is left out. */
const task = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).nullish().catch(null).default(null)
const fromTask = z.object({ opgave: task })
const roleInPath = z.object({ roleId: z.uuid() })
const assignmentInPath = z.object({ roleId: z.uuid(), id: z.uuid() })
const success = 'success' as const

const taskIn = (faults: FormFaults): number | null => task.parse(faults.typed.opgave ?? null) ?? null

/** One role at one's own municipality; with what was wrong with a form on it, if anything. */
export async function rolePage(
  ctx: Context,
  roleId: string,
  fromNumber: number | null,
  faults: FormFaults | null,
) {
  const role = await getRole(ctx, roleId)
  const inMunicipality = await findRoleInMunicipality(ctx, roleId, fromNumber)
  const rightRefusal = whyNotAssign(ctx.actor)
  const { organisationId } = ctx.actor
  return page({
    title: role.name,
    breadcrumbs: [{ label: assignmentTexts(ctx.language).title, href: rolesPath }, { label: role.name }],
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: (
      <RolePage
        language={ctx.language}
        today={ctx.today}
        role={role}
        now={ctx.now}
        {...inMunicipality}
        pending={await listShownPending(ctx, roleId)}
        proposals={rightRefusal ? [] : await listWaitingProposals(ctx, roleId)}
        users={rightRefusal ? [] : await listUsers(ctx, organisationId)}
        rightRefusal={rightRefusal}
        task={fromNumber}
        faults={faults}
      />
    ),
  })
}

const roleRoute = web({
  method: 'get',
  path: rolePath(':roleId'),
  access: needsOn('municipality', 'assignment.read'),
  audit: reads,
  input: { params: roleInPath, query: fromTask },
  handle: async (ctx, { params, query }) => rolePage(ctx, params.roleId, query.opgave ?? null, null),
})

/** The form asks for the last day with the role; the rules speak of the first day without. */
function inFormWords(fields: FieldFaults): FieldFaults {
  const { endsBefore, ...others } = fields
  return endsBefore ? { ...others, lastDay: endsBefore } : others
}

interface NewcomerFields {
  readonly name: string
  readonly email: string
  readonly userUuid: string
  readonly startsOn: CivilDay | null
  readonly lastDay: CivilDay | null
  readonly isPrimary?: 'ja' | undefined
}

/** The role for somebody who has not signed in yet (R3); the instruction for them comes next. */
async function promiseToNewcomer(ctx: Context, roleId: string, body: NewcomerFields) {
  const userUuid = body.userUuid.toLowerCase() || null
  if (userUuid && !isUuid(userUuid)) throw new InvalidInput({ userUuid: assignmentSentence('badUuid') })
  const { id, isAgain } = await promiseRole(ctx, {
    ...{ roleId, userUuid, name: body.name, email: body.email, startsOn: body.startsOn },
    endsBefore: body.lastDay && addDays(body.lastDay, 1),
    isPrimary: body.isPrimary === 'ja',
  })
  const texts = pendingTexts(ctx.language)
  const lastDay = formatCivilDay(lastDayOf(await getPending(ctx, id)))
  const text = isAgain ? texts.madeAgainText(lastDay) : texts.madeText(lastDay)
  return redirect(instructionPath(roleId, id), {
    notice: { kind: success, title: texts.madeTitle(body.name), text },
  })
}

const giveRoute = web({
  method: 'post',
  path: givePath(':roleId'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes(
    'assignment.proposalSettled',
    'assignment.started',
    'assignment.planned',
    'assignment.primaryChanged',
    'assignment.ended',
    'pendingAssignment.made',
  ),
  input: {
    params: roleInPath,
    body: z.object({
      kendt: oneOf(['ja', 'nej'], assignmentSentence('missingKnown')),
      userId: optionalId,
      name: optionalText(200),
      email: optionalText(254),
      userUuid: optionalText(50),
      startsOn: optionalDay,
      lastDay: optionalDay,
      isPrimary: z.literal('ja').optional(),
      opgave: task,
    }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = assignmentTexts(ctx.language)
    if (body.kendt === 'nej') return await promiseToNewcomer(ctx, params.roleId, body)
    if (!body.userId) throw new InvalidInput({ userId: assignmentSentence('missingPerson') })
    const { id } = await assignRole(ctx, {
      roleId: params.roleId,
      userId: body.userId,
      startsOn: body.startsOn,
      endsBefore: body.lastDay && addDays(body.lastDay, 1),
      ...(body.isPrimary ? { isPrimary: true } : {}),
    })
    const { userName, startsOn } = await getAssignment(ctx, id)
    const { access } = await getRole(ctx, params.roleId)
    const given = access.length > 0 ? texts.givenAccessText : texts.givenText
    const notice =
      startsOn > ctx.today
        ? { title: texts.plannedTitle(userName), text: texts.plannedText(formatCivilDay(startsOn)) }
        : { title: texts.givenTitle(userName), text: given }
    // The page itself says that somebody holds the role, beside the way back to the task that asked for it.
    const isSaid = body.opgave && startsOn <= ctx.today
    return redirect(
      rolePath(params.roleId, body.opgave ?? null),
      isSaid ? {} : { notice: { kind: success, ...notice } },
    )
  },
  again: (ctx, params, faults) =>
    rolePage(ctx, params.roleId, taskIn(faults), { ...faults, fields: inFormWords(faults.fields) }),
})

/** The assignment, if it is of this role. @throws NotFound */
async function getOf(ctx: Context, params: { roleId: string; id: string }) {
  const assignment = await getAssignment(ctx, params.id)
  if (assignment.roleId !== params.roleId) throw new NotFound('assignment')
  return assignment
}

const primaryRoute = web({
  method: 'post',
  path: primaryPath(':roleId', ':id'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('assignment.primaryChanged'),
  input: { params: assignmentInPath, body: fromTask },
  handle: async (ctx, { params, body }) => {
    const texts = assignmentTexts(ctx.language)
    const { userName } = await getOf(ctx, params)
    await changePrimary(ctx, { assignmentId: params.id })
    const notice = { kind: success, title: texts.primaryTitle(userName), text: texts.primaryText }
    return redirect(rolePath(params.roleId, body.opgave ?? null), { notice })
  },
  again: (ctx, params, faults) => rolePage(ctx, params.roleId, taskIn(faults), faults),
})

async function endPage(
  ctx: Context,
  params: { roleId: string; id: string },
  fromNumber: number | null,
  faults: FormFaults | null,
) {
  const texts = assignmentTexts(ctx.language)
  const assignment = await getOf(ctx, params)
  const role = await getRole(ctx, params.roleId)
  const holders = await listHolders(ctx, ctx.actor.organisationId, params.roleId)
  return page({
    title: texts.endTitle(assignment.userName),
    breadcrumbs: [
      { label: texts.title, href: rolesPath },
      { label: role.name, href: rolePath(role.id, fromNumber) },
      { label: texts.endRole },
    ],
    faults: faults ? faultList(faults.fields, ctx.language) : [],
    body: (
      <EndPage
        language={ctx.language}
        today={ctx.today}
        role={role}
        assignment={assignment}
        others={holders.filter((holder) => holder.assignmentId !== assignment.id).length}
        task={fromNumber}
        faults={faults}
      />
    ),
  })
}

const endForm = web({
  method: 'get',
  path: endPath(':roleId', ':id'),
  access: needsOn('municipality', 'assignment.write'),
  audit: reads,
  input: { params: assignmentInPath, query: fromTask },
  handle: async (ctx, { params, query }) => endPage(ctx, params, query.opgave ?? null, null),
})

const endRoute = web({
  method: 'post',
  path: endPath(':roleId', ':id'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('assignment.ended'),
  input: {
    params: assignmentInPath,
    body: z.object({ reason: requiredText(mostReason, assignmentSentence('missingReason')), opgave: task }),
  },
  handle: async (ctx, { params, body }) => {
    const texts = assignmentTexts(ctx.language)
    const { userName, startsOn } = await getOf(ctx, params)
    await endAssignment(ctx, { assignmentId: params.id, reason: body.reason })
    const left = await countHolders(ctx, ctx.actor.organisationId, params.roleId)
    const { access } = await getRole(ctx, params.roleId)
    const isClosing = access.length > 0 && startsOn <= ctx.today
    const holders = left > 0 ? texts.endedLeft(inWords(left, ctx.language), left === 1) : texts.endedVacant
    const text = isClosing ? `${texts.endedAccess} ${holders}` : holders
    const notice = { kind: success, title: texts.endedTitle(userName), text }
    return redirect(rolePath(params.roleId, body.opgave ?? null), { notice })
  },
  again: (ctx, params, faults) => endPage(ctx, params, taskIn(faults), faults),
})

/** One role at one's own municipality: seeing, giving, ending. */
export const roleRoutes: Route[] = [roleRoute, giveRoute, primaryRoute, endForm, endRoute]
