import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { listRecordedEvents } from './queries-trail.ts'
import { inTrail } from './store.ts'
import { trailForTests } from './trail-for-tests.ts'

let portal: TestApp
let trail: ReturnType<typeof trailForTests>

beforeAll(async () => {
  portal = await createTestApp()
  trail = trailForTests(portal)
})
beforeEach(() => trail.empty())
afterAll(() => portal.close())

describe('sealing', () => {
  test('covers every id once, chained, and only what is new', async () => {
    await trail.makeMany('1', '2')
    await trail.sealAll()
    await trail.makeMany('3')
    await trail.sealAll()
    expect(await trail.seal()).toBe(0)
    expect(await trail.seals()).toEqual([
      { sequence: 1, from_event_id: 1, to_event_id: 2, event_count: 2 },
      { sequence: 2, from_event_id: 3, to_event_id: 3, event_count: 1 },
    ])
    expect(await trail.verify()).toMatchObject({ faults: [], seals: 2, sealedEvents: 3, unsealedEvents: 0 })
  })

  test('nothing to seal makes no seal', async () => {
    expect(await trail.seal()).toBe(0)
    expect(await trail.seals()).toEqual([])
    expect(await trail.verify()).toMatchObject({ faults: [], head: null })
  })

  test('ids of changes that were undone are covered, so that none can be slipped in', async () => {
    await trail.make('1')
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
    await trail.make('3')
    await trail.sealAll()
    expect(await trail.seals()).toEqual([{ sequence: 1, from_event_id: 1, to_event_id: 3, event_count: 2 }])
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
      await trail.makeMany('fast 1', 'fast 2')
      expect(await trail.seal()).toBe(0)
      expect(await trail.seal()).toBe(0)
      await slow.query('commit')
    } finally {
      await slow.end()
    }
    await trail.sealAll()
    expect(await trail.seals()).toEqual([{ sequence: 1, from_event_id: 1, to_event_id: 3, event_count: 3 }])
    expect(await trail.verify()).toMatchObject({ faults: [], sealedEvents: 3 })
  })

  test('the horizon stays until it is settled, however much comes after it', async () => {
    const slow = new pg.Client(portal.app.world.database.connection)
    await slow.connect()
    try {
      await trail.make('1')
      await slow.query('begin; select pg_current_xact_id()')
      expect(await trail.seal()).toBe(0)
      const horizon = async () =>
        (await portal.owner.query('select event_id, transaction_id from audit_horizon')).rows
      const noted = await horizon()
      await trail.make('2')
      expect(await trail.seal()).toBe(0)
      expect(await horizon()).toEqual(noted)
      await slow.query('rollback')
    } finally {
      await slow.end()
    }
    await trail.sealAll()
    expect((await trail.seals())[0]).toMatchObject({ from_event_id: 1, to_event_id: 1 })
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
    await trail.make('1')
    await portal.owner.query(`insert into audit_horizon values (true, 1, '9000000000000', now())`)
    expect(await trail.seal()).toBe(1)
  })

  test('two sealers at once make one chain', async () => {
    await trail.makeMany('1', '2', '3')
    await Promise.all([trail.seal(), trail.seal(), trail.seal()])
    await trail.sealAll()
    expect(await trail.verify()).toMatchObject({ faults: [], sealedEvents: 3 })
    expect((await trail.seals()).map((row) => row.sequence)).toEqual(
      (await trail.seals()).map((_row, index) => index + 1),
    )
  })

  test('every column of an event is sealed', async () => {
    await trail.make('1')
    const { rows } = await portal.owner.query(
      `select column_name from information_schema.columns where table_name = 'event' and table_schema = 'public'`,
    )
    const events = await inTrail(portal.app.world.database, (tx) =>
      listRecordedEvents({ tx }, { after: 0, most: 1 }),
    )
    const sealed = Object.keys(events[0] ?? {}).map((name) =>
      name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    )
    expect(sealed.sort()).toEqual(rows.map((row) => row.column_name).sort())
  })
})
