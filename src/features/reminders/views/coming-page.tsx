import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { BarCell, Day, EmptyState, Heading, Stack, StatRow, Table } from '../../../ui/index.ts'
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

/** By day; then by step and whom it reaches, and by municipality, folded. @param hasLinks leads on to each day's messages */
export function ComingTables({ language, coming, hasLinks }: ComingProps & { hasLinks: boolean }) {
  const texts = reminderTexts(language)
  const days = sumsByDay(coming.days)
  if (days.length === 0) return <EmptyState title={texts.noneTitle}>{texts.none}</EmptyState>
  const total = (of: 'messages' | 'central') => days.reduce((sum, day) => sum + day[of], 0)
  const most = Math.max(...days.map(({ messages }) => messages))
  return (
    <>
      <StatRow
        stats={[
          { figure: total('messages'), text: texts.statMessages },
          { figure: coming.municipalities.length, text: texts.statMunicipalities },
          { figure: total('central'), text: texts.statCentral },
        ]}
      />
      <Table
        caption={texts.comingTitle}
        rows={days}
        keyOf={({ on }) => on}
        columns={[
          {
            key: 'on',
            title: texts.day,
            naming: true,
            cell: ({ on }) =>
              hasLinks ? <a href={comingDayPath(on)}>{formatCivilDay(on)}</a> : <Day day={on} />,
          },
          {
            key: 'messages',
            title: texts.reminders,
            cell: ({ messages }) => (
              <div class="tv-figure-and-bar">
                <span>{messages}</span>
                <BarCell count={messages} most={most} />
              </div>
            ),
          },
          { key: 'central', title: texts.centralCount, figures: true, cell: ({ central }) => central },
        ]}
      />
      <StepTable {...{ language, coming }} />
      <MunicipalityTable {...{ language, coming }} />
    </>
  )
}

interface DaySum {
  readonly on: CivilDay
  readonly messages: number
  /** What ends on the central body's list. */
  readonly central: number
}

function sumsByDay(counts: readonly ComingCount[]): DaySum[] {
  const sum = (of: readonly ComingCount[]) => of.reduce((all, { recipients }) => all + recipients, 0)
  return [...Map.groupBy(counts, ({ on }) => on)].map(([on, own]) => {
    const central = sum(own.filter(({ rung }) => rung === 'central'))
    return { on, messages: sum(own) - central, central }
  })
}

function StepTable({ language, coming }: ComingProps) {
  const texts = reminderTexts(language)
  const names = rungNames(language)
  return (
    <details class="tv-older">
      <summary>{texts.byStep}</summary>
      <Table
        caption={texts.byStep}
        rows={coming.days}
        keyOf={({ on, day, rung }) => `${on} ${day} ${rung}`}
        columns={[
          { key: 'on', title: texts.day, naming: true, cell: ({ on }) => <Day day={on} /> },
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
    </details>
  )
}

function MunicipalityTable({ language, coming }: ComingProps) {
  const texts = reminderTexts(language)
  return (
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
  )
}
