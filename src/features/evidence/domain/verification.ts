import type { EventValue } from '../../../kernel/event.ts'
import { isSignedBy, isTextSignedBy, keyIdOf, leafOfEvent, rootFrom, sealDigest } from '../../audit/index.ts'
import { type Claim, claimsOf } from './claims.ts'
import {
  digestOf,
  type EvidenceEvent,
  type EvidenceFile,
  type EvidenceStatement,
  evidenceFormat,
  evidenceText,
  signedEvidence,
} from './evidence-file.ts'

export interface EvidenceVerdict {
  /** whole: everything holds; altered: something does not; unreadable: no evidence file. */
  readonly outcome: 'whole' | 'altered' | 'unreadable'
  /** One sentence for each check. */
  readonly lines: readonly string[]
}

class Altered extends Error {}

const must = (holds: boolean, sentence: string): void => {
  if (!holds) throw new Altered(sentence)
}

/**
 * Proves an evidence file (E2) with nothing but itself and keys. The checks stop at the first that fails: after that,
 * nothing in the file can be believed.
 * @param trusted public keys (32 bytes) by id; when empty, those in the file are believed and the verdict says so
 */
export function verifyEvidence(text: string, trusted: ReadonlyMap<string, Uint8Array>): EvidenceVerdict {
  let file: EvidenceFile
  try {
    file = JSON.parse(text)
  } catch {
    return { outcome: 'unreadable', lines: ['The file is cut off, or no evidence file.'] }
  }
  if (file?.format !== evidenceFormat || typeof file.statement !== 'object' || !file.statement)
    return { outcome: 'unreadable', lines: ['The file is no evidence file that this version knows.'] }
  try {
    return { outcome: 'whole', lines: checkAll(text, file, trusted) }
  } catch (error) {
    // A forged file may have any form: what cannot be followed is not what was made.
    const sentence = error instanceof Altered ? error.message : 'Its parts do not fit together.'
    return { outcome: 'altered', lines: [`Altered: ${sentence}`] }
  }
}

function checkAll(text: string, file: EvidenceFile, trusted: ReadonlyMap<string, Uint8Array>): string[] {
  const { statement, signature, keyId, ...rest } = file
  must(
    evidenceText(file) === text && Object.keys(rest).join() === 'format',
    'the file is not written as it was made.',
  )
  const own = new Map(statement.keys.map((key) => [key.keyId, Buffer.from(key.publicKey, 'hex')]))
  const keys = trusted.size > 0 ? trusted : own
  checkSignature({ statement, signature, keyId }, keys)
  return [
    `The file is exactly as it was signed with the key ${keyId}, ${statement.madeAt}, for ${statement.municipality.name}.`,
    trusted.size > 0
      ? 'That key is one of those you trust.'
      : 'Without --keys, the keys in the file are believed: this proves that it is whole, not who made it.',
    checkTexts(statement),
    checkEvents(statement, keys),
    checkChain(statement),
    checkActs(statement),
  ]
}

function checkSignature(
  { statement, signature, keyId }: Pick<EvidenceFile, 'statement' | 'signature' | 'keyId'>,
  keys: ReadonlyMap<string, Uint8Array>,
): void {
  const key = keys.get(keyId)
  if (!key) throw new Altered('it is signed with a key that is not trusted.')
  must(keyIdOf(key) === keyId, 'a key does not have the name it is given.')
  // In one writing only: capital letters would be another file with the same signature.
  must(
    /^[0-9a-f]{128}$/.test(signature) && isTextSignedBy(signedEvidence(statement), signature, key),
    'the signature is not of this content.',
  )
}

function checkTexts({ texts, tasks }: EvidenceStatement): string {
  for (const { digest, words } of texts)
    must(digestOf(words) === digest, 'a text is not the one that its digest names.')
  const known = new Set(texts.map(({ templateId, version }) => `${templateId} ${version}`))
  for (const { templateId, decisions } of tasks)
    for (const { textVersion } of decisions)
      must(known.has(`${templateId} ${textVersion}`), 'a decision names a text that is not there.')
  return `Texts that were read: ${texts.length}, each with the digest it is cited by.`
}

function checkEvents({ events, seals }: EvidenceStatement, keys: ReadonlyMap<string, Uint8Array>): string {
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
  seal: EvidenceStatement['seals'][number] | undefined,
): void {
  const covers = seal && event.id >= seal.fromEventId && event.id <= seal.toEventId
  const root = covers ? rootFrom(leafOfEvent(event), proof, seal.eventCount) : null
  must(root !== null && root === seal?.digest, `event ${event.id} is not in the seal that it names.`)
}

function checkChain({ seals }: EvidenceStatement): string {
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

function checkActs({ events, seals: _seals, keys: _keys, ...content }: EvidenceStatement): string {
  const byId = new Map(events.map(({ event }) => [event.id, event]))
  const [first] = events
  for (const { event } of events)
    checkOwner(event, first?.event.organisationId ?? null, content.municipality.name)
  const told = new Set<number>()
  const acted = new Set<number>()
  let [proved, bare] = [0, 0]
  for (const claim of claimsOf(content)) {
    if (claim.basis.length > 0) proved += 1
    else if (claim.at !== undefined) bare += 1
    for (const id of claim.basis) {
      const event = byId.get(id)
      if (!event) throw new Altered(`event ${id} is cited and not there.`)
      checkClaim(claim, event)
      must(claim.at === undefined || !acted.has(id), `event ${id} stands for two acts.`)
      if (claim.at !== undefined) acted.add(id)
      told.add(id)
    }
    checkTimes(claim, byId)
  }
  for (const { outcome, acts } of content.pendingAssignments)
    must(outcome === null || acts.some(({ what }) => what === outcome), 'nobody did what came of a promise.')
  for (const id of byId.keys()) must(told.has(id), `what event ${id} tells is left out.`)
  return (
    `Statements that cite events: ${proved}, with what the events say of whom, by whom, when and why` +
    `${bare > 0 ? `; ${bare} without an event rest on the signature of the file alone` : ''}.`
  )
}

type Told = EvidenceEvent['event']

/** All are of one municipality, and those its own people did name it. */
function checkOwner(event: Told, organisationId: number | null, name: string): void {
  must(event.organisationId === organisationId, `event ${event.id} is of another organisation.`)
  const isOwn = event.actorOrganisationId === organisationId
  must(!isOwn || event.actorOrganisationName === name, `event ${event.id} names another municipality.`)
}

function checkClaim({ thing, types, facts, at, byName, onBehalfOfName, reason }: Claim, event: Told): void {
  const isAbout = event.subjectType === thing[0] && event.subjectId === thing[1]
  must(isAbout && types.includes(event.type), `event ${event.id} tells of something else than what cites it.`)
  const told = (event.facts ?? {}) as Readonly<Record<string, EventValue>>
  const wrong = Object.entries(facts ?? {}).find(([name, value]) => (told[name] ?? null) !== value)
  must(!wrong, `event ${event.id} tells of another ${wrong?.[0]} than what cites it.`)
  const agrees =
    (at === undefined || at === `${event.at.slice(0, 23)}Z`) &&
    (byName === undefined || byName === event.actorName) &&
    (onBehalfOfName === undefined || onBehalfOfName === (event.onBehalfOfName ?? null)) &&
    (reason === undefined || told.reason === undefined || told.reason === reason)
  must(agrees, `event ${event.id} tells of another time, person or reason than what cites it.`)
}

function checkTimes({ basis, times = {} }: Claim, byId: ReadonlyMap<number, Told>): void {
  for (const [type, at] of Object.entries(times)) {
    const those = basis.map((id) => byId.get(id)).filter((event) => event?.type === type)
    const isThere = those.some((event) => `${event?.at.slice(0, 23)}Z` === at)
    must(those.length === 0 ? at === null || basis.length === 0 : isThere, `no ${type} was at ${at}.`)
  }
}
