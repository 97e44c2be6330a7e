import type { Context } from '../../kernel/context.ts'
import type { CitedEvent } from './queries/cited-events.ts'

/** Whose evidence is read, and by whom. */
export interface Reading {
  readonly ctx: Context
  readonly organisationId: number
}

/** Finds the events that tell of an act. */
export interface Basis {
  /** Of these types about the thing, at that instant, by that person: the act itself. */
  of(
    thing: { readonly type: string; readonly id: string },
    act: { at: Date; byName: string },
    types: readonly string[],
  ): number[]
  /** All of these types about the thing. */
  about(thing: { readonly type: string; readonly id: string }, types: readonly string[]): number[]
  /** Every event that was asked for, once. */
  readonly cited: ReadonlySet<number>
}

/** @param events what may be cited, oldest first */
export function basisIn(events: readonly CitedEvent[]): Basis {
  const byThing = new Map<string, CitedEvent[]>()
  for (const event of events) {
    const key = `${event.subjectType} ${event.subjectId}`
    byThing.set(key, [...(byThing.get(key) ?? []), event])
  }
  const cited = new Set<number>()
  const find = (thing: { type: string; id: string }, is: (event: CitedEvent) => boolean): number[] => {
    const ids = (byThing.get(`${thing.type} ${thing.id}`) ?? []).filter(is).map(({ id }) => id)
    for (const id of ids) cited.add(id)
    return ids
  }
  return {
    of: (thing, { at, byName }, types) =>
      find(
        thing,
        (event) =>
          types.includes(event.type) && event.at.getTime() === at.getTime() && event.actorName === byName,
      ),
    about: (thing, types) => find(thing, (event) => types.includes(event.type)),
    cited,
  }
}
