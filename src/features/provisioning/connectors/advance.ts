import { type DesiredAccess, plan, type StepName } from '../domain.ts'
import type { Connector, Person, ReadResult, StepResult } from './connector.ts'

export type Watch = {
  /** Told what a reading found, before anything is done with it. */
  onRead?(reading: ReadResult): void | Promise<void>
  /** Asked before each step: false once a newer epoch exists. */
  isCurrent?(): boolean | Promise<boolean>
  /** Told after each step, so that what was learned is saved before the next call goes out. */
  onStep?(step: StepName, result: StepResult): void | Promise<void>
}

export type Advance =
  | { readonly outcome: 'converged'; readonly person: Person; readonly changed: boolean }
  | { readonly outcome: 'outdated'; readonly person: Person }
  | (Exclude<StepResult, { outcome: 'done' }> & { readonly person: Person; readonly step: StepName | null })

/**
 * Takes one person as far towards `desired` as the target allows now: reads, plans, does the steps in order and stops
 * at the first that is not done. To be called by one worker per person at a time, outside any transaction.
 */
export async function advance(
  connector: Connector,
  person: Person,
  desired: DesiredAccess,
  watch: Watch = {},
): Promise<Advance> {
  const reading = await connector.read(person, desired)
  await watch.onRead?.(reading)
  if (reading.outcome !== 'read') return { ...reading, person, step: null }
  let current: Person = { ...person, ...reading.learned }
  let changed = false
  for (const step of plan(desired, reading.state)) {
    if (watch.isCurrent && !(await watch.isCurrent())) return { outcome: 'outdated', person: current }
    const result = await connector.apply(step, current, desired)
    current = { ...current, ...result.learned }
    await watch.onStep?.(step, result)
    if (result.outcome !== 'done') return { ...result, person: current, step }
    changed ||= result.changed
  }
  return { outcome: 'converged', person: current, changed }
}
