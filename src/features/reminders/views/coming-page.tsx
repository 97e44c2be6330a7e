import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Day, EmptyState, Heading, Stack, StatRow, Table } from '../../../ui/index.ts'
import { comingDayPath } from '../paths.ts'
import type { Coming, ComingCount } from '../queries-coming.ts'
import { rungNames } from '../task-texts.ts'
import { dayWords, reminderTexts } from '../texts.ts'

interface ComingProps {
  readonly language: Language
  readonly coming: Coming
}

/** What will be sent to whom in the next 30 days. */
export function ComingPage({ language, coming }: ComingProps) {
  const texts = reminderTexts(language)
  return (
    <Stack>
      <Heading title={texts.comingTitle} lead={texts.comingLead} />
      <ComingTables {...{ language, coming }} hasLinks />
    </Stack>
  )
}

/** By day, step and whom it reaches; then by municipality and reason. @param hasLinks leads on to each day's messages */
export function ComingTables({ language, coming, hasLinks }: ComingProps & { hasLinks: boolean }) {
  const texts = reminderTexts(language)
  const names = rungNames(language)
  if (coming.days.length === 0) return <EmptyState title={texts.noneTitle}>{texts.none}</EmptyState>
  const dayOf = ({ on }: ComingCount) =>
    hasLinks ? <a href={comingDayPath(on)}>{formatCivilDay(on)}</a> : <Day day={on} />
  const sum = (counts: readonly ComingCount[]) => counts.reduce((all, { recipients }) => all + recipients, 0)
  const central = coming.days.filter(({ rung }) => rung === 'central')
  return (
    <>
      <StatRow
        stats={[
          { figure: sum(coming.days) - sum(central), text: texts.statMessages },
          { figure: coming.municipalities.length, text: texts.statMunicipalities },
          { figure: sum(central), text: texts.statCentral },
        ]}
      />
      <Table
        caption={texts.comingTitle}
        rows={coming.days}
        keyOf={({ on, day, rung }) => `${on} ${day} ${rung}`}
        columns={[
          { key: 'on', title: texts.day, naming: true, cell: dayOf },
          { key: 'step', title: texts.step, cell: ({ day }) => dayWords(day, texts) },
          { key: 'to', title: texts.to, cell: ({ rung }) => names[rung] },
          { key: 'tasks', title: texts.tasks, figures: true, cell: ({ tasks }) => tasks },
          {
            key: 'places',
            title: texts.municipalities,
            figures: true,
            cell: ({ municipalities }) => municipalities,
          },
          { key: 'people', title: texts.messages, figures: true, cell: ({ recipients }) => recipients },
        ]}
      />
      <details class="tv-older">
        <summary>{texts.byMunicipality}</summary>
        <Table
          caption={texts.byMunicipality}
          rows={coming.municipalities}
          keyOf={({ organisationId }) => String(organisationId)}
          columns={[
            { key: 'name', title: texts.municipality, naming: true, cell: ({ name }) => name },
            { key: 'tasks', title: texts.tasks, figures: true, cell: ({ tasks }) => tasks },
            { key: 'before', title: texts.beforeCount, figures: true, cell: ({ before }) => before },
            { key: 'overdue', title: texts.overdueCount, figures: true, cell: ({ overdue }) => overdue },
            { key: 'central', title: texts.centralCount, figures: true, cell: ({ central }) => central },
          ]}
        />
      </details>
    </>
  )
}
