import type { ComponentChildren } from 'preact'

const unbreakable = /(\d{2}-\d{2}-\d{4}(?: kl\. \d{2}:\d{2})?|\bkl\. \d{2}:\d{2})/

/** Text in which days and times are never broken over two lines; what is no text is left as it is. */
export function keepDays(content: ComponentChildren): ComponentChildren {
  if (typeof content !== 'string' || !unbreakable.test(content)) return content
  return content.split(unbreakable).map((piece, index) =>
    index % 2 === 1 ? (
      <span key={`${index}-${piece}`} class="tv-time">
        {piece}
      </span>
    ) : (
      piece
    ),
  )
}
