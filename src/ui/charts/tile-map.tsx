import { href } from '../href.ts'
import { Icon } from '../icon.tsx'
import { useWords } from '../shell-context.ts'
import { type AnswerState, StateLegend, stateClass, stateGlyph, stateWords } from './answer-state.tsx'

export interface Tile {
  readonly code: string
  /** Cell in the map, from 0 (north and west); null for a tile beside the map (a test municipality). */
  readonly place: { readonly row: number; readonly col: number } | null
  /** Three letters: 'AAR'. */
  readonly letters: string
  readonly name: string
  readonly state: AnswerState
  /** Where the municipality's own answer is. */
  readonly href: string
  /** Said after the state: 'fristen er forlænget til 30-09-2025'. */
  readonly note?: string
  /** Marked 'test'; it counts like any other. */
  readonly test?: boolean
}

export interface TileMapProps {
  /** The conclusion in words. */
  summary: string
  tiles: readonly Tile[]
  /** Below the map: what a tile is, what is not in it. */
  note?: string
  /** Left out when another chart on the page already counts the states. */
  legend?: boolean
  /** Where a state of the legend leads, if anywhere. */
  stateHref?: (state: AnswerState) => string | null
}

function countStates(tiles: readonly Tile[]): Partial<Record<AnswerState, number>> {
  const counts: Partial<Record<AnswerState, number>> = {}
  for (const tile of tiles) counts[tile.state] = (counts[tile.state] ?? 0) + 1
  return counts
}

/** Row by row, so that the keyboard walks the map as the eye does. */
function byPlace(one: Tile, other: Tile): number {
  const [a, b] = [one.place, other.place]
  if (!a || !b) return 0
  return a.row - b.row || a.col - b.col
}

function TileLink({ tile }: { tile: Tile }) {
  const words = useWords()
  const said = `${tile.letters}, ${tile.name}: ${stateWords(tile.state, words)}`
  return (
    <a
      class={`tv-tile ${stateClass[tile.state]}`}
      href={href(tile.href)}
      aria-label={[said, tile.note, tile.test && words.test].filter(Boolean).join(', ')}
      title={`${tile.name}: ${stateWords(tile.state, words)}`}
    >
      <Icon name={stateGlyph[tile.state]} size="small" />
      <span class="tv-tile-letters" aria-hidden="true">
        {tile.letters}
      </span>
    </a>
  )
}

/** The municipalities as tiles, each about where it lies: a list of links, placed by rows and columns. */
export function TileMap({ summary, tiles, note, legend = true, stateHref }: TileMapProps) {
  const words = useWords()
  const placed = tiles.filter((tile) => tile.place !== null).sort(byPlace)
  const beside = tiles.filter((tile) => tile.place === null)
  return (
    <figure class="tv-map-figure">
      {legend && <StateLegend counts={countStates(tiles)} hrefOf={stateHref} />}
      <div class="tv-map-frame">
        <ul class="tv-map" aria-label={summary}>
          {placed.map((tile) => (
            <li key={tile.code} class={`tv-row-${tile.place?.row} tv-col-${tile.place?.col}`}>
              <TileLink tile={tile} />
            </li>
          ))}
          {beside.map((tile, index) => (
            <li key={tile.code} class={`tv-beside tv-row-${index} tv-col-11`}>
              <TileLink tile={tile} />
              <span class="tv-beside-name" aria-hidden="true">
                {tile.name}
                {tile.test && ` (${words.test})`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      {note && <figcaption class="tv-note tv-on-screen">{note}</figcaption>}
    </figure>
  )
}
