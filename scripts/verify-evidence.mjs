/**
 * Proves a Tværs evidence file, of a municipality or of a round, without Tværs: node verify-evidence.mjs FILE [KEYS]
 * KEYS is /.well-known/tvaers-keys.json as the portal published it; without it the keys in the file are believed.
 * Exit code 0: whole; 1: altered; 2: unreadable. Needs Node 20 or newer and nothing else.
 * One file, longer than others: an outsider must be able to read all of it and to keep it by itself.
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

/** What a municipality’s part says of the events it cites: the part, what they are about, types, facts and times. */
function* claims({ tasks, assignments = [], pendingAssignments, accesses = [], certifications }) {
  for (const { number, templateId, received, decisions } of tasks) {
    yield [received, `task ${number}`, ['task.received'], { templateId }]
    for (const one of decisions) {
      const how = one.decision === 'participated' ? 'completed' : one.decision
      yield [one, `task ${number}`, [`task.${how}`], { outcome: one.decision }]
      if (one.withdrawn) yield [one.withdrawn, `task ${number}`, ['task.reopened'], {}]
    }
  }
  for (const { id, given, ended, basis, roleId, roleName, userId, userName, startsOn } of assignments) {
    const facts = { roleId, roleName, userId, userName, startsOn }
    yield [given, `assignment ${id}`, ['assignment.started', 'assignment.planned'], facts]
    if (ended) yield [ended, `assignment ${id}`, ['assignment.ended'], { roleId, userId }]
    yield [{ basis }, `assignment ${id}`, ['assignment.suspended', 'assignment.resumed'], { roleId, userId }]
  }
  for (const {
    id,
    roleId,
    roleName,
    personName,
    outcome,
    userId,
    assignmentId,
    acts,
  } of pendingAssignments) {
    must(!outcome || acts.some(({ what }) => what === outcome), 'nobody did what came of a promise')
    for (const act of acts) {
      const names = act.what === outcome ? { roleName, userName: personName } : {}
      const effect = act.what === outcome && outcome === 'tookEffect' ? { userId, assignmentId } : {}
      yield [
        act,
        `pendingAssignment ${id}`,
        [`pendingAssignment.${act.what}`],
        { roleId, ...names, ...effect },
      ]
    }
  }
  for (const { userId, target, state, activeSince, closedAt, basis } of accesses) {
    const told = 'activated changed closed held failed closingDelayed'
      .split(' ')
      .map((what) => `access.${what}`)
    const times = { active: { 'access.activated': activeSince }, closed: { 'access.closed': closedAt } }[
      state
    ]
    yield [{ basis }, `user ${userId}`, [...told, 'provisioning.tickedOff'], { connector: target }, times]
  }
  for (const { roundId, name, closesOn, completedAt, closedAt, basis, items } of certifications) {
    const [opened, done, shut] = ['opened', 'completed', 'closed'].map((what) => `certification.${what}`)
    const times = { [done]: completedAt, [shut]: closedAt }
    const facts = { roundId, roundName: name, closesOn }
    yield [{ basis }, `certification ${roundId}`, [opened, done, shut], facts, times]
    for (const item of items) yield* claimsOfLine(item, roundId)
  }
}

function* claimsOfLine({ id, roleId, roleName, userId, userName, answers, ...line }, roundId) {
  const facts = { roundId, roleId, roleName, userId, userName }
  for (const one of answers) {
    const how = [one.isSelfAnswered ? 'selfAnswered' : 'answered', 'corrected']
    const types = how.map((what) => `certificationItem.${what}`)
    yield [one, `certificationItem ${id}`, types, { ...facts, answer: one.answer }]
  }
  const applied = 'certification.policyApplied'
  const policy = { suspended: 'suspend', removed: 'remove' }[line.withoutAnswer]
  const times = policy && line.withoutAnswerAt ? { [applied]: line.withoutAnswerAt } : {}
  const { accessOutcome: became, accessClosedAt: closedAt, accessClosedBasis = [] } = line
  must(
    became === undefined || (became === 'closed') === (closedAt !== null),
    'an access is both closed and not',
  )
  const [closing, when] = [['access.closed'], { 'access.closed': closedAt }]
  yield [{ basis: accessClosedBasis }, `user ${userId}`, closing, {}, when]
  // Of whom nothing was taken, no event may say that it was.
  const types = ['kept', 'grace', 'held', 'askedAgain'].includes(line.withoutAnswer) ? [] : [applied]
  yield [
    { basis: line.basis },
    `certificationItem ${id}`,
    types,
    policy ? { ...facts, policy } : facts,
    times,
  ]
}

/** What a round says of itself on the ground of the central body’s events. */
function* claimsOfRound({ roundId, name: roundName, closesOn, kind, basedOn, started, closed, ...round }) {
  const [thing, of] = [`certificationRound ${roundId}`, (what) => [`certificationRound.${what}`]]
  const named = { roundName, closesOn }
  const { lines: items, municipalities } = round
  const begun = { ...named, kind, basedOn, items, municipalities }
  yield [started, thing, of(kind === 'rerun' ? 'rerun' : 'started'), begun]
  if (closed) yield [closed, thing, of('closed'), named]
  for (const { roleId, roleName, holders, brake, brakeUndecided, decided, basis } of round.roles) {
    const held = { ...named, roleId, roleName, holders, undecided: brakeUndecided }
    yield [{ basis }, thing, of('held'), held]
    if (decided) yield [decided, thing, of('approved'), { roundName, roleId, decision: brake }]
    must(Boolean(decided) === ['approved', 'rejected'].includes(brake), 'a brake was let go by nobody')
  }
}

const instant = (event) => `${event.at.slice(0, 23)}Z`

/** Whether an event is what a part of the statement says of it. */
function checkClaim(event, [part, thing, types, facts]) {
  const { at, byName, onBehalfOfName, reason } = part
  const isIt = `${event.subjectType} ${event.subjectId}` === thing && types.includes(event.type)
  must(isIt, `event ${event.id} tells of something else`)
  for (const [name, value] of Object.entries(facts))
    must((event.facts?.[name] ?? null) === value, `event ${event.id} tells of another ${name}`)
  must(at === undefined || instant(event) === at, 'an event tells of another time')
  must(byName === undefined || event.actorName === byName, 'an event tells of another person')
  const isFor = onBehalfOfName === undefined || (event.onBehalfOfName ?? null) === onBehalfOfName
  must(isFor, 'an event tells of somebody else acted for')
  const why = event.facts?.reason
  must(reason === undefined || why === undefined || why === reason, 'an event tells of another reason')
}

/** Holds what is said against the events it cites. Whatever stands among them must be cited, an act once. */
function checkClaims(claims, events, name) {
  const byId = new Map(events.map(({ event }) => [event.id, event]))
  const [cited, acted] = [new Set(), new Set()]
  for (const claim of claims) {
    const [part, , , , times = {}] = claim
    const those = part.basis.map((id) => byId.get(id))
    for (const event of those) {
      checkClaim(event, claim)
      must(part.at === undefined || !acted.has(event.id), 'an event stands for two acts')
      if (part.at !== undefined) acted.add(event.id)
      cited.add(event.id)
    }
    for (const [type, time] of Object.entries(times)) {
      const ofType = those.filter((event) => event.type === type)
      const fits =
        ofType.length > 0 ? ofType.some((event) => instant(event) === time) : !time || !those.length
      must(fits, `no ${type} was at ${time}`)
    }
  }
  for (const { event } of events) {
    must(cited.has(event.id), `what event ${event.id} tells is left out`)
    must(event.organisationId === events[0].event.organisationId, `event ${event.id} is of somebody else`)
    const isOwn = event.actorOrganisationId === event.organisationId
    must(!isOwn || event.actorOrganisationName === name, 'another organisation is named')
    const about = event.facts?.municipalityName
    must(about === undefined || about === name, 'another municipality was asked')
  }
}

/** What the lines of a part come to: how many, how many with an answer, by themselves, and by whom. */
function numbersOf(items) {
  const standing = items.flatMap(({ answers }) => answers.slice(-1))
  const names = standing.map(({ byName, onBehalfOfName }) => [byName, onBehalfOfName ?? ''].join('\n'))
  return {
    lines: items.length,
    answered: standing.length,
    selfConfirmed: standing.filter((answer) => answer.isSelfAnswered).length,
    answeredBy: [...new Set(names)].sort().map((name) => {
      const [byName, onBehalfOfName] = name.split('\n')
      return { byName, onBehalfOfName: onBehalfOfName || null }
    }),
  }
}

/** Whether the parts make up the round: all municipalities, all lines, each about this round. */
function checkRound({ round, municipalities }) {
  const ids = new Set(municipalities.map(({ organisationId }) => organisationId))
  must(ids.size === municipalities.length, 'a municipality stands there twice')
  must(ids.size === round.municipalities, 'a municipality is left out')
  for (const { organisationId, events, certifications, ...part } of municipalities) {
    const [own] = certifications
    const same = ['roundId', 'name', 'kind', 'startedOn', 'closesOn'].every((key) => own[key] === round[key])
    must(certifications.length === 1 && same, 'a part is of another round')
    must(
      events.every(({ event }) => event.organisationId === organisationId),
      'a part has events of somebody else',
    )
    const { lines, answered, selfConfirmed, answeredBy } = part
    const said = json({ lines, answered, selfConfirmed, answeredBy })
    must(said === json(numbersOf(own.items)), 'the numbers are not those of the lines')
  }
  for (const name of ['lines', 'answered', 'selfConfirmed'])
    must(
      municipalities.reduce((sum, part) => sum + part[name], 0) === round[name],
      'the numbers of the round are not those of its municipalities',
    )
  const items = municipalities.flatMap(({ certifications }) => certifications[0].items)
  const names = new Map(round.roles.map(({ roleId, roleName }) => [roleId, roleName]))
  must(
    items.every(({ roleId, roleName }) => names.get(roleId) === roleName),
    'a line is of another role',
  )
  for (const { roleId, lines } of round.roles)
    must(items.filter((item) => item.roleId === roleId).length === lines, 'lines of a role are left out')
  must((round.status === 'open') === (round.closed === null), 'the round is both open and closed')
  const start = round.events.find(({ event }) => round.started.basis.includes(event.id))
  // Of rounds from before the start told all of this, what it told.
  const told = start?.event.facts ?? {}
  const rules = round.roles
    .map(({ roleId, nonResponse, graceDays, holders, lines }) => ({
      roleId,
      nonResponse,
      graceDays,
      holders,
      lines,
    }))
    .sort((one, other) => (one.roleId < other.roleId ? -1 : 1))
  const roleIds = rules.map(({ roleId }) => roleId)
  must(!told.roleIds || json([...told.roleIds].sort()) === json(roleIds), 'the start tells of other roles')
  must(!told.rules || json(told.rules) === json(rules), 'the start tells of other rules')
  must(!told.audience || json(told.audience) === json(round.audience), 'the start tells of another audience')
}

function readRound(statement) {
  const { round, municipalities } = statement
  checkRound(statement)
  const parts = municipalities.map((part) => [claims(part), part.events, part.municipality.name])
  const whose = `round ${round.name}, ${municipalities.length} municipalities, ${round.lines} lines`
  return { whose, groups: [[claimsOfRound(round), round.events, round.centralBody], ...parts] }
}

/** Each kind of file: the first line of what is signed, whose it is, and its groups of events with what is said of them. */
const kinds = {
  'tvaers-evidence-2': {
    firstLine: 'tvaers evidence 2',
    read: (statement) => {
      const { name } = statement.municipality
      return { whose: name, groups: [[claims(statement), statement.events, name]] }
    },
  },
  'tvaers-round-evidence-1': { firstLine: 'tvaers round evidence 1', read: readRound },
  'tvaers-round-evidence-2': { firstLine: 'tvaers round evidence 2', read: readRound },
}

function check(text, file, given) {
  const { statement, keyId, signature } = file
  const { seals, keys, ...content } = statement
  const { firstLine, read } = kinds[file.format]
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
  const signed = `${firstLine}\n${hex(json(statement))}\n`
  must(isSigned(signed, signature, keyOf(keyId)), 'the signature is not of this content')

  for (const { digest, words } of content.texts) must(hex(json(words)) === digest, 'a text is another')
  for (const [index, seal] of seals.entries()) {
    const sealed = `tvaers audit seal 1\n${sealDigest(seal)}\n`
    must(isSigned(sealed, seal.signature, keyOf(seal.keyId)), `seal ${seal.sequence} is not what was signed`)
    const before = seals[index - 1]
    const isNext = seal.sequence === before?.sequence + 1
    must(!isNext || seal.previousDigest === sealDigest(before), 'the chain of seals is broken')
  }
  const { whose, groups } = read(statement)
  const events = groups.flatMap(([, those]) => those)
  const numbered = new Map(seals.map((seal) => [seal.sequence, seal]))
  for (const { event, proof } of events.filter((one) => one.proof)) {
    const seal = numbered.get(proof.seal)
    must(rootFrom(event, proof, seal.eventCount) === seal.digest, `event ${event.id} is not in its seal`)
  }
  for (const group of groups) checkClaims(...group)
  const young = events.filter(({ proof }) => !proof).length
  const trust = given ? 'which you trust' : 'believed, for you gave no keys'
  return (
    `Whole: ${whose}, signed ${content.madeAt} with key ${keyId} (${trust}); ` +
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
  must(Object.hasOwn(kinds, file.format) && typeof file.statement === 'object', 'no evidence file')
} catch (error) {
  end(2, `Unreadable: ${error.message}`)
}
try {
  end(0, check(text, file, given))
} catch (error) {
  end(1, `Altered: ${error.message}`)
}
