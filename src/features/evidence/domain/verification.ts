import { isSignedBy, isTextSignedBy, keyIdOf, leafOfEvent, rootFrom, sealDigest } from '../../audit/index.ts'
import { Altered, checkClaims, type Ground, must } from './checking-claims.ts'
import { checkRound } from './checking-round.ts'
import { claimsOf, isOneStory } from './claims.ts'
import {
  digestOf,
  type EvidenceEvent,
  type EvidenceStatement,
  type EvidenceTask,
  type EvidenceText,
  evidenceFormat,
  evidenceText,
  isEvidenceFormat,
  type Proofs,
  type SignedFile,
  signedEvidence,
} from './evidence-file.ts'
import { claimsOfRound } from './round-claims.ts'
import type { RoundStatement } from './round-file.ts'

export interface EvidenceVerdict {
  /** whole: everything holds; altered: something does not; unreadable: no evidence file. */
  readonly outcome: 'whole' | 'altered' | 'unreadable'
  /** One sentence for each check. */
  readonly lines: readonly string[]
}

type AnyStatement = EvidenceStatement | RoundStatement

/**
 * Proves an evidence file (E2, C7) with nothing but itself and keys. The checks stop at the first that fails: after that,
 * nothing in the file can be believed.
 * @param trusted public keys (32 bytes) by id; when empty, those in the file are believed and the verdict says so
 */
export function verifyEvidence(text: string, trusted: ReadonlyMap<string, Uint8Array>): EvidenceVerdict {
  let file: SignedFile<AnyStatement>
  try {
    file = JSON.parse(text)
  } catch {
    return { outcome: 'unreadable', lines: ['The file is cut off, or no evidence file.'] }
  }
  if (!isEvidenceFormat(file?.format) || typeof file.statement !== 'object' || !file.statement)
    return { outcome: 'unreadable', lines: ['The file is no evidence file that this version knows.'] }
  try {
    return { outcome: 'whole', lines: checkAll(text, file, trusted) }
  } catch (error) {
    // A forged file may have any form: what cannot be followed is not what was made.
    const sentence = error instanceof Altered ? error.message : 'Its parts do not fit together.'
    return { outcome: 'altered', lines: [`Altered: ${sentence}`] }
  }
}

/** A statement as the checks take it, whatever it is about. */
interface Content {
  readonly whose: string
  readonly madeAt: string
  readonly texts: readonly EvidenceText[]
  readonly tasks: readonly EvidenceTask[]
  readonly promises: EvidenceStatement['pendingAssignments']
  readonly rounds: EvidenceStatement['certifications']
  readonly grounds: readonly Ground[]
  /** What is checked of the whole beside. */
  readonly checkWhole?: () => string
}

function contentOf({ format, statement }: SignedFile<AnyStatement>): Content {
  if (format === evidenceFormat) return contentOfMunicipality(statement as EvidenceStatement)
  return contentOfRound(statement as RoundStatement)
}

const contentOfMunicipality = (statement: EvidenceStatement): Content => {
  const { municipality, madeAt, texts, tasks, pendingAssignments, events } = statement
  const { name } = municipality
  const grounds = [{ events, name, claims: claimsOf(statement) }]
  const rounds = statement.certifications
  return { whose: name, madeAt, texts, tasks, promises: pendingAssignments, rounds, grounds }
}

const contentOfRound = (statement: RoundStatement): Content => {
  const { madeAt, texts, round, municipalities } = statement
  const plan: Ground = { events: round.events, name: round.centralBody, claims: claimsOfRound(round) }
  const parts = municipalities.map(
    (part): Ground => ({ events: part.events, name: part.municipality.name, claims: claimsOf(part) }),
  )
  return {
    ...{ whose: `the round ${round.name}`, madeAt, texts, grounds: [plan, ...parts] },
    tasks: municipalities.flatMap((part) => part.tasks),
    promises: municipalities.flatMap((part) => part.pendingAssignments),
    rounds: municipalities.flatMap((part) => part.certifications),
    checkWhole: () => checkRound(statement),
  }
}

function checkAll(
  text: string,
  file: SignedFile<AnyStatement>,
  trusted: ReadonlyMap<string, Uint8Array>,
): string[] {
  const { statement, signature, keyId, ...rest } = file
  must(
    evidenceText(file) === text && Object.keys(rest).join() === 'format',
    'the file is not written as it was made.',
  )
  const own = new Map(statement.keys.map((key) => [key.keyId, Buffer.from(key.publicKey, 'hex')]))
  const keys = trusted.size > 0 ? trusted : own
  checkSignature(file, keys)
  const content = contentOf(file)
  const { whose, madeAt, grounds } = content
  const events = grounds.flatMap((ground) => ground.events)
  return [
    `The file is exactly as it was signed with the key ${keyId}, ${madeAt}, for ${whose}.`,
    trusted.size > 0
      ? 'That key is one of those you trust.'
      : 'Without --keys, the keys in the file are believed: this proves that it is whole, not who made it.',
    checkTexts(content),
    checkEvents(events, statement.seals, keys),
    checkChain(statement),
    checkActs(content),
    ...(content.checkWhole ? [content.checkWhole()] : []),
  ]
}

function checkSignature(
  { format, statement, signature, keyId }: SignedFile<AnyStatement>,
  keys: ReadonlyMap<string, Uint8Array>,
): void {
  const key = keys.get(keyId)
  if (!key) throw new Altered('it is signed with a key that is not trusted.')
  must(keyIdOf(key) === keyId, 'a key does not have the name it is given.')
  const signed = signedEvidence(format, digestOf(statement))
  // In one writing only: capital letters would be another file with the same signature.
  must(
    /^[0-9a-f]{128}$/.test(signature) && isTextSignedBy(signed, signature, key),
    'the signature is not of this content.',
  )
}

function checkTexts({ texts, tasks }: Content): string {
  for (const { digest, words } of texts)
    must(digestOf(words) === digest, 'a text is not the one that its digest names.')
  const known = new Set(texts.map(({ templateId, version }) => `${templateId} ${version}`))
  for (const { templateId, decisions } of tasks)
    for (const { textVersion } of decisions)
      must(known.has(`${templateId} ${textVersion}`), 'a decision names a text that is not there.')
  return `Texts that were read: ${texts.length}, each with the digest it is cited by.`
}

function checkEvents(
  events: readonly EvidenceEvent[],
  seals: Proofs['seals'],
  keys: ReadonlyMap<string, Uint8Array>,
): string {
  const byNumber = new Map(seals.map((seal) => [seal.sequence, seal]))
  for (const seal of seals) {
    const key = keys.get(seal.keyId)
    must(key !== undefined && keyIdOf(key) === seal.keyId, 'a seal is signed with a key that is not trusted.')
    must(key !== undefined && isSignedBy(seal, key), `seal ${seal.sequence} is not what was signed.`)
  }
  for (const { event, proof } of events) if (proof) checkInclusion(event, proof, byNumber.get(proof.seal))
  const sealed = events.filter(({ proof }) => proof).length
  const young = events.length - sealed
  return (
    `Events of the audit trail: ${sealed}, each in a signed seal as it was recorded` +
    `${young > 0 ? `; ${young} more not sealed yet` : ''}.`
  )
}

function checkInclusion(
  event: EvidenceEvent['event'],
  proof: NonNullable<EvidenceEvent['proof']>,
  seal: Proofs['seals'][number] | undefined,
): void {
  const covers = seal && event.id >= seal.fromEventId && event.id <= seal.toEventId
  const root = covers ? rootFrom(leafOfEvent(event), proof, seal.eventCount) : null
  must(root !== null && root === seal?.digest, `event ${event.id} is not in the seal that it names.`)
}

function checkChain({ seals }: Pick<Proofs, 'seals'>): string {
  let apart = 0
  for (const [index, seal] of seals.entries()) {
    const before = seals[index - 1]
    if (!before) continue
    must(seal.sequence > before.sequence, 'the seals are not in order.')
    if (seal.sequence > before.sequence + 1) apart += seal.sequence - before.sequence - 1
    else
      must(
        seal.previousDigest === sealDigest(before) && seal.fromEventId === before.toEventId + 1,
        `seal ${seal.sequence} does not follow the one before.`,
      )
  }
  const [first, last] = [seals[0], seals.at(-1)]
  if (!first || !last) return 'No seal is cited.'
  const where = first === last ? `Seal ${first.sequence}` : `Seals ${first.sequence} to ${last.sequence}`
  return apart === 0
    ? `${where}: each signed, each naming the one before, without a gap.`
    : `${where}: each signed; ${apart} between them are not in the file, so only neighbours are proved to follow each other.`
}

function checkActs({ grounds, promises, rounds }: Content): string {
  const checked = grounds.map(checkClaims)
  must(rounds.flatMap(({ items }) => items).every(isOneStory), 'an access is both closed and not.')
  for (const { outcome, acts } of promises)
    must(outcome === null || acts.some(({ what }) => what === outcome), 'nobody did what came of a promise.')
  const proved = checked.reduce((sum, one) => sum + one.proved, 0)
  const bare = checked.reduce((sum, one) => sum + one.bare, 0)
  return (
    `Statements that cite events: ${proved}, with what the events say of whom, by whom, when and why` +
    `${bare > 0 ? `; ${bare} without an event rest on the signature of the file alone` : ''}.`
  )
}
