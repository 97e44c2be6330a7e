import { href } from './href.ts'
import { type Shell, standardFooter } from './shell.ts'
import { useWords } from './shell-context.ts'

/** One line: help, who the KLIK-administrator is, accessibility, the other language. */
export function PageFooter({ shell }: { shell: Shell }) {
  const words = useWords()
  const hrefs = shell.footer ?? standardFooter
  return (
    <footer class="tv-footer">
      <div class="container">
        <nav aria-label={words.footerLinks}>
          <ul>
            <li>
              <a href={href(hrefs.help)}>{words.help}</a>
            </li>
            <li>
              <a href={href(hrefs.administrator)}>{words.administrator}</a>
            </li>
            <li>
              <a href={href(hrefs.accessibility)}>{words.accessibility}</a>
            </li>
            <li>
              <a
                href={href(shell.languageHref)}
                hreflang={shell.language === 'da' ? 'en' : 'da'}
                lang={shell.language === 'da' ? 'en' : 'da'}
              >
                {words.otherLanguage}
              </a>
            </li>
          </ul>
        </nav>
        <p>{words.danishTime}</p>
      </div>
    </footer>
  )
}
