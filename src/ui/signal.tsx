import type { SignalKind } from './deadline-words.ts'
import { Icon } from './icon.tsx'

export interface SignalProps {
  kind: SignalKind
  /** Always said: the shape and the colour are never alone (T6). */
  words: string
}

/** The deadline's signal (T6): shape, word and colour. */
export function Signal({ kind, words }: SignalProps) {
  return (
    <span class={`tv-signal tv-signal-${kind}`}>
      <Icon name={`signal-${kind}`} />
      <span>{words}</span>
    </span>
  )
}
