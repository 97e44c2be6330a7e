import { sql } from 'kysely'
import pg from 'pg'
import type { Tx } from '../kernel/context.ts'
import { become, db } from '../platform/db/database.ts'
import { StartFault } from '../platform/db/embedded/index.ts'
import { doorReach, jobsReach } from '../platform/db/roles.ts'
import type { World } from '../platform/http/world.ts'
import { cast } from './cast.ts'
import { tellQuality } from './demo-quality.ts'
import { playOnStage } from './demo-stage.ts'
import { korsbaekNumber, tellDemoStory } from './demo-story.ts'

/** 'nothing': an empty database. 'demo': filled before. 'other': somebody's real data. */
async function whatIsThere(world: World): Promise<'nothing' | 'demo' | 'other'> {
  return await world.database.transaction(doorReach, async (tx) => {
    const users = await db({ tx }).selectFrom('user_account').select('id').limit(1).execute()
    if (users.length === 0) return 'nothing'
    const known = cast.map((person) => person.id)
    const ours = await db({ tx }).selectFrom('user_account').select('id').where('id', 'in', known).execute()
    return ours.length > 0 ? 'demo' : 'other'
  })
}

/**
 * Fills an empty database with the demo, through the same actions as people use. One transaction: a crash leaves
 * nothing half-done, and the next start begins anew.
 * @returns whether it filled
 * @throws StartFault when the database holds something that is not a demo's: the demo door must never open that (S4)
 */
export async function fillDemo(world: World, owner: pg.ClientConfig, now: Date): Promise<boolean> {
  const release = await takeTurn(owner)
  try {
    return await fillOnce(world, owner, now)
  } finally {
    await release()
  }
}

/** Two who fill at the same moment take turns: the second finds the demo there. */
async function takeTurn(owner: pg.ClientConfig): Promise<() => Promise<void>> {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query(`select pg_advisory_lock(hashtextextended('tvaers demo', 0))`)
  return () => client.end()
}

async function fillOnce(world: World, owner: pg.ClientConfig, now: Date): Promise<boolean> {
  const there = await whatIsThere(world)
  if (there === 'other') {
    throw new StartFault('This database holds data that is not the demo’s. Start it with MODE=production.')
  }
  if (there === 'demo') return false
  await startNumbers(owner)
  await world.database.transaction(doorReach, (tx) => fillIn(world, tx, now))
  return true
}

async function fillIn(world: World, tx: Tx, now: Date): Promise<void> {
  await playOnStage(world, tx, now, (stage) => tellDemoStory(stage))
  await tellQuality(world, tx, now)
  await forgetOldNews(tx, now)
}

/** Days of the story that people are still told of: what is older was news long ago. */
const newsDays = 14

async function forgetOldNews(tx: Tx, now: Date): Promise<void> {
  await become(tx, jobsReach)
  const since = new Date(now.getTime() - newsDays * 86_400_000)
  await sql`update notification_horizon set event_id = coalesce((select max(id) from event where at < ${since}), 0)`.execute(
    db({ tx }),
  )
}

/** The first roll-out numbers 99 tasks in the order of the organisations; Korsbæk's is the last. */
async function startNumbers(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from organisation where kind = 'municipality'`,
    )
    const first = korsbaekNumber - (rows[0]?.count ?? 1) + 1
    await client.query(`select setval('task_number_seq', $1, false)`, [first])
    // Most have a mailbox, and some of those without a KLIK-administrator: one sees what a letter does then.
    await client.query(
      `update organisation set mailbox = 'postkasse-' || id || '@kommune.example'
       where kind = 'municipality' and not is_test and (id % 32 = 9 or (id % 16 <> 9 and id % 5 <> 2))`,
    )
  } finally {
    await client.end()
  }
}
