import type { CivilDay } from '../../kernel/civil-day.ts'
import { shortDay } from '../day-words.ts'
import { useLanguage, useWords } from '../shell-context.ts'
import { Table } from '../table.tsx'
import { Day } from '../time.tsx'
import { CurveChart } from './curve-chart.tsx'
import { across, type CurveScale, field, placeOf } from './curve-scale.ts'

export interface ProgressPoint {
  readonly day: CivilDay
  /** Answered so far, opt-outs among them (T4). */
  readonly answered: number
  readonly optedOut: number
}

export interface ProgressCurveProps {
  /** The conclusion in words: '71 af 98 kommuner har svaret, 66 før fristen.' */
  summary: string
  /** One point a day, oldest first, from the day it was sent out. */
  points: readonly ProgressPoint[]
  total: number
  deadline: CivilDay | null
  reminders?: readonly CivilDay[]
}

function Deadline({ day, scale: { from, to } }: { day: CivilDay; scale: CurveScale }) {
  const words = useWords()
  const language = useLanguage()
  const place = placeOf(day, from, to)
  if (place < 0 || place > 100) return null
  const late = place > 45
  return (
    <>
      <line
        class="tv-deadline-line"
        x1={across(place)}
        x2={across(place)}
        y1={field.top}
        y2={field.top + field.height}
      />
      <text
        class="tv-deadline-word"
        x={across(place)}
        dx={late ? -5 : 5}
        y={field.top + 16}
        text-anchor={late ? 'end' : 'start'}
      >
        {`${words.deadline} ${shortDay(day, language)}`}
      </text>
    </>
  )
}

function Reminders({ days, scale: { from, to } }: { days: readonly CivilDay[]; scale: CurveScale }) {
  const words = useWords()
  const y = field.top + field.height + 44
  const shown = days.filter((day) => day >= from && day <= to)
  if (shown.length === 0) return null
  return (
    <>
      <text class="tv-axis" x={`${field.left + field.width + 2}%`} y={y}>
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

/** The points where something changed, with the first and the last: what the table shows. */
export function changes(points: readonly ProgressPoint[]): ProgressPoint[] {
  return points.filter((point, index) => {
    const before = points[index - 1]
    if (!before || index === points.length - 1) return true
    return before.answered !== point.answered || before.optedOut !== point.optedOut
  })
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
  const words = useWords()
  if (points.length === 0) return null
  const of = (value: (point: ProgressPoint) => number) => [
    points.map((point) => ({ day: point.day, value: value(point) })),
  ]
  return (
    <figure class="tv-curve-figure">
      <CurveChart
        summary={summary}
        total={total}
        series={[
          { label: words.answers, runs: of(({ answered }) => answered), filled: true },
          ...(points.some(({ optedOut }) => optedOut > 0)
            ? [{ label: words.optOuts, runs: of((point) => point.optedOut), dashed: true }]
            : []),
        ]}
        over={(scale) => (
          <>
            {deadline && <Deadline day={deadline} scale={scale} />}
            <Reminders days={reminders} scale={scale} />
          </>
        )}
      />
      <CurveTable points={points} summary={summary} />
    </figure>
  )
}
