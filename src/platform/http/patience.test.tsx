import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { createTestServer, type TestServer } from '../../../test/support/test-server.tsx'
import type { Actor } from '../../kernel/actor.ts'
import type { Context } from '../../kernel/context.ts'
import { db } from '../db/database.ts'
import { jobsReach } from '../db/roles.ts'
import { signedInBecause } from './access.ts'
import { api, json, type Route, reads } from './route.ts'
import { actAs } from './world.ts'

let portal: TestApp
let tested: TestServer
const known: Record<string, Actor> = {}

const ask = async (ctx: Pick<Context, 'tx'>, statement: string): Promise<Record<string, string>> =>
  (await sql<Record<string, string>>`${sql.raw(statement)}`.execute(db(ctx))).rows[0] ?? {}

async function settingsOf(ctx: Pick<Context, 'tx'>): Promise<string[]> {
  const row = await ask(
    ctx,
    `select current_setting('statement_timeout') as a, current_setting('lock_timeout') as b,
      current_setting('idle_in_transaction_session_timeout') as c`,
  )
  return Object.values(row)
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

/** What overstays, by name; each with less patience than the portal has, so that nobody has to wait for it. */
const slow: Record<string, (ctx: Context) => Promise<unknown>> = {
  async statement(ctx) {
    await ask(ctx, 'set local statement_timeout = 20')
    await ask(ctx, 'select pg_sleep(5)')
  },
  async lock(ctx) {
    await ask(ctx, 'set local lock_timeout = 20')
    await ask(ctx, 'select pg_advisory_xact_lock(4711)')
  },
  async idle(ctx) {
    await ask(ctx, 'set local idle_in_transaction_session_timeout = 20')
    await pause(300)
    await ask(ctx, 'select 1')
  },
}
const slowRoute = (path: string, reachesAll?: true) =>
  api({
    reachesAll,
    method: 'get',
    path,
    summary: 'x',
    tag: 'x',
    output: null,
    access: signedInBecause('test'),
    audit: reads,
    handle: async (ctx) => {
      const name = path.slice(path.lastIndexOf('/') + 1)
      return json((await slow[name]?.(ctx)) ?? (await settingsOf(ctx)))
    },
  })
const routes: Route[] = [
  ...['settings', 'statement', 'lock', 'idle'].map((name) => slowRoute(`/api/v1/${name}`)),
  slowRoute('/api/v1/whole/settings', true),
]

beforeAll(async () => {
  portal = await createTestApp()
  known.katrine = await portal.actor('Katrine')
  tested = await createTestServer(portal, routes, { known })
})
afterAll(async () => {
  await tested.close()
  await portal.close()
})

const get = (url: string) =>
  tested.server.inject({ url, headers: { authorization: 'Bearer katrine', 'accept-language': 'en' } })

describe('a transaction', () => {
  test('of a request has little patience', async () => {
    expect((await get('/api/v1/settings')).json()).toEqual(['15s', '5s', '1min'])
  })

  test('of a request for all municipalities at once has more for a statement, no more for a wait', async () => {
    expect((await get('/api/v1/whole/settings')).json()).toEqual(['2min', '5s', '1min'])
  })

  test('of a job or a command has more', async () => {
    const { world } = portal.app
    const more = ['5min', '30s', '5min']
    expect(await world.database.transaction(jobsReach, (tx) => settingsOf({ tx }))).toEqual(more)
    expect(await actAs(world, await portal.actor('Katrine'), 'cli', settingsOf)).toEqual(more)
  })

  test('leaves nothing of it to the connection', async () => {
    await get('/api/v1/settings')
    const { rows } = await portal.app.world.database.pool.query('show statement_timeout')
    expect(rows).toEqual([{ statement_timeout: '0' }])
  })
})

describe('a request that overstays', () => {
  test.each(['statement', 'idle'])('by its %s is told to come again', async (name) => {
    const answer = await get(`/api/v1/${name}`)
    expect(answer.statusCode).toBe(503)
    expect(answer.headers['retry-after']).toBe('10')
    expect(answer.json()).toMatchObject({ type: '/api/problems/busy', status: 503 })
    expect(answer.json().title).toMatch(/Nothing was saved/)
  })

  test('by waiting for another is told so', async () => {
    await portal.owner.query('select pg_advisory_lock(4711)')
    const answer = await get('/api/v1/lock')
    await portal.owner.query('select pg_advisory_unlock(4711)')
    expect(answer.statusCode).toBe(409)
    expect(answer.headers['retry-after']).toBe('2')
    expect(answer.json()).toMatchObject({ type: '/api/problems/in-use', status: 409 })
  })

  test('leaves the others alone', async () => {
    for (const name of ['idle', 'idle', 'statement']) await get(`/api/v1/${name}`)
    expect((await get('/api/v1/settings')).statusCode).toBe(200)
  })
})
