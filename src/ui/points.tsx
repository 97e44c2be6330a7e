/** A checklist to read: an empty square before each point. */
export function Points({ points }: { points: readonly string[] }) {
  return (
    <ul class="tv-points">
      {points.map((point, index) => (
        // Two points may say the same: the place tells them apart.
        <li key={`${index} ${point}`} class="tv-point">
          {point}
        </li>
      ))}
    </ul>
  )
}
