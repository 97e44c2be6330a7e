import type { Context } from '../../kernel/context.ts'
import type { Act } from './domain/evidence-file.ts'
import type { CitedEvent } from './queries/cited-events.ts'

/** Whose evidence is read, and by whom. */
export interface Reading {
  readonly ctx: Context
  readonly organisationId: number
  /** Only what belongs to this round; all there is when left out. */
  readonly roundId?: string
}

export interface Thing {
  readonly type: string
  readonly id: string
}

/** What a record says of an act: when, by whom, and for whom where the record knows it. */
export interface Done {
  readonly at: Date
  readonly byName: string
  readonly onBehalfOfName?: string | null
}

type Facts = Readonly<Record<string, string>>

/** Finds the events that tell of an act. */
export interface Basis {
  /** The act with the events of these types about the thing, at that instant, by that person; with facts, those that hold them. */
  act(thing: Thing, done: Done, types: readonly string[], facts?: Facts): Act
  /** All of these types about the thing; with facts, those that hold them. */
  about(thing: Thing, types: readonly string[], facts?: Facts): number[]
  /** Those of these types about the thing at that instant; none without one. */
  atInstant(thing: Thing, at: Date | null, types: readonly string[]): number[]
  /** What the first of these events says of the thing, as it was called then; null when there is none. */
  said(basis: readonly number[], fact: string): string | null
  /** Every event of these types, by the thing it is about, oldest first. */
  stories(types: readonly string[]): ReadonlyMap<string, readonly CitedEvent[]>
  /** Every event that was asked for, once. */
  readonly cited: ReadonlySet<number>
}

/** @param events what may be cited, oldest first */
export function basisIn(events: readonly CitedEvent[]): Basis {
  const byThing = Map.groupBy(events, (event) => `${event.subjectType} ${event.subjectId}`)
  const byId = new Map(events.map((event) => [event.id, event]))
  const cited = new Set<number>()
  const cite = (found: readonly CitedEvent[]): number[] => {
    for (const { id } of found) cited.add(id)
    return found.map(({ id }) => id)
  }
  const find = (thing: Thing, is: (event: CitedEvent) => boolean): CitedEvent[] =>
    (byThing.get(`${thing.type} ${thing.id}`) ?? []).filter(is)
  return {
    act(thing, { at, byName, onBehalfOfName }, types, facts = {}) {
      const found = find(
        thing,
        (event) =>
          types.includes(event.type) &&
          event.at.getTime() === at.getTime() &&
          event.actorName === byName &&
          holds(event, facts),
      )
      // The event was there when it happened; a record may know less of it, or have come in without one.
      const behalf = found[0] ? found[0].onBehalfOfName : (onBehalfOfName ?? null)
      return { at: at.toISOString(), byName, onBehalfOfName: behalf, basis: cite(found) }
    },
    about: (thing, types, facts = {}) =>
      cite(find(thing, (event) => types.includes(event.type) && holds(event, facts))),
    atInstant: (thing, at, types) =>
      cite(find(thing, (event) => types.includes(event.type) && event.at.getTime() === at?.getTime())),
    said(basis, fact) {
      const value = basis.length > 0 ? byId.get(basis[0] ?? 0)?.facts?.[fact] : null
      return typeof value === 'string' ? value : null
    },
    stories(types) {
      const told = events.filter((event) => types.includes(event.type))
      cite(told)
      return Map.groupBy(told, ({ subjectId }) => subjectId)
    },
    cited,
  }
}

const holds = (event: CitedEvent, facts: Facts): boolean =>
  Object.entries(facts).every(([name, value]) => event.facts?.[name] === value)
