/** Sentences as a list. */
export function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <div class="tv-prose">
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  )
}
