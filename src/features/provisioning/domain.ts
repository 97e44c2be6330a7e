/**
 * What a person should have at a target, what is there, and the steps between the two. Pure: a connector reads and
 * writes, this file decides (A1, A2).
 */

/** A team and the channels in it, by the names the role gallery gives them. */
export type TeamAccess = { readonly team: string; readonly channels: readonly string[] }

/** What one assignment opens. `epoch` is the version of the person's assignments when the grant last changed. */
export type AccessGrant = {
  readonly epoch: number
  readonly open: boolean
  readonly opens: readonly TeamAccess[]
}

/** Computed, never edited (A1). */
export type DesiredAccess = {
  readonly presence: 'present' | 'absent'
  /** The newest assignment version this follows from; work for an older one is dropped. */
  readonly epoch: number
  readonly wanted: readonly TeamAccess[]
  /** Opened by Tværs earlier and not wanted any more. What Tværs never opened is never taken away. */
  readonly leaving: readonly TeamAccess[]
}

/** A team or channel as the target has it. `missing` may also mean renamed: it proves nothing about membership (A4). */
export type PlaceState = 'open' | 'archived' | 'missing'

export type ChannelState = {
  readonly channel: string
  readonly state: PlaceState
  readonly isMember: boolean
}

export type TeamState = {
  readonly team: string
  readonly state: PlaceState
  readonly isMember: boolean
  readonly channels: readonly ChannelState[]
}

/** `unlinked`: an administrator's password reset took single sign-on away. `unknown`: the server does not show it. */
export type SignInBinding = 'bound' | 'closed' | 'unlinked' | 'unknown'

export type AccountState = {
  readonly id: string
  /** `foreign`: has the person's address, but was neither made nor taken over by Tværs. */
  readonly origin: 'created' | 'adopted' | 'foreign'
  readonly isActive: boolean
  readonly signIn: SignInBinding
  readonly openSessions: number
}

export type ActualState = {
  readonly account: AccountState | null
  readonly teams: readonly TeamState[]
  /** Whether the reading itself is proof. By hand it is not, until somebody says so (A3). */
  readonly isProof: boolean
}

export const stepNames = [
  'openAccount',
  'joinTeam',
  'joinChannels',
  'closeSignIn',
  'leaveChannels',
  'leaveTeam',
  'closeAccount',
  'verify',
] as const

export type StepName = (typeof stepNames)[number]

/** The steps a screen shows for a whole grant or a whole revocation, in the order they are done (A2). */
export function stepsOf(presence: DesiredAccess['presence']): readonly StepName[] {
  return presence === 'present'
    ? ['openAccount', 'joinTeam', 'joinChannels', 'verify']
    : ['closeSignIn', 'leaveChannels', 'leaveTeam', 'closeAccount', 'verify']
}

/** One entry per team, teams and channels in alphabetical order, so that equal access is equal by value. */
export function mergeAccess(accesses: readonly TeamAccess[]): TeamAccess[] {
  const teams = new Map<string, Set<string>>()
  for (const { team, channels } of accesses) {
    const known = teams.get(team) ?? new Set<string>()
    for (const channel of channels) known.add(channel)
    teams.set(team, known)
  }
  return [...teams]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([team, channels]) => ({ team, channels: [...channels].sort() }))
}

function subtractAccess(all: readonly TeamAccess[], kept: readonly TeamAccess[]): TeamAccess[] {
  return all.flatMap(({ team, channels }) => {
    const keptTeam = kept.find((other) => other.team === team)
    if (!keptTeam) return [{ team, channels }]
    const rest = channels.filter((channel) => !keptTeam.channels.includes(channel))
    return rest.length > 0 ? [{ team, channels: rest }] : []
  })
}

/**
 * A1: access follows from grants and from nothing else.
 * @param grants every grant of one person at one target, ended ones too: they carry the epoch of a revocation
 * @param managed what Tværs may have opened before, from the person's record; empty once it is proven gone
 */
export function desiredState(
  grants: readonly AccessGrant[],
  managed: readonly TeamAccess[] = [],
): DesiredAccess {
  const open = grants.filter((grant) => grant.open)
  const wanted = mergeAccess(open.flatMap((grant) => grant.opens))
  const everOpened = mergeAccess([...grants.flatMap((grant) => grant.opens), ...managed])
  return {
    presence: open.length > 0 ? 'present' : 'absent',
    epoch: Math.max(0, ...grants.map((grant) => grant.epoch)),
    wanted,
    leaving: subtractAccess(everOpened, wanted),
  }
}

/** Every place a reading must look at. To be stored as managed before the first write, so that a crash forgets none. */
export function placesOf(desired: DesiredAccess): TeamAccess[] {
  return mergeAccess([...desired.wanted, ...desired.leaving])
}

/** Newest wins: a job made for an older version of the assignments does nothing. */
export function isOutdated(epoch: number, newestEpoch: number): boolean {
  return epoch < newestEpoch
}

const lacksPlace = (place: { state: PlaceState; isMember: boolean } | undefined): boolean =>
  place?.state !== 'open' || !place.isMember

const teamIn = (actual: ActualState, team: string): TeamState | undefined =>
  actual.teams.find((state) => state.team === team)

const channelIn = (state: TeamState | undefined, channel: string): ChannelState | undefined =>
  state?.channels.find((candidate) => candidate.channel === channel)

/** Former channels of teams the person stays in. A renamed one cannot be told from one that is left: a human must look. */
function hasChannelsToLeave(desired: DesiredAccess, actual: ActualState): boolean {
  return desired.leaving.some(({ team, channels }) => {
    const state = teamIn(actual, team)
    const staysInTeam = desired.wanted.some((wanted) => wanted.team === team)
    return channels.some((channel) => {
      const found = channelIn(state, channel)
      return found?.isMember || (staysInTeam && found?.state === 'missing')
    })
  })
}

function hasTeamsToLeave(desired: DesiredAccess, actual: ActualState, accountStays: boolean): boolean {
  return desired.leaving
    .filter(({ team }) => !desired.wanted.some((wanted) => wanted.team === team))
    .map(({ team }) => teamIn(actual, team))
    .some((state) => state?.isMember || (accountStays && state?.state === 'missing'))
}

function stepsToPresent(desired: DesiredAccess, actual: ActualState): StepName[] {
  const { account } = actual
  const isReady = account?.isActive && account.signIn === 'bound' && account.origin !== 'foreign'
  const lacksTeam = desired.wanted.some(({ team }) => lacksPlace(teamIn(actual, team)))
  const lacksChannel = desired.wanted.some(({ team, channels }) =>
    channels.some((channel) => lacksPlace(channelIn(teamIn(actual, team), channel))),
  )
  const steps: StepName[] = []
  if (!isReady) steps.push('openAccount')
  if (lacksTeam) steps.push('joinTeam')
  if (lacksChannel) steps.push('joinChannels')
  if (hasChannelsToLeave(desired, actual)) steps.push('leaveChannels')
  if (hasTeamsToLeave(desired, actual, true)) steps.push('leaveTeam')
  return steps
}

/**
 * Memberships before the account: they outlive a deactivation and would come back with it. Only an account that
 * Tværs made is closed; one that was taken over loses its memberships alone (A2).
 */
function stepsToAbsent(desired: DesiredAccess, actual: ActualState): StepName[] {
  const { account } = actual
  if (!account || account.origin === 'foreign') return []
  const closes = account.origin === 'created'
  const steps: StepName[] = []
  if (hasChannelsToLeave(desired, actual)) steps.push('leaveChannels')
  if (hasTeamsToLeave(desired, actual, !closes)) steps.push('leaveTeam')
  if (closes && (account.isActive || account.signIn !== 'closed' || account.openSessions > 0)) {
    steps.push('closeAccount')
  }
  return steps.length > 0 || !actual.isProof ? ['closeSignIn', ...steps] : []
}

/**
 * The steps that remain from `actual` to `desired`, in order; ends with `verify`. Empty when nothing remains and the
 * reading is proof. The same for a first grant, a change of channels, a revocation and a repair after drift.
 */
export function plan(desired: DesiredAccess, actual: ActualState): StepName[] {
  const steps =
    desired.presence === 'present' ? stepsToPresent(desired, actual) : stepsToAbsent(desired, actual)
  const isUnproven = !actual.isProof && (desired.presence === 'present' || actual.account !== null)
  return steps.length > 0 || isUnproven ? [...steps, 'verify'] : []
}
