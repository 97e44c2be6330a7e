import { useId } from 'preact/hooks'
import { type AnswerState, stateClass } from './answer-state.tsx'
import { Hatch } from './hatch.tsx'
import { type Segment, segmentsOf } from './segments.ts'

export interface StackedBarPart {
  readonly state: AnswerState
  readonly count: number
  /** Short, below the part: 'Over, i gang'. */
  readonly label: string
  /** When several parts share a state. */
  readonly key?: string
}

export interface StackedBarProps {
  /** What the bar shows, as a sentence: '71 af 98 kommuner har svaret.' */
  summary: string
  parts: readonly StackedBarPart[]
}

function Part({ segment, hatch }: { segment: Segment; hatch: string }) {
  const { part, start, share } = segment
  const hatched = part.state === 'optedOut'
  return (
    <>
      <svg x={`${start}%`} width={`${share}%`} height="38" class={stateClass[part.state]} aria-hidden="true">
        <rect
          class="tv-bar-part"
          x="1"
          y="1"
          height="36"
          rx="3"
          fill={hatched ? `url(#${hatch})` : undefined}
          data-hatched={hatched ? '' : undefined}
        />
        {segment.showCount && (
          <>
            {hatched && <rect class="tv-bar-plate" x="50%" y="8" width="38" height="22" rx="3" />}
            <text class="tv-bar-count" x="50%" y="25" text-anchor="middle">
              {part.count}
            </text>
          </>
        )}
      </svg>
      {segment.label && (
        <text
          class="tv-bar-label"
          x={`${segment.label.at}%`}
          dx={segment.label.anchor === 'end' ? -2 : 2}
          y="58"
          text-anchor={segment.label.anchor}
        >
          {part.label}
        </text>
      )}
    </>
  )
}

/** Parts of a whole. Narrow screens leave it out: the legend has the numbers. */
export function StackedBar({ summary, parts }: StackedBarProps) {
  const hatch = `hatch-${useId()}`
  return (
    <svg class="tv-stacked-bar" width="100%" height="64" role="img" aria-label={summary}>
      <title>{summary}</title>
      <Hatch id={hatch} />
      {segmentsOf(parts).map((segment) => (
        <Part key={segment.part.key ?? segment.part.state} segment={segment} hatch={hatch} />
      ))}
    </svg>
  )
}
