import { percentile, type Sample } from './drive.ts'

/** A measured thing with as many connections, and what it is to be held against. */
export interface Measured {
  readonly name: string
  readonly connections: number
  readonly samples: readonly Sample[]
  /** Statements of the page beside beginning, taking roles and committing. */
  readonly queries: number | null
  /** Names of other measurements that nothing can be faster than. */
  readonly limits: readonly string[]
}

export interface Line {
  readonly name: string
  readonly connections: number
  readonly perSecond: number
  /** Slowest and fastest round: how noisy it was. */
  readonly spread: readonly [number, number]
  readonly p50: number
  readonly p99: number
  readonly queries: number | null
  readonly bytes: number | null
  readonly work: number | null
  readonly failures: number
  /** perSecond as a part of each limit's. */
  readonly ratios: Readonly<Record<string, number>>
}

const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Medians over the rounds. */
export function linesOf(measured: readonly Measured[]): Line[] {
  const rate = (name: string, connections: number): number => {
    const found = measured.find((other) => other.name === name && other.connections === connections)
    return found ? median(found.samples.map((sample) => sample.perSecond)) : Number.NaN
  }
  return measured.map(({ name, connections, samples, queries, limits }) => {
    const rates = samples.map((sample) => sample.perSecond)
    const known = (key: 'bytes' | 'work'): number | null => {
      const values = samples.flatMap((sample) => (sample[key] === null ? [] : [sample[key]]))
      return values.length > 0 ? median(values) : null
    }
    const perSecond = median(rates)
    return {
      name,
      connections,
      perSecond,
      spread: [Math.min(...rates), Math.max(...rates)],
      p50: median(samples.map((sample) => sample.p50)),
      p99: median(samples.map((sample) => sample.p99)),
      queries,
      bytes: known('bytes'),
      work: known('work'),
      failures: samples.reduce((sum, sample) => sum + sample.failures, 0),
      ratios: Object.fromEntries(limits.map((limit) => [limit, perSecond / rate(limit, connections)])),
    }
  })
}

const number = (value: number, digits = value < 10 ? 2 : value < 100 ? 1 : 0): string =>
  Number.isFinite(value) ? value.toFixed(digits) : '-'
const percent = (ratio: number): string => `${(ratio * 100).toFixed(0)} %`
const whole = (value: number | null): string => (value === null ? '' : value.toFixed(0))

const heads = [
  'what',
  'conn.',
  'a second',
  'min-max',
  'p50 ms',
  'p99 ms',
  'queries',
  'bytes sent',
  'CPU ms',
  'of its limits',
]

/** The lines as a Markdown table. */
export function tableOf(lines: readonly Line[]): string {
  const rows = lines.map((line) => [
    line.failures > 0 ? `${line.name} (${line.failures} FAILED)` : line.name,
    String(line.connections),
    number(line.perSecond),
    `${number(line.spread[0])}-${number(line.spread[1])}`,
    number(line.p50),
    number(line.p99),
    whole(line.queries),
    whole(line.bytes),
    line.work === null ? '' : number(line.work),
    Object.entries(line.ratios)
      .map(([limit, ratio]) => `${percent(ratio)} of ${limit.replace(`: ${line.name}`, '')}`)
      .join(', '),
  ])
  const table = [heads, ...rows]
  const widths = heads.map((_, column) => Math.max(...table.map((row) => row[column]?.length ?? 0)))
  const text = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  return [text(heads), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...rows.map(text)].join(
    '\n',
  )
}
