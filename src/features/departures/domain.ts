import type { CivilDay } from '../../kernel/civil-day.ts'
import type { FieldFaults, Sentence } from '../../kernel/errors.ts'

/** A role the person holds, or will hold. */
export interface HeldByLeaver {
  readonly assignmentId: string
  readonly roleId: string
  readonly roleName: string
  readonly isPrimary: boolean
  readonly opensAccess: boolean
  /** How many others hold the role today, and what it asks for at least (R1). */
  readonly others: number
  readonly minimumHolders: number
  /** The first day without the role; null: it lasts. */
  readonly ending: { readonly endsBefore: CivilDay } | null
  /** The role's checklist for the hand-over, one point a line; empty when it has none. */
  readonly handOver: string
  readonly startsOn: CivilDay
  readonly endsBefore: CivilDay | null
}

/** An open task the person is named on. */
export interface TaskOfLeaver {
  readonly number: number
  readonly title: string
  readonly dueOn: CivilDay | null
  readonly isResponsible: boolean
  readonly isPerformer: boolean
}

/** Everything a person holds in the municipality. */
export interface Holdings {
  readonly roles: readonly HeldByLeaver[]
  readonly tasks: readonly TaskOfLeaver[]
}

/** Who takes over: one for all, and others where said. Null: nobody does. */
export interface Succession {
  readonly forAll: string | null
  readonly roles: ReadonlyMap<string, string | null>
  readonly tasks: ReadonlyMap<number, string | null>
}

const chosen = <K>(map: ReadonlyMap<K, string | null>, key: K, forAll: string | null): string | null => {
  const own = map.get(key)
  return own === undefined ? forAll : own
}

export const successorOfRole = (succession: Succession, assignmentId: string): string | null =>
  chosen(succession.roles, assignmentId, succession.forAll)

export const successorOfTask = (succession: Succession, number: number): string | null =>
  chosen(succession.tasks, number, succession.forAll)

const stranger: Sentence = {
  da: 'Vælg en anden af jeres egne brugere.',
  en: 'Choose another of your own users.',
}

/** The names of the fields, as the form and the API call them. */
export const roleField = (assignmentId: string): string => `rolle-${assignmentId}`
export const taskField = (number: number): string => `opgave-${number}`

/** What is wrong with those chosen: they must be users who stay. */
export function successionFaults(
  succession: Succession,
  leaverId: string,
  userIds: ReadonlySet<string>,
): FieldFaults {
  const isWrong = (id: string | null): boolean => id !== null && (id === leaverId || !userIds.has(id))
  const faults: FieldFaults = {}
  if (isWrong(succession.forAll)) faults.til = stranger
  for (const [id, successor] of succession.roles) if (isWrong(successor)) faults[roleField(id)] = stranger
  for (const [number, successor] of succession.tasks)
    if (isWrong(successor)) faults[taskField(number)] = stranger
  return faults
}

/** Whom a task names once the successor has taken the leaver's places; undefined leaves a place as it is. */
export function placesAfter(task: TaskOfLeaver, successorId: string | null) {
  return {
    responsibleId: task.isResponsible ? successorId : undefined,
    performerId: task.isPerformer ? successorId : undefined,
  }
}

/** Longest title, in characters. */
export const mostTitle = 120
