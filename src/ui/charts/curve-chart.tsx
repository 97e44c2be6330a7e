import type { ComponentChildren } from 'preact'
import { daysBetween } from '../../kernel/civil-day.ts'
import { monthOfYear, shortDay } from '../day-words.ts'
import { useLanguage, useWords } from '../shell-context.ts'
import {
  across,
  type CurvePoint,
  type CurveScale,
  down,
  field,
  linePath,
  monthTicks,
  placeOf,
  valueTicks,
  wordPlaces,
} from './curve-scale.ts'

export interface CurveSeries {
  /** Stands at the end of its line. */
  readonly label: string
  /** Points without a gap between them; a line is drawn through each run and none across what nobody counted. */
  readonly runs: readonly (readonly CurvePoint[])[]
  readonly dashed?: boolean
  /** The ground below the line is tinted. */
  readonly filled?: boolean
}

export interface CurveChartProps {
  /** The conclusion in words. The numbers stand as a table beside it. */
  summary: string
  series: readonly CurveSeries[]
  /** What the values are out of, if anything; else the axis ends at the highest. */
  total?: number
  /** What else stands on the days: a deadline, reminders. */
  over?: (scale: CurveScale) => ComponentChildren
}

/** Where the words at the ends of the lines begin. */
const wordsAt = `${field.left + field.width + 2}%`
const rightEdge = `${field.left + field.width}%`

/** The marks of the values; the last one is the total, or the highest there was. */
function Values({ scale, isTotal }: { scale: CurveScale; isTotal: boolean }) {
  const words = useWords()
  const marks = [...valueTicks(scale.most), scale.most]
  return (
    <>
      {marks.map((value, index) => {
        const y = down(value, scale)
        const isLast = index === marks.length - 1
        return (
          <g key={value}>
            <line
              class={isTotal && isLast ? 'tv-total-line' : 'tv-grid-line'}
              x1={`${field.left}%`}
              x2={rightEdge}
              y1={y}
              y2={y}
            />
            <text class="tv-axis" x={`${field.left - 1}%`} y={y} dy="4" text-anchor="end">
              {value}
            </text>
          </g>
        )
      })}
      {isTotal && (
        <text class="tv-axis" x={wordsAt} y={field.top} dy="4">
          {`${scale.most} ${words.inTotal}`}
        </text>
      )}
    </>
  )
}

function Months({ scale: { from, to } }: { scale: CurveScale }) {
  const language = useLanguage()
  // Beyond a year the same month comes again.
  const manyYears = daysBetween(from, to) > 365
  return (
    <>
      {monthTicks(from, to).map((day) => (
        <text
          key={day}
          class="tv-axis"
          x={across(placeOf(day, from, to))}
          y={field.top + field.height + 20}
          text-anchor="middle"
        >
          {manyYears ? monthOfYear(day, language) : shortDay(day, language)}
        </text>
      ))}
    </>
  )
}

interface LinesProps {
  readonly series: readonly CurveSeries[]
  readonly scale: CurveScale
}

function Lines({ series, scale }: LinesProps) {
  return (
    <svg
      x={`${field.left}%`}
      y={field.top}
      width={`${field.width}%`}
      height={field.height}
      viewBox="0 0 1000 1000"
      preserveAspectRatio="none"
      overflow="visible"
      aria-hidden="true"
    >
      {series.map(({ label, runs, dashed, filled }) => {
        const lines = runs.map((run) => linePath(run, scale))
        return (
          <g key={label}>
            {filled && <path class="tv-curve-area" d={lines.map((line) => `${line}V1000H0Z`).join('')} />}
            <path class={dashed ? 'tv-curve-line tv-curve-second' : 'tv-curve-line'} d={lines.join('')} />
          </g>
        )
      })}
    </svg>
  )
}

/** The words at the ends of the lines, kept apart where lines end close together. */
function EndWords({ series, scale, isTotal }: LinesProps & { readonly isTotal: boolean }) {
  const ends = series
    .flatMap(({ label, runs }) => {
      const last = runs.at(-1)?.at(-1)
      return last ? [{ label, value: last.value, y: down(last.value, scale) }] : []
    })
    .toSorted((one, other) => one.y - other.y)
  const places = wordPlaces(
    ends.map(({ y }) => y),
    isTotal,
  )
  return (
    <>
      {ends.map(({ label, value, y }, index) => (
        <g key={label}>
          <circle class="tv-curve-end" cx={rightEdge} cy={y} r="5" />
          <text class="tv-curve-word" x={wordsAt} y={places[index]}>
            <tspan class="tv-curve-figure">{value}</tspan>
            <tspan x={wordsAt} dy="16">
              {label}
            </tspan>
          </text>
        </g>
      ))}
    </>
  )
}

/** Counts over time, zero on the axis; days nobody counted are gaps in the lines. */
export function CurveChart({ summary, series, total, over }: CurveChartProps) {
  const points = series.flatMap(({ runs }) => runs.flat())
  const days = points.map(({ day }) => day).toSorted()
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return null
  const scale: CurveScale = { from, to, most: Math.max(1, total ?? 0, ...points.map(({ value }) => value)) }
  const isTotal = total !== undefined
  return (
    <svg class="tv-curve" width="100%" height={field.top + field.height + 54} role="img" aria-label={summary}>
      <title>{summary}</title>
      <Values scale={scale} isTotal={isTotal} />
      <Lines series={series} scale={scale} />
      <Months scale={scale} />
      {over?.(scale)}
      <EndWords series={series} scale={scale} isTotal={isTotal} />
    </svg>
  )
}
