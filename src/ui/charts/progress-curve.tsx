import { type CivilDay, daysBetween } from '../../kernel/civil-day.ts'
import { monthOfYear, shortDay } from '../day-words.ts'
import { useLanguage, useWords } from '../shell-context.ts'
import { Table } from '../table.tsx'
import { Day } from '../time.tsx'
import { changes, linePath, monthTicks, type ProgressPoint, placeOf, valueTicks } from './progress-scale.ts'

export interface ProgressCurveProps {
  /** The conclusion in words: '71 af 98 kommuner har svaret, 66 før fristen.' */
  summary: string
  /** One point a day, oldest first, from the day it was sent out. */
  points: readonly ProgressPoint[]
  total: number
  deadline: CivilDay | null
  reminders?: readonly CivilDay[]
}

/** Height of the field in pixels; its width follows the page, so texts keep their size on every screen. */
const height = 210
const top = 14
const left = 8
const width = 64

const across = (place: number): string => `${(left + (width * place) / 100).toFixed(2)}%`
const down = (value: number, total: number): number => top + height - (height * value) / Math.max(1, total)

function Grid({ total }: { total: number }) {
  const words = useWords()
  return (
    <>
      {valueTicks(total).map((value) => (
        <g key={value}>
          <line
            class="tv-grid-line"
            x1={`${left}%`}
            x2={`${left + width}%`}
            y1={down(value, total)}
            y2={down(value, total)}
          />
          <text class="tv-axis" x={`${left - 1}%`} y={down(value, total)} dy="4" text-anchor="end">
            {value}
          </text>
        </g>
      ))}
      <line class="tv-total-line" x1={`${left}%`} x2={`${left + width}%`} y1={top} y2={top} />
      <text class="tv-axis" x={`${left - 1}%`} y={top} dy="4" text-anchor="end">
        {total}
      </text>
      <text class="tv-axis" x={`${left + width + 2}%`} y={top} dy="4">
        {`${total} ${words.inTotal}`}
      </text>
    </>
  )
}

function Months({ from, to }: { from: CivilDay; to: CivilDay }) {
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
          y={top + height + 20}
          text-anchor="middle"
        >
          {manyYears ? monthOfYear(day, language) : shortDay(day, language)}
        </text>
      ))}
    </>
  )
}

function Deadline({ day, from, to }: { day: CivilDay; from: CivilDay; to: CivilDay }) {
  const words = useWords()
  const language = useLanguage()
  const place = placeOf(day, from, to)
  if (place < 0 || place > 100) return null
  const late = place > 45
  return (
    <>
      <line class="tv-deadline-line" x1={across(place)} x2={across(place)} y1={top} y2={top + height} />
      <text
        class="tv-deadline-word"
        x={across(place)}
        dx={late ? -5 : 5}
        y={top + 16}
        text-anchor={late ? 'end' : 'start'}
      >
        {`${words.deadline} ${shortDay(day, language)}`}
      </text>
    </>
  )
}

function Reminders({ days, from, to }: { days: readonly CivilDay[]; from: CivilDay; to: CivilDay }) {
  const words = useWords()
  const y = top + height + 44
  const shown = days.filter((day) => day >= from && day <= to)
  if (shown.length === 0) return null
  return (
    <>
      <text class="tv-axis" x={`${left + width + 2}%`} y={y}>
        {words.reminders}
      </text>
      {shown.map((day) => (
        <svg
          key={day}
          class="tv-reminder"
          aria-hidden="true"
          x={across(placeOf(day, from, to))}
          y={y - 11}
          width="10"
          height="10"
          overflow="visible"
        >
          <path d="M-5 10h10L0 1Z" />
        </svg>
      ))}
    </>
  )
}

/** Two lines of words, and where the lower one must end to stay above the months. */
const labelHeight = 38
const lowest = top + height - 18

/** Where the words at the end of the lines begin: near their lines, below the total, above the months, never on each other. */
function endLabels(answeredY: number, optedOutY: number | null) {
  const room = optedOutY === null ? 0 : labelHeight
  const answered = Math.min(Math.max(answeredY, top + 22), lowest - room)
  if (optedOutY === null) return { answered, optedOut: null }
  return { answered, optedOut: Math.min(Math.max(optedOutY - 6, answered + labelHeight), lowest) }
}

/** The words at the end of both lines, kept apart when the lines end close together. */
function EndLabels({ last, total }: { last: ProgressPoint; total: number }) {
  const words = useWords()
  const answeredY = down(last.answered, total)
  const labels = endLabels(answeredY, last.optedOut > 0 ? down(last.optedOut, total) : null)
  const x = `${left + width + 2}%`
  return (
    <>
      <circle class="tv-curve-end" cx={`${left + width}%`} cy={answeredY} r="5" />
      <text class="tv-curve-word" x={x} y={labels.answered}>
        <tspan class="tv-curve-figure">{last.answered}</tspan>
        <tspan x={x} dy="16">
          {words.answers}
        </tspan>
      </text>
      {labels.optedOut !== null && (
        <text class="tv-curve-word" x={x} y={labels.optedOut}>
          <tspan class="tv-curve-figure">{last.optedOut}</tspan>
          <tspan x={x} dy="16">
            {words.optOuts}
          </tspan>
        </text>
      )}
    </>
  )
}

function CurveTable({ points, summary }: { points: readonly ProgressPoint[]; summary: string }) {
  const words = useWords()
  return (
    <details class="tv-as-table">
      <summary>{words.showAsTable}</summary>
      <Table
        caption={summary}
        columns={[
          {
            key: 'day',
            title: words.day,
            cell: (point: ProgressPoint) => <Day day={point.day} />,
            naming: true,
          },
          {
            key: 'answered',
            title: words.answeredColumn,
            cell: (point: ProgressPoint) => point.answered,
            figures: true,
          },
          {
            key: 'optedOut',
            title: words.optedOut,
            cell: (point: ProgressPoint) => point.optedOut,
            figures: true,
          },
        ]}
        rows={changes(points)}
        keyOf={(point) => point.day}
        onPhone="shrink"
      />
    </details>
  )
}

/** Answers over time, opt-outs dashed below, with the deadline and the reminders. */
export function ProgressCurve({ summary, points, total, deadline, reminders = [] }: ProgressCurveProps) {
  const first = points[0]
  const last = points.at(-1)
  if (!first || !last) return null
  const answered = linePath(points, (point) => point.answered, total)
  return (
    <figure class="tv-curve-figure">
      <svg class="tv-curve" width="100%" height={top + height + 54} role="img" aria-label={summary}>
        <title>{summary}</title>
        <Grid total={total} />
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
          <path class="tv-curve-area" d={`${answered}V1000H0Z`} />
          <path class="tv-curve-line" d={answered} />
          <path
            class="tv-curve-line tv-curve-second"
            d={linePath(points, (point) => point.optedOut, total)}
          />
        </svg>
        <Months from={first.day} to={last.day} />
        {deadline && <Deadline day={deadline} from={first.day} to={last.day} />}
        <Reminders days={reminders} from={first.day} to={last.day} />
        <EndLabels last={last} total={total} />
      </svg>
      <CurveTable points={points} summary={summary} />
    </figure>
  )
}
