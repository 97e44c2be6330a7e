import type { Language } from '../../../kernel/language.ts'
import type { Cause, Path } from '../domain.ts'
import { letterTexts } from '../texts.ts'

/** 'KLIK-administrator, fordi rollen er ubesat': how somebody came to get a letter. */
export function pathWords(path: Path, cause: Cause | null, language: Language): string {
  const texts = letterTexts(language)
  if (!cause) return texts.path[path]
  return `${texts.path[path]}: ${texts.cause[cause]}`
}

/** Nobody reads it there: red, and in words. */
export function Nobody({ language }: { language: Language }) {
  return <strong class="tv-unreached">{letterTexts(language).path.none}</strong>
}
