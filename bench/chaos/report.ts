import type { ChaosResult } from './chaos.ts'

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${count} ${name}`)
    .join(', ')

/** What a run came to, for people. */
export function reportOf(result: ChaosResult): string {
  const { deeds, drifted, weather, killed, probes, accounts, settledAfter, differences } = result
  const { breaches, ...counts } = probes
  return [
    `Done: ${listed({ ...deeds })}; ${drifted} things changed in Mattermost by hand.`,
    `Weather: ${listed(weather)}. Workers killed: ${killed}.`,
    `Sign-ins tried: ${listed(counts)}. Breaches: ${breaches.length}.`,
    `Settled ${settledAfter.toFixed(1)} s after the last fault; ${accounts} accounts. Differences: ${differences.length}.`,
    ...breaches.slice(0, 20),
    ...differences.slice(0, 20),
  ].join('\n')
}
