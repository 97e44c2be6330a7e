import { saveSignedInUser } from '../features/users/index.ts'
import type { Actor } from '../kernel/actor.ts'
import { addDays, type CivilDay, civilDay, civilDayOf } from '../kernel/civil-day.ts'
import type { Context, Tx } from '../kernel/context.ts'
import { permissionsOf } from '../kernel/permissions.ts'
import { instantInCopenhagen } from '../kernel/wall-time.ts'
import { become, db } from '../platform/db/database.ts'
import { doorReach, reachOf } from '../platform/db/roles.ts'
import { contextIn, type World } from '../platform/http/world.ts'
import { cast } from './cast.ts'
import {
  aarhusColleagues,
  administratorOf,
  type DemoColleague,
  korsbaekColleagues,
  lacksAdministrator,
  type Municipality,
  specialistOf,
} from './demo-people.ts'

/** The stage on which the demo's story is told: who is there, and what somebody does on some day. */
export interface Stage {
  readonly today: CivilDay
  readonly municipalities: readonly Municipality[]
  /** A person of the cast or a colleague of theirs, by first name. */
  person(name: string): Actor
  /** The KLIK-administrator of a municipality, or null where there is none. */
  administrator(municipality: Municipality): Actor | null
  specialist(municipality: Municipality): Actor
  /**
   * Something somebody does on a day: history is then as old as it looks. Nobody works at weekends, and nothing
   * happens after the day of filling.
   * @param time 'HH:mm' in Copenhagen
   */
  plan(day: CivilDay, time: string, actor: Actor, work: (ctx: Context) => Promise<unknown>): void
}

interface Scene {
  readonly at: Date
  readonly actor: Actor
  readonly work: (ctx: Context) => Promise<unknown>
}

/** A weekday: Monday after a weekend, or the Friday before it when Monday has not come yet. */
export function weekdayNear(day: CivilDay, today: CivilDay): CivilDay {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  if (weekday !== 0 && weekday !== 6) return day
  const monday = addDays(day, weekday === 0 ? 1 : 2)
  return monday < today ? monday : addDays(monday, -3)
}

const minute = 60_000

/** Signs everybody in, lets the story be planned, and plays it in the order of time. */
export async function playOnStage(
  world: World,
  tx: Tx,
  now: Date,
  tell: (stage: Stage) => void,
): Promise<void> {
  const people = await signEverybodyIn(world, tx)
  const scenes: Scene[] = []
  const today = civilDayOf(now)
  tell({
    ...people,
    today,
    plan(day, time, actor, work) {
      const at = instantInCopenhagen(`${weekdayNear(day, today)}T${time}:00`)
      scenes.push({ at: at < now ? at : new Date(now.getTime() - minute), actor, work })
    },
  })
  // The trail of events is numbered as it is written: what came first is written first.
  for (const { at, actor, work } of scenes.toSorted((one, other) => one.at.getTime() - other.at.getTime())) {
    await become(tx, reachOf(actor))
    await work(contextOf(world, tx, actor, at))
  }
}

function contextOf(world: World, tx: Tx, actor: Actor, at: Date): Context {
  const clock = { now: () => at, newId: () => world.clock.newId() }
  const origin = { via: 'web' as const, requestId: null }
  return contextIn({ ...world, clock }, { tx, actor, language: 'da', origin })
}

/** The day everybody but Mads was on the portal for the first time. */
const firstDay = civilDay('2025-05-05')

/** Mads has an account at his municipality but has never been here: he exists once he signs in (S2). */
const neverHere = 'Mads Friis'

interface Organisation extends Municipality {
  readonly kind: Actor['side']
  readonly cvr: string
}

const actorOf = (person: DemoColleague, organisation: Organisation): Actor => ({
  kind: 'user',
  id: person.id,
  name: person.name,
  side: organisation.kind,
  organisationId: organisation.id,
  organisationName: organisation.name,
  systemRoles: person.systemRoles,
  permissions: permissionsOf(person.systemRoles),
})

async function listOrganisations(tx: Tx): Promise<Organisation[]> {
  return await db({ tx })
    .selectFrom('organisation')
    .select(['id', 'name', 'short_name as shortName', 'cvr'])
    .select((eb) => eb.ref('kind').$castTo<Actor['side']>().as('kind'))
    .orderBy('id')
    .execute()
}

/** Who works where: the cast, Korsbæk's others, and a KLIK-administrator and a specialist elsewhere. */
function peopleOf(organisation: Organisation): readonly DemoColleague[] {
  const ofCast = cast.filter(({ cvr, name }) => cvr === organisation.cvr && name !== neverHere)
  if (organisation.shortName === 'Korsbæk') return [...ofCast, ...korsbaekColleagues]
  if (organisation.shortName === 'Aarhus') return [...ofCast, ...aarhusColleagues]
  if (ofCast.length > 0 || organisation.kind !== 'municipality') return ofCast
  const specialist = specialistOf(organisation)
  return lacksAdministrator(organisation.id) ? [specialist] : [administratorOf(organisation), specialist]
}

async function signEverybodyIn(world: World, tx: Tx): Promise<Omit<Stage, 'today' | 'plan'>> {
  const organisations = await listOrganisations(tx)
  const actors = new Map<string, Actor>()
  const at = instantInCopenhagen(`${firstDay}T08:30:00`)
  await become(tx, doorReach)
  for (const organisation of organisations) {
    for (const person of peopleOf(organisation)) {
      const arriving = { ...person, organisationId: organisation.id, ownCvr: organisation.cvr }
      await saveSignedInUser({ tx }, arriving, null, at)
      const actor = actorOf(person, organisation)
      actors.set(person.id, actor)
      await contextOf(world, tx, actor, at).emit({
        type: 'user.firstSignedIn',
        organisationId: organisation.id,
        subject: { type: 'user', id: person.id },
        facts: { systemRoles: [...person.systemRoles] },
      })
    }
  }
  const byId = (id: string): Actor => {
    const actor = actors.get(id)
    if (!actor) throw new Error(`Nobody with id ${id}`)
    return actor
  }
  const named = [...cast, ...korsbaekColleagues]
  return {
    municipalities: organisations.filter(({ kind }) => kind === 'municipality'),
    person: (name) => byId(named.find((candidate) => candidate.name.startsWith(name))?.id ?? name),
    administrator: (municipality) => actors.get(administratorOf(municipality).id) ?? null,
    specialist: (municipality) => byId(specialistOf(municipality).id),
  }
}
