import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { EmptyState, FilterBar, Heading, Named, SelectField, Stack, Table } from '../../../ui/index.ts'
import { comingDayPath } from '../paths.ts'
import type { ComingMessage } from '../queries-coming.ts'
import { rungNames } from '../task-texts.ts'
import { dayWords, type ReminderTexts, reminderTexts } from '../texts.ts'

interface ComingDayPageProps {
  readonly language: Language
  readonly day: CivilDay
  readonly messages: readonly ComingMessage[]
  readonly total: number
  readonly municipalities: readonly { readonly id: number; readonly shortName: string }[]
  readonly chosen: number | null
}

/** Who will be reminded of what on one day, and by which path. */
export function ComingDayPage(props: ComingDayPageProps) {
  const { language, day, messages, total, municipalities, chosen } = props
  const texts = reminderTexts(language)
  return (
    <Stack>
      <Heading title={texts.dayTitle(formatCivilDay(day))} lead={texts.dayLead(total)} />
      <FilterBar action={comingDayPath(day)}>
        <SelectField
          name="kommune"
          label={texts.municipality}
          value={chosen === null ? '' : String(chosen)}
          emptyLabel={texts.all}
          submitOnChange
          options={municipalities.map(({ id, shortName }) => ({ value: String(id), label: shortName }))}
        />
      </FilterBar>
      {messages.length < total && <p class="tv-note">{texts.firstOf(messages.length, total)}</p>}
      {messages.length === 0 ? (
        <EmptyState title={texts.noneTitle}>{texts.dayNone}</EmptyState>
      ) : (
        <MessageTable {...{ language, messages }} />
      )}
    </Stack>
  )
}

/** Whom a message goes to instead of whom, and why; null when the rule got whom it names. */
function detourOf(
  { wanted, rung, cause }: Pick<ComingMessage, 'wanted' | 'rung' | 'cause'>,
  language: Language,
  texts: ReminderTexts,
): string | null {
  if (wanted === rung || cause === null) return null
  return `${texts.wanted(rungNames(language)[wanted])}: ${texts.causes[cause]}`
}

function MessageTable({ language, messages }: Pick<ComingDayPageProps, 'language' | 'messages'>) {
  const texts = reminderTexts(language)
  const names = rungNames(language)
  return (
    <Table
      caption={texts.messages}
      rows={messages}
      keyOf={({ organisationId, number, rung, name }) => `${organisationId} ${number} ${rung} ${name}`}
      columns={[
        {
          key: 'task',
          title: texts.task,
          naming: true,
          cell: ({ number, title, municipality }) => (
            <Named name={<a href={`/opgaver/${number}`}>{`#${number} ${title}`}</a>} note={municipality} />
          ),
        },
        { key: 'step', title: texts.step, cell: ({ day }) => dayWords(day, texts) },
        {
          key: 'to',
          title: texts.to,
          cell: (one) => (
            <Named
              name={one.name ? `${one.name} (${names[one.rung]})` : names[one.rung]}
              note={detourOf(one, language, texts)}
            />
          ),
        },
      ]}
    />
  )
}
