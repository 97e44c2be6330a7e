import type { EventValue } from '../../kernel/event.ts'
import type { Basis } from './basis.ts'
import type { EvidencePending } from './domain/evidence-file.ts'
import type { CitedEvent } from './queries/cited-events.ts'

const outcomes = ['tookEffect', 'refused', 'expired', 'withdrawn'] as const

/** A pending assignment as the file has it, with when it was settled. */
export interface Pending extends EvidencePending {
  readonly settledAt: Date | null
}

/** Roles promised to people who had not signed in yet (R3), told by their events alone: these are kept, addresses are not. */
export function gatherPending(basis: Basis): Pending[] {
  const types = ['made', ...outcomes].map((what) => `pendingAssignment.${what}`)
  return [...basis.stories(types)].map(([id, events]) => {
    const { roleId, roleName, userName } = newest(events)
    const settled = events.find((event) => outcomes.some((outcome) => whatOf(event) === outcome))
    return {
      ...{ id, roleId: text(roleId), roleName: text(roleName), personName: text(userName) },
      outcome: outcomes.find((outcome) => settled && whatOf(settled) === outcome) ?? null,
      userId: textOrNull(settled?.facts?.userId),
      assignmentId: textOrNull(settled?.facts?.assignmentId),
      settledAt: settled?.at ?? null,
      acts: events.map((event) => ({
        ...{ what: whatOf(event), at: event.at.toISOString(), byName: event.actorName },
        ...{ onBehalfOfName: event.onBehalfOfName, basis: [event.id] },
      })),
    }
  })
}

const whatOf = ({ type }: CitedEvent): string => type.slice(type.indexOf('.') + 1)
const newest = (events: readonly CitedEvent[]) => events.at(-1)?.facts ?? {}
const textOrNull = (value: EventValue | undefined): string | null =>
  typeof value === 'string' ? value : null
const text = (value: EventValue | undefined): string => textOrNull(value) ?? ''
