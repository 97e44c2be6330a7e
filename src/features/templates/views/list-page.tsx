import { civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Badge,
  ButtonLink,
  CursorPager,
  Day,
  EmptyState,
  FilterBar,
  FilterResult,
  Heading,
  Named,
  PriorityBadge,
  SelectField,
  Table,
  TextField,
} from '../../../ui/index.ts'
import { importPath, newTemplatePath, templatePath, templatesPath } from '../paths.ts'
import type { TemplateInList } from '../queries.ts'
import { templateTexts } from '../texts.ts'

export interface ListPageProps {
  readonly language: Language
  readonly items: readonly TemplateInList[]
  readonly total: number
  readonly q: string
  readonly state: string
  readonly nextHref: string | null
  readonly mayWrite: boolean
}

export function ListPage({ language, items, total, q, state, nextHref, mayWrite }: ListPageProps) {
  const texts = templateTexts(language)
  return (
    <>
      <Heading
        title={texts.title}
        lead={texts.lead}
        action={
          mayWrite && (
            <>
              <ButtonLink kind="primary" href={newTemplatePath}>
                {texts.create}
              </ButtonLink>
              <ButtonLink href={importPath}>{texts.import}</ButtonLink>
            </>
          )
        }
      />
      <FilterBar action={templatesPath}>
        <TextField name="q" label={texts.search} type="search" value={q} optional />
        <SelectField
          name="tilstand"
          label={texts.show}
          value={state}
          emptyLabel={texts.all}
          submitOnChange
          options={[
            { value: 'kladde', label: texts.drafts },
            { value: 'sendt', label: texts.published },
          ]}
        />
      </FilterBar>
      <FilterResult
        count={total}
        noun={texts.noun(total)}
        clearHref={q || state ? templatesPath : undefined}
      />
      {items.length === 0 ? (
        <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
      ) : (
        <TemplateTable language={language} items={items} />
      )}
      {nextHref && <CursorPager nextHref={nextHref} shown={`${items.length} / ${total}`} />}
    </>
  )
}

function TemplateTable({ language, items }: Pick<ListPageProps, 'language' | 'items'>) {
  const texts = templateTexts(language)
  return (
    <Table
      caption={texts.title}
      rows={items}
      keyOf={(item: TemplateInList) => item.id}
      columns={[
        {
          key: 'task',
          title: texts.columnTask,
          naming: true,
          cell: (item) => (
            <Named
              name={<a href={templatePath(item.id)}>{item.title}</a>}
              note={[
                item.sourceNumber !== null && `#${item.sourceNumber}`,
                item.project,
                item.phase,
                texts.version(item.version),
              ]
                .filter(Boolean)
                .join(', ')}
            />
          ),
        },
        {
          key: 'state',
          title: texts.columnState,
          cell: (item) =>
            item.publishedAt ? (
              <>
                {texts.sentTimes(item.rolloutCount)}
                <span class="tv-note">
                  <Day day={civilDayOf(item.publishedAt)} />
                </span>
              </>
            ) : (
              <Badge variant="quiet">{texts.draft}</Badge>
            ),
        },
        {
          key: 'priority',
          title: texts.columnPriority,
          cell: (item) => <PriorityBadge priority={item.priority} />,
        },
        {
          key: 'created',
          title: texts.columnCreated,
          cell: (item) => <Day day={civilDayOf(item.createdAt)} />,
        },
      ]}
    />
  )
}
