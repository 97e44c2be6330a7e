/**
 * The one way out to a target that holds accounts: Mattermost, or a human with a list (A3). A connector decides nothing
 * about who should have what; it reads, and does one small repeatable step at a time: read, decide, write, read back.
 */
import type { ActualState, DesiredAccess, StepName } from '../domain.ts'
import type { Surveyor } from './surveyor.ts'

/** The person as a target must know her. Kept by the provisioning record; a connector only reads it. */
export type Person = {
  /** Never reused, not a CPR number, at most 2^53-1: what single sign-on recognises the person by. */
  readonly ssoId: number
  /**
   * Opaque and random, 26 characters of a-z and 0-9, given once with the record. Marks an account as made by Tværs, so
   * that it is known again when the answer to its creation was lost. Readable by others at the target: says nothing.
   */
  readonly marker: string
  readonly firstName: string
  readonly lastName: string
  readonly email: string
  /** Whether an account that already has the address may be taken over: policy and master data, or a human, said so. */
  readonly mayAdopt: boolean
} & Known

/** What earlier steps found out about the person at the target; null before. */
export type Known = {
  readonly accountId: string | null
  readonly origin: 'created' | 'adopted' | null
  /** The name the sign-in must send too, or the target renames the account at the next sign-in. */
  readonly username: string | null
  /**
   * What was last written, and for which epoch, for servers that do not show it. Believed for that epoch alone: a
   * later one may have begun to write something else, and been cut off.
   */
  readonly signIn: 'bound' | 'closed' | null
  readonly signInEpoch: number | null
}

/** To be saved after each reading and each step, also after one that failed: the account may exist although a later call did not work. */
export type Learned = Partial<Known>

export type RetryReason = 'rateLimited' | 'serverFailed' | 'noAnswer' | 'changedMeanwhile' | 'notYetAsDesired'

/** The whole target is out of order; nobody's case gets better by trying it. */
export type PausedCode = 'tokenDead' | 'adminLost' | 'unreachable' | 'unhealthy'

/** A human must look at this person's case. */
export type HeldCode =
  | 'emailTaken'
  | 'signInTaken'
  | 'accountUnsuitable'
  | 'accountGone'
  | 'usernameUnavailable'
  | 'emailRefused'
  | 'nameRefused'
  | 'userLimit'
  | 'teamMissing'
  | 'teamArchived'
  | 'teamFull'
  | 'teamClosed'
  | 'channelMissing'
  | 'channelArchived'
  | 'channelClosed'
  | 'refused'

/** What a human needs to settle a case: ids and names of the target, error ids. Never a token, never a server's prose. */
export type Facts = Readonly<Record<string, string | number | boolean>>

type Retry = {
  readonly outcome: 'retry'
  readonly afterMs: number
  readonly reason: RetryReason
  readonly facts: Facts
}
export type Held = { readonly outcome: 'held'; readonly code: HeldCode; readonly facts: Facts }
type Paused = { readonly outcome: 'paused'; readonly code: PausedCode; readonly facts: Facts }
/** Stands until an operator ticks the step off (A3). */
type Waiting = { readonly outcome: 'waiting'; readonly on: 'manual' }

export type Setback = Retry | Held | Paused

export type StepResult = ({ readonly outcome: 'done'; readonly changed: boolean } | Waiting | Setback) & {
  readonly learned?: Learned
}

/** A reading that failed is a setback, never an empty state: "nobody is a member" is only ever a whole answer (A4). */
export type ReadResult =
  | { readonly outcome: 'read'; readonly state: ActualState; readonly learned: Learned }
  | Setback

export type Health =
  | { readonly state: 'ok'; readonly version: string; readonly facts: Facts }
  | { readonly state: 'paused'; readonly code: PausedCode; readonly facts: Facts }

export interface Connector {
  /** Stable name in records: 'mattermost', 'manual'. */
  readonly key: string
  /** Whether the target can be worked with at all. Always asks; `read` and `apply` use a good answer for a minute. */
  check(): Promise<Health>
  /** The person and every place of `desired`, as they are at the target. Writes nothing. */
  read(person: Person, desired: DesiredAccess): Promise<ReadResult>
  /**
   * Makes one step true; repeating it changes nothing. Never throws for what a target or a network does. One caller at a
   * time per person.
   */
  apply(step: StepName, person: Person, desired: DesiredAccess): Promise<StepResult>
  /** Reads the target as a whole; none where there is nothing to read but a list of ticks. */
  readonly surveyor?: Surveyor
}
