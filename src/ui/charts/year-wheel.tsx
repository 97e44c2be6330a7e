import type { ComponentChildren } from 'preact'
import type { CivilDay } from '../../kernel/civil-day.ts'
import { monthNames, shortDay } from '../day-words.ts'
import type { SignalKind } from '../deadline-words.ts'
import { href } from '../href.ts'
import { Icon, useIconHref } from '../icon.tsx'
import { useLanguage, useWords } from '../shell-context.ts'
import { Day } from '../time.tsx'
import { angleOf, at, monthArcs, ringPiece, spread } from './wheel-geometry.ts'

export interface WheelItem {
  readonly id: string
  readonly day: CivilDay
  readonly signal: SignalKind
  /** 0 outermost (certification), 1 (tasks), 2 innermost (advisories). */
  readonly ring: 0 | 1 | 2
  readonly label: string
  readonly href?: string
  /** In the list beside the wheel too; the wheel shows all. */
  readonly listed: boolean
}

export interface WheelPeriod {
  readonly from: CivilDay
  readonly to: CivilDay
  /** 'open': a round to answer in; 'consequence': the days of grace after it. */
  readonly kind: 'open' | 'consequence'
}

export interface YearWheelProps {
  year: number
  today: CivilDay
  title: string
  /** Which ring is what. */
  note: string
  /** The conclusion in words, for those who don't see the wheel. */
  summary: string
  items: readonly WheelItem[]
  periods?: readonly WheelPeriod[]
  /** Below the list: the link to the calendar. */
  children?: ComponentChildren
}

const outer = 196
const inner = 164
const ringRadius: Record<WheelItem['ring'], number> = { 0: 143, 1: 116, 2: 90 }
const markSize = 18

function Months({ year, today }: { year: number; today: CivilDay }) {
  const names = monthNames(useLanguage())
  const now = today.startsWith(`${year}-`) ? Number(today.slice(5, 7)) - 1 : -1
  return (
    <>
      {monthArcs(year).map(({ from, to }, month) => {
        const label = at((from + to) / 2, (outer + inner) / 2)
        const past = today.slice(0, 4) > String(year) || month < now
        return (
          <g key={from}>
            <path
              class={past ? 'tv-wheel-month tv-wheel-past' : 'tv-wheel-month'}
              d={ringPiece(from, to, inner, outer)}
            />
            <text
              class={month === now ? 'tv-wheel-name tv-wheel-now' : 'tv-wheel-name'}
              x={label.x}
              y={label.y}
              dy="5"
              text-anchor="middle"
            >
              {names[month]}
            </text>
          </g>
        )
      })}
    </>
  )
}

function Marks({ items }: { items: readonly WheelItem[] }) {
  const iconHref = useIconHref()
  return (
    <>
      {([0, 1, 2] as const).map((ring) => {
        const onRing = items
          .filter((item) => item.ring === ring)
          .sort((one, other) => (one.day < other.day ? -1 : 1))
        const angles = spread(
          onRing.map((item) => angleOf(item.day)),
          (markSize + 3) / ringRadius[ring],
        )
        return onRing.map((item, index) => {
          const { x, y } = at(angles[index] ?? 0, ringRadius[ring])
          return (
            <g key={item.id} class={`tv-signal-${item.signal}`}>
              <circle class="tv-wheel-plate" cx={x} cy={y} r={markSize / 2 + 2} />
              <use
                href={iconHref(`signal-${item.signal}`)}
                x={x - markSize / 2}
                y={y - markSize / 2}
                width={markSize}
                height={markSize}
              />
            </g>
          )
        })
      })}
    </>
  )
}

function Today({ today }: { today: CivilDay }) {
  const words = useWords()
  const language = useLanguage()
  const angle = angleOf(today)
  const [hand, end] = [at(angle, inner - 4), at(angle, outer + 10)]
  return (
    <>
      <line class="tv-wheel-hand" x1={hand.x} y1={hand.y} x2={end.x} y2={end.y} />
      <circle cx={end.x} cy={end.y} r="5" />
      <text class="tv-wheel-today" y="-10" text-anchor="middle">
        {words.today}
      </text>
      <text class="tv-wheel-date" y="18" text-anchor="middle">
        {shortDay(today, language)}
      </text>
    </>
  )
}

function ListItem({ item }: { item: WheelItem }) {
  return (
    <li class={item.signal === 'none' ? 'tv-quiet' : undefined}>
      <Day day={item.day} />
      <Icon name={`signal-${item.signal}`} />
      <span>{item.href ? <a href={href(item.href)}>{item.label}</a> : item.label}</span>
    </li>
  )
}

/** The year as a round of months with what it asks for, and the same as a list beside it. */
export function YearWheel(props: YearWheelProps) {
  const { year, today, items, periods = [] } = props
  const listed = items.filter((item) => item.listed).sort((one, other) => (one.day < other.day ? -1 : 1))
  return (
    <section class="tv-year">
      <svg class="tv-wheel" viewBox="-212 -212 424 424" role="img" aria-label={props.summary}>
        <title>{props.summary}</title>
        {Object.values(ringRadius).map((radius) => (
          <circle key={radius} class="tv-wheel-ring" r={radius} />
        ))}
        <Months year={year} today={today} />
        {periods.map((period) => (
          <path
            key={period.from}
            class={period.kind === 'open' ? 'tv-wheel-open' : 'tv-wheel-consequence'}
            d={ringPiece(angleOf(period.from), angleOf(period.to), ringRadius[0] - 10, ringRadius[0] + 10)}
          />
        ))}
        <Marks items={items} />
        {today.startsWith(`${year}-`) && <Today today={today} />}
      </svg>
      <div class="tv-year-list">
        <h2>{props.title}</h2>
        <p class="tv-note">{props.note}</p>
        <ol>
          {listed.map((item) => (
            <ListItem key={item.id} item={item} />
          ))}
        </ol>
        {props.children}
      </div>
    </section>
  )
}
