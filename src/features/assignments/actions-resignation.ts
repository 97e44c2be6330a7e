import type { Context } from '../../kernel/context.ts'
import { InvalidInput, NotFound, refuseIf } from '../../kernel/errors.ts'
import { getRole } from '../roles/index.ts'
import { listUsers } from '../users/index.ts'
import { assignRole } from './actions.ts'
import { promiseRole } from './actions-pending.ts'
import { whyNotEnd } from './domain.ts'
import {
  isProposed,
  proposedOf,
  type Successor,
  userWithAddress,
  whyNotSettle,
} from './domain-resignation.ts'
import { checkMayAssign } from './policy.ts'
import { getAssignment, listHolders } from './queries.ts'
import { getStanding } from './queries-many.ts'
import { getResignation, type Resignation } from './queries-resignations.ts'
import { lockRole, saveEnds } from './store.ts'
import { insertResignation, saveProposalSettled } from './store-resignations.ts'
import { tellOf } from './telling.ts'

/** Why a role ended that its holder gave up without saying more. */
const saidNoLonger = 'Har selv sagt, at rollen ikke passer længere.'

export interface ResignInput {
  readonly assignmentId: string
  /** Why, in words; may be empty. */
  readonly reason?: string
  readonly successor?: Successor | null
}

/**
 * A holder says "I no longer have this role" (R6): it ends at once, with its access. A proposed successor is given
 * nothing by it: the proposal waits for the KLIK-administrator.
 * @throws NotFound when the role is not the actor's own, InvalidInput, Refused when it has ended already
 */
export async function resignRole(ctx: Context, input: ResignInput): Promise<{ id: string }> {
  const found = await getAssignment(ctx, input.assignmentId)
  if (ctx.actor.kind !== 'user' || found.userId !== ctx.actor.id) throw new NotFound('assignment')
  const role = await getRole(ctx, found.roleId)
  const proposed = input.successor ? await findProposed(ctx, role.id, input.successor) : null
  await lockRole(ctx, found.organisationId, role.id)
  const assignment = await getAssignment(ctx, input.assignmentId)
  refuseIf(whyNotEnd(assignment, ctx.today))
  await saveEnds(ctx, [{ id: assignment.id, reason: input.reason || saidNoLonger }])
  const id = ctx.newId()
  await insertResignation(ctx, {
    id,
    assignmentId: assignment.id,
    roleId: role.id,
    wasPrimary: assignment.isPrimary,
    successorId: proposed?.id ?? null,
    successorName: proposed?.name ?? null,
    successorEmail: proposed?.email ?? null,
  })
  await tellOf(ctx, 'assignment.resigned', [assignment], {
    facts: { resignationId: id, proposedSuccessor: proposed?.name ?? null },
  })
  await tellOf(ctx, 'assignment.ended', [assignment], { facts: { cause: 'resigned' } })
  return { id }
}

async function findProposed(ctx: Context, roleId: string, successor: Successor) {
  const { organisationId, id } = ctx.actor
  const users = await listUsers(ctx, organisationId)
  const { open } = await getStanding(ctx, roleId)
  const proposed = proposedOf(successor, users, id, new Set(open.map(({ userId }) => userId)))
  if (!isProposed(proposed)) throw new InvalidInput(proposed)
  return proposed
}

/** The proposal under the role's lock, so that two do not act on it. @throws NotFound, Forbidden, Refused */
async function getForSettling(ctx: Context, id: string): Promise<Resignation> {
  const found = await getResignation(ctx, id)
  checkMayAssign(ctx.actor)
  await lockRole(ctx, ctx.actor.organisationId, found.roleId)
  const resignation = await getResignation(ctx, id)
  refuseIf(whyNotSettle(resignation))
  return resignation
}

const tellSettled = (ctx: Context, resignation: Resignation, outcome: 'given' | 'dismissed') =>
  ctx.emit({
    type: 'assignment.proposalSettled',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'assignment', id: resignation.assignmentId },
    facts: {
      roleId: resignation.roleId,
      roleName: resignation.roleName,
      userName: resignation.successorName ?? '',
      proposedBy: resignation.userName,
      outcome,
    },
  })

/** How the proposed successor got the role: at once, or at their first sign-in. */
export type ProposalGiven = { readonly kind: 'assigned' | 'promised'; readonly id: string }

/**
 * Gives the role to whom its former holder proposed: at once, or at their first sign-in.
 * @throws NotFound, Forbidden, InvalidInput, Refused
 */
export async function giveToProposed(ctx: Context, id: string): Promise<ProposalGiven> {
  const resignation = await getForSettling(ctx, id)
  // Before the role is given, which settles what waits besides; a refusal undoes both.
  await saveProposalSettled(ctx, id, 'given')
  const given = await giveTo(ctx, resignation)
  await tellSettled(ctx, resignation, 'given')
  return given
}

async function giveTo(ctx: Context, resignation: Resignation): Promise<ProposalGiven> {
  const { roleId, successorId, successorEmail, successorName } = resignation
  const { organisationId } = ctx.actor
  const role = await getRole(ctx, roleId)
  const holders = await listHolders(ctx, organisationId, roleId)
  const inherits = resignation.wasPrimary && role.hasPrimary && !holders.some((holder) => holder.isPrimary)
  const primary = inherits ? { isPrimary: true } : {}
  // Who had not signed in when proposed may have done so since.
  const known = successorEmail
    ? userWithAddress(await listUsers(ctx, organisationId), successorEmail)?.id
    : successorId
  if (known) return { kind: 'assigned', ...(await assignRole(ctx, { roleId, userId: known, ...primary })) }
  const person = { name: successorName ?? '', email: successorEmail ?? '' }
  const { id } = await promiseRole(ctx, { roleId, ...person, ...primary })
  return { kind: 'promised', id }
}

/** Notes that a proposal is not followed. @throws NotFound, Forbidden, Refused */
export async function dismissProposal(ctx: Context, id: string): Promise<void> {
  const resignation = await getForSettling(ctx, id)
  await saveProposalSettled(ctx, id, 'dismissed')
  await tellSettled(ctx, resignation, 'dismissed')
}
