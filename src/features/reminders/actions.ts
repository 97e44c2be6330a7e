import { addDays } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput } from '../../kernel/errors.ts'
import type { EventValue } from '../../kernel/event.ts'
import { firstTellingDay, ladderFaults, nextSteps, type Planned, planOf, type Step } from './domain.ts'
import { checkMayChangeLadder } from './policy.ts'
import { getLadder, listDueDays } from './queries.ts'
import { insertLadder } from './store.ts'

/** A step as it is typed or sent: when it came in is not for anybody to say. */
export type TypedStep = Omit<Step, 'since'>

export interface LadderChange {
  readonly steps: readonly TypedStep[]
  /** The version the change was made from. */
  readonly version: number
}

/**
 * Changes the rules (N2), as a new version. What has been sent is not sent again, and a new step has missed no day that
 * lies before it. The same again changes nothing. @throws Forbidden, InvalidInput, Conflict
 */
export async function changeLadder(ctx: Context, change: LadderChange): Promise<{ isChanged: boolean }> {
  checkMayChangeLadder(ctx.actor)
  const before = await getLadder(ctx)
  const steps = checkedSteps(ctx, before.steps, change.steps)
  if (change.version !== before.version) throw new Conflict()
  if (told(before.steps) === told(steps)) return { isChanged: false }
  if (!(await insertLadder(ctx, before.version + 1, steps))) throw new Conflict()
  await ctx.emit({
    type: 'reminderLadder.changed',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'reminderLadder', id: String(before.version + 1) },
    changes: { steps: { from: facts(before.steps), to: facts(steps) } },
  })
  return { isChanged: true }
}

const facts = (steps: readonly Step[]): EventValue =>
  steps.map(({ day, every, to, priorities, kinds }) => ({
    ...{ day, every, to: [...to], priorities: [...priorities], kinds: [...kinds] },
  }))

/** A ladder as a text, by which two are compared. */
const told = (steps: readonly Step[]): string => JSON.stringify(facts(steps))

/** @throws InvalidInput */
function checkedSteps(ctx: Context, before: readonly Step[], typed: readonly TypedStep[]): Step[] {
  const faults = ladderFaults(typed)
  if (Object.keys(faults).length > 0) throw new InvalidInput(faults)
  return nextSteps(before, typed, ctx.today)
}

/** Days that are looked ahead. */
export const lookAhead = 30

/**
 * What will be sent in the days to come if nothing is answered, by the rules in force or by others that are only tried.
 * @throws InvalidInput when those are no ladder
 */
export async function planAhead(ctx: Context, typed?: readonly TypedStep[]): Promise<Planned[]> {
  const ladder = await getLadder(ctx)
  const steps = typed ? checkedSteps(ctx, ladder.steps, typed) : ladder.steps
  const to = addDays(ctx.today, lookAhead)
  return planOf(steps, await listDueDays(ctx), { from: firstTellingDay(ctx.today), to }).filter(
    ({ onDay }) => onDay <= to,
  )
}
