import type { StackedBarPart } from './stacked-bar.tsx'

export interface Segment {
  readonly part: StackedBarPart
  /** Percent of the bar's width. */
  readonly start: number
  readonly share: number
  readonly showCount: boolean
  readonly showLabel: boolean
}

/** The narrowest bar that is shown, and the mean width of a letter in it: what fits there fits everywhere. */
const narrowest = 720
const letter = 7.4

const percent = (value: number): number => Math.round(value * 100) / 100

/** Where each part of a bar stands, and which counts and labels have room. Parts of nothing are left out. */
export function segmentsOf(parts: readonly StackedBarPart[]): Segment[] {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  let before = 0
  let labelledTo = 0
  return parts
    .filter((part) => part.count > 0)
    .map((part) => {
      const start = (100 * before) / total
      const share = (100 * part.count) / total
      before += part.count
      const left = (start / 100) * narrowest
      const right = left + part.label.length * letter
      const showLabel = left >= labelledTo && right <= narrowest
      if (showLabel) labelledTo = right + letter
      const room = (share / 100) * narrowest - 6
      const showCount = room >= String(part.count).length * 10
      return { part, start: percent(start), share: percent(share), showCount, showLabel }
    })
}
