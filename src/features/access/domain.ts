import type { ConnectorName } from '../roles/index.ts'

/** What a role can open: a server with a connection, or a place that is always looked after by hand. */
export type GrantTarget = ConnectorName

export interface GrantKey {
  readonly organisationId: number
  readonly userId: string
  readonly connector: GrantTarget
}

/** What a person should have at a target on a day (A1). */
export interface ComputedGrant extends GrantKey {
  /** Version of the person's assignments; only grows. */
  readonly epoch: number
  readonly open: boolean
  /** Empty when not open; one entry per role and team, each with its channels in alphabetical order. */
  readonly opens: readonly { readonly team: string; readonly channels: readonly string[] }[]
}
