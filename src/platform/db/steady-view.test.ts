import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApp, type TestApp } from '../../../test/support/test-app.ts'
import { db, type View } from './database.ts'
import { inBackground } from './patience.ts'
import { jobsReach } from './roles.ts'

let portal: TestApp
beforeAll(async () => {
  portal = await createTestApp()
})
afterAll(() => portal.close())

test.each<[View | undefined, number]>([
  [undefined, 1],
  ['latest', 1],
  ['steady', 0],
])('a transaction whose view is %s sees %i of what is committed meanwhile', async (view, seen) => {
  const { database } = portal.app.world
  const difference = await database.transaction(
    jobsReach,
    async (tx) => {
      const count = async () =>
        (await sql<{ n: number }>`select count(*)::int as n from audit_key`.execute(db({ tx }))).rows[0]?.n ??
        0
      const first = await count()
      const id = portal.clock.newId().slice(-16)
      await portal.owner.query(
        'insert into audit_key (key_id, public_key, first_used_at) values ($1, $2, now())',
        [id, Buffer.alloc(32, 1)],
      )
      return (await count()) - first
    },
    inBackground,
    view,
  )
  expect(difference).toBe(seen)
})
