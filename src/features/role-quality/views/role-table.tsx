import { type Column, Section, Table } from '../../../ui/index.ts'
import { findingKinds } from '../domain.ts'
import { filterHref, kindWords } from '../filter.ts'
import { askPath, occupancyPath, qualityPath } from '../paths.ts'
import type { RoleCounts } from '../queries.ts'
import type { QualityTexts } from '../texts.ts'

interface RoleTableProps {
  readonly texts: QualityTexts
  readonly roles: readonly RoleCounts[]
  /** Whether the one who looks may ask municipalities. */
  readonly mayAsk: boolean
}

const wordOf = Object.fromEntries(Object.entries(kindWords).map(([word, kind]) => [kind, word]))

/** Counts role by role; each number leads to what it counts. */
export function RoleTable({ texts, roles, mayAsk }: RoleTableProps) {
  const columns: Column<RoleCounts>[] = [
    {
      key: 'role',
      title: texts.role,
      naming: true,
      cell: (row) => <a href={occupancyPath(row.roleId)}>{row.roleName}</a>,
    },
    ...findingKinds.map((kind) => ({
      key: kind,
      title: texts.kinds[kind],
      figures: true,
      cell: (row: RoleCounts) => {
        const count = row.counts[kind]
        if (count === 0) return 0
        const address = `${filterHref(qualityPath, { slags: wordOf[kind], rolle: row.roleId })}#liste`
        return (
          <a href={address} aria-label={`${count}, ${texts.kinds[kind]}, ${row.roleName}`}>
            {count}
          </a>
        )
      },
    })),
  ]
  const asking: Column<RoleCounts> = {
    key: 'next',
    title: texts.nextStep,
    titleHidden: true,
    narrow: true,
    cell: (row) =>
      row.counts.vacant > 0 && (
        <a href={askPath(row.roleId)} aria-label={`${texts.askShort}: ${row.roleName}`}>
          {texts.askShort}
        </a>
      ),
  }
  return (
    <Section id="roller" title={texts.byRole}>
      <Table
        caption={texts.byRole}
        columns={mayAsk ? [...columns, asking] : columns}
        rows={roles}
        keyOf={(row) => row.roleId}
      />
    </Section>
  )
}
