import { addDays } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { NotFound, Refused } from '../../../kernel/errors.ts'
import type { NewEvent } from '../../../kernel/event.ts'
import { consequenceOf, mustBrake, removesOn } from '../domain/closing.ts'
import { lateDays } from '../domain/round.ts'
import { standingOf } from '../domain/standing.ts'
import { checkMayApprove, checkMayStart } from '../policy.ts'
import {
  type ClosedPart,
  countUndecided,
  type LockedRound,
  listClosedParts,
  listHeldLeavers,
  lockParts,
  lockRound,
  type OpenRole,
  type RoleAtClose,
  saveBrake,
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

function atClose(ctx: Context, round: LockedRound, role: OpenRole): RoleAtClose {
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
  return { undecided, pausing, ending, held, endsOn, answerableUntil: undecided > 0 ? answerableUntil : null }
}

const notHeld = {
  code: 'not-held',
  sentence: {
    da: 'Rollen venter ikke på en godkendelse. En anden har måske taget stilling.',
    en: 'The role is not waiting for approval. Somebody else may have decided.',
  },
}

/**
 * Lets go of the brake for one role of a closed round, or keeps everybody (C4). Of leavers it decides for all who are
 * held in that role.
 * @throws NotFound, Forbidden, Refused when the role waits for no decision
 */
export async function decideBrake(
  ctx: Context,
  input: { readonly roundId: string; readonly roleId: string; readonly decision: 'approved' | 'rejected' },
): Promise<{ lines: number }> {
  checkMayApprove(ctx.actor)
  const round = await lockRound(ctx, input.roundId)
  if (!round) throw new NotFound('certification round')
  const others = round.kind === 'leaver' ? await listHeldLeavers(ctx, input.roleId) : []
  // In the order in which a municipality's own work holds its parts.
  const together = [round, ...others.filter(({ id }) => id !== round.id)]
  together.sort((one, other) => (one.id < other.id ? -1 : 1))
  let decided = 0
  for (const one of together) {
    await lockParts(ctx, one.id)
    const lines = await saveBrake(ctx, one.id, input.roleId, input.decision)
    if (lines === null && one.id === round.id) throw new Refused(notHeld)
    if (lines === null) continue
    decided += lines
    await ctx.emit({
      type: 'certificationRound.approved',
      organisationId: ctx.actor.organisationId,
      subject: { type: 'certificationRound', id: one.id },
      facts: { roundName: one.name, roleId: input.roleId, decision: input.decision, lines },
    })
    await ctx.enqueue({ queue: workQueueName, facts: { roundId: one.id } })
  }
  return { lines: decided }
}

/** Settles closed rounds from which nothing more comes. @throws Forbidden */
export async function settleRounds(ctx: Context): Promise<void> {
  checkMayStart(ctx.actor)
  // The municipalities' tasks end in their own work: nothing more is to be answered there.
  for (const { roundId } of await saveSettled(ctx, addDays(ctx.today, -lateDays)))
    await ctx.enqueue({ queue: workQueueName, facts: { roundId } })
}
