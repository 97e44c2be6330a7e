import { href } from '../href.ts'
import { Icon } from '../icon.tsx'
import type { IconName } from '../icon-names.ts'
import { useWords } from '../shell-context.ts'
import type { UiWords } from '../texts.ts'

/**
 * The seven states of map, grid and bar; hatched means opted out, a cross closed without an answer, '!' overdue (an
 * extended deadline has none).
 */
export type AnswerState =
  | 'completed'
  | 'optedOut'
  | 'lapsed'
  | 'inProgress'
  | 'notStarted'
  | 'overdueInProgress'
  | 'overdue'

/** In the order they are shown. */
export const answerStates: readonly AnswerState[] = [
  'completed',
  'optedOut',
  'lapsed',
  'inProgress',
  'notStarted',
  'overdueInProgress',
  'overdue',
]

/** Written out, so that the build finds each class. */
export const stateClass: Record<AnswerState, string> = {
  completed: 'tv-state-completed',
  optedOut: 'tv-state-opted-out',
  lapsed: 'tv-state-lapsed',
  inProgress: 'tv-state-in-progress',
  notStarted: 'tv-state-not-started',
  overdueInProgress: 'tv-state-overdue-in-progress',
  overdue: 'tv-state-overdue',
}

export const stateGlyph: Record<AnswerState, IconName> = {
  completed: 'completed',
  optedOut: 'bar',
  lapsed: 'close',
  inProgress: 'in-progress',
  notStarted: 'not-started',
  overdueInProgress: 'overdue-in-progress',
  overdue: 'overdue',
}

export function stateWords(state: AnswerState, words: UiWords): string {
  return words[state]
}

/** The shape and fill of a state, as in the map. The word stands beside it. */
export function StateSwatch({ state }: { state: AnswerState }) {
  return (
    <span class={`tv-swatch ${stateClass[state]}`}>
      <Icon name={stateGlyph[state]} size="small" />
    </span>
  )
}

export interface StateLegendProps {
  /** With numbers, the legend is the chart's table; a state that is left out is not shown. */
  counts?: Partial<Record<AnswerState, number>>
  /** Where a state leads: to those who are in it. */
  hrefOf?: (state: AnswerState) => string | null
}

export function StateLegend({ counts, hrefOf }: StateLegendProps) {
  const words = useWords()
  const shown = answerStates.filter((state) => !counts || counts[state] !== undefined)
  return (
    <ul class="tv-legend">
      {shown.map((state) => (
        <li key={state}>
          <StateSwatch state={state} />
          <StateWord words={stateWords(state, words)} address={hrefOf?.(state)} />
          {counts && <strong>{counts[state]}</strong>}
        </li>
      ))}
    </ul>
  )
}

function StateWord({ words, address }: { words: string; address: string | null | undefined }) {
  return address ? <a href={href(address)}>{words}</a> : <span>{words}</span>
}
