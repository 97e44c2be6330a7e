import type { StackedBarPart } from './stacked-bar.tsx'

export interface Segment {
  readonly part: StackedBarPart
  /** Percent of the bar's width. */
  readonly start: number
  readonly share: number
  readonly showCount: boolean
  /** Where the label's first or last letter stands, in percent; null without room for it. */
  readonly label: { readonly at: number; readonly anchor: 'start' | 'end' } | null
}

/** The narrowest bar that shows counts, that shows labels, and the mean width of a letter: what fits there fits wider. */
const narrowest = 690
const narrowestLabelled = 960
const letter = 7.2

const percent = (value: number): number => Math.round(value * 100) / 100

/** Where the label of the last part begins, on the narrowest bar with labels. */
function lastLabelFrom(shown: readonly StackedBarPart[], total: number): number {
  const last = shown.at(-1)
  if (!last) return narrowestLabelled
  const startsAt = (1 - last.count / total) * narrowestLabelled
  return Math.min(startsAt, narrowestLabelled - last.label.length * letter)
}

/** Where each part of a bar stands, and which counts and labels have room. Parts of nothing are left out. */
export function segmentsOf(parts: readonly StackedBarPart[]): Segment[] {
  const total = parts.reduce((sum, part) => sum + part.count, 0)
  const shown = parts.filter((part) => part.count > 0)
  // The last part is the overdue one: its label comes before those it would meet.
  const lastFrom = lastLabelFrom(shown, total)
  let before = 0
  let labelledTo = 0
  return shown.map((part, index) => {
    const start = (100 * before) / total
    const share = (100 * part.count) / total
    before += part.count
    const width = part.label.length * letter
    const end = ((start + share) / 100) * narrowestLabelled
    const startsAt = (start / 100) * narrowestLabelled
    const anchor = startsAt + width > narrowestLabelled ? 'end' : 'start'
    const from = anchor === 'end' ? end - width : startsAt
    const isLast = index === shown.length - 1
    const hasRoom = isLast || (from >= labelledTo && from + width + letter <= lastFrom)
    if (hasRoom) labelledTo = from + width + letter
    const room = (share / 100) * narrowest - 4
    return {
      part,
      start: percent(start),
      share: percent(share),
      showCount: room >= String(part.count).length * 9.5,
      label: hasRoom ? { at: percent(anchor === 'end' ? start + share : start), anchor } : null,
    }
  })
}
