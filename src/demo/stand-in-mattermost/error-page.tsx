import type { Language } from '../../kernel/language.ts'
import { texts } from './texts.ts'

/** Shown to somebody whose sign-in failed. */
export function ErrorPage({ code, language }: { code: string; language: Language }) {
  const words = texts(language)
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{words.errorTitle}</title>
        <link rel="stylesheet" href="/test-mattermost.css" />
      </head>
      <body>
        <header>
          <p class="banner">{words.banner}</p>
        </header>
        <main class="inner">
          <h1>{words.errorTitle}</h1>
          <p>{code === 'oauth_access_denied' ? words.errorDenied : words.errorLead}</p>
          <p class="meta">{words.errorCode(code)}</p>
          <p>
            <a href="/">{words.toFront}</a>
          </p>
        </main>
      </body>
    </html>
  )
}
