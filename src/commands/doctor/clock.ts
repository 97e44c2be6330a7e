import { type Finding, ok, warning } from './finding.ts'
import type { OtherClock } from './metadata.ts'

/** Seconds two clocks may be apart before sign-ins begin to be in danger. */
const mostSeconds = 60

/** This machine's clock against each other one that could be asked. */
export function examineClocks(clocks: readonly OtherClock[]): Finding[] {
  if (clocks.length === 0)
    return [
      warning(
        'clock',
        'No other clock could be asked',
        'Start the portal once, or correct what keeps the database from answering.',
      ),
    ]
  return clocks.map(({ whose, says, at }) => {
    const seconds = Math.round((at.getTime() - says.getTime()) / 1000)
    const apart = `${Math.abs(seconds)} s ${seconds < 0 ? 'behind' : 'ahead of'} that of ${whose}`
    return Math.abs(seconds) > mostSeconds
      ? warning(
          'clock',
          `This machine’s clock is ${apart}`,
          'Let both take their time from the network (NTP).',
        )
      : ok('clock', `This machine’s clock agrees with that of ${whose}`)
  })
}
