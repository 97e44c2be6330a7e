export type Language = 'da' | 'en'

/** Texts in both languages with the same keys: a missing or extra English text is a type error. */
export function bilingual<T extends Record<string, unknown>>(texts: {
  da: T
  en: NoInfer<T>
}): (language: Language) => T {
  return (language) => texts[language]
}
