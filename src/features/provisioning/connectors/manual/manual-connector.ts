import {
  type AccountState,
  type ActualState,
  type DesiredAccess,
  placesOf,
  type StepName,
  type TeamAccess,
} from '../../domain.ts'
import type { Connector, Person } from '../connector.ts'

/** What operators have done by hand for one person, as the records have it. */
export type Ledger = {
  /** Steps ticked off for this epoch. */
  readonly ticked: ReadonlySet<StepName>
  /** Whether ticks for earlier epochs left an account open, and which places they left her in. */
  readonly hadAccount: boolean
  readonly openBefore: readonly TeamAccess[]
}

export type LedgerSource = { find(person: Person, epoch: number): Promise<Ledger> }

const holds = (accesses: readonly TeamAccess[], team: string, channel?: string): boolean =>
  accesses.some(
    (access) => access.team === team && (channel === undefined || access.channels.includes(channel)),
  )

function accountBy(ledger: Ledger, person: Person): AccountState | null {
  if (!ledger.hadAccount && !ledger.ticked.has('openAccount')) return null
  const isActive = !ledger.ticked.has('closeAccount')
  return {
    id: person.accountId ?? '',
    origin: 'created',
    isActive,
    signIn: isActive ? 'bound' : 'closed',
    openSessions: 0,
  }
}

/** The state of the target as the ticks tell it: what was open, plus what has been joined, less what has been left. */
function stateBy(ledger: Ledger, person: Person, desired: DesiredAccess): ActualState {
  const { ticked, openBefore } = ledger
  const isIn = (joined: StepName, left: StepName, team: string, channel?: string): boolean =>
    holds(desired.wanted, team, channel)
      ? holds(openBefore, team, channel) || ticked.has(joined)
      : holds(openBefore, team, channel) && !ticked.has(left)
  return {
    account: accountBy(ledger, person),
    teams: placesOf(desired).map(({ team, channels }) => ({
      team,
      state: 'open',
      isMember: isIn('joinTeam', 'leaveTeam', team),
      channels: channels.map((channel) => ({
        channel,
        state: 'open',
        isMember: isIn('joinChannels', 'leaveChannels', team, channel),
      })),
    })),
    // Work that has begun ends with somebody saying that it was checked; where none was needed, there is nothing to say.
    isProof: ticked.size === 0 || ticked.has('verify'),
  }
}

/**
 * For a target without a connection (A3): the same steps in the same order, each waiting until an operator has ticked
 * it off. Only the sign-in is closed by the portal itself, at once.
 */
export function createManualConnector(source: LedgerSource): Connector {
  return {
    key: 'manual',
    check: async () => ({ state: 'ok', version: 'manual', facts: {} }),
    async read(person, desired) {
      const ledger = await source.find(person, desired.epoch)
      return { outcome: 'read', state: stateBy(ledger, person, desired), learned: {} }
    },
    async apply(step, person, desired) {
      const { ticked } = await source.find(person, desired.epoch)
      if (step === 'closeSignIn' || ticked.has(step)) return { outcome: 'done', changed: false }
      return { outcome: 'waiting', on: 'manual' }
    },
  }
}
