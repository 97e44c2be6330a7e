import { addDays, type CivilDay } from '../../kernel/civil-day.ts'
import { isWorkingDay, workingDayOnOrAfter, workingDayOnOrBefore } from '../../kernel/danish-holidays.ts'
import type { FieldFaults, Sentence } from '../../kernel/errors.ts'

/** Whom a reminder can go to. Where one of them cannot be reached it goes to the next (R5). */
export const rungs = ['performer', 'responsible', 'administrator', 'mailbox', 'central'] as const
export type Rung = (typeof rungs)[number]

/** T5. */
export const stepPriorities = ['mandatory', 'recommended', 'voluntary'] as const
export type StepPriority = (typeof stepPriorities)[number]

/** 'role': the task asks for the holder of a role (T10). */
export const taskKinds = ['plain', 'role'] as const
export type TaskKind = (typeof taskKinds)[number]

/** One rule of the ladder (N2). */
export interface Step {
  /** Days from the deadline; negative: before. A ladder has each day once. */
  readonly day: number
  /** And then again every so many days, for as long as the task is open. */
  readonly every: number | null
  readonly to: readonly Rung[]
  readonly priorities: readonly StepPriority[]
  readonly kinds: readonly TaskKind[]
  /** The day the step came into the ladder: days before it were not missed. Null: always there. */
  readonly since: CivilDay | null
}

export interface Ladder {
  readonly version: number
  /** In the order of their days. */
  readonly steps: readonly Step[]
}

/** One time a step comes for the tasks of one deadline. */
export interface Planned {
  readonly dueOn: CivilDay
  /** Days from the deadline by the rule; that of a repeated step counts its repeats. */
  readonly day: number
  /** The working day it is for. */
  readonly plannedOn: CivilDay
  /** The day it is told: later than planned when that day was missed. */
  readonly onDay: CivilDay
  /** A step that names the day itself wins over one that comes again. */
  readonly isRepeat: boolean
  readonly to: readonly Rung[]
  readonly priorities: readonly StepPriority[]
  readonly kinds: readonly TaskKind[]
}

/** Days after which a missed step is no longer worth telling. */
export const lastsFor = 30

/** The day of a step: before the deadline never later than the rule says, after it never earlier. */
export const plannedDay = (dueOn: CivilDay, day: number): CivilDay =>
  day <= 0 ? workingDayOnOrBefore(addDays(dueOn, day)) : workingDayOnOrAfter(addDays(dueOn, day))

/** The first working day from a day on on which anything is told. */
export const firstTellingDay = workingDayOnOrAfter

/** The days of a step from the deadline that are planned within a span. */
function daysOf(step: Step, dueOn: CivilDay, span: Span): number[] {
  if (step.every === null) return isWithin(plannedDay(dueOn, step.day), span) ? [step.day] : []
  const days: number[] = []
  for (let day = step.day; addDays(dueOn, day) <= span.to; day += step.every)
    if (isWithin(plannedDay(dueOn, day), span)) days.push(day)
  return days
}

interface Span {
  readonly from: CivilDay
  readonly to: CivilDay
}

const isWithin = (day: CivilDay, { from, to }: Span): boolean => from <= day && day <= to

/**
 * All that the ladder plans for tasks with one of these deadlines, to be told within a span. What was planned in the
 * `lastsFor` days before it is told on its first day, in case it was missed. Of several on one day the last step of a
 * task wins, and what a task has had is not told again: the store knows.
 * @param span its first day is a working day
 */
export function planOf(steps: readonly Step[], dueDays: readonly CivilDay[], span: Span): Planned[] {
  const reached = { from: addDays(span.from, -lastsFor), to: span.to }
  return steps.flatMap((step) =>
    dueDays.flatMap((dueOn) =>
      daysOf(step, dueOn, reached).flatMap((day): Planned[] => {
        const plannedOn = plannedDay(dueOn, day)
        if (step.since !== null && plannedOn < step.since) return []
        const isMissed = plannedOn < span.from
        const onDay = isMissed ? span.from : plannedOn
        return [
          {
            dueOn,
            day,
            plannedOn,
            onDay,
            isRepeat: day !== step.day,
            to: step.to,
            priorities: step.priorities,
            kinds: step.kinds,
          },
        ]
      }),
    ),
  )
}

/** The hour in Copenhagen from which a day's reminders are told. */
export const tellingHour = 7

/** Whether reminders are told now: on working days, from the morning on. */
export const isTellingTime = (today: CivilDay, hour: number): boolean =>
  hour >= tellingHour && isWorkingDay(today)

/** Most days from the deadline, most steps, and the fewest days between repeats. */
export const limits = { days: 365, steps: 20, every: 1 }

const say = (da: string, en: string): Sentence => ({ da, en })

/** What is wrong with one step of a ladder as typed, by the names of its fields. */
function stepFaults(step: Omit<Step, 'since'>, isTwice: boolean): Record<string, Sentence> {
  const faults: Record<string, Sentence> = {}
  if (Math.abs(step.day) > limits.days) faults.day = say('Skriv højst 365 dage.', 'Write at most 365 days.')
  else if (isTwice)
    faults.day = say(
      'Dagen står her to gange. Saml de to trin i ét.',
      'The day is here twice. Make the two steps one.',
    )
  if (step.every !== null && (step.every < limits.every || step.every > limits.days))
    faults.every = say('Skriv mellem 1 og 365 dage.', 'Write between 1 and 365 days.')
  else if (step.every !== null && step.day < 0)
    faults.every = say(
      'Kun et trin efter fristen kan gentages.',
      'Only a step after the deadline can be repeated.',
    )
  if (step.to.length === 0)
    faults.to = say('Vælg, hvem der får påmindelsen.', 'Choose who gets the reminder.')
  if (step.priorities.length === 0)
    faults.priorities = say('Vælg mindst én prioritet.', 'Choose at least one priority.')
  if (step.kinds.length === 0)
    faults.kinds = say('Vælg mindst én slags opgave.', 'Choose at least one kind of task.')
  return faults
}

/** What is wrong with a ladder, by field: 'steps.0.day'. */
export function ladderFaults(steps: readonly Omit<Step, 'since'>[]): FieldFaults {
  if (steps.length === 0) return { '': say('Skriv mindst ét trin.', 'Write at least one step.') }
  if (steps.length > limits.steps) return { '': say('Skriv højst 20 trin.', 'Write at most 20 steps.') }
  const faults: FieldFaults = {}
  steps.forEach((step, place) => {
    const isTwice = steps.findIndex(({ day }) => day === step.day) < place
    for (const [field, sentence] of Object.entries(stepFaults(step, isTwice)))
      faults[`steps.${place}.${field}`] = sentence
  })
  return faults
}

/** A ladder as it is saved: in order, and each step with the day it came in. */
export function nextSteps(
  before: readonly Step[],
  typed: readonly Omit<Step, 'since'>[],
  today: CivilDay,
): Step[] {
  const sinceOf = (day: number, every: number | null): CivilDay | null => {
    const same = before.find((step) => step.day === day && step.every === every)
    return same ? same.since : today
  }
  return typed
    .map((step) => ({ ...step, since: sinceOf(step.day, step.every) }))
    .sort((one, other) => one.day - other.day)
}
