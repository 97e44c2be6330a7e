import type { FaultsAskedFor } from '../../src/demo/stand-in-mattermost/stand-in-mattermost.ts'
import type { Chance } from './chance.ts'

/** How the server is for a while. */
const weights = { fine: 2, unsteady: 8, slow: 2, gone: 1, tokenDead: 1, adminLost: 1 } as const
export type WeatherName = keyof typeof weights

const faultsIn: Record<WeatherName, (chance: Chance) => FaultsAskedFor> = {
  fine: () => ({}),
  unsteady: (chance) => ({
    random: {
      seed: chance.between(1, 1_000_000),
      share: 0.005 + chance.next() * 0.05,
      kinds: ['failBefore', 'failAfter', 'drop', 'dropAfter', 'rateLimit', 'delay', 'shortList', 'emptyList'],
      status: chance.of([500, 502, 503, 504]),
      delayMs: 150,
    },
  }),
  slow: (chance) => ({ latencyMs: chance.between(5, 40) }),
  gone: (chance) => ({ random: { seed: chance.between(1, 1_000_000), share: 0.95, kinds: ['drop'] } }),
  tokenDead: () => ({ tokenDead: true }),
  adminLost: () => ({ adminLost: true }),
}

export function drawWeather(chance: Chance): { name: WeatherName; faults: FaultsAskedFor } {
  const name = chance.weighed(weights)
  return { name, faults: faultsIn[name](chance) }
}
