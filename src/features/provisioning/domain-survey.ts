import type { PlaceState } from './domain.ts'

/** An account as it is at the target. */
export interface SeenAccount {
  readonly id: string
  readonly username: string
  readonly email: string
  readonly isActive: boolean
  /** Machines and administrators are not there because of a role, and are left alone. */
  readonly kind: 'person' | 'machine' | 'administrator'
  readonly signIn: {
    readonly service: 'ours' | 'none' | 'other'
    /** What it is bound to; null where the server does not show it. */
    readonly key: string | null
  }
  /** By the target's own clock. */
  readonly createdAt: Date
}

/** The members of one place, read to the end. */
export interface SeenMembers {
  /** The target's own; null where there is no such place. Two names may lead to one. */
  readonly id: string | null
  readonly state: PlaceState
  readonly members: ReadonlySet<string>
  /** How many the target itself says there are at least; null where it does not tell. */
  readonly counted: number | null
}

export interface SeenTeam extends SeenMembers {
  readonly team: string
  readonly channels: readonly (SeenMembers & { readonly channel: string })[]
}

/** What there is at a target: every member of every place that was asked for, and the accounts behind them. */
export interface Survey {
  /** When the reading began, by the target's own clock. */
  readonly beganAt: Date
  readonly teams: readonly SeenTeam[]
  readonly accounts: ReadonlyMap<string, SeenAccount>
  /** Accounts that were asked for by id; not all need to be there. */
  readonly askedFor: number
  /** How long an open session can live without a sign-in; null where it can't be read. */
  readonly sessions: { readonly hours: number; readonly extends: boolean } | null
  readonly lastSeen: LastSeen
}

/**
 * When accounts were last active, by the target's own clock; null for never. Those it does not tell of are left out: of
 * them nothing is known. Help for those who confirm roles, and proof of nothing.
 */
export type LastSeen = ReadonlyMap<string, Date | null>

/** One list of members by name; the team itself has an empty channel. */
export interface SeenList extends SeenMembers {
  readonly team: string
  readonly channel: string
}

export const listsOf = ({ teams }: Pick<Survey, 'teams'>): SeenList[] =>
  teams.flatMap(({ channels, ...team }) => [
    { ...team, channel: '' },
    ...channels.map((channel) => ({ ...channel, team: team.team })),
  ])
