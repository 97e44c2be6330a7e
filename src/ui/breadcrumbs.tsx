import { href } from './href.ts'
import { Icon } from './icon.tsx'
import { useWords } from './shell-context.ts'

export interface Crumb {
  readonly label: string
  /** The last crumb, the page itself, has none. */
  readonly href?: string
}

export function Breadcrumbs({ crumbs }: { crumbs: readonly Crumb[] }) {
  const words = useWords()
  return (
    <nav class="tv-breadcrumbs" aria-label={words.breadcrumbs}>
      <ol>
        {crumbs.map((crumb, index) => (
          <li key={crumb.label}>
            {index > 0 && <Icon name="chevron-right" size="small" />}
            {crumb.href ? (
              <a href={href(crumb.href)}>{crumb.label}</a>
            ) : (
              <span aria-current="page">{crumb.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}
