import { createHash } from 'node:crypto'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { EventValue } from '../../../kernel/event.ts'
import { canonicalJson, type RecordedEvent, type Seal } from '../../audit/index.ts'

/** Something somebody did, with the events that tell of it; none when it came in without one (imports). */
export interface Act {
  /** ISO 8601, to the millisecond. */
  readonly at: string
  readonly byName: string
  /** The administrator a deputy acted for (R2). */
  readonly onBehalfOfName: string | null
  readonly basis: readonly number[]
}

/** What was there to read: the central body's words, with the digest they are cited by. */
export interface EvidenceText {
  readonly templateId: string
  readonly version: number
  readonly digest: string
  readonly words: { readonly [section: string]: string }
}

export interface EvidenceDecision extends Act {
  /** `lapsed`: closed by its own rules, and nobody had answered. */
  readonly decision: 'participated' | 'optedOut' | 'lapsed'
  readonly reason: string | null
  /** The version of the text that stood when it was decided. */
  readonly textVersion: number
  readonly withdrawn: Act | null
}

export interface EvidenceTask {
  readonly number: number
  readonly templateId: string
  readonly priority: string
  readonly dueOn: CivilDay | null
  readonly status: string
  readonly received: Act
  readonly decisions: readonly EvidenceDecision[]
}

export interface EvidenceAssignment {
  readonly id: string
  readonly roleId: string
  readonly roleName: string
  readonly roleVersion: number
  readonly userId: string
  readonly userName: string
  readonly isPrimary: boolean
  readonly startsOn: CivilDay
  readonly endsBefore: CivilDay | null
  readonly suspendedAt: string | null
  /** Given by the portal at the person's first sign-in, as it had been promised; null for all others (R3). */
  readonly pendingAssignmentId: string | null
  readonly given: Act
  readonly ended: Act | null
  /** Pauses and their ends (C3). */
  readonly basis: readonly number[]
}

/** A role promised to somebody who had not signed in yet, and what became of it (R3). Never the address. */
export interface EvidencePending {
  readonly id: string
  readonly roleId: string
  readonly roleName: string
  readonly personName: string
  readonly outcome: 'tookEffect' | 'refused' | 'expired' | 'withdrawn' | null
  /** Known once the person has signed in. */
  readonly userId: string | null
  readonly assignmentId: string | null
  readonly acts: readonly (Act & { readonly what: string })[]
}

export interface EvidenceAccess {
  readonly userId: string
  readonly userName: string
  readonly target: string
  readonly state: string
  /** When the target was last read back and found as it should be. */
  readonly verifiedAt: string | null
  readonly activeSince: string | null
  readonly closedAt: string | null
  readonly steps: readonly {
    readonly assignmentsVersion: number
    readonly step: string
    readonly state: string
    readonly readBackAt: string
    /** Who ticked it off, where a person opens the door. */
    readonly tickedOffBy: string | null
  }[]
  readonly basis: readonly number[]
}

export interface EvidenceAnswer extends Act {
  readonly answer: 'keep' | 'withdraw' | 'replace'
  readonly reason: string | null
  readonly successorName: string | null
  /** Of a successor who had not signed in yet: what became of it stands among the pending assignments. */
  readonly successorPendingId: string | null
  readonly isSelfAnswered: boolean
}

/** Closed; open all the same, by another assignment; there was none. Null: awaited, or nothing was lost. */
export type EvidenceAccessOutcome = 'closed' | 'continues' | 'none'

export interface EvidenceCertification {
  readonly roundId: string
  readonly name: string
  readonly kind: string
  readonly status: string
  readonly startedOn: CivilDay
  readonly closesOn: CivilDay
  readonly closedAt: string | null
  readonly completedAt: string | null
  readonly basis: readonly number[]
  readonly items: readonly {
    readonly id: string
    readonly roleId: string
    readonly roleName: string
    readonly userId: string
    readonly userName: string
    readonly isPrimary: boolean
    readonly heldSince: CivilDay
    /** Every answer, also those corrected since; the last one holds (C5). */
    readonly answers: readonly EvidenceAnswer[]
    readonly withoutAnswer: string | null
    readonly withoutAnswerAt: string | null
    /** The round that took the line over (C5); null: none did. */
    readonly askedAgainIn: string | null
    /** When what the line cost the holder was read back as closed (A2). */
    readonly accessClosedAt: string | null
    readonly accessOutcome: EvidenceAccessOutcome | null
    /** The closing itself; none where the person left the role's places and kept others at the same target. */
    readonly accessClosedBasis: readonly number[]
    readonly basis: readonly number[]
  }[]
}

export interface EvidenceMunicipality {
  readonly name: string
  readonly cvr: string | null
  readonly code: string | null
}

/** What the municipality can show (E2), before it is proved and signed. */
export interface EvidenceContent {
  readonly municipality: EvidenceMunicipality
  readonly madeAt: string
  readonly texts: readonly EvidenceText[]
  readonly tasks: readonly EvidenceTask[]
  readonly assignments: readonly EvidenceAssignment[]
  readonly pendingAssignments: readonly EvidencePending[]
  readonly accesses: readonly EvidenceAccess[]
  readonly certifications: readonly EvidenceCertification[]
}

export interface EvidenceEvent {
  readonly event: RecordedEvent
  /** Null while it is not sealed yet: then the signature of the file alone speaks for it. */
  readonly proof: { readonly seal: number; readonly index: number; readonly path: readonly string[] } | null
}

/** What every statement is proved with, whatever it is about. */
export interface Proofs {
  readonly seals: readonly Seal[]
  readonly keys: readonly { readonly keyId: string; readonly publicKey: string }[]
}

export interface EvidenceStatement extends EvidenceContent, Proofs {
  readonly events: readonly EvidenceEvent[]
}

/** The forms of the file, each with the first line of what is signed: it keeps a signature from meaning anything elsewhere. */
const firstLines = {
  'tvaers-evidence-2': 'tvaers evidence 2',
  'tvaers-round-evidence-1': 'tvaers round evidence 1',
  'tvaers-round-evidence-2': 'tvaers round evidence 2',
} as const
export type EvidenceFormat = keyof typeof firstLines

export const isEvidenceFormat = (format: unknown): format is EvidenceFormat =>
  typeof format === 'string' && Object.hasOwn(firstLines, format)

export const evidenceFormat = 'tvaers-evidence-2' satisfies EvidenceFormat

export interface SignedFile<Statement> {
  readonly format: EvidenceFormat
  readonly keyId: string
  /** Ed25519, hexadecimal in small letters. */
  readonly signature: string
  readonly statement: Statement
}
export type EvidenceFile = SignedFile<EvidenceStatement>

export const canonical = (value: unknown): string => canonicalJson(value as EventValue)

export const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonical(value)).digest('hex')

/** What is signed. @param digest SHA-256 of the canonical statement, hexadecimal */
export const signedEvidence = (format: EvidenceFormat, digest: string): string =>
  `${firstLines[format]}\n${digest}\n`

/** The one way a file is written: any other character is a change. */
export const evidenceText = (file: unknown): string => `${canonical(file)}\n`

export interface Signer {
  readonly keyId: string
  readonly publicKey: Uint8Array
  signText(text: string): string
}

/** The keys a file carries: these, and that of the signer. */
export const keysBeside = (keys: ReadonlyMap<string, Uint8Array>, by: Signer): Proofs['keys'] =>
  [...new Map([...keys, [by.keyId, by.publicKey]])].map(([keyId, key]) => ({
    keyId,
    publicKey: Buffer.from(key).toString('hex'),
  }))

/** Signs what was gathered and proved. */
export function signEvidence<Content extends object>(
  content: Content,
  keys: ReadonlyMap<string, Uint8Array>,
  by: Signer,
  format: EvidenceFormat = evidenceFormat,
): SignedFile<Content & Pick<Proofs, 'keys'>> {
  const statement = { ...content, keys: keysBeside(keys, by) }
  const signature = by.signText(signedEvidence(format, digestOf(statement)))
  return { format, keyId: by.keyId, signature, statement }
}
