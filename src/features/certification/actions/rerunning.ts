import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Context } from '../../../kernel/context.ts'
import { InvalidInput, refuseIf } from '../../../kernel/errors.ts'
import { planFaults, type RoundPlan, whyNotRerun } from '../domain/round.ts'
import { checkMayStart } from '../policy.ts'
import { findAsked } from '../queries/preview.ts'
import { getRound, type Round } from '../queries/rounds.ts'
import { takeOver } from '../store/asking-again.ts'
import { lockParts, lockRound } from '../store/closing.ts'
import { holdSnapshots } from '../store/rounds.ts'
import { workQueueName } from '../work/names.ts'
import { open, type RoundPreview, type Started, weighed } from './starting.ts'

export interface Rerun {
  readonly roundId: string
  readonly closesOn: CivilDay
  readonly name?: string
}

/** What a round again would ask, and what silence would cost: by the rules of the round before it. Changes nothing. @throws as `rerunRound` */
export async function previewRerun(ctx: Context, input: Rerun): Promise<RoundPreview> {
  checkMayStart(ctx.actor)
  const round = await getRound(ctx, input.roundId)
  refuseIf(whyNotRerun(round))
  const plan = planOf(ctx, round, input)
  return weighed(await findAsked(ctx, { ...plan, rerunOf: round.id }), plan)
}

/**
 * A new round for the lines nobody answered (C5), to the municipalities they are of; lines answered meanwhile, or whose
 * role has ended, are not in it. Without an answer it does what the round before it said, role by role: that is what was
 * decided and shown, whatever the roles say today (C3). Whom the first round has taken nothing from yet it takes
 * over: they lose nothing by the first one any more, and wait in this one alone (ADR 57).
 * @throws NotFound, Forbidden, Refused, InvalidInput
 */
export async function rerunRound(ctx: Context, input: Rerun): Promise<Started> {
  checkMayStart(ctx.actor)
  await holdSnapshots(ctx)
  // No answer, removal or decision of the brake comes between what is read here and what is taken over.
  await lockRound(ctx, input.roundId)
  await lockParts(ctx, input.roundId)
  const round = await getRound(ctx, input.roundId)
  refuseIf(whyNotRerun(round))
  const plan = planOf(ctx, round, input)
  const choice = { kind: 'undecidedIn', roundId: round.id } as const
  const started = await open(ctx, { ...plan, kind: 'rerun', basedOn: round.id, choice })
  await takeOver(ctx, round.id, started.id)
  // Where nothing is left to answer in the first round, its task ends in the municipality's own work.
  await ctx.enqueue({ queue: workQueueName, facts: { roundId: round.id } })
  return started
}

function planOf(ctx: Context, round: Round, { closesOn, name }: Rerun): RoundPlan {
  const plan = {
    name: name ?? `${round.name}, igen ${formatCivilDay(ctx.today)}`,
    roleIds: round.roles.map(({ roleId }) => roleId),
    audience: { kind: 'all' } as const,
    closesOn,
    nonResponse: 'asRole' as const,
    graceDays: null,
  }
  const faults = planFaults(plan, ctx.today)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  return plan
}
