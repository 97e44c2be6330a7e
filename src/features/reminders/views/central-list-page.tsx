import type { ComponentChildren } from 'preact'
import type { Language } from '../../../kernel/language.ts'
import { Day, EmptyState, Heading, Named, Section, Stack, Table } from '../../../ui/index.ts'
import type { ListedTask } from '../queries-coming.ts'
import { reminderTexts } from '../texts.ts'

interface CentralListPageProps {
  readonly language: Language
  readonly tasks: readonly ListedTask[]
  readonly total: number
  /** Where there is nobody to tell. */
  readonly unreached: ComponentChildren
}

/** The last rung: whom nothing reaches, and open tasks that the central body must follow up itself. */
export function CentralListPage({ language, tasks, total, unreached }: CentralListPageProps) {
  const texts = reminderTexts(language)
  return (
    <Stack>
      <Heading title={texts.listTitle} lead={texts.listLead} />
      {unreached}
      <Section title={texts.listTasks}>
        <Stack>
          <p>{texts.listTasksLead}</p>
          {tasks.length < total && <p class="tv-note">{texts.listFirst(tasks.length, total)}</p>}
          {tasks.length === 0 ? (
            <EmptyState title={texts.listNoneTitle}>{texts.listNone}</EmptyState>
          ) : (
            <Table
              caption={texts.listTitle}
              rows={tasks}
              keyOf={({ number }) => String(number)}
              columns={[
                {
                  key: 'task',
                  title: texts.task,
                  naming: true,
                  cell: ({ number, title, municipality }) => (
                    <Named
                      name={<a href={`/opgaver/${number}`}>{`#${number} ${title}`}</a>}
                      note={municipality}
                    />
                  ),
                },
                { key: 'due', title: texts.dueOn, cell: ({ dueOn }) => <Day day={dueOn} /> },
                { key: 'since', title: texts.since, cell: ({ since }) => <Day day={since} /> },
                {
                  key: 'why',
                  title: texts.why,
                  // Otherwise it came past everybody in the municipality.
                  cell: ({ wanted }) => (wanted === 'central' ? texts.reachedByRule : texts.nobodyThere),
                },
              ]}
            />
          )}
        </Stack>
      </Section>
    </Stack>
  )
}
