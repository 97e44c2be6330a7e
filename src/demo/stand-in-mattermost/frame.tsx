import type { ComponentChildren } from 'preact'
import type { Language } from '../../kernel/language.ts'
import { texts } from './texts.ts'

interface FrameProps {
  readonly language: Language
  readonly title: string
  readonly children: ComponentChildren
}

/** What every page of the stand-in stands in: the banner says what it is. */
export function Frame({ language, title, children }: FrameProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="stylesheet" href="/test-mattermost.css" />
      </head>
      <body>
        <header>
          <p class="banner">{texts(language).banner}</p>
        </header>
        <main class="inner">
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  )
}
