import { Form } from './form.tsx'
import { href } from './href.ts'
import { Icon } from './icon.tsx'
import type { MenuItem, Shell } from './shell.ts'
import { useWords } from './shell-context.ts'
import { WordMark } from './word-mark.tsx'

function Menu({ items, label }: { items: readonly MenuItem[]; label: string }) {
  return (
    <nav aria-label={label}>
      <ul class="tv-nav">
        {items.map((item) => (
          <li key={item.href}>
            <a href={href(item.href)} aria-current={item.current ? 'page' : undefined}>
              {item.label}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function Person({ shell }: { shell: Shell }) {
  const words = useWords()
  if (!shell.person) return null
  return (
    <div class="tv-person">
      <span>
        <strong>
          {shell.sessionsHref ? (
            <a href={href(shell.sessionsHref)} title={words.sessions}>
              {shell.person.name}
            </a>
          ) : (
            shell.person.name
          )}
          ,
        </strong>{' '}
        {shell.person.title}
      </span>
      <Form action={shell.signOutHref} class="tv-sign-out">
        <button type="submit">
          <Icon name="lock" size="large" />
          <span>{words.signOut}</span>
        </button>
      </Form>
    </div>
  )
}

function SearchLink({ address }: { address: string | null | undefined }) {
  const words = useWords()
  if (!address) return null
  return (
    <a class="tv-search-link" href={href(address)}>
      <Icon name="search" size="large" />
      <span>{words.search}</span>
    </a>
  )
}

/** The way to one's notifications; the number is said in words too. */
function NotificationsLink({ shell }: { shell: Shell }) {
  const words = useWords()
  if (!shell.notifications) return null
  const { href: address, unread, liveHref } = shell.notifications
  return (
    <a
      class="tv-bell"
      href={href(address)}
      data-live-count={liveHref ? href(liveHref) : undefined}
      data-one={liveHref ? words.unread(1).replace('1', '#') : undefined}
      data-many={liveHref ? words.unread(2).replace('2', '#') : undefined}
    >
      <Icon name="notifications" size="large" />
      <span class="tv-bell-name">{words.notifications}</span>
      {unread > 0 && (
        <span class="tv-bell-count">
          <span class="tv-hidden">, </span>
          {words.unread(unread)}
        </span>
      )}
    </a>
  )
}

/** The menu on a phone: a disclosure of the browser's own, so that it opens without scripts. */
function PhoneMenu({ shell }: { shell: Shell }) {
  const words = useWords()
  return (
    <details class="tv-phone-menu">
      <summary>
        <Icon name="menu" size="large" />
        <span>{words.menu}</span>
      </summary>
      <div class="tv-phone-menu-panel">
        <Menu items={shell.menu} label={words.mainMenu} />
        <SearchLink address={shell.searchHref} />
        <Person shell={shell} />
      </div>
    </details>
  )
}

/** The dark line with mark, person and sign-out, and the white line with the side's name and the menu. */
export function PageHeader({ shell }: { shell: Shell }) {
  const words = useWords()
  const hasMenu = shell.menu.length > 0
  return (
    <header class="tv-header">
      <div class="tv-portal-line">
        <div class="container">
          <a class="tv-home" href="/" aria-label="Tværs">
            <WordMark />
          </a>
          {shell.demo && (
            <span class="tv-demo" title={words.demoExplained}>
              {words.demo}
            </span>
          )}
          <NotificationsLink shell={shell} />
          <Person shell={shell} />
          {hasMenu && <PhoneMenu shell={shell} />}
        </div>
      </div>
      <div class="tv-side-line">
        <div class="container">
          <p class="tv-side-name">
            <strong>{shell.sideName}</strong>
            {shell.sideNote && <span>, {shell.sideNote}</span>}
            {shell.switchHref && (
              <>
                {' '}
                <a class="tv-switch" href={href(shell.switchHref)}>
                  {words.switchOrganisation}
                </a>
              </>
            )}
          </p>
          {hasMenu && <Menu items={shell.menu} label={words.mainMenu} />}
          <SearchLink address={shell.searchHref} />
        </div>
      </div>
    </header>
  )
}
