/** The hatch of those who opted out, for `fill="url(#id)"`. */
export function Hatch({ id }: { id: string }) {
  return (
    <defs>
      <pattern id={id} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" class="tv-hatch-ground" />
        <rect width="2" height="7" class="tv-hatch-line" />
      </pattern>
    </defs>
  )
}
