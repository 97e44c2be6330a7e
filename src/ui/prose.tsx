/**
 * Text written in Markdown, as the platform's renderer made it: its html is sanitised there and nowhere else, so nothing
 * but that renderer's result may be handed to this part.
 */
export function Prose({ html, lead }: { html: string; lead?: boolean }) {
  return (
    <div class={lead ? 'tv-prose tv-prose-lead' : 'tv-prose'} dangerouslySetInnerHTML={{ __html: html }} />
  )
}
