import { z } from 'zod'
import type { Sentence } from '../../kernel/errors.ts'
import { reconciliationTexts } from './reconciliation-texts.ts'
import { serverName } from './server-name.ts'

const wholeNumber = (most: number, sentence: Sentence) =>
  z
    .string()
    .trim()
    .transform((text, context): number => {
      const value = /^\d{1,6}$/.test(text) ? Number(text) : 0
      if (value >= 1 && value <= most) return value
      context.addIssue({ code: 'custom', params: { sentence } })
      return z.NEVER
    })

const notPercent: Sentence = {
  da: reconciliationTexts('da').notPercent,
  en: reconciliationTexts('en').notPercent,
}
const notNumber: Sentence = {
  da: reconciliationTexts('da').notNumber,
  en: reconciliationTexts('en').notNumber,
}

/** What reconciliation may do at a target, as the form sends it. */
export const rulesBody = z.object({
  connector: serverName,
  unmanaged: z.enum(['report', 'remove']),
  percent: wholeNumber(100, notPercent),
  number: wholeNumber(100_000, notNumber),
})
