import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { type Column, Heading, Stack, type Stat, StatRow, Table } from '../../../ui/index.ts'
import { EndingNote, inWords, kindWords, type Role } from '../../roles/index.ts'
import type { Standing } from '../domain.ts'
import type { MunicipalHolders } from '../queries-overview.ts'
import { type AssignmentTexts, assignmentTexts } from '../texts.ts'
import { StandingBadge } from './standing-badge.tsx'

type Row = MunicipalHolders

const rank: readonly Standing[] = ['vacant', 'tooFew', 'noPrimary', 'single', 'filled', 'notNeeded']

interface OccupancyPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Role
  readonly municipalities: readonly MunicipalHolders[]
}

/** Who holds a role in which municipality, for the central body: vacancies first (R4). */
export function OccupancyPage({ language, today, role, municipalities }: OccupancyPageProps) {
  const texts = assignmentTexts(language)
  const rows = municipalities.toSorted(
    (one, other) => rank.indexOf(one.standing) - rank.indexOf(other.standing),
  )
  const columns: Column<Row>[] = [
    { key: 'municipality', title: texts.municipality, naming: true, cell: (row) => row.name },
    { key: 'holders', title: texts.whoHolds, cell: (row) => holderNames(row, texts) },
    {
      key: 'standing',
      title: texts.standing,
      cell: (row) => (
        <StandingBadge
          standing={row.standing}
          lacking={inWords(role.minimumHolders - row.holders.length, language)}
          texts={texts}
        />
      ),
    },
  ]
  return (
    <Stack>
      <Heading metaTitle={kindWords(role, language)} title={role.name} lead={texts.occupancyLead} />
      <EndingNote {...{ language, today, role }} />
      <StatRow stats={statsOf(role, rows, texts)} />
      <Table
        caption={`${texts.occupancy}: ${role.name}`}
        columns={columns}
        rows={rows}
        keyOf={(row) => String(row.organisationId)}
      />
    </Stack>
  )
}

function holderNames(row: Row, texts: AssignmentTexts): string {
  if (row.holders.length === 0) return texts.nobody
  return row.holders
    .map((holder) => {
      const marks = [
        ...(holder.isPrimary ? [texts.primaryMark] : []),
        ...(holder.hasLeft ? [texts.leftMark] : []),
      ]
      return marks.length > 0 ? `${holder.name} (${marks.join(', ')})` : holder.name
    })
    .join(', ')
}

function statsOf(role: Role, rows: readonly Row[], texts: AssignmentTexts): Stat[] {
  const count = (standing: Standing): number => rows.filter((row) => row.standing === standing).length
  const held = rows.filter((row) => row.holders.length > 0)
  const withoutPrimary = held.filter((row) => !row.holders.some((holder) => holder.isPrimary)).length
  return [
    { figure: held.length, of: texts.occupiedOf(rows.length), text: texts.occupied },
    { figure: count('vacant') + count('notNeeded'), text: texts.vacancies },
    ...(role.hasPrimary ? [{ figure: withoutPrimary, text: texts.withoutPrimary }] : []),
    { figure: held.filter((row) => row.holders.length === 1).length, text: texts.withOne },
  ]
}
