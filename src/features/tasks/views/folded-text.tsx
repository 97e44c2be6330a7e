import { PlainText } from './plain-text.tsx'

/** Longer texts are folded after about this many characters. */
const mostShown = 280

/** The beginning, up to a whole word where one ends near. */
function beginningOf(text: string): string {
  const cut = [...text.slice(0, mostShown)].slice(0, -1).join('')
  const lastBlank = cut.lastIndexOf(' ')
  return `${lastBlank > mostShown / 2 ? cut.slice(0, lastBlank) : cut} …`
}

/** What people typed: whole when short, else its beginning with the rest folded away. @param more 'Vis hele begrundelsen' */
export function FoldedText({ text, more }: { text: string; more: string }) {
  if (text.length <= mostShown) return <PlainText text={text} />
  return (
    <>
      <p>{beginningOf(text)}</p>
      <details class="tv-older">
        <summary>{more}</summary>
        <PlainText text={text} />
      </details>
    </>
  )
}
