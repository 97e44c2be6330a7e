import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import {
  isAccessGone,
  type Part,
  type Round,
  type RoundRole,
  type ShownItem,
} from '../../certification/index.ts'

/** A report is Danish whatever the page's language: it is passed on to auditors and put in the case file. */

/** What somebody answered, or null. */
export function answerWords(item: ShownItem): string | null {
  if (item.answer === 'keep') return 'Stadig rigtig'
  if (item.answer === 'withdraw') return 'Skal ikke længere'
  if (item.answer === 'replace')
    return `Erstattes af ${item.successorName ?? ''}${newcomerWords(item)}`.trim()
  return null
}

/** Named for a successor who was given the role before they had ever signed in (R3). */
const newcomerWords = ({ successorState: state }: ShownItem): string => {
  if (state === null || state === 'tookEffect') return ''
  return state === 'waiting' ? ' (ikke logget på endnu)' : ' (fik ikke rollen)'
}

/** Who answered, and for whom: a deputy answers on behalf of an administrator (R2). */
export const answererWords = (item: ShownItem): string | null =>
  item.answeredByName && nameWithPrincipal(item.answeredByName, item.answeredOnBehalfOfName, 'da')

/** What came of one who is replaced (C1). */
function replacementWords(item: ShownItem): string {
  const { successorState: state, replacedAt } = item
  const isUnfilled = state === 'refused' || state === 'expired' || state === 'withdrawn'
  if (replacedAt) return isUnfilled ? 'Afsluttet, efterfølgeren fik ikke rollen' : 'Erstattet'
  if (state === 'waiting') return 'Beholder rollen, til den nye har logget på, højst 30 dage'
  if (isUnfilled) return 'Efterfølgeren fik ikke rollen, beholder den højst 30 dage'
  return 'Beholder adgangen, til den nye virker'
}

/** Why the access of one who lost the role was never seen closed; null where it is awaited, or the role was not lost. */
export const noAccessWords = (item: ShownItem): string | null =>
  !item.opensAccess && (item.answer === 'withdraw' || item.consequence === 'removed')
    ? 'Ingen adgang at lukke'
    : null

/** What came of a line. An access is told as closed only once it was read back (A2). */
export function outcomeWords(item: ShownItem): string {
  if (item.answer === 'keep') return 'Fortsætter'
  if (item.answer === 'withdraw') return isAccessGone(item) ? 'Afsluttet' : 'Afsluttet, adgangen lukkes'
  if (item.answer === 'replace') return replacementWords(item)
  switch (item.consequence) {
    case 'kept':
      return 'Uden svar: fortsætter'
    case 'suspended':
      return 'Uden svar: sat på pause'
    case 'grace':
      return `Uden svar: afsluttes ${item.removesOn ? formatCivilDay(item.removesOn) : ''}`.trim()
    case 'held':
      return 'Uden svar: venter på KOMBIT'
    case 'removed':
      return isAccessGone(item) ? 'Uden svar: fjernet' : 'Uden svar: fjernes, adgangen lukkes'
    case 'elsewhere':
      return 'Rollen sluttede uden om runden'
    case 'returned':
      return 'Personen er tilbage og beholder rollen'
    case 'askedAgain':
      return `Spurgt igen i »${item.askedAgainIn ?? ''}«`
    default:
      return 'Mangler svar'
  }
}

const yes = (isSo: boolean): string => (isSo ? 'ja' : '')

export const roundStatusWords: Readonly<Record<Round['status'], string>> = {
  open: 'Åben',
  closed: 'Lukket, men ikke alt er bragt til ende',
  settled: 'Afsluttet',
}

export const nonResponseWords: Readonly<Record<RoundRole['nonResponse'], string>> = {
  keep: 'Fortsætter',
  suspend: 'Sættes på pause',
  remove: 'Fjernes efter en frist',
}

export const brakeWords: Readonly<Record<NonNullable<RoundRole['brake']>, string>> = {
  held: 'Venter på KOMBIT',
  approved: 'Godkendt',
  rejected: 'Afvist: ingen mistede rollen',
  superseded: 'Spurgt igen, før KOMBIT tog stilling',
}

/** A value with its kind: days and instants stay days and instants in a workbook. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string | null }
  | { readonly kind: 'number'; readonly number: number | null }
  | { readonly kind: 'day'; readonly day: ShownItem['startsOn'] | null }
  | { readonly kind: 'instant'; readonly at: Date | null }

const text = (words: string | null): Cell => ({ kind: 'text', text: words || null })
const number = (count: number | null): Cell => ({ kind: 'number', number: count })
const day = (value: ShownItem['startsOn'] | null): Cell => ({ kind: 'day', day: value })
const instant = (at: Date | null): Cell => ({ kind: 'instant', at })

export interface ReportColumn<Row> {
  readonly title: string
  /** In characters. */
  readonly width: number
  readonly cell: (row: Row) => Cell
}

/** One line of the report: a holder, and whose. */
export interface ReportLine {
  readonly part: Part
  readonly item: ShownItem
}

/** Who, what, when, and what happened to those nobody confirmed (C7). */
export const lineColumns: readonly ReportColumn<ReportLine>[] = [
  { title: 'Kommune', width: 24, cell: ({ part }) => text(part.name) },
  { title: 'Kommunekode', width: 14, cell: ({ part }) => text(part.code) },
  { title: 'Rolle', width: 34, cell: ({ item }) => text(item.roleName) },
  { title: 'Person', width: 24, cell: ({ item }) => text(item.userName) },
  { title: 'Stilling', width: 24, cell: ({ item }) => text(item.userTitle) },
  { title: 'Primær', width: 8, cell: ({ item }) => text(yes(item.isPrimary)) },
  { title: 'Rolle siden', width: 12, cell: ({ item }) => day(item.startsOn) },
  { title: 'Givet af', width: 22, cell: ({ item }) => text(item.givenByName) },
  { title: 'Svar', width: 28, cell: ({ item }) => text(answerWords(item)) },
  { title: 'Begrundelse', width: 26, cell: ({ item }) => text(item.reason) },
  { title: 'Svaret af', width: 34, cell: ({ item }) => text(answererWords(item)) },
  { title: 'Svaret', width: 17, cell: ({ item }) => instant(item.answeredAt) },
  { title: 'Om sig selv', width: 11, cell: ({ item }) => text(yes(item.isSelfAnswered)) },
  { title: 'Efter lukning', width: 13, cell: ({ item }) => text(yes(item.isLate)) },
  { title: 'Resultat', width: 34, cell: ({ item }) => text(outcomeWords(item)) },
  { title: 'Gennemført', width: 17, cell: ({ item }) => instant(item.consequenceAt ?? item.replacedAt) },
  {
    title: 'Adgang set lukket',
    width: 22,
    cell: ({ item }) => (item.accessClosedAt ? instant(item.accessClosedAt) : text(noAccessWords(item))),
  },
]

export const partColumns: readonly ReportColumn<Part>[] = [
  { title: 'Kommune', width: 26, cell: (part) => text(part.name) },
  { title: 'Kommunekode', width: 14, cell: (part) => text(part.code) },
  { title: 'Region', width: 20, cell: (part) => text(part.region) },
  { title: 'Personer', width: 10, cell: (part) => number(part.itemCount) },
  { title: 'Har fået svar', width: 14, cell: (part) => number(part.answered) },
  { title: 'Mangler svar', width: 14, cell: (part) => number(part.undecided) },
  {
    title: 'Opgave',
    width: 12,
    cell: (part) => text(part.taskNumber === null ? null : `#${part.taskNumber}`),
  },
  { title: 'KLIK-administrator', width: 34, cell: (part) => text(part.administrators.join(', ')) },
]

/** What the round does with a role nobody answered for, as it was frozen at the start (C3, C4). */
export const ruleColumns: readonly ReportColumn<RoundRole>[] = [
  { title: 'Rolle', width: 36, cell: (role) => text(role.roleName) },
  { title: 'Åbner adgang', width: 14, cell: (role) => text(role.opensAccess ? 'ja' : 'nej') },
  { title: 'Uden svar', width: 24, cell: (role) => text(nonResponseWords[role.nonResponse]) },
  {
    title: 'Frist efter lukning (dage)',
    width: 24,
    cell: (role) => number(role.nonResponse === 'remove' ? role.graceDays : null),
  },
  { title: 'Fjernes den', width: 13, cell: (role) => day(role.removesOn) },
  { title: 'Personer i runden', width: 18, cell: (role) => number(role.itemCount) },
  { title: 'Bremse', width: 26, cell: (role) => text(role.brake && brakeWords[role.brake]) },
  { title: 'Afgjort af', width: 22, cell: (role) => text(role.brakeDecidedByName) },
]
