import { bilingual } from '../../kernel/language.ts'

/** The priorities as people call them (T5). */
export const priorityWords = bilingual({
  da: { mandatory: 'Obligatorisk', recommended: 'Anbefalet', voluntary: 'Frivillig' },
  en: { mandatory: 'Mandatory', recommended: 'Recommended', voluntary: 'Voluntary' },
})
