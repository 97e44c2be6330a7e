import type { CivilDay } from '../../kernel/civil-day.ts'
import { shortDay } from '../day-words.ts'
import { useLanguage } from '../shell-context.ts'
import { monthTicks, placeOf, valueTicks } from './progress-scale.ts'

export interface TrendPoint {
  readonly day: CivilDay
  readonly value: number
}

export interface TrendSeries {
  /** Stands at the end of its line. */
  readonly label: string
  /** Points without a gap between them; a line is drawn through each run and none across what nobody counted. */
  readonly runs: readonly (readonly TrendPoint[])[]
  readonly dashed?: boolean
}

export interface TrendCurveProps {
  /** The conclusion in words. The numbers stand as a table beside it. */
  summary: string
  series: readonly TrendSeries[]
}

const height = 210
const top = 14
const left = 8
const width = 64

interface Scale {
  readonly from: CivilDay
  readonly to: CivilDay
  readonly most: number
}

const across = (place: number): string => `${(left + (width * place) / 100).toFixed(2)}%`
const down = (value: number, { most }: Scale): number => top + height - (height * value) / most

/** A line through one run in a field of 1000 × 1000, zero at the bottom. */
function runPath(run: readonly TrendPoint[], { from, to, most }: Scale): string {
  return run
    .map(({ day, value }, index) => {
      const x = (10 * placeOf(day, from, to)).toFixed(0)
      const y = (1000 - (1000 * value) / most).toFixed(0)
      return `${index === 0 ? 'M' : 'L'}${x} ${y}`
    })
    .join('')
}

function Grid({ scale }: { scale: Scale }) {
  const language = useLanguage()
  const { from, to, most } = scale
  return (
    <>
      {[...valueTicks(most), most].map((value) => (
        <g key={value}>
          <line
            class="tv-grid-line"
            x1={`${left}%`}
            x2={`${left + width}%`}
            y1={down(value, scale)}
            y2={down(value, scale)}
          />
          <text class="tv-axis" x={`${left - 1}%`} y={down(value, scale)} dy="4" text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      {monthTicks(from, to).map((day) => (
        <text
          key={day}
          class="tv-axis"
          x={across(placeOf(day, from, to))}
          y={top + height + 20}
          text-anchor="middle"
        >
          {shortDay(day, language)}
        </text>
      ))}
    </>
  )
}

/** The words at the ends of the lines, kept apart where lines end close together. */
function EndLabels({ series, scale }: { series: readonly TrendSeries[]; scale: Scale }) {
  const ends = series
    .flatMap(({ label, runs }) => {
      const last = runs.at(-1)?.at(-1)
      return last ? [{ label, value: last.value, y: down(last.value, scale) }] : []
    })
    .toSorted((one, other) => one.y - other.y)
  let lowest = top - 30
  return (
    <>
      {ends.map(({ label, value, y }) => {
        lowest = Math.max(y, lowest + 40)
        return (
          <g key={label}>
            <circle class="tv-curve-end" cx={`${left + width}%`} cy={y} r="5" />
            <text class="tv-curve-word" x={`${left + width + 2}%`} y={lowest}>
              <tspan class="tv-curve-figure">{value}</tspan>
              <tspan x={`${left + width + 2}%`} dy="16">
                {label}
              </tspan>
            </text>
          </g>
        )
      })}
    </>
  )
}

/** Counts over time, zero on the axis; days nobody counted are gaps in the lines. */
export function TrendCurve({ summary, series }: TrendCurveProps) {
  const points = series.flatMap(({ runs }) => runs.flat())
  const days = points.map(({ day }) => day).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return null
  const scale: Scale = { from, to, most: Math.max(1, ...points.map(({ value }) => value)) }
  return (
    <svg class="tv-curve" width="100%" height={top + height + 54} role="img" aria-label={summary}>
      <title>{summary}</title>
      <Grid scale={scale} />
      <svg
        x={`${left}%`}
        y={top}
        width={`${width}%`}
        height={height}
        viewBox="0 0 1000 1000"
        preserveAspectRatio="none"
        overflow="visible"
        aria-hidden="true"
      >
        {series.map(({ label, runs, dashed }) => (
          <path
            key={label}
            class={dashed ? 'tv-curve-line tv-curve-second' : 'tv-curve-line'}
            d={runs.map((run) => runPath(run, scale)).join('')}
          />
        ))}
      </svg>
      <EndLabels series={series} scale={scale} />
    </svg>
  )
}
