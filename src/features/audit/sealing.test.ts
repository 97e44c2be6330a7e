import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { jobsReach } from '../../platform/db/roles.ts'
import type { RecordedEvent } from './domain/seal.ts'
import type { FaultKind } from './domain/verification.ts'
import { listRecordedEvents } from './queries-trail.ts'
import { auditSealQueue, sealEvents } from './sealing.ts'
import { deriveSealingKey, readSealingKey } from './sealing-key.ts'
import { type ExportLine, exportTrail, verifyDatabase, verifyExport } from './verify-trail.ts'

let portal: TestApp
const key = deriveSealingKey('a secret of at least thirty-two characters')
const keys = new Map([[key.keyId, key.publicKey]])

beforeAll(async () => {
  portal = await createTestApp()
})
beforeEach(async () => {
  await portal.owner.query('truncate event, audit_seal, audit_key, audit_horizon restart identity')
})
afterAll(() => portal.close())

const make = (subject: string) =>
  portal.act('Katrine', (ctx) =>
    ctx.emit({
      type: 'task.completed',
      organisationId: ctx.actor.organisationId,
      subject: { type: 'task', id: subject },
      changes: { status: { from: 'inProgress', to: 'completed' } },
    }),
  )
const makeMany = async (...subjects: string[]) => {
  for (const subject of subjects) await make(subject)
}
const { stringify } = JSON
const seal = () => sealEvents(portal.app.world, key)
/** Other test files have transactions open in the same cluster now and then: sealing waits for them, and so does this. */
const sealAll = async () => {
  const { rows } = await portal.owner.query('select max(id) as id from event')
  while (
    !(await portal.owner.query('select 1 from audit_seal where to_event_id >= $1', [rows[0].id])).rowCount
  )
    await seal()
}
const verify = async (keptHead: { sequence: number; digest: string } | null = null) =>
  await verifyDatabase(portal.app.world.database, { keys, keptHead })
const seals = async () =>
  (
    await portal.owner.query(
      'select sequence, from_event_id, to_event_id, event_count from audit_seal order by 1',
    )
  ).rows

async function exported(): Promise<ExportLine[]> {
  const lines: ExportLine[] = []
  await exportTrail(portal.app.world.database, (line) => void lines.push(line))
  return lines
}
const proveExport = async (lines: readonly object[], trusted: ReadonlyMap<string, Uint8Array> = keys) => {
  async function* texts() {
    for (const line of lines) yield stringify(line)
  }
  return await verifyExport(texts(), { keys: trusted, keptHead: null })
}
const kindsOf = (report: { faults: readonly { kind: FaultKind }[] }) => report.faults.map(({ kind }) => kind)

describe('sealing', () => {
  test('covers every id once, chained, and only what is new', async () => {
    await makeMany('1', '2')
    await sealAll()
    await makeMany('3')
    await sealAll()
    expect(await seal()).toBe(0)
    expect(await seals()).toEqual([
      { sequence: 1, from_event_id: 1, to_event_id: 2, event_count: 2 },
      { sequence: 2, from_event_id: 3, to_event_id: 3, event_count: 1 },
    ])
    expect(await verify()).toMatchObject({ faults: [], seals: 2, sealedEvents: 3, unsealedEvents: 0 })
  })

  test('nothing to seal makes no seal', async () => {
    expect(await seal()).toBe(0)
    expect(await seals()).toEqual([])
    expect(await verify()).toMatchObject({ faults: [], head: null })
  })

  test('ids of changes that were undone are covered, so that none can be slipped in', async () => {
    await make('1')
    await expect(
      portal.act('Katrine', async (ctx) => {
        await ctx.emit({
          type: 'task.completed',
          organisationId: ctx.actor.organisationId,
          subject: { type: 'task', id: '2' },
        })
        throw new Error('undone')
      }),
    ).rejects.toThrow('undone')
    await make('3')
    await sealAll()
    expect(await seals()).toEqual([{ sequence: 1, from_event_id: 1, to_event_id: 3, event_count: 2 }])
  })

  test('never overtakes a transaction that holds a lower id and is still open', async () => {
    const slow = new pg.Client(portal.app.world.database.connection)
    await slow.connect()
    try {
      const katrine = await portal.actor('Katrine')
      await slow.query(
        `begin; set local role tvaers_app; select set_config('app.reach', '${katrine.organisationId}', true)`,
      )
      await slow.query(
        `insert into event (at, organisation_id, type, subject_type, subject_id, actor_kind, actor_id, actor_name,
           actor_organisation_id, actor_organisation_name, origin)
         values (now(), $1, 'task.started', 'task', 'slow', 'user', $2, 'Katrine Holm', $1, 'Korsbæk Kommune', 'web')`,
        [katrine.organisationId, katrine.id],
      )
      await makeMany('fast 1', 'fast 2')
      expect(await seal()).toBe(0)
      expect(await seal()).toBe(0)
      await slow.query('commit')
    } finally {
      await slow.end()
    }
    await sealAll()
    expect(await seals()).toEqual([{ sequence: 1, from_event_id: 1, to_event_id: 3, event_count: 3 }])
    expect(await verify()).toMatchObject({ faults: [], sealedEvents: 3 })
  })

  test('the horizon stays until it is settled, however much comes after it', async () => {
    const slow = new pg.Client(portal.app.world.database.connection)
    await slow.connect()
    try {
      await make('1')
      await slow.query('begin; select pg_current_xact_id()')
      expect(await seal()).toBe(0)
      const horizon = async () =>
        (await portal.owner.query('select event_id, transaction_id from audit_horizon')).rows
      const noted = await horizon()
      await make('2')
      expect(await seal()).toBe(0)
      expect(await horizon()).toEqual(noted)
      await slow.query('rollback')
    } finally {
      await slow.end()
    }
    await sealAll()
    expect((await seals())[0]).toMatchObject({ from_event_id: 1, to_event_id: 1 })
  })

  test('a transaction has its number before its events have their ids', async () => {
    const { rows } = await portal.owner.query(
      `select tgname, tgtype & 1 as each_row, tgtype & 2 as before, tgtype & 4 as on_insert, tgenabled from pg_trigger
       where tgname = 'event_transaction_first'`,
    )
    expect(rows).toEqual([
      { tgname: 'event_transaction_first', each_row: 0, before: 2, on_insert: 4, tgenabled: 'O' },
    ])
    const sequence = await portal.owner.query(
      `select seqcache from pg_sequence where seqrelid = 'event_id_seq'::regclass`,
    )
    expect(sequence.rows).toEqual([{ seqcache: 1 }])
  })

  test('a horizon from a database that was restored here is settled', async () => {
    await make('1')
    await portal.owner.query(`insert into audit_horizon values (true, 1, '9000000000000', now())`)
    expect(await seal()).toBe(1)
  })

  test('two sealers at once make one chain', async () => {
    await makeMany('1', '2', '3')
    await Promise.all([seal(), seal(), seal()])
    await sealAll()
    expect(await verify()).toMatchObject({ faults: [], sealedEvents: 3 })
    expect((await seals()).map((row) => row.sequence)).toEqual(
      (await seals()).map((_row, index) => index + 1),
    )
  })

  test('every column of an event is sealed', async () => {
    await make('1')
    const { rows } = await portal.owner.query(
      `select column_name from information_schema.columns where table_name = 'event' and table_schema = 'public'`,
    )
    const events = await portal.app.world.database.transaction(jobsReach, (tx) =>
      listRecordedEvents({ tx }, { after: 0, most: 1 }),
    )
    const sealed = Object.keys(events[0] ?? {}).map((name) =>
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
    expect(sealed.sort()).toEqual(rows.map((row) => row.column_name).sort())
  })
})

describe('nobody may change an event', () => {
  const roles = ['tvaers_app', 'tvaers_central', 'tvaers_supplier', 'tvaers_door', 'tvaers_jobs']
  const statements = [
    `update event set actor_name = 'x'`,
    'delete from event',
    'truncate event',
    `update audit_seal set digest = ''`,
    'delete from audit_seal',
    `update audit_key set public_key = ''`,
  ]
  test.each(roles.flatMap((role) => statements.map((statement) => [role, statement] as const)))(
    '%s: %s',
    async (role, statement) => {
      const client = new pg.Client(portal.app.world.database.connection)
      await client.connect()
      await client.query(`begin; set local role ${role}; select set_config('app.reach', '1', true)`)
      await expect(client.query(statement)).rejects.toMatchObject({ code: '42501' })
      await client.end()
    },
  )

  test('the owner does not by mistake', async () => {
    await make('1')
    await expect(portal.owner.query(`update event set actor_name = 'x'`)).rejects.toMatchObject({
      code: '42501',
    })
    await expect(portal.owner.query('delete from event')).rejects.toMatchObject({ code: '42501' })
    await sealAll()
    await expect(portal.owner.query('delete from audit_seal')).rejects.toMatchObject({ code: '42501' })
  })
})

describe('an owner who means to', () => {
  const insertedAt = (id: number) => `insert into event overriding system value
    select ${id}, at, organisation_id, type, subject_type, 'forged', actor_kind, actor_id, actor_name,
      actor_organisation_id, actor_organisation_name, origin, request_id, changes, facts, inside_of from event where id = 1`
  const tamperings: readonly [name: string, statements: readonly string[], kinds: readonly FaultKind[]][] = [
    ['edits a name', [`update event set actor_name = 'Lone Dahl' where id = 2`], ['edited']],
    [
      'edits a fact',
      [`update event set changes = '{"status":{"from":"notStarted"}}' where id = 2`],
      ['edited'],
    ],
    [
      'edits a time by a microsecond',
      [`update event set at = at + interval '1 microsecond' where id = 2`],
      ['edited'],
    ],
    [
      'hides it inside a municipality',
      ['update event set inside_of = organisation_id where id = 2'],
      ['edited'],
    ],
    ['removes one', ['delete from event where id = 2'], ['removed']],
    ['inserts one into a sealed gap', [insertedAt(4)], ['inserted']],
    ['inserts one before the first', [insertedAt(0)], ['inserted']],
    [
      'exchanges two',
      [
        'set constraints all deferred',
        ...[
          [2, 99],
          [3, 2],
          [99, 3],
        ].map(([from, to]) => `update event set id = ${to} where id = ${from}`),
      ],
      ['edited'],
    ],
    ['removes a seal', ['delete from audit_seal where sequence = 1'], ['chainBroken', 'inserted']],
    [
      'edits a seal',
      [`update audit_seal set event_count = 9 where sequence = 1`],
      ['badSignature', 'chainBroken', 'removed'],
    ],
  ]
  const cutOff = ['delete from audit_seal where sequence = 2', 'delete from event where id > 3']

  async function tamper(statements: readonly string[]) {
    await portal.owner.query(
      `alter table event disable trigger user; alter table audit_seal disable trigger user`,
    )
    // Identity columns of a real owner's: they may be changed once they are no longer generated always.
    await portal.owner.query('alter table event alter column id set generated by default')
    for (const statement of statements) await portal.owner.query(statement)
    await portal.owner.query('alter table event alter column id set generated always')
    await portal.owner.query(
      `alter table event enable trigger user; alter table audit_seal enable trigger user`,
    )
  }

  beforeEach(async () => {
    await makeMany('1', '2', '3')
    await sealAll()
    // 4 is a gap.
    await portal.owner.query(`select nextval('event_id_seq')`)
    await makeMany('5', '6')
    await sealAll()
  })
  afterEach(async () => {
    await portal.owner.query(
      `alter table event enable trigger user; alter table audit_seal enable trigger user`,
    )
  })

  test.each(tamperings)('%s: found in the database and in an export', async (_name, statements, kinds) => {
    expect(kindsOf(await verify())).toEqual([])
    await tamper(statements)
    const found = kindsOf(await verify())
    expect(found.sort()).toEqual([...kinds].sort())
    expect(kindsOf(await proveExport(await exported())).sort()).toEqual(found.sort())
  })

  test('cuts off the end: found by the head kept outside, and by nothing else', async () => {
    const { head } = await verify()
    await tamper(cutOff)
    expect(kindsOf(await verify())).toEqual([])
    expect(kindsOf(await verify(head))).toEqual(['cutOff'])
  })
})

describe('an export', () => {
  beforeEach(async () => {
    await makeMany('1', '2', '3')
    await sealAll()
    await make('4')
  })

  test('is proved without the database', async () => {
    expect(await proveExport(await exported())).toMatchObject({
      faults: [],
      seals: 1,
      sealedEvents: 3,
      unsealedEvents: 1,
    })
    expect(await proveExport(await exported(), new Map())).toMatchObject({ faults: [] })
  })

  test('with its lines in another order is not', async () => {
    const lines = await exported()
    const events = lines.filter((line) => line.kind === 'event')
    const rest = lines.filter((line) => line.kind !== 'event')
    expect(kindsOf(await proveExport([...rest, ...events.reverse()]))).toContain('reordered')
  })

  test('with a field added, or a number written as text, is not', async () => {
    const lines = await exported()
    const added = lines.map((line) => (line.kind === 'event' && line.id === 2 ? { ...line, extra: 1 } : line))
    expect(kindsOf(await proveExport(added))).toEqual(['edited'])
    const asText = lines.map((line) => (line.kind === 'event' && line.id === 2 ? { ...line, id: '2' } : line))
    expect(kindsOf(await proveExport(asText))).toContain('inserted')
  })

  test('takes no seal after the first event: it would be believed unseen', async () => {
    const lines = await exported()
    const seal = lines.find((line) => line.kind === 'seal')
    await expect(proveExport([...lines, seal ?? {}])).rejects.toThrow(SyntaxError)
    await expect(proveExport([{ kind: 'remark' }])).rejects.toThrow(SyntaxError)
  })

  test('holds each event as it was sealed', async () => {
    const event = (await exported()).find((line) => line.kind === 'event') as RecordedEvent
    expect(event).toMatchObject({
      id: 1,
      at: '2026-11-23T09:00:00.000000Z',
      actorName: 'Katrine Holm',
      insideOf: null,
    })
  })
})

describe('the key', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tvaers-key-'))
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('follows from the secret', async () => {
    const SECRET_KEY = 'a secret of at least thirty-two characters'
    expect((await readSealingKey({ SECRET_KEY, DATA_DIR: folder })).keyId).toBe(key.keyId)
    expect(deriveSealingKey(`${SECRET_KEY}.`).keyId).not.toBe(key.keyId)
  })

  test('without one is made once, for the owner’s eyes only', async () => {
    const [one, other] = await Promise.all([
      readSealingKey({ DATA_DIR: folder }),
      readSealingKey({ DATA_DIR: folder }),
    ])
    expect(other.keyId).toBe(one.keyId)
    expect((await stat(join(folder, 'audit-key'))).mode & 0o777).toBe(0o600)
    expect(await readFile(join(folder, 'audit-key'), 'utf8')).toHaveLength(44)
  })

  test('that is empty is no key', async () => {
    await writeFile(join(folder, 'audit-key'), '\n')
    await expect(readSealingKey({ DATA_DIR: folder })).rejects.toThrow('holds no key')
  })

  test('is read by the job, which seals with it', async () => {
    await make('1')
    const queue = auditSealQueue(portal.app.world, { DATA_DIR: folder })
    while ((await seals()).length === 0) await queue.handle({}, { id: 'job' })
    const { keyId, publicKey } = await readSealingKey({ DATA_DIR: folder })
    const report = await verifyDatabase(portal.app.world.database, {
      keys: new Map([[keyId, publicKey]]),
      keptHead: null,
    })
    expect(report).toMatchObject({ faults: [], sealedEvents: 1 })
    expect(kindsOf(await verify())).toEqual(['unknownKey'])
  })
})
