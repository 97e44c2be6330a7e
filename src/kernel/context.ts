import type { Actor } from './actor.ts'
import type { CivilDay } from './civil-day.ts'
import type { EventToMany, NewEvent, Subject } from './event.ts'
import type { JobRequest } from './job.ts'
import type { Language } from './language.ts'

declare const transaction: unique symbol

/** A database transaction, opaque outside stores and queries: only they may import `platform/db`, which opens it. */
export interface Tx {
  readonly [transaction]: true
}

/** All an action needs from the world around it. One context is one transaction. */
export interface Context {
  readonly actor: Actor
  readonly tx: Tx
  /** The instant the request began; the same for every row it writes. */
  readonly now: Date
  /** The civil day of `now` in Copenhagen. */
  readonly today: CivilDay
  readonly language: Language
  /** A new UUID (version 7, ordered by time). */
  newId(): string
  /** Records a change, in this transaction; listeners hear of it after commit. */
  emit(event: NewEvent): Promise<void>
  /** Records the same change for many things in one statement, each with facts and changes of its own if need be. */
  emitToMany(event: EventToMany, subjects: readonly Subject[]): Promise<void>
  /** Asks for background work, in this transaction: it runs only if the change is committed. */
  enqueue(job: JobRequest): Promise<void>
}
