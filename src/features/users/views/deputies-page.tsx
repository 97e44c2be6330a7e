import { addDays, type CivilDay } from '../../../kernel/civil-day.ts'
import type { Refusal } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Badge,
  BlockedButton,
  Button,
  type Column,
  DateField,
  Day,
  EmptyState,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  GroupHeading,
  Heading,
  Named,
  PanelCard,
  Remark,
  SelectField,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { deputiesPath, endDeputyPath } from '../paths.ts'
import type { User } from '../queries.ts'
import type { Deputy } from '../queries-deputies.ts'
import { type DeputyTexts, deputyTexts } from '../texts.ts'

export interface DeputiesPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly deputies: readonly Deputy[]
  /** Users who may be chosen. */
  readonly candidates: readonly User[]
  /** Why the one who looks may appoint nobody; null when they may. */
  readonly refusal: Refusal | null
  readonly faults: FormFaults | null
}

/** Who acts for the KLIK-administrator, now, later and earlier (R2). */
export function DeputiesPage(props: DeputiesPageProps) {
  const { language, today, deputies, refusal } = props
  const texts = deputyTexts(language)
  const open = deputies.filter((deputy) => deputy.endedAt === null && deputy.endsBefore > today)
  const earlier = deputies.filter((deputy) => !open.includes(deputy))
  const shared = { texts, today }
  return (
    <Stack>
      <Heading title={texts.title} lead={refusal ? texts.leadOthers : texts.lead} />
      <section>
        <GroupHeading title={texts.now} />
        {open.length === 0 ? (
          <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
        ) : (
          <DeputyTable {...shared} caption={texts.now} rows={open} mayEnd={refusal === null} />
        )}
        {earlier.length > 0 && (
          <details class="tv-older">
            <summary>{texts.earlier(String(earlier.length), earlier.length === 1)}</summary>
            <DeputyTable {...shared} caption={texts.earlierTitle} rows={earlier} mayEnd={false} />
          </details>
        )}
      </section>
      <Appoint {...props} />
    </Stack>
  )
}

interface DeputyTableProps {
  readonly texts: DeputyTexts
  readonly today: CivilDay
  readonly caption: string
  readonly rows: readonly Deputy[]
  readonly mayEnd: boolean
}

function DeputyTable({ texts, today, caption, rows, mayEnd }: DeputyTableProps) {
  const columns: Column<Deputy>[] = [
    {
      key: 'person',
      title: texts.person,
      naming: true,
      cell: (deputy) => <Named name={deputy.name} note={deputy.email ?? texts.left} />,
    },
    { key: 'on', title: texts.on, cell: (deputy) => deputy.administratorName },
    {
      key: 'period',
      title: texts.period,
      cell: (deputy) => (
        <span>
          <Day day={deputy.startsOn} /> – <Day day={addDays(deputy.endsBefore, -1)} />
        </span>
      ),
    },
    { key: 'state', title: texts.state, cell: (deputy) => <State {...{ deputy, texts, today }} /> },
  ]
  if (mayEnd) {
    columns.push({
      key: 'action',
      title: texts.action,
      cell: (deputy) => (
        <a href={endDeputyPath(deputy.id)} aria-label={`${texts.end}: ${deputy.name}`}>
          {texts.end}
        </a>
      ),
    })
  }
  return <Table caption={caption} columns={columns} rows={rows} keyOf={(deputy) => deputy.id} />
}

function State({ deputy, texts, today }: { deputy: Deputy; texts: DeputyTexts; today: CivilDay }) {
  if (deputy.isCurrent)
    return (
      <Badge variant="success" icon="success">
        {texts.current}
      </Badge>
    )
  if (deputy.endsBefore <= today) return <Badge variant="quiet">{texts.over}</Badge>
  if (deputy.endedAt) return <Badge variant="quiet">{texts.ended}</Badge>
  return (
    <Badge variant="info" icon="hourglass">
      {texts.coming}
    </Badge>
  )
}

function Appoint({ language, candidates, refusal, faults }: DeputiesPageProps) {
  const texts = deputyTexts(language)
  const blocked = refusal?.sentence[language] ?? (candidates.length === 0 ? texts.nobody : null)
  if (blocked) {
    return (
      <PanelCard title={texts.appointTitle}>
        <BlockedButton icon="person-add" reason={blocked}>
          {texts.appoint}
        </BlockedButton>
      </PanelCard>
    )
  }
  const typed = (name: string): string | null => {
    const value = faults?.typed[name]
    return typeof value === 'string' ? value : null
  }
  const field = (name: string) => ({
    name,
    value: typed(name),
    error: faultOf(faults?.fields, name, language),
  })
  const options = candidates.map((user) => ({
    value: user.id,
    label: user.title ? `${user.name}, ${user.title}` : user.name,
  }))
  return (
    <PanelCard title={texts.appointTitle}>
      <Form action={deputiesPath}>
        <SelectField
          {...field('userId')}
          label={texts.choose}
          emptyLabel={texts.chooseEmpty}
          options={options}
        />
        <FieldRow>
          <DateField {...field('startsOn')} label={texts.startsOn} hint={texts.startsOnHint} optional />
          <DateField {...field('lastDay')} label={texts.lastDay} hint={texts.lastDayHint} />
        </FieldRow>
        <Remark>{texts.remark}</Remark>
        <FormActions>
          <Button kind="primary">{texts.appoint}</Button>
        </FormActions>
      </Form>
    </PanelCard>
  )
}
