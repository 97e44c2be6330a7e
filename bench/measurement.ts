import type { Sample } from './drive.ts'
import type { Measured } from './report.ts'

/** Something to measure again and again. */
export interface Measurement extends Omit<Measured, 'samples'> {
  run(seconds: number): Promise<Sample>
}

/**
 * Takes turns: each round measures everything once, so that what else the machine does meets all alike. A first
 * short round warms up and is thrown away.
 * @param seconds of each single measurement
 */
export async function measure(
  measurements: readonly Measurement[],
  { rounds, seconds, say }: { rounds: number; seconds: number; say: (line: string) => void },
): Promise<Measured[]> {
  const samples = measurements.map((): Sample[] => [])
  for (const { run } of measurements) await run(Math.min(seconds, 0.5))
  for (let round = 1; round <= rounds; round++) {
    say(`Round ${round} of ${rounds} …`)
    for (const [index, { run }] of measurements.entries()) samples[index]?.push(await run(seconds))
  }
  return measurements.map(({ run: _run, ...rest }, index) => ({ ...rest, samples: samples[index] ?? [] }))
}
