import { addDays, type CivilDay } from '../../kernel/civil-day.ts'
import { firstTellingDay, lastsFor, planOf, type Rung, rungs, type Step } from './domain.ts'

/** Who can be reached at each rung, by name. */
export type Reachable = Readonly<Record<Exclude<Rung, 'central'>, readonly string[]>>

/** One rung of the ladder as one task has it, or will. */
export interface ComingRung {
  readonly rung: Rung
  readonly names: readonly string[]
}

export interface ComingStep {
  readonly day: number
  readonly on: CivilDay
  readonly to: readonly ComingRung[]
}

/**
 * Whom a rule's rung reaches (R5): itself or the next one where somebody can be reached; without a mailbox the
 * KLIK-administrator before the central body's list. The statement that sends knows the same (queries-plan.ts).
 */
export function reachedRung(wanted: Rung, reachable: Reachable): Rung {
  const from = rungs.slice(rungs.indexOf(wanted))
  const found = from.find((rung) => rung !== 'central' && reachable[rung].length > 0)
  if (found) return found
  return wanted === 'mailbox' && reachable.administrator.length > 0 ? 'administrator' : 'central'
}

/** The rungs a step reaches, in the order of the ladder; somebody who stands on two of them is reached once. */
export function reachedRungs(wanted: readonly Rung[], reachable: Reachable): ComingRung[] {
  const found = new Set(wanted.map((rung) => reachedRung(rung, reachable)))
  const seen = new Set<string>()
  return rungs
    .filter((rung) => found.has(rung))
    .flatMap((rung): ComingRung[] => {
      if (rung === 'central') return [{ rung, names: [] }]
      const names = reachable[rung].filter((name) => !seen.has(name))
      for (const name of names) seen.add(name)
      return names.length > 0 ? [{ rung, names }] : []
    })
}

export interface TaskOfLadder {
  readonly steps: readonly Step[]
  readonly priority: Step['priorities'][number]
  readonly kind: Step['kinds'][number]
  readonly dueOn: CivilDay
  readonly receivedOn: CivilDay
  readonly told: readonly { readonly day: number }[]
  readonly reachable: Reachable
}

/** How far ahead a task's own ladder is looked at. */
const ahead = 120

/** The steps to come for one task if nothing is answered, in order; of several on one day the last alone. */
export function comingSteps(task: TaskOfLadder, today: CivilDay): ComingStep[] {
  const from = firstTellingDay(today)
  const start = task.dueOn > addDays(from, lastsFor) ? task.dueOn : from
  const had = Math.max(Number.NEGATIVE_INFINITY, ...task.told.map(({ day }) => day))
  const plan = planOf(task.steps, [task.dueOn], { from, to: addDays(start, ahead) })
    .filter(({ day, plannedOn }) => day > had && plannedOn > task.receivedOn)
    .filter(({ priorities, kinds }) => priorities.includes(task.priority) && kinds.includes(task.kind))
    .sort((one, other) => one.day - other.day || Number(other.isRepeat) - Number(one.isRepeat))
  const last = new Map(plan.map((one) => [one.onDay, one]))
  return [...last.values()].map(({ day, onDay, to }) => ({
    day,
    on: onDay,
    to: reachedRungs(to, task.reachable),
  }))
}

/** Where a task goes when nothing happens: the next step, and the first of each further rung after it. */
export function escalationOf(coming: readonly ComingStep[]): {
  next: ComingStep | null
  further: ComingStep[]
} {
  const [next = null, ...rest] = coming
  const seen = new Set(next?.to.map(({ rung }) => rung))
  const further = rest.filter(({ to }) => {
    const isNew = to.some(({ rung }) => !seen.has(rung))
    for (const { rung } of to) seen.add(rung)
    return isNew
  })
  return { next, further }
}
