import { addDays, type CivilDay, civilDay, daysBetween } from '../../kernel/civil-day.ts'

export interface Point {
  readonly x: number
  readonly y: number
}

const rounded = (value: number): number => Math.round(value * 10) / 10

/** Where a day stands on the year's round: 0 at the top (new year), clockwise, in radians. */
export function angleOf(day: CivilDay): number {
  const year = Number(day.slice(0, 4))
  const start = civilDay(`${year}-01-01`)
  return (2 * Math.PI * daysBetween(start, day)) / daysBetween(start, civilDay(`${year + 1}-01-01`))
}

/** A point at an angle and a distance from the middle. */
export function at(angle: number, radius: number): Point {
  return { x: rounded(radius * Math.sin(angle)), y: rounded(-radius * Math.cos(angle)) }
}

/** A piece of a ring between two angles and two radii. */
export function ringPiece(from: number, to: number, inner: number, outer: number): string {
  const large = to - from > Math.PI ? 1 : 0
  const [a, b, c, d] = [at(from, outer), at(to, outer), at(to, inner), at(from, inner)]
  return (
    `M${a.x} ${a.y}A${outer} ${outer} 0 ${large} 1 ${b.x} ${b.y}` +
    `L${c.x} ${c.y}A${inner} ${inner} 0 ${large} 0 ${d.x} ${d.y}Z`
  )
}

/** The angle where each month begins, and its end. */
export function monthArcs(year: number): { from: number; to: number }[] {
  return Array.from({ length: 12 }, (_, month) => {
    const first = civilDay(`${year}-${String(month + 1).padStart(2, '0')}-01`)
    const last = addDays(civilDay(`${addDays(first, 32).slice(0, 8)}01`), -1)
    return { from: angleOf(first), to: month === 11 ? 2 * Math.PI : angleOf(addDays(last, 1)) }
  })
}

/**
 * Angles for marks on one ring, moved apart where days lie so close that marks would cover each other.
 * @param angles in rising order
 * @param least the angle one mark takes
 */
export function spread(angles: readonly number[], least: number): number[] {
  const placed: number[] = []
  for (const angle of angles) {
    const before = placed.at(-1)
    placed.push(before === undefined ? angle : Math.max(angle, before + least))
  }
  return placed
}
