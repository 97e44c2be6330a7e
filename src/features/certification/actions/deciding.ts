import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { NotFound, Refused } from '../../../kernel/errors.ts'
import { consequenceOf, removesOnceApproved } from '../domain/closing.ts'
import { standingOf } from '../domain/standing.ts'
import { checkMayApprove } from '../policy.ts'
import {
  type DecidedPart,
  findHeldRole,
  type HeldRole,
  type LockedRound,
  listHeldLeavers,
  lockParts,
  lockRound,
  saveBrake,
} from '../store/closing.ts'
import { workQueueName } from '../work/names.ts'

export type BrakeDecision = 'approved' | 'rejected'

export interface BrakeDecided {
  readonly lines: number
  /** The last day on which one of them loses the role; null: nobody is removed. */
  readonly removesOn: CivilDay | null
}

const notHeld = {
  code: 'not-held',
  sentence: {
    da: 'Rollen venter ikke på en godkendelse. En anden har måske taget stilling.',
    en: 'The role is not waiting for approval. Somebody else may have decided.',
  },
}

/**
 * Lets go of the brake for one role of a closed round, or keeps everybody (C4), and tells each municipality it concerns.
 * However late it is decided, they have the grace to answer in, and one whole day at least. Of leavers it decides for all
 * who are held in that role.
 * @throws NotFound, Forbidden, Refused when the role waits for no decision
 */
export async function decideBrake(
  ctx: Context,
  input: { readonly roundId: string; readonly roleId: string; readonly decision: BrakeDecision },
): Promise<BrakeDecided> {
  checkMayApprove(ctx.actor)
  const { roleId, decision } = input
  const round = await lockRound(ctx, input.roundId)
  if (!round) throw new NotFound('certification round')
  const others = round.kind === 'leaver' ? await listHeldLeavers(ctx, roleId) : []
  // In the order in which a municipality's own work holds its parts.
  const together = [round, ...others.filter(({ id }) => id !== round.id)]
  together.sort((one, other) => (one.id < other.id ? -1 : 1))
  let lines = 0
  let latest: CivilDay | null = null
  for (const one of together) {
    await lockParts(ctx, one.id)
    const held = await findHeldRole(ctx, one.id, roleId)
    if (held === null && one.id === round.id) throw new Refused(notHeld)
    if (held === null) continue
    const removesOn = removalOf(ctx, held, decision)
    const consequence = consequenceOf(decision === 'rejected' ? 'keep' : held.nonResponse, false)
    const parts = await saveBrake(ctx, { roundId: one.id, roleId }, { decision, consequence, removesOn })
    lines += await tell(ctx, one, { ...held, roleId, decision, removesOn }, parts)
    if (decision === 'approved' && removesOn && (latest === null || removesOn > latest)) latest = removesOn
    await ctx.enqueue({ queue: workQueueName, facts: { roundId: one.id } })
  }
  return { lines, removesOn: latest }
}

/** What was announced stays where nobody loses the role. */
const removalOf = (ctx: Context, held: HeldRole, decision: BrakeDecision): CivilDay | null =>
  decision === 'approved' && held.nonResponse === 'remove'
    ? removesOnceApproved(held.removesOn, ctx.today, held.graceDays)
    : held.removesOn

type Told = HeldRole & { readonly roleId: string; readonly decision: BrakeDecision }

/** @returns how many lines it concerns */
async function tell(
  ctx: Context,
  round: Pick<LockedRound, 'id' | 'name' | 'closesOn' | 'closedAt'>,
  { roleId, roleName, decision, nonResponse, removesOn }: Told,
  parts: readonly DecidedPart[],
): Promise<number> {
  const lines = parts.reduce((sum, part) => sum + part.lines, 0)
  const facts = { roundName: round.name, roleId, decision }
  await ctx.emit({
    type: 'certificationRound.approved',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'certificationRound', id: round.id },
    facts: { ...facts, lines },
  })
  const { answerableUntil } = standingOf(
    { ...round, status: 'closed', roles: [{ roleName, nonResponse, removesOn, brake: decision }] },
    ctx.today,
  )
  await ctx.emitToMany(
    {
      type: 'certification.brakeDecided',
      subjectType: 'certification',
      facts: {
        ...facts,
        roundId: round.id,
        roleName,
        closesOn: round.closesOn,
        policy: decision === 'rejected' ? 'keep' : nonResponse,
        endsOn: decision === 'approved' && nonResponse === 'remove' ? removesOn : null,
        answerableUntil,
      },
    },
    parts.map((part) => ({
      organisationId: part.organisationId,
      id: round.id,
      facts: { lines: part.lines },
    })),
  )
  return lines
}
