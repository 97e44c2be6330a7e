import type { TeamAccess } from '../domain.ts'
import type { SeenAccount, Survey } from '../domain-survey.ts'
import type { Setback } from './connector.ts'

/** How far a reading has come, for whoever watches it. */
export interface SurveyProgress {
  readonly placesRead: number
  readonly placesTotal: number
  readonly accountsRead: number
  readonly accountsTotal: number | null
}

export interface SurveyOrder {
  readonly places: readonly TeamAccess[]
  /** Accounts to look at whether they are a member of anything or not. */
  readonly accountIds: readonly string[]
  /** Of these it is asked too when they were last active. */
  readonly lastSeenOf: readonly string[]
  /** Told now and then. @returns false to give the reading up */
  onProgress(progress: SurveyProgress): Promise<boolean>
}

export type SurveyResult =
  | { readonly outcome: 'read'; readonly survey: Survey }
  /** Whoever asked gave it up. */
  | { readonly outcome: 'givenUp' }
  | Setback

/** Reading a target as a whole, for reconciliation (A4). All or nothing: the first answer that fails ends it. */
export interface Surveyor {
  survey(order: SurveyOrder): Promise<SurveyResult>
  /** Who has these addresses; those nobody has are left out. */
  findHolders(emails: readonly string[]): Promise<
    | {
        readonly outcome: 'read'
        readonly holders: ReadonlyMap<string, Pick<SeenAccount, 'id' | 'username'>>
      }
    | Setback
  >
  /**
   * Takes an account out of channels and their teams, and reads back. Never out of what it keeps, by whatever name that
   * goes here or there. Never a machine or an administrator.
   */
  expel(
    accountId: string,
    from: { readonly places: readonly TeamAccess[]; readonly keeps: readonly TeamAccess[] },
  ): Promise<{ readonly outcome: 'done' } | Setback>
}
