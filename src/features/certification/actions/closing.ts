import { addDays } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { NotFound } from '../../../kernel/errors.ts'
import type { NewEvent } from '../../../kernel/event.ts'
import { consequenceOf, mustBrake, removesOn } from '../domain/closing.ts'
import { lateDays } from '../domain/round.ts'
import { standingOf } from '../domain/standing.ts'
import { checkMayStart } from '../policy.ts'
import type { Round } from '../queries/rounds.ts'
import {
  type ClosedPart,
  countUndecided,
  type LockedRound,
  listClosedParts,
  lockParts,
  lockRound,
  type OpenRole,
  type RoleAtClose,
  saveClosed,
  saveSettled,
} from '../store/closing.ts'
import { workQueueName } from '../work/names.ts'

/**
 * Closes a round (C3, C4): corrections end, and each line without an answer gets what its role says, unless the brake
 * holds it. Pauses and removals are carried out afterwards by the municipalities' own work. Closed twice, also at the
 * same time, it closes once.
 * @throws NotFound, Forbidden
 */
export async function closeRound(ctx: Context, roundId: string): Promise<{ closedNow: boolean }> {
  checkMayStart(ctx.actor)
  const round = await lockRound(ctx, roundId)
  if (!round) throw new NotFound('certification round')
  if (round.status !== 'open') return { closedNow: false }
  await lockParts(ctx, roundId)
  const open = await countUndecided(ctx, round)
  const roles = open.map((role) => atClose(ctx, round, role))
  await saveClosed(ctx, roundId, roles)
  await tellClosed(ctx, round, open, roles)
  await ctx.enqueue({ queue: workQueueName, facts: { roundId } })
  return { closedNow: true }
}

/** A role of an open round with lines that lack an answer, and what a close now would do about them. */
export interface ClosingRole extends RoleAtClose {
  readonly roleName: string
  readonly holders: number
  readonly opensAccess: boolean
  readonly nonResponse: OpenRole['nonResponse']
}

/** What a close now would come to (C3, C4). Changes nothing. @throws Forbidden */
export async function previewClose(
  ctx: Context,
  round: Pick<Round, 'id' | 'kind' | 'closesOn' | 'roles'>,
): Promise<ClosingRole[]> {
  checkMayStart(ctx.actor)
  const open = new Map((await countUndecided(ctx, round)).map((role) => [role.roleId, role]))
  return round.roles.flatMap(({ roleId, roleName, opensAccess }) => {
    const role = open.get(roleId)
    if (!role || role.undecided === 0) return []
    const { holders, nonResponse } = role
    return [{ ...atClose(ctx, round, role), roleName, holders, opensAccess, nonResponse }]
  })
}

function atClose(ctx: Context, round: Pick<LockedRound, 'kind' | 'closesOn'>, role: OpenRole): RoleAtClose {
  const isCrowdOfLeavers = round.kind === 'leaver' && role.undecided > 0
  const atOnce = isCrowdOfLeavers ? role.leavers : role.undecided
  const isHeld = mustBrake({ ...role, kind: round.kind, undecided: atOnce })
  const removes = role.nonResponse === 'remove' ? removesOn(round.closesOn, ctx.today, role.graceDays) : null
  const consequence = consequenceOf(role.nonResponse, isHeld)
  return { roleId: role.roleId, consequence, removesOn: removes, isHeld, undecided: role.undecided, atOnce }
}

async function tellClosed(
  ctx: Context,
  round: LockedRound,
  open: readonly OpenRole[],
  roles: readonly RoleAtClose[],
): Promise<void> {
  const { organisationId } = ctx.actor
  const subject = { type: 'certificationRound', id: round.id }
  const facts = { roundName: round.name, closesOn: round.closesOn }
  const undecided = roles.reduce((sum, role) => sum + role.undecided, 0)
  await ctx.emit({
    type: 'certificationRound.closed',
    organisationId,
    subject,
    facts: { ...facts, undecided },
  })
  for (const role of open) {
    const held = roles.find((one) => one.roleId === role.roleId && one.isHeld)
    // Leavers are decided on together: the first of them tells.
    if (!held || (round.kind === 'leaver' && role.areLeaversHeld)) continue
    await ctx.emit({
      type: 'certificationRound.held',
      organisationId,
      subject,
      facts: {
        ...facts,
        roleId: role.roleId,
        roleName: role.roleName,
        undecided: held.atOnce,
        holders: role.holders,
      },
    })
  }
  const parts = await listClosedParts(ctx, round.id)
  await ctx.emitToMany(
    { type: 'certification.closed', subjectType: 'certification', facts: { ...facts, roundId: round.id } },
    parts.map((part) => ({
      organisationId: part.organisationId,
      id: round.id,
      facts: closedFacts(ctx, round, part),
    })),
  )
}

/** What a municipality must know to act: what comes of its silence, on which day, and until when it can answer. */
function closedFacts(ctx: Context, { closesOn }: LockedRound, part: ClosedPart): NewEvent['facts'] {
  const { undecided, pausing, ending, held, endsOn, roles } = part
  const closed = { status: 'closed', closesOn, closedAt: ctx.now, roles } as const
  const { answerableUntil } = standingOf(closed, ctx.today)
  return {
    ...{ undecided, pausing, ending, held, endsOn },
    losesRoles: pausing + ending > 0,
    answerableUntil: undecided > 0 ? answerableUntil : null,
  }
}

/** Settles closed rounds from which nothing more comes. @throws Forbidden */
export async function settleRounds(ctx: Context): Promise<void> {
  checkMayStart(ctx.actor)
  // The municipalities' tasks end in their own work: nothing more is to be answered there.
  for (const { roundId } of await saveSettled(ctx, addDays(ctx.today, -lateDays)))
    await ctx.enqueue({ queue: workQueueName, facts: { roundId } })
}
