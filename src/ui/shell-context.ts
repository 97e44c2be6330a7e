import { createContext } from 'preact'
import { useContext } from 'preact/hooks'
import type { Language } from '../kernel/language.ts'
import type { AssetMap } from './assets.ts'
import { type UiWords, uiWords } from './texts.ts'

/** Language and assets for every part inside a page, so that no part has to be handed them. */
export const ShellContext = createContext<{ language: Language; assets: AssetMap }>({
  language: 'da',
  assets: {},
})

export function useLanguage(): Language {
  return useContext(ShellContext).language
}

/** The design system's own words in the page's language. */
export function useWords(): UiWords {
  return uiWords(useLanguage())
}
