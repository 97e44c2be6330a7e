import type { CivilDay } from '../../../kernel/civil-day.ts'
import type {
  Act,
  EvidenceCertification,
  EvidenceContent,
  EvidenceEvent,
  EvidenceMunicipality,
  EvidenceText,
  Proofs,
  SignedFile,
} from './evidence-file.ts'

/** A role of the round, with what follows without an answer as it was frozen at the start (C3), and its brake (C4). */
export interface EvidenceRoundRole {
  readonly roleId: string
  readonly roleName: string
  readonly roleVersion: number
  readonly opensAccess: boolean
  readonly nonResponse: string
  readonly graceDays: number
  readonly lines: number
  /** Everybody who held it at the start: what the brake measures against. */
  readonly holders: number
  readonly removesOn: CivilDay | null
  readonly brake: 'held' | 'approved' | 'rejected' | 'superseded' | null
  readonly brakeUndecided: number | null
  /** Who let go of the brake, or kept everybody. */
  readonly decided: Act | null
  /** The brake taking hold. */
  readonly basis: readonly number[]
}

/** How many lines, how many have an answer, and how many were answered by their own holder (C2). */
export interface RoundNumbers {
  readonly lines: number
  readonly answered: number
  readonly selfConfirmed: number
}

/** The round as the central body planned and closed it. */
export interface EvidenceRound extends RoundNumbers {
  readonly roundId: string
  readonly name: string
  readonly kind: string
  readonly audience: unknown
  /** The round whose unanswered lines it asks about again (C5). */
  readonly basedOn: string | null
  readonly status: string
  readonly startedOn: CivilDay
  readonly closesOn: CivilDay
  readonly centralBody: string
  readonly municipalities: number
  readonly started: Act
  readonly closed: Act | null
  readonly roles: readonly EvidenceRoundRole[]
  readonly events: readonly EvidenceEvent[]
}

type Items = EvidenceCertification['items']

/** A municipality's part, written as in its own file. */
export interface EvidenceRoundPart
  extends RoundNumbers,
    Pick<EvidenceContent, 'tasks' | 'pendingAssignments' | 'certifications'> {
  readonly organisationId: number
  readonly municipality: EvidenceMunicipality
  /** Each municipality is read at one moment, one after the other. */
  readonly readAt: string
  readonly answeredBy: readonly { readonly byName: string; readonly onBehalfOfName: string | null }[]
  readonly events: readonly EvidenceEvent[]
}

/** A round over all its municipalities (C7). */
export interface RoundStatement extends Proofs {
  readonly madeAt: string
  readonly round: EvidenceRound
  readonly municipalities: readonly EvidenceRoundPart[]
  readonly texts: readonly EvidenceText[]
}

export type RoundFile = SignedFile<RoundStatement>

/** What the lines of a part come to. */
export function numbersOf(items: Items): RoundNumbers & Pick<EvidenceRoundPart, 'answeredBy'> {
  const standing = items.flatMap(({ answers }) => answers.at(-1) ?? [])
  const names = standing.map(({ byName, onBehalfOfName }) => ({ byName, onBehalfOfName }))
  const once = new Map(names.map((name) => [`${name.byName}\n${name.onBehalfOfName ?? ''}`, name]))
  return {
    lines: items.length,
    answered: standing.length,
    selfConfirmed: standing.filter(({ isSelfAnswered }) => isSelfAnswered).length,
    answeredBy: [...once].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, name]) => name),
  }
}
