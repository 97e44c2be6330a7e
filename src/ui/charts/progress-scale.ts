import { addDays, type CivilDay, civilDay, daysBetween } from '../../kernel/civil-day.ts'

export interface ProgressPoint {
  readonly day: CivilDay
  /** Answered so far, opt-outs among them (T4). */
  readonly answered: number
  readonly optedOut: number
}

/** Percent of the way from the first to the last day, two decimals. */
export function placeOf(day: CivilDay, from: CivilDay, to: CivilDay): number {
  const span = Math.max(1, daysBetween(from, to))
  return Math.round((10_000 * daysBetween(from, day)) / span) / 100
}

/** Months one line can name without words running together. */
const mostTicks = 5

/** The first of each month within the days, and the first day itself when no month begins near it. */
export function monthTicks(from: CivilDay, to: CivilDay): CivilDay[] {
  const ticks: CivilDay[] = []
  let month = civilDay(`${from.slice(0, 8)}01`)
  while (month <= to) {
    if (month >= from) ticks.push(month)
    month = civilDay(`${addDays(month, 32).slice(0, 8)}01`)
  }
  const every = Math.ceil(ticks.length / mostTicks)
  if (every > 1) return ticks.filter((_month, index) => index % every === 0)
  const first = ticks[0]
  if (first === undefined || daysBetween(from, first) > 0.2 * daysBetween(from, to)) ticks.unshift(from)
  return ticks
}

const steps = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000]

/** Even marks from 0 upwards, three to five of them, below the total. */
export function valueTicks(total: number): number[] {
  const step = steps.find((candidate) => total / candidate <= 4.5) ?? 1000
  const ticks: number[] = []
  for (let value = 0; value < total - step / 3; value += step) ticks.push(value)
  return ticks
}

/** A line through the points in a field of 1000 × 1000, zero at the bottom. */
export function linePath(
  points: readonly ProgressPoint[],
  value: (point: ProgressPoint) => number,
  total: number,
): string {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return ''
  return points
    .map((point, index) => {
      const x = (10 * placeOf(point.day, first.day, last.day)).toFixed(0)
      const y = (1000 - (1000 * value(point)) / Math.max(1, total)).toFixed(0)
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`
    })
    .join('')
}

/** The points where something changed, with the first and the last: what the table shows. */
export function changes(points: readonly ProgressPoint[]): ProgressPoint[] {
  return points.filter((point, index) => {
    const before = points[index - 1]
    if (!before || index === points.length - 1) return true
    return before.answered !== point.answered || before.optedOut !== point.optedOut
  })
}
