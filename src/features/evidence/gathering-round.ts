import type { Context } from '../../kernel/context.ts'
import { NotFound } from '../../kernel/errors.ts'
import { type Basis, basisIn } from './basis.ts'
import { closeTypes, decideTypes, holdTypes, startTypes } from './domain/round-claims.ts'
import type { EvidenceRound, RoundNumbers } from './domain/round-file.ts'
import { type Gathered, portalName } from './gathering.ts'
import { listRoundEvents } from './queries/cited-events.ts'
import { findPlan, listRoundRoles, type PlanRow, type RoleRow } from './queries/round.ts'

/**
 * The round as the central body planned and closed it: roles and their rules, days, who let go of which brake (C3, C4).
 * @param numbers what its municipalities' lines come to
 * @throws NotFound
 */
export async function gatherRound(
  ctx: Context,
  roundId: string,
  numbers: Omit<RoundNumbers, 'lines'>,
): Promise<Gathered<Omit<EvidenceRound, 'events'>>> {
  const plan = await findPlan(ctx, roundId)
  if (!plan) throw new NotFound('certification round')
  const basis = basisIn(await listRoundEvents(ctx, roundId))
  const roles = await listRoundRoles(ctx, roundId)
  const content = {
    ...planOf(plan, basis),
    ...numbers,
    roles: roles.map((role) => roleOf(role, plan, basis)),
  }
  return { content, eventIds: [...basis.cited].sort((one, other) => one - other) }
}

const thingOf = ({ roundId: id }: PlanRow) => ({ type: 'certificationRound', id })

function planOf(row: PlanRow, basis: Basis) {
  const { startedAt, startedByName, closedAt, closedByName, ...plan } = row
  const thing = thingOf(row)
  return {
    ...plan,
    started: basis.act(thing, { at: startedAt, byName: startedByName }, startTypes),
    closed: closedAt && basis.act(thing, { at: closedAt, byName: closedByName ?? portalName }, closeTypes),
  }
}

function roleOf({ decidedAt, decidedByName, ...role }: RoleRow, plan: PlanRow, basis: Basis) {
  const { roleId } = role
  const thing = thingOf(plan)
  return {
    ...role,
    decided:
      decidedAt && basis.act(thing, { at: decidedAt, byName: decidedByName ?? '' }, decideTypes, { roleId }),
    basis: basis.about(thing, holdTypes, { roleId }),
  }
}
