/**
 * Proves a Tværs evidence file, without Tværs: node verify-evidence.mjs FILE [KEYS]
 * KEYS is /.well-known/tvaers-keys.json as the portal published it; without it the keys in the file are believed.
 * Exit code 0: whole; 1: altered; 2: unreadable. Needs Node 20 or newer and nothing else.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'

const sha = (...parts) =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part))))
    .digest()
const hex = (content) => sha(content).toString('hex')
const must = (holds, what) => {
  if (!holds) throw new Error(what)
}
function end(code, line) {
  console.log(line)
  process.exit(code)
}

/** The one text of a value (RFC 8785): keys in order, no spaces. */
function json(value) {
  if (Array.isArray(value)) return `[${value.map(json)}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const keys = Object.keys(value).sort()
  return `{${keys.map((key) => `${JSON.stringify(key)}:${json(value[key])}`)}}`
}

/** Ed25519; the prefix makes 32 bytes a public key in DER (RFC 8410). */
function isSigned(text, signature, publicKey) {
  const der = Buffer.from(`302a300506032b6570032100${publicKey}`, 'hex')
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
  return (
    /^[0-9a-f]{128}$/.test(signature) && verify(null, Buffer.from(text), key, Buffer.from(signature, 'hex'))
  )
}

/** From an event up to the root of its tree (RFC 9162, 2.1.3.2). */
function rootFrom(event, { index, path }, size) {
  let [at, last, hash] = [index, size - 1, sha([0], json(event))]
  for (const step of path.map((text) => Buffer.from(text, 'hex'))) {
    must(last > 0, 'a proof is too long')
    const isRight = at % 2 === 1
    const isAlone = at === last
    hash = isRight || isAlone ? sha([1], step, hash) : sha([1], hash, step)
    for (; isAlone && at > 0 && at % 2 === 0; at /= 2) last = Math.floor(last / 2)
    at = Math.floor(at / 2)
    last = Math.floor(last / 2)
  }
  return last === 0 && hash.toString('hex')
}

const sealDigest = ({ signature: _signature, ...seal }) => hex(json({ format: 1, ...seal }))

/** Everything that cites events. */
function citing(value) {
  if (value === null || typeof value !== 'object') return []
  return [...('basis' in value ? [value] : []), ...Object.values(value).flatMap(citing)]
}

function check(text, file, given) {
  const { statement, keyId, signature } = file
  const { events, seals, keys, ...content } = statement
  const keyOf = (id) => {
    const key = (given ?? keys).find((known) => known.keyId === id)?.publicKey
    must(
      /^[0-9a-f]{64}$/.test(key) && hex(Buffer.from(key, 'hex')).slice(0, 16) === id,
      'a key is not trusted',
    )
    return key
  }
  must(`${json(file)}\n` === text, 'the file is not written as it was made')
  must(Object.keys(file).join() === 'format,keyId,signature,statement', 'something was added')
  const signed = `tvaers evidence 2\n${hex(json(statement))}\n`
  must(isSigned(signed, signature, keyOf(keyId)), 'the signature is not of this content')

  for (const { digest, words } of content.texts) must(hex(json(words)) === digest, 'a text is another')
  for (const [index, seal] of seals.entries()) {
    const sealed = `tvaers audit seal 1\n${sealDigest(seal)}\n`
    must(isSigned(sealed, seal.signature, keyOf(seal.keyId)), `seal ${seal.sequence} is not what was signed`)
    const before = seals[index - 1]
    const isNext = seal.sequence === before?.sequence + 1
    must(!isNext || seal.previousDigest === sealDigest(before), 'the chain of seals is broken')
  }
  for (const { event, proof } of events.filter((one) => one.proof)) {
    const seal = seals.find(({ sequence }) => sequence === proof.seal)
    must(rootFrom(event, proof, seal.eventCount) === seal.digest, `event ${event.id} is not in its seal`)
  }
  const byId = new Map(events.map(({ event }) => [event.id, event]))
  for (const { basis, at, byName, onBehalfOfName, reason } of citing(content))
    for (const event of basis.map((id) => byId.get(id))) {
      must(at === undefined || `${event.at.slice(0, 23)}Z` === at, 'an event tells of another time')
      must(byName === undefined || event.actorName === byName, 'an event tells of another person')
      const isFor = onBehalfOfName === undefined || (event.onBehalfOfName ?? null) === onBehalfOfName
      must(isFor, 'an event tells of somebody else acted for')
      must(!reason || (event.facts.reason ?? reason) === reason, 'an event tells of another reason')
    }
  const young = events.filter(({ proof }) => !proof).length
  const trust = given ? 'which you trust' : 'believed, for you gave no keys'
  return (
    `Whole: ${content.municipality.name}, signed ${content.madeAt} with key ${keyId} (${trust}); ` +
    `${events.length} events, ${young} of them not sealed yet; ${seals.length} seals.`
  )
}

const read = (path) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(path))
let given
let text
let file
try {
  given = process.argv[3] && JSON.parse(read(process.argv[3])).keys
  text = read(process.argv[2])
  file = JSON.parse(text)
  must(file.format === 'tvaers-evidence-2' && typeof file.statement === 'object', 'no evidence file')
} catch (error) {
  end(2, `Unreadable: ${error.message}`)
}
try {
  end(0, check(text, file, given))
} catch (error) {
  end(1, `Altered: ${error.message}`)
}
