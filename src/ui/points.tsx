/** A checklist to read; on paper with an empty square before each point. */
export function Points({ points }: { points: readonly string[] }) {
  return (
    <ul class="tv-points">
      {points.map((point, index) => (
        // Two points may say the same: the place tells them apart.
        <li key={`${index} ${point}`}>{point}</li>
      ))}
    </ul>
  )
}
