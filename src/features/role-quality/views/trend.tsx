import { addDays, formatCivilDay } from '../../../kernel/civil-day.ts'
import { CurveChart, Day, Section, Table } from '../../../ui/index.ts'
import { type FindingKind, findingKinds, runsOf, type TrendDay } from '../domain.ts'
import type { QualityTexts } from '../texts.ts'

/** How the counts went, as lines and as a table; a day nobody counted is a gap. */
export function Trend({ texts, days }: { texts: QualityTexts; days: readonly TrendDay[] }) {
  const [first, last] = [days[0], days.at(-1)]
  return (
    <Section id="over-tid" title={texts.overTime}>
      {first && last ? (
        <>
          <CurveChart
            summary={texts.trendSummary(
              last.counts.vacant,
              last.counts.stale,
              formatCivilDay(first.day),
              formatCivilDay(last.day),
            )}
            series={[
              { label: texts.vacantLine, runs: linesOf(days, 'vacant') },
              { label: texts.staleLine, runs: linesOf(days, 'stale'), dashed: true },
            ]}
          />
          <p class="tv-note">
            {texts.trendLast(formatCivilDay(last.day))} {texts.trendGaps}{' '}
            {days.some((day) => day.isDemo) && texts.trendDemo}
          </p>
          <TrendTable texts={texts} days={days} />
        </>
      ) : (
        <p>{texts.trendEmpty}</p>
      )}
    </Section>
  )
}

const linesOf = (days: readonly TrendDay[], kind: FindingKind) =>
  runsOf(days, (day) => addDays(day, 1)).map((run) =>
    run.map(({ day, counts }) => ({ day, value: counts[kind] })),
  )

function TrendTable({ texts, days }: { texts: QualityTexts; days: readonly TrendDay[] }) {
  return (
    <details class="tv-as-table">
      <summary>{texts.asTable}</summary>
      <Table
        caption={texts.overTime}
        rows={days.toReversed()}
        keyOf={(row: TrendDay) => row.day}
        onPhone="scroll"
        columns={[
          { key: 'day', title: texts.day, naming: true, cell: (row) => <Day day={row.day} /> },
          ...findingKinds.map((kind) => ({
            key: kind,
            title: texts.kinds[kind],
            figures: true,
            cell: (row: TrendDay) => row.counts[kind],
          })),
        ]}
      />
    </details>
  )
}
