import type { ComponentChildren, VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { Alert } from './alert.tsx'
import { assetHref } from './assets.ts'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'
import { ErrorSummary, type Fault } from './error-summary.tsx'
import { PageFooter } from './page-footer.tsx'
import { PageHeader } from './page-header.tsx'
import type { Shell } from './shell.ts'
import { ShellContext } from './shell-context.ts'
import { uiWords } from './texts.ts'

export interface PageProps {
  shell: Shell
  /** For the browser's tab; the page's h1 stands in its `Heading`. */
  title: string
  breadcrumbs?: readonly Crumb[]
  /** What is wrong in the form just sent: the error summary comes first, and the tab says so. */
  faults?: readonly Fault[]
  /** Further elements of the document's head. */
  head?: ComponentChildren
  children: ComponentChildren
}

function Head({ shell, title, faults, head }: PageProps) {
  const words = uiWords(shell.language)
  const faulty = faults !== undefined && faults.length > 0
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{`${faulty ? `${words.errorPrefix}: ` : ''}${title} | Tværs`}</title>
      <meta name="theme-color" content="#0b4654" />
      {['plex-400.woff2', 'plex-600.woff2'].map((font) => (
        <link
          key={font}
          rel="preload"
          href={assetHref(shell.assets, font)}
          as="font"
          type="font/woff2"
          crossorigin="anonymous"
        />
      ))}
      <link rel="stylesheet" href={assetHref(shell.assets, 'tvaers.css')} />
      <link rel="icon" href={assetHref(shell.assets, 'favicon.svg')} type="image/svg+xml" />
      <script type="module" src={assetHref(shell.assets, 'enhance.js')} />
      {head}
    </head>
  )
}

/** A whole page: header, breadcrumbs, notice, errors, content, footer. Give it to `renderPage`. */
export function Page(props: PageProps) {
  const { shell, breadcrumbs, faults, children } = props
  const words = uiWords(shell.language)
  return (
    <ShellContext.Provider value={{ language: shell.language, assets: shell.assets }}>
      <html lang={shell.language}>
        <Head {...props} />
        <body>
          <a class="tv-skip" href="#main">
            {words.skipToContent}
          </a>
          <PageHeader shell={shell} />
          <main id="main" class="container tv-main" tabIndex={-1}>
            {breadcrumbs && breadcrumbs.length > 0 && <Breadcrumbs crumbs={breadcrumbs} />}
            {faults && faults.length > 0 && <ErrorSummary faults={faults} />}
            {shell.notice && (
              <div class="tv-notice" data-notice>
                <Alert kind={shell.notice.kind} title={shell.notice.title} role="status">
                  {shell.notice.text}
                </Alert>
              </div>
            )}
            {children}
          </main>
          <PageFooter shell={shell} />
        </body>
      </html>
    </ShellContext.Provider>
  )
}

/** The page as the text of a document. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}
