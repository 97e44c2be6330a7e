import { z } from 'zod'
import type { Sentence } from '../../kernel/errors.ts'
import { type TypedForm, typedText, typedTexts } from '../../platform/http/typed-form.ts'
import type { TypedStep } from './actions.ts'
import { limits, rungs, type Step, stepPriorities, taskKinds } from './domain.ts'

/** One step as it stands in the form. */
export interface StepRow {
  readonly day: string
  readonly side: string
  readonly every: string
  readonly to: readonly string[]
  readonly priorities: readonly string[]
  readonly kinds: readonly string[]
}

const fields = ['day', 'side', 'every', 'to', 'priorities', 'kinds'] as const

/** The name of a field of a step. */
export const fieldName = (place: number, field: (typeof fields)[number]): string => `steps.${place}.${field}`

/** The rows that were typed; one without a day is left out. */
export function rowsOfTyped(typed: TypedForm): StepRow[] {
  const rows = Array.from({ length: limits.steps + 5 }, (_none, place): StepRow => {
    const one = (field: (typeof fields)[number]) => typedText(typed, fieldName(place, field))?.trim() ?? ''
    const many = (field: (typeof fields)[number]) => typedTexts(typed, fieldName(place, field))
    return {
      ...{ day: one('day'), side: one('side'), every: one('every') },
      ...{ to: many('to'), priorities: many('priorities'), kinds: many('kinds') },
    }
  })
  return rows.filter(({ day }) => day !== '')
}

export const rowOfStep = (step: Step): StepRow => ({
  ...step,
  day: String(Math.abs(step.day)),
  side: step.day < 0 ? 'before' : 'after',
  every: step.every === null ? '' : String(step.every),
})

const notANumber: Sentence = {
  da: 'Skriv et helt antal dage, fx 10.',
  en: 'Write a whole number of days, e.g. 10.',
}
const isDays = (text: string): boolean => /^\d{1,3}$/.test(text)

const among = <const T extends string>(values: readonly T[], typed: readonly string[]): T[] =>
  values.filter((value) => typed.includes(value))

const stepOf = (row: StepRow): TypedStep => ({
  day: row.side === 'before' ? -Number(row.day) || 0 : Number(row.day),
  every: row.every === '' ? null : Number(row.every),
  to: among(rungs, row.to),
  priorities: among(stepPriorities, row.priorities),
  kinds: among(taskKinds, row.kinds),
})

/** The fields of the form, as typed, made into a ladder. */
export const ladderForm = z
  .record(z.string(), z.union([z.string(), z.array(z.string())]))
  .transform((typed, context) => {
    const rows = rowsOfTyped(typed)
    rows.forEach((row, place) => {
      const wrong = [['day', row.day] as const, ['every', row.every || '1'] as const].filter(
        ([, text]) => !isDays(text),
      )
      for (const [field] of wrong)
        context.addIssue({ code: 'custom', path: ['steps', place, field], params: { sentence: notANumber } })
    })
    return { steps: rows.map(stepOf), version: Number(typedText(typed, 'version')) || 0, typed }
  })
