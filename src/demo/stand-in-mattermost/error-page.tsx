import type { Language } from '../../kernel/language.ts'
import { Frame } from './frame.tsx'
import { texts } from './texts.ts'

/** Shown to somebody whose sign-in failed. */
export function ErrorPage({ code, language }: { code: string; language: Language }) {
  const words = texts(language)
  return (
    <Frame language={language} title={words.errorTitle}>
      <p>{code === 'oauth_access_denied' ? words.errorDenied : words.errorLead}</p>
      <p class="meta">{words.errorCode(code)}</p>
      <p>
        <a href="/">{words.toFront}</a>
      </p>
    </Frame>
  )
}
