import {
  type Chip,
  CursorPager,
  Day,
  EmptyState,
  FilterBar,
  FilterResult,
  Named,
  Section,
  SelectField,
  Table,
  TextField,
} from '../../../ui/index.ts'
import { type FilterWords, filterHref, kindWords } from '../filter.ts'
import type { FindingsPage } from '../findings.ts'
import { extractPath, qualityPath } from '../paths.ts'
import type { Finding, RoleCounts } from '../queries.ts'
import type { QualityTexts } from '../texts.ts'
import { FindingBadge } from './finding-badge.tsx'

export interface FindingListProps {
  readonly texts: QualityTexts
  readonly words: FilterWords
  readonly regions: readonly string[]
  readonly roles: readonly RoleCounts[]
  readonly list: FindingsPage
  readonly nextHref: string | null
}

/** What municipalities must act on: filters in the address, the chosen ones as chips, the table, the file. */
export function FindingList(props: FindingListProps) {
  const { texts, words, list, nextHref } = props
  const isFiltered = Object.values(words).some(Boolean)
  return (
    <Section id="liste" title={texts.list}>
      <Filters {...props} />
      <FilterResult
        count={list.total}
        noun={texts.noun(list.total, list.municipalities)}
        chips={chipsOf(props)}
        clearHref={qualityPath}
        actions={<a href={filterHref(extractPath, words)}>{texts.extract}</a>}
      />
      {list.total === 0 ? (
        <EmptyState title={isFiltered ? undefined : texts.nothingTitle}>
          {isFiltered ? texts.nothingFound : texts.nothing}
        </EmptyState>
      ) : (
        <FindingTable texts={texts} rows={list.rows} />
      )}
      <CursorPager nextHref={nextHref} />
    </Section>
  )
}

function FindingTable({ texts, rows }: { texts: QualityTexts; rows: readonly Finding[] }) {
  return (
    <Table
      caption={texts.list}
      rows={rows}
      keyOf={(row) => `${row.kind} ${row.organisationId} ${row.roleId} ${row.assignmentId}`}
      columns={[
        {
          key: 'municipality',
          title: texts.municipality,
          naming: true,
          cell: (row) => (
            <Named name={row.municipality} note={row.isTest ? texts.test : (row.region ?? undefined)} />
          ),
        },
        { key: 'role', title: texts.role, cell: (row) => row.roleName },
        { key: 'what', title: texts.what, cell: (row) => <What texts={texts} row={row} /> },
        {
          key: 'person',
          title: texts.person,
          cell: (row) =>
            row.userName && (
              <Named name={row.userName} note={row.reason ? texts.reasons[row.reason] : undefined} />
            ),
        },
      ]}
    />
  )
}

function What({ texts, row }: { texts: QualityTexts; row: Finding }) {
  const label = texts.since[row.kind as keyof QualityTexts['since']]
  return (
    <div>
      <FindingBadge kind={row.kind} texts={texts} />
      {row.since && label && (
        <span class="tv-note">
          {label} <Day day={row.since} />
        </span>
      )}
      {row.kind === 'vacant' && !row.since && <span class="tv-note">{texts.neverHeld}</span>}
    </div>
  )
}

function Filters({ texts, words, regions, roles }: FindingListProps) {
  return (
    <FilterBar action={qualityPath}>
      <SelectField
        name="slags"
        label={texts.what}
        emptyLabel={texts.all}
        value={words.slags}
        options={Object.entries(kindWords).map(([value, kind]) => ({ value, label: texts.kinds[kind] }))}
        optional
        submitOnChange
      />
      <SelectField
        name="rolle"
        label={texts.role}
        emptyLabel={texts.allRoles}
        value={words.rolle}
        options={roles.map(({ roleId, roleName }) => ({ value: roleId, label: roleName }))}
        optional
        submitOnChange
      />
      <SelectField
        name="region"
        label={texts.region}
        emptyLabel={texts.allRegions}
        value={words.region}
        options={regions.map((region) => ({ value: region, label: region }))}
        optional
        submitOnChange
      />
      <TextField name="q" label={texts.search} type="search" value={words.q} optional />
    </FilterBar>
  )
}

/** Each filter that stands in the address, and the address without it. */
function chipsOf({ texts, words, roles }: FindingListProps): Chip[] {
  const kind = Object.hasOwn(kindWords, words.slags) ? kindWords[words.slags as keyof typeof kindWords] : null
  const labels: Record<keyof FilterWords, string | undefined> = {
    slags: kind ? texts.kinds[kind] : undefined,
    rolle: roles.find(({ roleId }) => roleId === words.rolle)?.roleName,
    region: words.region,
    q: words.q && `"${words.q}"`,
  }
  return (Object.keys(labels) as (keyof FilterWords)[]).flatMap((name) =>
    labels[name]
      ? [{ label: labels[name], removeHref: filterHref(qualityPath, { ...words, [name]: '' }) }]
      : [],
  )
}
