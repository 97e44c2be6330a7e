import pg from 'pg'
import { saveSignedInUser } from '../features/users/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { type CivilDay, civilDayOf } from '../kernel/civil-day.ts'
import type { Context, Tx } from '../kernel/context.ts'
import { permissionsOf } from '../kernel/permissions.ts'
import { instantInCopenhagen } from '../kernel/wall-time.ts'
import { become, db } from '../platform/db/database.ts'
import { StartFault } from '../platform/db/embedded/index.ts'
import { doorReach, reachOf } from '../platform/db/roles.ts'
import { contextIn, type World } from '../platform/http/world.ts'
import { cast } from './cast.ts'
import {
  administratorOf,
  type DemoColleague,
  lacksAdministrator,
  type Municipality,
  specialistOf,
} from './demo-people.ts'
import { korsbaekNumber, tellDemoStory } from './demo-story.ts'

/** The stage on which the demo's story is told: who is there, and how somebody does something on some day. */
export interface Stage {
  readonly today: CivilDay
  readonly municipalities: readonly Municipality[]
  /** A person of the cast, by first name. */
  person(name: string): Actor
  /** The KLIK-administrator of a municipality, or null where there is none. */
  administrator(municipality: Municipality): Actor | null
  specialist(municipality: Municipality): Actor
  /** Does something as somebody, at a time of a day: history is then as old as it looks. */
  on<T>(day: CivilDay, time: string, actor: Actor, work: (ctx: Context) => Promise<T>): Promise<T>
}

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
  const there = await whatIsThere(world)
  if (there === 'other') {
    throw new StartFault('This database holds data that is not the demo’s. Start it with MODE=production.')
  }
  if (there === 'demo') return false
  await startNumbers(owner)
  await world.database.transaction(doorReach, async (tx) => {
    const stage = await buildStage(world, tx, now)
    await tellDemoStory(stage, tx)
  })
  return true
}

/** The first roll-out numbers 99 tasks in the order of the organisations; Korsbæk's is the last. */
async function startNumbers(owner: pg.ClientConfig): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  try {
    const { rows } = await client.query<{ count: number }>(
      `select count(*)::int as count from organisation where kind = 'municipality'`,
    )
    await client.query(`select setval('task_number_seq', $1, false)`, [
      korsbaekNumber - (rows[0]?.count ?? 1) + 1,
    ])
  } finally {
    await client.end()
  }
}

async function buildStage(world: World, tx: Tx, now: Date): Promise<Stage> {
  const rows = await db({ tx })
    .selectFrom('organisation')
    .select(['id', 'kind', 'name', 'short_name as shortName', 'cvr'])
    .orderBy('id')
    .execute()
  const municipalities = rows.filter((row) => row.kind === 'municipality')
  const actorOf = (
    person: DemoColleague,
    organisation: { id: number; name: string; kind: string },
  ): Actor => ({
    kind: 'user',
    id: person.id,
    name: person.name,
    side: organisation.kind as Actor['side'],
    organisationId: organisation.id,
    organisationName: organisation.name,
    systemRoles: person.systemRoles,
    permissions: permissionsOf(person.systemRoles),
  })
  const actors = new Map<string, Actor>()
  const began = instantInCopenhagen('2025-05-05T08:30:00')
  const sign = async (person: DemoColleague, organisation: (typeof rows)[number]) => {
    await saveSignedInUser({ tx }, { ...person, organisationId: organisation.id }, began)
    const actor = actorOf(person, organisation)
    actors.set(person.id, actor)
    return actor
  }
  // Mads has an account at his municipality but has never been here: he exists once he signs in (S2).
  for (const person of cast.filter(({ name }) => name !== 'Mads Friis')) {
    const organisation = rows.find((row) => row.cvr === person.cvr)
    if (organisation) await sign(person, organisation)
  }
  const withCast = new Set(cast.map((person) => person.cvr))
  for (const municipality of municipalities.filter((row) => !withCast.has(row.cvr))) {
    if (!lacksAdministrator(municipality.id)) await sign(administratorOf(municipality), municipality)
    await sign(specialistOf(municipality), municipality)
  }
  const byId = (id: string): Actor => {
    const actor = actors.get(id)
    if (!actor) throw new Error(`Nobody with id ${id}`)
    return actor
  }
  return {
    today: civilDayOf(now),
    municipalities,
    person: (name) => byId(cast.find((candidate) => candidate.name.startsWith(name))?.id ?? name),
    administrator: (municipality) => actors.get(administratorOf(municipality).id) ?? null,
    specialist: (municipality) => byId(specialistOf(municipality).id),
    async on(day, time, actor, work) {
      const at = instantInCopenhagen(`${day}T${time}:00`)
      const clock = { now: () => at, newId: () => world.clock.newId() }
      await become(tx, reachOf(actor))
      const origin = { via: 'web' as const, requestId: null }
      return await work(contextIn({ ...world, clock }, { tx, actor, language: 'da', origin }))
    },
  }
}
