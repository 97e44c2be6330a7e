import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import {
  type LostAccess,
  lostAccessOf,
  type Outcome,
  outcomeOf,
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

/** Why the access of one who lost the role was not seen closed; null where it was, is awaited, or the role was not lost. */
export function noClosingWords(item: ShownItem): string | null {
  const access = lostAccessOf(item)
  if (access === 'none') return 'Ingen adgang at lukke'
  return access === 'continues' ? 'Fortsætter gennem en anden tildeling' : null
}

/** An access is told as closed only once it was read back (A2). */
const accessWords: Readonly<Record<LostAccess, string>> = {
  closing: ', adgangen lukkes',
  closed: '',
  continues: ', adgangen fortsætter gennem en anden tildeling',
  none: '',
}

/** What came of a line, in the words of the pages as far as they go (C7). */
export function outcomeWords(item: ShownItem): string {
  const outcome = outcomeOf(item)
  switch (outcome.kind) {
    case 'confirmed':
      return outcome.endedOn ? `Bekræftet, rollen sluttede ${formatCivilDay(outcome.endedOn)}` : 'Fortsætter'
    case 'kept':
      return outcome.endedOn
        ? `Uden svar: rollen sluttede ${formatCivilDay(outcome.endedOn)}`
        : 'Uden svar: fortsætter'
    case 'returned':
      return outcome.endedOn
        ? `Personen kom tilbage, rollen sluttede ${formatCivilDay(outcome.endedOn)}`
        : 'Personen er tilbage og beholder rollen'
    case 'grace':
      return `Uden svar: afsluttes ${outcome.on ? formatCivilDay(outcome.on) : ''}`.trim()
    case 'withdrawn':
    case 'removed':
    case 'suspended':
    case 'replaced':
    case 'replacedUnfilled':
      return `${lostWords(outcome.kind, outcome.access)}${accessWords[outcome.access]}`
    case 'askedAgain':
      return `Spurgt igen i »${outcome.round ?? ''}«`
    default:
      return otherWords[outcome.kind]
  }
}

function lostWords(kind: Extract<Outcome, { access: LostAccess }>['kind'], access: LostAccess): string {
  if (kind === 'removed') return access === 'closing' ? 'Uden svar: fjernes' : 'Uden svar: fjernet'
  return {
    withdrawn: 'Afsluttet',
    suspended: 'Uden svar: sat på pause',
    replaced: 'Erstattet',
    replacedUnfilled: 'Afsluttet, efterfølgeren fik ikke rollen',
  }[kind]
}

const otherWords = {
  replacing: 'Beholder adgangen, til den nye virker',
  promised: 'Beholder rollen, til den nye har logget på, dog højst 30 dage',
  unfilled: 'Beholder rollen højst 30 dage, for efterfølgeren fik den ikke',
  held: 'Uden svar: venter på KOMBIT',
  elsewhere: 'Rollen er afsluttet uden om runden',
  undecided: 'Mangler svar',
} as const

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
  { title: 'Resultat', width: 44, cell: ({ item }) => text(outcomeWords(item)) },
  { title: 'Gennemført', width: 17, cell: ({ item }) => instant(item.consequenceAt ?? item.replacedAt) },
  {
    title: 'Adgang set lukket',
    width: 32,
    cell: ({ item }) => (item.accessClosedAt ? instant(item.accessClosedAt) : text(noClosingWords(item))),
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
