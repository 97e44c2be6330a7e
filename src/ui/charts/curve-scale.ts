import { addDays, type CivilDay, civilDay, daysBetween } from '../../kernel/civil-day.ts'

export interface CurvePoint {
  readonly day: CivilDay
  readonly value: number
}

/** What the field spans: from its first day to its last, from zero to the most. */
export interface CurveScale {
  readonly from: CivilDay
  readonly to: CivilDay
  readonly most: number
}

/** Heights in pixels; left edge and width in percent, which follow the page, so texts keep their size on every screen. */
export const field = { height: 210, top: 14, left: 8, width: 64 } as const

/** Where a place along the days stands, across the whole drawing. */
export const across = (place: number): string => `${(field.left + (field.width * place) / 100).toFixed(2)}%`

/** How far down a value stands, in pixels. */
export const down = (value: number, { most }: CurveScale): number =>
  field.top + field.height - (field.height * value) / most

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

/** A line through one run of days in a field of 1000 × 1000, zero at the bottom. */
export function linePath(run: readonly CurvePoint[], { from, to, most }: CurveScale): string {
  return run
    .map(({ day, value }, index) => {
      const x = (10 * placeOf(day, from, to)).toFixed(0)
      const y = (1000 - (1000 * value) / most).toFixed(0)
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`
    })
    .join('')
}

/** Two lines of words, the lowest a line can end above the months, and the highest below the words of the total. */
const wordHeight = 38
const lowest = field.top + field.height - 18
const belowTotal = field.top + 22

/**
 * Where the words at the ends of the lines begin: near their lines, below the total, above the months, never on each other.
 * @param ends how far down the lines end, the highest first
 */
export function wordPlaces(ends: readonly number[], belowWords: boolean): number[] {
  const first = belowWords ? belowTotal : field.top
  const places: number[] = []
  for (const end of ends)
    places.push(Math.max(end, places.length > 0 ? (places.at(-1) ?? 0) + wordHeight : first))
  // Those that came too low move up, and push the ones above them.
  return places.map((place, index) => Math.min(place, lowest - wordHeight * (places.length - 1 - index)))
}
