import { mergeAccess, type StepName, type TeamAccess } from './domain.ts'

/** What operators' ticks say of a person before and during one version of the assignments (A3). */
export interface HandState {
  readonly ticked: ReadonlySet<StepName>
  readonly hadAccount: boolean
  readonly openBefore: readonly TeamAccess[]
}

const inTeam = (accesses: readonly TeamAccess[], team: string): boolean =>
  accesses.some((access) => access.team === team)

const inChannel = (accesses: readonly TeamAccess[], team: string, channel: string): boolean =>
  accesses.some((access) => access.team === team && access.channels.includes(channel))

/**
 * What is open by hand when a new version begins: what was open before, plus what was joined, less what was left.
 * @param wanted what the version that ends asked for
 */
export function openedByHand(
  hand: HandState,
  wanted: readonly TeamAccess[],
): Pick<HandState, 'hadAccount' | 'openBefore'> {
  const { ticked, hadAccount, openBefore } = hand
  const keeps = (isWanted: boolean, wasOpen: boolean, joined: StepName, left: StepName): boolean =>
    isWanted ? wasOpen || ticked.has(joined) : wasOpen && !ticked.has(left)
  const open = mergeAccess([...openBefore, ...wanted]).flatMap(({ team, channels }): TeamAccess[] => {
    const kept = channels.filter((channel) =>
      keeps(
        inChannel(wanted, team, channel),
        inChannel(openBefore, team, channel),
        'joinChannels',
        'leaveChannels',
      ),
    )
    const stays = keeps(inTeam(wanted, team), inTeam(openBefore, team), 'joinTeam', 'leaveTeam')
    return stays || kept.length > 0 ? [{ team, channels: kept }] : []
  })
  return {
    hadAccount: (hadAccount || ticked.has('openAccount')) && !ticked.has('closeAccount'),
    openBefore: open,
  }
}
