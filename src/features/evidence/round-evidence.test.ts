import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  type CertificationPortal,
  openCertificationPortal,
} from '../../../test/support/certification-portal.ts'
import { type Outsider, openOutsider, runProgram, sealAll } from '../../../test/support/evidence-checkers.ts'
import { verifyEvidenceFile } from '../../commands/verify-evidence.ts'
import { civilDay } from '../../kernel/civil-day.ts'
import { deriveSealingKey } from '../audit/index.ts'
import { answerItems, decideBrake, type GivenAnswer, leaverQueue } from '../certification/index.ts'
import { inJob } from '../organisations/index.ts'
import { evidenceText, signEvidence } from './domain/evidence-file.ts'
import type { RoundFile, RoundStatement } from './domain/round-file.ts'
import { verifyEvidence } from './domain/verification.ts'

// Longer than a file should be: all of these share one portal on a database of its own, which takes longer to open than they to run.

const secret = 'a secret of at least thirty-two characters'
const key = deriveSealingKey(secret)
const trusted = new Map([[key.keyId, key.publicKey as Uint8Array]])

let c: CertificationPortal
let outsider: Outsider
let roundId: string
let text: string
let statement: RoundStatement

const address = (id = roundId) => `/bekraeftelser/${id}/dokumentation`

async function fetchFile(id = roundId): Promise<string> {
  const answer = await (await c.portal.as('Ib')).get(address(id))
  expect(answer.statusCode).toBe(200)
  return answer.payload
}

async function lineOf(name: string): Promise<string> {
  const lines = await c.lines(roundId)
  return lines.find(({ user_name }) => user_name === name)?.id ?? ''
}

async function answer(
  by: 'Katrine' | 'Lone',
  name: string,
  given: Omit<GivenAnswer, 'itemId'>,
): Promise<void> {
  const itemId = await lineOf(name)
  const [result] = await c.portal.act(by, (ctx) => answerItems(ctx, [{ itemId, ...given }]))
  expect(result).toMatchObject({ result: 'saved' })
}

/** As the worker does once the target was read back and the person was gone. */
async function closeAccess(name: string): Promise<void> {
  const { owner, app, clock } = c.portal
  const { rows } = await owner.query<{ id: string; organisation_id: number }>(
    'select id, organisation_id from user_account where name = $1',
    [name],
  )
  const { id = '', organisation_id: organisationId = 0 } = rows[0] ?? {}
  await owner.query(
    `insert into provisioning_record (organisation_id, user_id, connector, epoch, presence, state, verified_at,
       closed_at, updated_at)
     values ($1, $2, 'manual', assignment_epoch($1, $2, '2026-11-24'), 'absent', 'closed', $3, $3, $3)`,
    [organisationId, id, clock.now()],
  )
  await inJob(app.world, (ctx) =>
    ctx.emit({
      type: 'access.closed',
      organisationId,
      subject: { type: 'user', id },
      facts: { userName: name, connector: 'manual', epoch: 2 },
    }),
  )
}

/**
 * Korsbæk: one kept, one kept and then withdrawn, one replaced by a newcomer, two nobody answers for and whom the brake
 * holds. Aarhus: its only administrator about herself. Odense: nobody answers.
 */
beforeAll(async () => {
  c = await openCertificationPortal(undefined, { SECRET_KEY: secret })
  outsider = await openOutsider(c.portal)
  for (const name of ['Katrine', 'Lone', 'Signe', 'Omar', 'Ib'] as const) await c.portal.actor(name)
  const network = await c.newRole('Netværksansvarlig', { nonResponse: 'remove', graceDays: 3, opens: true })
  const contact = await c.newRole('Kontaktperson')
  for (const name of ['Anne Bo', 'Bo Æbelø', 'Cilla Dam', 'Dorte Eg', 'Erik Falk'])
    await c.hold(network, await c.newUser(name))
  await c.hold(contact, await c.userId('Lone'), 'Aarhus')
  await c.hold(contact, await c.newUser('Ove Odense', 'Odense'), 'Odense')
  roundId = await c.start({ roleIds: [network, contact] })
  await sealAll(c.portal, key)
  await answer('Katrine', 'Anne Bo', { answer: 'keep' })
  await answer('Katrine', 'Bo Æbelø', { answer: 'keep' })
  c.portal.clock.moveTo('2026-11-24T09:00:00Z')
  await answer('Katrine', 'Bo Æbelø', { answer: 'withdraw', reason: 'Har fået andre opgaver' })
  const newcomer = { name: 'Nina Falk', email: 'nina@korsbaek.example' }
  await answer('Katrine', 'Cilla Dam', { answer: 'replace', newcomer })
  await answer('Lone', 'Lone Dahl', { answer: 'keep' })
  await closeAccess('Bo Æbelø')
  await sealAll(c.portal, key)
  await c.day('2027-01-04T09:00:00Z')
  await c.portal.act('Omar', (ctx) => decideBrake(ctx, { roundId, roleId: network, decision: 'approved' }))
  await c.day('2027-01-08T09:00:00Z')
  await sealAll(c.portal, key)
  // Another round, which the file says nothing of.
  const other = await c.newRole('En anden rolle')
  await c.hold(other, await c.newUser('Helt udenfor'))
  await c.start({ name: 'En anden runde', roleIds: [other], closesOn: civilDay('2027-02-28') })
  text = await fetchFile()
  statement = (JSON.parse(text) as RoundFile).statement
})
afterAll(async () => {
  await outsider.leave()
  await c.close()
})

describe('what the file of a round holds (C7)', () => {
  test('the plan: who started and closed it, each role with its rule, and who let go of the brake', () => {
    const { round } = statement
    expect(round).toMatchObject({
      ...{ name: 'Årlig bekræftelse 2026', kind: 'regular', audience: { kind: 'all' }, status: 'closed' },
      ...{ startedOn: '2026-11-23', closesOn: '2026-12-31', centralBody: 'KOMBIT' },
      ...{ municipalities: 3, lines: 7, answered: 4, selfConfirmed: 1 },
      started: { at: '2026-11-23T09:00:00.000Z', byName: 'Signe Bruun' },
      closed: { at: '2027-01-04T09:00:00.000Z', byName: 'Tværs' },
    })
    expect(round.roles).toMatchObject([
      { roleName: 'Kontaktperson', nonResponse: 'keep', lines: 2, brake: null, decided: null, basis: [] },
      {
        ...{
          roleName: 'Netværksansvarlig',
          nonResponse: 'remove',
          graceDays: 3,
          opensAccess: true,
          lines: 5,
        },
        ...{ holders: 5, brake: 'approved', brakeUndecided: 2 },
        decided: { at: '2027-01-04T09:00:00.000Z', byName: 'Omar Nielsen' },
      },
    ])
    for (const act of [round.started, round.closed, round.roles[1]?.decided, round.roles[1]])
      expect(act?.basis).toHaveLength(1)
  })

  test('each municipality with its state, who answered, and whether about themselves (C2)', () => {
    const told = statement.municipalities.map((part) => [
      part.municipality.name,
      part.answered,
      part.selfConfirmed,
      part.answeredBy.map(({ byName }) => byName),
      part.certifications[0]?.completedAt,
    ])
    expect(told).toEqual([
      ['Korsbæk Kommune', 3, 0, ['Katrine Holm'], null],
      ['Odense Kommune', 0, 0, [], null],
      ['Aarhus Kommune', 1, 1, ['Lone Dahl'], '2026-11-24T09:00:00.000Z'],
    ])
    expect(statement.municipalities.map(({ tasks }) => tasks.length)).toEqual([1, 1, 1])
    expect(statement.texts.map(({ words }) => words.title)).toEqual([
      'Bekræft, hvem der har rollerne: Årlig bekræftelse 2026',
    ])
  })

  test('each line with every answer, what came of those without one, and what became of a promise', () => {
    const [korsbæk] = statement.municipalities
    const items = korsbæk?.certifications[0]?.items ?? []
    expect(
      items.map(({ userName, answers, withoutAnswer }) => [
        userName,
        answers.map(({ answer }) => answer),
        withoutAnswer,
      ]),
    ).toEqual([
      ['Anne Bo', ['keep'], null],
      ['Bo Æbelø', ['keep', 'withdraw'], null],
      ['Cilla Dam', ['replace'], null],
      ['Dorte Eg', [], 'removed'],
      ['Erik Falk', [], 'removed'],
    ])
    expect(items[1]?.answers[1]).toMatchObject({ reason: 'Har fået andre opgaver', byName: 'Katrine Holm' })
    for (const { answers } of items) for (const one of answers) expect(one.basis).toHaveLength(1)
    for (const { withoutAnswer, basis } of items) expect(basis).toHaveLength(withoutAnswer ? 1 : 0)
    expect(korsbæk?.pendingAssignments).toMatchObject([{ personName: 'Nina Falk', outcome: null }])
    expect(items[2]?.answers[0]?.successorPendingId).toBe(korsbæk?.pendingAssignments[0]?.id)
  })

  test('an access that was seen closed, with the event that tells of it; the others were never open', () => {
    const [korsbæk] = statement.municipalities
    const items = korsbæk?.certifications[0]?.items ?? []
    expect(items.map((item) => [item.userName, item.accessOutcome, item.accessClosedAt])).toEqual([
      ['Anne Bo', null, null],
      ['Bo Æbelø', 'closed', '2026-11-24T09:00:00.000Z'],
      ['Cilla Dam', 'none', null],
      ['Dorte Eg', 'none', null],
      ['Erik Falk', 'none', null],
    ])
    const [closing] = items[1]?.accessClosedBasis ?? []
    const cited = korsbæk?.events.find(({ event }) => event.id === closing)
    expect(cited?.event).toMatchObject({ type: 'access.closed', subjectId: items[1]?.userId })
  })

  test('nothing else: no addresses, no other round, no inside', () => {
    for (const word of ['nina@', 'En anden runde', 'Helt udenfor']) expect(text).not.toContain(word)
    for (const { events } of [statement.round, ...statement.municipalities])
      expect(events.every(({ event }) => event.insideOf === null)).toBe(true)
  })

  test('a municipality has the same part in its own file', async () => {
    const own = JSON.parse((await (await c.portal.as('Lone')).get('/dokumentation/fil')).payload)
    const part = statement.municipalities.find(({ municipality }) => municipality.name === 'Aarhus Kommune')
    expect(own.statement.certifications).toEqual(part?.certifications)
    expect(own.statement.tasks).toEqual(part?.tasks)
  })
})

describe('who may have it', () => {
  test('the central body’s editors and auditor, and its machines; no municipality', async () => {
    const client = await c.portal.apiClient('KOMBIT')
    const found = await client.get(`/api/v1/certification-rounds/${roundId}/evidence`)
    expect(found.payload).toBe(text)
    const { headers } = await (await c.portal.as('Signe')).get(address())
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(decodeURIComponent(String(headers['content-disposition']))).toContain(
      'dokumentation-runde-Årlig-bekræftelse-2026-',
    )
    for (const name of ['Katrine', 'Omar'] as const)
      expect((await (await c.portal.as(name)).get(address())).statusCode).toBe(403)
    const own = await c.portal.apiClient('Korsbæk')
    expect((await own.get(`/api/v1/certification-rounds/${roundId}/evidence`)).statusCode).toBe(403)
    const unknown = '0190d5a0-0000-7000-8000-000000000000'
    expect((await client.get(`/api/v1/certification-rounds/${unknown}/evidence`)).statusCode).toBe(404)
  })

  test('the page of the round says what it is for; a municipality is told where its part is', async () => {
    const page = (await (await c.portal.as('Signe')).get(`/bekraeftelser/${roundId}`)).payload
    expect(page).toContain(`href="${address()}"`)
    expect(page).toContain('Til revisionen og til NIS2 § 6')
    const own = (await (await c.portal.as('Katrine')).get(`/bekraeftelser/${roundId}`)).payload
    expect(own).not.toContain(address())
    expect(own).toContain('Jeres del af runden står i jeres egen underskrevne fil')
  })
})

describe('checked by somebody outside', () => {
  test('it is whole: by the command and by the program', async () => {
    const path = await outsider.kept('round.json', text)
    const keys = await outsider.publishedKeys()
    const { exitCode, lines } = await verifyEvidenceFile(path, keys)
    expect(lines).toEqual([
      `The file is exactly as it was signed with the key ${key.keyId}, 2027-01-08T09:00:00.000Z, for the round Årlig bekræftelse 2026.`,
      'That key is one of those you trust.',
      'Texts that were read: 1, each with the digest it is cited by.',
      expect.stringMatching(/^Events of the audit trail: \d+, each in a signed seal as it was recorded\.$/),
      expect.stringMatching(/^Seals 1 to 3: each signed, each naming the one before, without a gap\.$/),
      expect.stringMatching(/^Statements that cite events: \d+, with what the events say of whom/),
      'The round: 3 municipalities and 7 lines, as many as its start tells; 4 with an answer, 1 of them by their own holder.',
    ])
    expect(exitCode).toBe(0)
    const { code, said } = await runProgram(path, keys)
    expect([code, said]).toEqual([
      0,
      expect.stringContaining('Whole: round Årlig bekræftelse 2026, 3 municipalities, 7 lines'),
    ])
  })

  test.each([
    ['a changed word', () => text.replace('Har fået andre opgaver', 'Er rejst'), 1],
    ['an added space', () => text.replace(':', ': '), 1],
    ['told as a municipality’s', () => text.replace('tvaers-round-evidence-2', 'tvaers-evidence-2'), 1],
    ['a cut off end', () => text.slice(0, -2), 2],
  ] as const)('%s', async (_name, make, code) => {
    expect(make()).not.toBe(text)
    expect(await outsider.codesOf(make())).toEqual([code, code])
  })
})

/** What the portal itself, or whoever holds its key, could say and sign. */
type Writable<T> = { -readonly [K in keyof T]: Writable<T[K]> }
type Said = Writable<Omit<RoundStatement, 'keys'>>
const part = ({ municipalities }: Said, index: number) =>
  municipalities[index] as Said['municipalities'][number]
const lines = (said: Said, index: number) => part(said, index).certifications[0]?.items ?? []
const network = ({ round }: Said) => round.roles[1] as Said['round']['roles'][number]

/** Leaves somebody out, and counts anew so that the numbers agree. */
const recounted = (said: Said) => {
  const all = said.municipalities
  const sum = (name: 'lines' | 'answered' | 'selfConfirmed') =>
    all.reduce((count, one) => count + one[name], 0)
  Object.assign(said.round, { municipalities: all.length, lines: sum('lines') })
  Object.assign(said.round, { answered: sum('answered'), selfConfirmed: sum('selfConfirmed') })
  for (const role of said.round.roles) {
    const items = all.flatMap((one) => one.certifications.flatMap((own) => own.items))
    role.lines = items.filter(({ roleId }) => roleId === role.roleId).length
  }
}

const lies: readonly (readonly [string, (said: Said) => unknown])[] = [
  ['another who started it', ({ round }) => Object.assign(round.started, { byName: 'Omar Nielsen' })],
  ['another last day', ({ round }) => Object.assign(round, { closesOn: '2027-01-31' })],
  [
    'another rule without an answer',
    (said) => Object.assign(network(said), { nonResponse: 'keep', graceDays: 30 }),
  ],
  [
    'another audience',
    ({ round }) => Object.assign(round, { audience: { kind: 'list', organisationIds: [1] } }),
  ],
  [
    'another name of one who was silent',
    (said) => Object.assign(part(said, 1).municipality, { name: 'Vejle Kommune' }),
  ],
  ['another name of the round', ({ round }) => Object.assign(round, { name: 'En anden' })],
  ['told as never closed', ({ round }) => Object.assign(round, { closed: null, status: 'open' })],
  [
    'another who let go of the brake',
    (said) => Object.assign(network(said).decided ?? {}, { byName: 'Ib Revisor' }),
  ],
  ['approved told as rejected', (said) => Object.assign(network(said), { brake: 'rejected' })],
  ['a brake let go by nobody', (said) => Object.assign(network(said), { brake: 'held', decided: null })],
  ['no brake at all', (said) => Object.assign(network(said), { brake: null, decided: null, basis: [] })],
  ['fewer whom the brake held', (said) => Object.assign(network(said), { brakeUndecided: 1 })],
  ['more holders', (said) => Object.assign(network(said), { holders: 500 })],
  [
    'a silent municipality left out',
    (said) => {
      said.municipalities.splice(1, 1)
      recounted(said)
    },
  ],
  [
    'a line nobody answered left out',
    (said) => {
      lines(said, 1).pop()
      part(said, 1).lines = 0
      recounted(said)
    },
  ],
  [
    'a municipality twice',
    (said) => {
      said.municipalities[1] = structuredClone(part(said, 0))
      recounted(said)
    },
  ],
  [
    'an access closed at another time',
    (said) => Object.assign(lines(said, 0)[1] ?? {}, { accessClosedAt: '2026-11-25T09:00:00.000Z' }),
  ],
  [
    'an access closed for somebody else',
    (said) => {
      const [, bo, , dorte] = lines(said, 0)
      const { accessOutcome, accessClosedAt, accessClosedBasis } = bo ?? {}
      Object.assign(dorte ?? {}, { accessOutcome, accessClosedAt, accessClosedBasis })
      Object.assign(bo ?? {}, { accessOutcome: 'none', accessClosedAt: null, accessClosedBasis: [] })
    },
  ],
  [
    'closed told as going on',
    (said) =>
      Object.assign(lines(said, 0)[1] ?? {}, {
        ...{ accessOutcome: 'continues', accessClosedAt: null, accessClosedBasis: [] },
      }),
  ],
  [
    'going on, with a day on which it closed',
    (said) => Object.assign(lines(said, 0)[1] ?? {}, { accessOutcome: 'continues' }),
  ],
  ['an answer left out', (said) => lines(said, 0)[0]?.answers.pop()],
  ['withdraw told as keep', (said) => Object.assign(lines(said, 0)[1]?.answers[1] ?? {}, { answer: 'keep' })],
  [
    'about oneself told as by another',
    (said) => {
      Object.assign(lines(said, 2)[0]?.answers[0] ?? {}, { isSelfAnswered: false })
      part(said, 2).selfConfirmed = 0
      recounted(said)
    },
  ],
  ['numbers that are not those of the lines', (said) => Object.assign(part(said, 0), { answered: 5 })],
  ['others who answered', (said) => Object.assign(part(said, 0), { answeredBy: [] })],
  [
    'removed told as kept',
    (said) => Object.assign(lines(said, 0)[3] ?? {}, { basis: [], withoutAnswer: 'kept' }),
  ],
  [
    'removed told as kept, with its event',
    (said) => Object.assign(lines(said, 0)[3] ?? {}, { withoutAnswer: 'kept' }),
  ],
  [
    'removed told as put on pause',
    (said) => Object.assign(lines(said, 0)[3] ?? {}, { withoutAnswer: 'suspended' }),
  ],
  ['another holder', (said) => Object.assign(lines(said, 0)[0] ?? {}, { userName: 'Lone Dahl' })],
  ['a role that is not asked for', (said) => Object.assign(lines(said, 1)[0] ?? {}, { roleName: 'X' })],
  ['another municipality', (said) => Object.assign(part(said, 0).municipality, { name: 'Aarhus Kommune' })],
  [
    'two municipalities’ lines changed about',
    (said) =>
      said.municipalities.reverse().forEach((one, index, all) => {
        one.organisationId = all[(index + 1) % 3]?.organisationId ?? 0
      }),
  ],
]

describe('signed anew by the portal itself, what its sealed events tell otherwise is found out by both', () => {
  const anew = (said: object) => evidenceText(signEvidence(said, trusted, key, 'tvaers-round-evidence-2'))

  test.each(lies)('%s', async (_name, change) => {
    const { keys: _keys, ...content } = statement
    const said = structuredClone(content) as unknown as Said
    change(said)
    expect(said).not.toEqual(content)
    expect(await outsider.codesOf(anew(said))).toEqual([1, 1])
  })

  test('nothing changed: whole', async () => {
    const { keys: _keys, ...content } = statement
    expect(await outsider.codesOf(anew(content))).toEqual([0, 0])
  })
})

test('whole at every turn of a round: begun, answered for, closed, carried out; also a round about one who left', async () => {
  const { portal } = c
  const whole = async (id: string) => {
    const { outcome, lines: told } = verifyEvidence(await fetchFile(id), new Map())
    expect(outcome, told.join('\n')).toBe('whole')
  }
  const pausing = await c.newRole('Pauserolle', { nonResponse: 'suspend' })
  const leaver = await c.newUser('Lars Lukket')
  await c.hold(pausing, leaver)
  const other = await c.start({ name: 'Tredje runde', roleIds: [pausing], closesOn: civilDay('2027-02-01') })
  await whole(other)
  const left = await c.newUser('Line Lukket')
  await c.hold(await c.newRole('Forladt rolle'), left)
  await portal.owner.query('update user_account set left_at = $2 where id = $1', [left, portal.clock.now()])
  await c.hear(leaverQueue, left)
  const { rows } = await portal.owner.query(`select id from certification_round where kind = 'leaver'`)
  expect(rows).toHaveLength(1)
  await whole(rows[0].id)
  await portal.owner.query(`update role set name = name || ' med nyt navn' where id = $1`, [pausing])
  for (const at of ['2027-02-02T09:00:00Z', '2027-02-03T09:00:00Z']) {
    await c.day(at)
    for (const id of [other, roundId, rows[0].id]) await whole(id)
  }
  await portal.act('Omar', (ctx) =>
    decideBrake(ctx, { roundId: other, roleId: pausing, decision: 'rejected' }),
  )
  await whole(other)
})
