import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type Outsider,
  openOutsider,
  runProgram,
  sealAll as sealAllOf,
} from '../../../test/support/evidence-checkers.ts'
import { type KorsbaekThings, makeKorsbaekThings, secrets } from '../../../test/support/korsbaek-things.ts'
import { type Browser, createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { verifyEvidenceFile } from '../../commands/verify-evidence.ts'
import { deriveSealingKey } from '../audit/index.ts'
import {
  type EvidenceFile,
  type EvidenceStatement,
  evidenceText,
  signEvidence,
} from './domain/evidence-file.ts'
import { verifyEvidence } from './domain/verification.ts'

const secret = 'a secret of at least thirty-two characters'
const key = deriveSealingKey(secret)
const forger = deriveSealingKey('another secret, also of thirty-two characters')
const trusted = new Map([[key.keyId, key.publicKey as Uint8Array]])

let portal: TestApp
let things: KorsbaekThings
let katrine: Browser
let outsider: Outsider
let text: string
let file: EvidenceFile

const sealAll = () => sealAllOf(portal, key)

/** Mads is promised a role, signs in, and acts for Katrine: he takes another promise back, and what is sealed ends here. */
async function inTheirFirstHour(): Promise<Browser> {
  const promised = { kendt: 'nej', name: 'Mads Friis', email: 'mads.friis@korsbaek.example' }
  await katrine.post(`/roller/${things.roleId}/tildelinger`, promised)
  portal.clock.moveTo('2026-11-23T09:00:15Z')
  const mads = await portal.as('Mads')
  const { id: userId } = await portal.actor('Mads')
  await katrine.post('/stedfortraeder', { userId, lastDay: '30-11-2026' })
  await mads.post(`/roller/${things.roleId}/afventende/${things.pendingId}/fortryd`)
  await sealAll()
  return mads
}

beforeAll(async () => {
  portal = await createTestApp({ environment: { SECRET_KEY: secret } })
  outsider = await openOutsider(portal)
  things = await makeKorsbaekThings(portal)
  katrine = await portal.as('Katrine')
  await portal.owner.query(
    `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, verified_at, active_since, updated_at)
     values ($1, $2, 'manual', 1, 'present', 'active', $3, $3, $3)`,
    [portal.organisation('Korsbæk'), things.userId, portal.clock.now()],
  )
  await portal.owner.query(
    `insert into provisioning_step (organisation_id, user_id, connector, epoch, step, state, at)
     values ($1, $2, 'manual', 1, 'team', 'done', $3)`,
    [portal.organisation('Korsbæk'), things.userId, portal.clock.now()],
  )
  await sealAll()
  await katrine.post(`/bekraeftelser/${things.certificationRoundId}/svar`, {
    [`svar-${things.certificationItemId}`]: 'keep',
  })
  await sealAll()
  portal.clock.moveTo('2026-11-23T09:00:10Z')
  const mads = await inTheirFirstHour()
  // Not sealed yet when the file is made.
  portal.clock.moveTo('2026-11-23T09:00:20Z')
  await mads.post(`/bekraeftelser/${things.certificationRoundId}/svar`, {
    [`svar-${things.certificationItemId}`]: 'withdraw',
    [`hvorfor-${things.certificationItemId}`]: 'Bruger ikke rollen',
  })
  const answer = await katrine.get('/dokumentation/fil')
  expect(answer.statusCode).toBe(200)
  text = answer.payload
  file = JSON.parse(text)
})
afterAll(async () => {
  await outsider.leave()
  await portal.close()
})

describe('what the file holds', () => {
  test('text, decision, assignment, access and confirmation, each with what it rests on', () => {
    const { statement } = file
    expect(statement.municipality).toMatchObject({ name: 'Korsbæk Kommune', cvr: '11111111' })
    const task = statement.tasks.find(({ number }) => number === things.number)
    expect(task?.decisions).toMatchObject([
      {
        decision: 'optedOut',
        reason: secrets.reason,
        byName: 'Katrine Holm',
        textVersion: 1,
        withdrawn: null,
      },
    ])
    expect(task?.decisions[0]?.basis).toHaveLength(1)
    expect(statement.texts.map(({ version, words }) => [version, words.title])).toEqual([
      [1, 'Prøveopgave'],
      [1, 'Bekræft, hvem der har rollerne: Prøverunde'],
    ])
    expect(statement.assignments).toContainEqual(
      expect.objectContaining({ roleName: 'Prøverolle', userName: 'Anders Skov' }),
    )
    expect(statement.accesses).toMatchObject([
      {
        target: 'manual',
        verifiedAt: '2026-11-23T09:00:00.000Z',
        steps: [{ step: 'team', state: 'done' }],
      },
    ])
    const [round] = statement.certifications
    expect(round?.items[0]?.answers).toMatchObject([
      { answer: 'keep', byName: 'Katrine Holm', onBehalfOfName: null },
      {
        ...{ answer: 'withdraw', reason: 'Bruger ikke rollen' },
        ...{ byName: 'Mads Friis', onBehalfOfName: 'Katrine Holm' },
      },
    ])
    for (const answer of round?.items[0]?.answers ?? []) expect(answer.basis).toHaveLength(1)
    expect(statement.events.some(({ proof }) => proof === null)).toBe(true)
    expect(statement.events.filter(({ proof }) => proof).length).toBeGreaterThan(3)
  })

  test('roles promised before the first sign-in, with who promised, who took back and on whose behalf (R3)', () => {
    const { assignments, pendingAssignments } = file.statement
    const [withdrawn, tookEffect] = pendingAssignments
    expect(withdrawn).toMatchObject({
      ...{ personName: secrets.promised, outcome: 'withdrawn', userId: null, assignmentId: null },
      acts: [
        { what: 'made', byName: 'Katrine Holm', onBehalfOfName: null },
        { what: 'withdrawn', byName: 'Mads Friis', onBehalfOfName: 'Katrine Holm' },
      ],
    })
    expect(tookEffect).toMatchObject({
      ...{ roleName: 'Prøverolle', personName: 'Mads Friis', outcome: 'tookEffect' },
      acts: [
        { what: 'made', byName: 'Katrine Holm' },
        { what: 'tookEffect', byName: 'Tværs' },
      ],
    })
    for (const { acts } of pendingAssignments) for (const { basis } of acts) expect(basis).toHaveLength(1)
    const given = assignments.find(({ id }) => id === tookEffect?.assignmentId)
    expect(given).toMatchObject({
      ...{ userName: 'Mads Friis', pendingAssignmentId: tookEffect?.id },
      given: { byName: 'Tværs', at: '2026-11-23T09:00:15.000Z' },
    })
    expect(given?.given.basis).toHaveLength(1)
    // What a deputy ended, and what ended of an answer, say whose doing it was.
    const ended = assignments.find(({ id }) => id === things.assignmentId)?.ended
    expect(ended).toMatchObject({ byName: 'Mads Friis', onBehalfOfName: 'Katrine Holm' })
    expect(ended?.basis).toHaveLength(1)
    expect(text).not.toContain('mads.friis@')
    expect(text).not.toContain('kommer@')
  })

  test('nothing that is inside the municipality, and nothing of another', () => {
    for (const word of [secrets.note, secrets.message, secrets.file, 'Aarhus', 'Lone'])
      expect(text).not.toContain(word)
    const korsbæk = portal.organisation('Korsbæk')
    expect(file.statement.events.every(({ event }) => event.organisationId === korsbæk)).toBe(true)
    expect(file.statement.events.every(({ event }) => event.insideOf === null)).toBe(true)
  })

  test('the same for the central body, and for machines', async () => {
    const ib = await portal.as('Ib')
    const found = await ib.get(`/dokumentation/fil?kommune=${portal.organisation('Korsbæk')}`)
    expect(found.payload).toBe(text)
    expect(found.headers['content-disposition']).toContain('attachment')
    const client = await portal.apiClient('Korsbæk')
    expect((await client.get('/api/v1/evidence')).payload).toBe(text)
    const central = await portal.apiClient('KOMBIT')
    expect((await central.get('/api/v1/evidence')).statusCode).toBe(422)
    expect((await central.get('/api/v1/evidence?organisationId=999999')).statusCode).toBe(404)
  })

  test('another municipality does not find it, and who may not fetch it is turned away', async () => {
    const address = `/dokumentation/fil?kommune=${portal.organisation('Korsbæk')}`
    expect((await (await portal.as('Lone')).get(address)).statusCode).toBe(404)
    expect((await (await portal.as('Anders')).get('/dokumentation/fil')).statusCode).toBe(403)
    const aarhus = await portal.apiClient('Aarhus')
    const other = `/api/v1/evidence?organisationId=${portal.organisation('Korsbæk')}`
    expect((await aarhus.get(other)).statusCode).toBe(404)
    expect((await aarhus.get('/api/v1/evidence')).payload).not.toContain('Korsbæk')
  })

  test('the page says what it holds; the central body chooses whose', async () => {
    expect((await katrine.get('/dokumentation')).payload).toContain('Interne noter, lokale opgaver')
    const signe = await portal.as('Signe')
    expect((await signe.get('/dokumentation')).payload).toContain('Korsbæk Kommune')
    const nobody = await signe.get('/dokumentation/fil')
    expect([nobody.statusCode, nobody.headers.location]).toEqual([303, '/dokumentation'])
  })
})

const kept: Outsider['kept'] = (name, content) => outsider.kept(name, content)
const publishedKeys = () => outsider.publishedKeys()

/** The file with something else in it and the signature it had. */
const altered = (change: (statement: EvidenceStatement) => unknown): string => {
  const copy: EvidenceFile = structuredClone(file)
  change(copy.statement)
  return evidenceText(copy)
}
const dropLast = (list: readonly unknown[] = []): unknown => (list as unknown[]).pop()
type Loose = { -readonly [K in keyof EvidenceStatement]: EvidenceStatement[K] } & Record<string, unknown>

/** What somebody forges who signs it anew with a key of their own. */
const forged = (): string => {
  const { keys: _keys, ...content } = file.statement
  return evidenceText(signEvidence({ ...content, seals: [], events: [] }, new Map(), forger))
}

const tampered: readonly (readonly [string, () => string, 1 | 2])[] = [
  ['a changed reason', () => text.replace(secrets.reason, 'en anden grund'), 1],
  [
    'a removed answer',
    () => altered((statement) => dropLast(statement.certifications[0]?.items[0]?.answers)),
    1,
  ],
  ['a removed decision', () => altered((statement) => dropLast(statement.tasks[0]?.decisions)), 1],
  [
    'somebody else acted for',
    () =>
      altered((statement) => Object.assign(statement.assignments[0]?.given ?? {}, { onBehalfOfName: 'X' })),
    1,
  ],
  ['a changed text', () => text.replace('Prøveopgave', 'Prøveopgaver'), 1],
  ['a swapped signature', () => evidenceText({ ...file, signature: file.statement.seals[0]?.signature }), 1],
  ['a signature in capitals', () => evidenceText({ ...file, signature: file.signature.toUpperCase() }), 1],
  ['another key', forged, 1],
  ['another key under the name of the right one', () => forged().replaceAll(forger.keyId, key.keyId), 1],
  ['something added', () => evidenceText({ ...file, remark: 'x' }), 1],
  ['an added space', () => text.replace(':', ': '), 1],
  [
    'another person in an event',
    () => altered((statement) => Object.assign(statement.events[0]?.event ?? {}, { actorName: 'X' })),
    1,
  ],
  [
    'a removed event',
    () => altered((statement) => ((statement as Loose).events = statement.events.slice(1))),
    1,
  ],
  ['a cut off end', () => text.slice(0, -200), 2],
  ['nothing', () => '', 2],
  ['something else', () => '{"format":"other"}', 2],
]

describe('checked by somebody outside', () => {
  test('it is whole: by the command, by the program, with keys and without', async () => {
    const path = await kept('whole.json', text)
    const keys = await publishedKeys()
    const verdict = await verifyEvidenceFile(path, keys)
    expect(verdict).toEqual({
      exitCode: 0,
      lines: [
        `The file is exactly as it was signed with the key ${key.keyId}, 2026-11-23T09:00:20.000Z, for Korsbæk Kommune.`,
        'That key is one of those you trust.',
        'Texts that were read: 2, each with the digest it is cited by.',
        expect.stringMatching(
          /^Events of the audit trail: \d+, each in a signed seal as it was recorded; \d+ more not sealed yet\.$/,
        ),
        'Seals 1 to 3: each signed, each naming the one before, without a gap.',
        expect.stringMatching(/^Statements that cite events: \d+, with what the events say of whom/),
      ],
    })
    expect((await verifyEvidenceFile(path)).lines[1]).toContain('Without --keys')
    expect((await verifyEvidenceFile(path, await kept('keys', key.publicKey.toString('hex')))).exitCode).toBe(
      0,
    )
    const outside = await runProgram(path, keys)
    expect(outside).toMatchObject({ code: 0, said: expect.stringContaining('Whole: Korsbæk Kommune') })
    expect((await runProgram(path)).said).toContain('believed, for you gave no keys')
  })

  test.each(tampered)('%s', async (name, make, code) => {
    const path = await kept('tampered.json', make())
    const keys = await publishedKeys()
    expect((await verifyEvidenceFile(path, keys)).exitCode, name).toBe(code)
    expect((await runProgram(path, keys)).code, name).toBe(code)
  })

  test('a forged one is only found out with the keys of the portal', async () => {
    const path = await kept('forged.json', forged())
    expect((await verifyEvidenceFile(path)).exitCode).not.toBe(2)
    expect((await verifyEvidenceFile(path, await publishedKeys())).lines).toEqual([
      'Altered: it is signed with a key that is not trusted.',
    ])
  })

  test('what cannot be read', async () => {
    const keys = await kept('no-keys', 'Hej')
    expect((await verifyEvidenceFile(`${keys}-missing`)).exitCode).toBe(2)
    expect((await verifyEvidenceFile(await kept('whole.json', text), keys)).exitCode).toBe(2)
    expect((await verifyEvidenceFile(await kept('bytes', Buffer.from([0xff, 0xfe])))).exitCode).toBe(2)
  })
})

/** Every place in the file where a value stands. */
function* placesIn(value: unknown, path: readonly string[] = []): Generator<readonly string[]> {
  if (value === null || typeof value !== 'object') return yield path
  for (const [name, inner] of Object.entries(value)) yield* placesIn(inner, [...path, name])
}

describe('any single change is found out', () => {
  test('of one character', () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ minLength: 1, maxLength: 1 }), (at, put) => {
        fc.pre(text[at] !== put)
        const changed = text.slice(0, at) + put + text.slice(at + 1)
        expect(verifyEvidence(changed, trusted).outcome).not.toBe('whole')
        expect(verifyEvidence(text.slice(0, at) + text.slice(at + 1), trusted).outcome).not.toBe('whole')
      }),
    )
  })

  test('of one value, wherever it stands, also written as the portal writes', () => {
    const places = [...placesIn(file)]
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue(), (path, put) => {
        const copy = structuredClone(file) as unknown as Record<string, unknown>
        const last = path.at(-1) ?? ''
        const holder = path.slice(0, -1).reduce((inner, name) => inner[name] as typeof inner, copy)
        fc.pre(JSON.stringify(holder[last]) !== JSON.stringify(put))
        holder[last] = put
        expect(verifyEvidence(evidenceText(copy), trusted).outcome).not.toBe('whole')
      }),
    )
  })
})

/** What the portal itself, or whoever holds its key, could say and sign. */
type Writable<T> = { -readonly [K in keyof T]: Writable<T[K]> }
type Said = Writable<Omit<EvidenceStatement, 'keys'>>
const lies: readonly (readonly [string, (said: Said) => unknown])[] = [
  [
    'another who decided',
    ({ tasks }) => Object.assign(tasks[0]?.decisions[0] ?? {}, { byName: 'Lone Dahl' }),
  ],
  [
    'opted out told as participated',
    ({ tasks }) => Object.assign(decisionsOf(tasks, 'optedOut')[0] ?? {}, { decision: 'participated' }),
  ],
  [
    'a reason kept back',
    ({ tasks }) => Object.assign(decisionsOf(tasks, 'optedOut')[0] ?? {}, { reason: null }),
  ],
  ['a decision left out', ({ tasks }) => tasks.map((task) => Object.assign(task, { decisions: [] }))],
  ['a decision told twice', ({ tasks }) => tasks.map(({ decisions }) => decisions.push(...decisions))],
  [
    'withdraw told as keep',
    ({ certifications }) => Object.assign(lineOf(certifications)?.answers[1] ?? {}, { answer: 'keep' }),
  ],
  ['an answer left out', ({ certifications }) => lineOf(certifications)?.answers.pop()],
  [
    'nobody acted for',
    ({ certifications }) => Object.assign(lineOf(certifications)?.answers[1] ?? {}, { onBehalfOfName: null }),
  ],
  [
    'an answer of their own',
    ({ certifications }) => Object.assign(lineOf(certifications)?.answers[0] ?? {}, { isSelfAnswered: true }),
  ],
  [
    'another holder',
    ({ certifications }) => Object.assign(lineOf(certifications) ?? {}, { userName: 'Lone Dahl' }),
  ],
  ['another role', ({ certifications }) => Object.assign(lineOf(certifications) ?? {}, { roleName: 'X' })],
  [
    'another last day',
    ({ certifications }) => Object.assign(certifications[0] ?? {}, { closesOn: '2027-01-31' }),
  ],
  [
    'another day of completion',
    ({ certifications }) =>
      Object.assign(certifications[0] ?? {}, { completedAt: '2026-11-23T08:00:00.000Z' }),
  ],
  ['no completion', ({ certifications }) => Object.assign(certifications[0] ?? {}, { completedAt: null })],
  [
    'another who holds a role',
    ({ assignments }) => assignments.map((held) => Object.assign(held, { userName: 'Lone Dahl' })),
  ],
  [
    'another first day',
    ({ assignments }) => assignments.map((held) => Object.assign(held, { startsOn: '2026-01-01' })),
  ],
  [
    'a role that never ended',
    ({ assignments }) => assignments.map((held) => Object.assign(held, { ended: null })),
  ],
  [
    'another outcome of a promise',
    ({ pendingAssignments }) => Object.assign(pendingAssignments[0] ?? {}, { outcome: 'expired' }),
  ],
  ['another municipality', ({ municipality }) => Object.assign(municipality, { name: 'Aarhus Kommune' })],
]
const decisionsOf = (tasks: Said['tasks'], decision: string) =>
  tasks.flatMap(({ decisions }) => decisions).filter((one) => one.decision === decision)
const lineOf = (rounds: Said['certifications']) => rounds[0]?.items[0]

describe('signed anew by the portal itself, what its sealed events tell otherwise is found out by both', () => {
  test.each(lies)('%s', async (_name, change) => {
    const { keys: _keys, ...content } = file.statement
    const said = structuredClone(content) as unknown as Said
    change(said)
    expect(said).not.toEqual(content)
    const signedAnew = evidenceText(signEvidence(said as unknown as typeof content, trusted, key))
    const path = await kept('anew.json', signedAnew)
    expect(await verifyEvidenceFile(path, await publishedKeys())).toMatchObject({ exitCode: 1 })
    expect(await runProgram(path, await publishedKeys())).toMatchObject({ code: 1 })
  })

  test('nothing changed: whole', async () => {
    const { keys: _keys, ...content } = file.statement
    const path = await kept('anew.json', evidenceText(signEvidence(content, trusted, key)))
    expect((await verifyEvidenceFile(path, await publishedKeys())).exitCode).toBe(0)
    expect((await runProgram(path, await publishedKeys())).code).toBe(0)
  })
})
