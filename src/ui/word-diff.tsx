import { useWords } from './shell-context.ts'

/** A stretch of text in a comparison, as the platform's word comparison makes it. */
export interface DiffStretch {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Two versions in one text: line, colour and, for those who hear it, a word at each change. */
export function WordDiff({ parts }: { parts: readonly DiffStretch[] }) {
  const words = useWords()
  return (
    <div class="tv-diff">
      {parts.map((part, index) => {
        const key = `${index} ${part.kind}`
        if (part.kind === 'same') return <span key={key}>{part.text}</span>
        const said = part.kind === 'added' ? words.added : words.removed
        const content = (
          <>
            <span class="tv-hidden"> [{said}: </span>
            {part.text}
            <span class="tv-hidden">] </span>
          </>
        )
        return part.kind === 'added' ? <ins key={key}>{content}</ins> : <del key={key}>{content}</del>
      })}
    </div>
  )
}
