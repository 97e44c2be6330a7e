import { z } from 'zod'
import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { oneOf, optionalId, optionalText } from '../../platform/http/form-fields.ts'
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
import { getRole } from '../roles/index.ts'
import { listUsers } from '../users/index.ts'
import { dismissProposal, giveToProposed, resignRole } from './actions-resignation.ts'
import { whyNotEnd } from './domain.ts'
import type { Successor } from './domain-resignation.ts'
import {
  dismissProposalPath,
  giveProposedPath,
  instructionPath,
  ownRolesPath,
  resignPath,
  rolePath,
} from './paths.ts'
import { getAssignment, listHolders } from './queries.ts'
import { getResignation } from './queries-resignations.ts'
import { missingSuccessor, resignationTexts } from './resignation-texts.ts'
import { assignmentTexts } from './texts.ts'
import { mostReason } from './views/end-page.tsx'
import { ResignPage } from './views/resign-page.tsx'
import { rolePage } from './web.tsx'

const idInPath = z.object({ id: z.uuid() })
const success = 'success' as const

/** The actor's own assignment. @throws NotFound when it is somebody else's */
async function getOwn(ctx: Context, id: string) {
  const assignment = await getAssignment(ctx, id)
  if (assignment.userId !== ctx.actor.id) throw new NotFound('assignment')
  return assignment
}

async function resignPage(ctx: Context, id: string, faults: FormFaults | null) {
  const { language, actor } = ctx
  const assignment = await getOwn(ctx, id)
  const role = await getRole(ctx, assignment.roleId)
  const holders = await listHolders(ctx, actor.organisationId, role.id)
  const users = await listUsers(ctx, actor.organisationId)
  const texts = resignationTexts(language)
  return page({
    title: texts.title(role.name),
    breadcrumbs: [{ label: assignmentTexts(language).ownTitle, href: ownRolesPath }, { label: texts.crumb }],
    faults: faults ? faultList(faults.fields, language) : [],
    body: (
      <ResignPage
        {...{ language, role, faults }}
        today={ctx.today}
        assignmentId={assignment.id}
        others={holders.filter((holder) => holder.assignmentId !== assignment.id).length}
        users={users.filter((user) => !holders.some((holder) => holder.userId === user.id))}
        refusal={whyNotEnd(assignment, ctx.today)}
      />
    ),
  })
}

const resignForm = web({
  method: 'get',
  path: resignPath(':id'),
  access: needsOn('municipality', 'role.read'),
  audit: reads,
  input: { params: idInPath },
  handle: (ctx, { params }) => resignPage(ctx, params.id, null),
})

const resignBody = z.object({
  reason: optionalText(mostReason),
  efterfoelger: oneOf(['ingen', 'kendt', 'ny']),
  userId: optionalId,
  name: optionalText(200),
  email: optionalText(254),
})

function successorIn(body: z.output<typeof resignBody>): Successor | null {
  if (body.efterfoelger === 'ingen') return null
  if (body.efterfoelger === 'ny') return { kind: 'newcomer', name: body.name, email: body.email }
  if (!body.userId) throw new InvalidInput({ userId: missingSuccessor })
  return { kind: 'user', userId: body.userId }
}

const resignRoute = web({
  method: 'post',
  path: resignPath(':id'),
  access: needsOn('municipality', 'role.read'),
  audit: changes('assignment.resigned', 'assignment.ended'),
  input: { params: idInPath, body: resignBody },
  handle: async (ctx, { params, body }) => {
    const texts = resignationTexts(ctx.language)
    const { id } = await resignRole(ctx, {
      assignmentId: params.id,
      reason: body.reason,
      successor: successorIn(body),
    })
    const { roleName, successorName } = await getResignation(ctx, id)
    const text = successorName ? texts.doneProposed(successorName) : texts.doneText
    return redirect(ownRolesPath, { notice: { kind: success, title: texts.doneTitle(roleName), text } })
  },
  again: (ctx, params, faults) => resignPage(ctx, params.id, faults),
})

/** Why a proposal cannot be acted on is said where its role can be given to somebody else. */
const proposalPage = async (ctx: Context, id: string, faults: FormFaults) =>
  rolePage(ctx, (await getResignation(ctx, id)).roleId, null, faults)

const giveRoute = web({
  method: 'post',
  path: giveProposedPath(':id'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes(
    'assignment.started',
    'assignment.primaryChanged',
    'assignment.ended',
    'assignment.proposalSettled',
    'pendingAssignment.made',
  ),
  input: { params: idInPath },
  handle: async (ctx, { params }) => {
    const texts = resignationTexts(ctx.language)
    const given = await giveToProposed(ctx, params.id)
    const { roleId, successorName } = await getResignation(ctx, params.id)
    const name = successorName ?? ''
    if (given.kind === 'assigned') {
      const notice = { kind: success, title: texts.givenTitle(name), text: texts.givenText }
      return redirect(rolePath(roleId), { notice })
    }
    const notice = { kind: success, title: texts.promisedTitle(name), text: texts.promisedText }
    return redirect(instructionPath(roleId, given.id), { notice })
  },
  again: (ctx, params, faults) => proposalPage(ctx, params.id, faults),
})

const dismissRoute = web({
  method: 'post',
  path: dismissProposalPath(':id'),
  access: needsOn('municipality', 'assignment.write'),
  audit: changes('assignment.proposalSettled'),
  input: { params: idInPath },
  handle: async (ctx, { params }) => {
    const texts = resignationTexts(ctx.language)
    await dismissProposal(ctx, params.id)
    const { roleId } = await getResignation(ctx, params.id)
    const notice = { kind: success, title: texts.dismissedTitle, text: texts.dismissedText }
    return redirect(rolePath(roleId), { notice })
  },
  again: (ctx, params, faults) => proposalPage(ctx, params.id, faults),
})

/** A holder gives up a role (R6), and the administrator acts on the successor proposed. */
export const resignationRoutes: Route[] = [resignForm, resignRoute, giveRoute, dismissRoute]
