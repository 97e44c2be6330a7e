import type { Language } from '../kernel/language.ts'
import type { AssetMap } from './assets.ts'

export interface MenuItem {
  readonly label: string
  readonly href: string
  readonly current: boolean
}

/** What a page says about the step just taken, once, at its top. */
export interface Notice {
  readonly kind: 'success' | 'info' | 'warning' | 'error'
  readonly title?: string
  readonly text: string
}

/** All that surrounds a page's own content. */
export interface Shell {
  readonly language: Language
  /** Whose side the person is on: 'Korsbæk Kommune', 'KOMBIT'. */
  readonly sideName: string
  /** Said after the name: 'alle kommuner'. */
  readonly sideNote: string | null
  /** Null on pages before sign-in. */
  readonly person: { readonly name: string; readonly title: string } | null
  readonly menu: readonly MenuItem[]
  readonly signOutHref: string
  /** Where one sees where one is signed in; the person's name leads there. */
  readonly sessionsHref?: string | null
  /** Where one goes on for another organisation, when one's sign-in covers several. */
  readonly switchHref?: string | null
  /** Where the same page is shown in the other language. */
  readonly languageHref: string
  /** Where one searches; without it the header shows no search. */
  readonly searchHref?: string | null
  /** The person's own notifications and how many of them are unread. */
  readonly notifications?: {
    readonly href: string
    readonly unread: number
    /** Where scripts hear of a new number while the page stands open. */
    readonly liveHref?: string
  } | null
  readonly footer?: FooterHrefs
  readonly demo: boolean
  readonly assets: AssetMap
  readonly notice: Notice | null
}

export interface FooterHrefs {
  readonly help: string
  readonly administrator: string
  readonly accessibility: string
}

export const standardFooter: FooterHrefs = {
  help: '/hjaelp',
  administrator: '/klik-administrator',
  accessibility: '/tilgaengelighed',
}
