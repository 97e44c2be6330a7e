/** JSON that may stand in an event: ids and changed fields, never secrets (E1). */
export type EventValue = string | number | boolean | null | EventValue[] | { [key: string]: EventValue }

/** One change as an action tells it; who, when and from where are added by the context (E1). */
export interface NewEvent {
  /** What happened, `thing.pastTense`, for example 'task.completed'. */
  readonly type: string
  /** The organisation whose thing changed; the event is seen within its reach. */
  readonly organisationId: number
  /** The thing: 'task', 'assignment', … and its id as text. */
  readonly subject: { readonly type: string; readonly id: string }
  /** Changed fields, before and after. */
  readonly changes?: { readonly [field: string]: { readonly from?: EventValue; readonly to?: EventValue } }
  /** Other facts needed to tell the story (names as they were, counts). */
  readonly facts?: { readonly [key: string]: EventValue }
  /** Set when only one side may ever see it: internal notes, local tasks (T8, T9). */
  readonly insideOf?: number
}

/** The part of an event that is the same for many things. */
export interface EventToMany {
  readonly type: string
  readonly subjectType: string
  readonly facts?: NewEvent['facts']
  readonly changes?: NewEvent['changes']
}

export interface Subject {
  readonly organisationId: number
  readonly id: string
  /** What is told of this one beside what is told of all. */
  readonly facts?: NewEvent['facts']
  readonly changes?: NewEvent['changes']
}
