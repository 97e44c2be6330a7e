import { type ActualState, type DesiredAccess, plan } from '../../domain.ts'
import { readState } from './read-state.ts'
import { Halt, hold } from './server-fault.ts'
import type { Step } from './work.ts'

/** Places a human must mend; adding to an archived team succeeds and opens nothing. */
function refuseBrokenPlaces(desired: DesiredAccess, actual: ActualState): void {
  for (const { team, channels } of desired.wanted) {
    const state = actual.teams.find((candidate) => candidate.team === team)
    if (state?.state === 'archived') throw hold('teamArchived', { team })
    if (state?.state === 'missing') throw hold('teamMissing', { team })
    for (const channel of channels) {
      const found = state?.channels.find((candidate) => candidate.channel === channel)
      if (found?.state === 'archived') throw hold('channelArchived', { team, channel })
      if (found?.state === 'missing') throw hold('channelMissing', { team, channel })
    }
  }
}

/** Reads everything once more, from the server: done when nothing remains to be done. */
export const verify: Step = async (work) => {
  const actual = await readState(work, true)
  refuseBrokenPlaces(work.desired, actual)
  const remaining = plan(work.desired, actual)
  if (remaining.length > 0) {
    const facts = { remaining: remaining.join(' ') }
    throw new Halt({ outcome: 'retry', afterMs: 0, reason: 'notYetAsDesired', facts })
  }
  return false
}
