import { z } from 'zod'

/** Days before the deadline that count as soon (T6). */
export { soonDays } from '../tasks/index.ts'

/** Which of a roll-out's tasks the table shows. */
export interface ProgressFilter {
  readonly region: string | null
  readonly status: 'unanswered' | 'notStarted' | 'inProgress' | 'participated' | 'optedOut' | 'lapsed' | 'all'
  readonly due: 'over' | 'soon' | 'later' | 'none' | null
  readonly contact: 'missing' | 'present' | null
  /** Part of a municipality's name, or of its KLIK-administrator's name or e-mail. */
  readonly q: string
}

/** The words in the address for each choice; an unknown word is no filter. */
const statusWords = {
  'ikke-paabegyndt': 'notStarted',
  'i-gang': 'inProgress',
  deltager: 'participated',
  'deltager-ikke': 'optedOut',
  'lukket-uden-svar': 'lapsed',
  alle: 'all',
} as const
const dueWords = { over: 'over', snart: 'soon', senere: 'later', ingen: 'none' } as const
const contactWords = { mangler: 'missing', findes: 'present' } as const

const text = z.string().trim().max(200).catch('')

/** The filters as they stand in the address. */
export const filterQuery = z.object({
  region: text,
  status: text,
  frist: text,
  kontakt: text,
  q: text,
  efter: z.string().optional().catch(undefined),
  /** 'alle': the whole list, where it else shows its beginning. */
  vis: text,
})

export type FilterWords = Omit<z.output<typeof filterQuery>, 'efter' | 'vis'>

export const noFilter: FilterWords = { region: '', status: '', frist: '', kontakt: '', q: '' }

const wordIn = <T extends object>(words: T, word: string): T[keyof T] | null =>
  Object.hasOwn(words, word) ? words[word as keyof T] : null

export function readFilter(words: FilterWords): ProgressFilter {
  return {
    region: words.region || null,
    status: wordIn(statusWords, words.status) ?? 'unanswered',
    due: wordIn(dueWords, words.frist),
    contact: wordIn(contactWords, words.kontakt),
    q: words.q,
  }
}

export const statusChoices = Object.keys(statusWords) as (keyof typeof statusWords)[]
export const dueChoices = Object.keys(dueWords) as (keyof typeof dueWords)[]
export const contactChoices = Object.keys(contactWords) as (keyof typeof contactWords)[]

/** Where on the page of a roll-out the list stands: whoever filters it stays there. */
export const listId = 'mangler'

type Shown = FilterWords & { readonly efter?: string; readonly vis?: string }

/** The list's own address with these filters, at the list. */
export const listHref = (path: string, words: Partial<Shown>): string =>
  `${filterHref(path, { ...noFilter, ...words })}#${listId}`

/** A page's address with these filters; empty ones are left out. */
function filterHref(path: string, words: Shown): string {
  const { region, status, frist, kontakt, q, efter, vis } = words
  const given = Object.entries({ region, status, frist, kontakt, q, efter, vis }).filter(
    (pair): pair is [string, string] => Boolean(pair[1]),
  )
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given)}`
}
