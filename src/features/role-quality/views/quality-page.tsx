import type { Language } from '../../../kernel/language.ts'
import { Heading, Stack, StatRow } from '../../../ui/index.ts'
import type { WithoutMailbox } from '../../organisations/index.ts'
import { findingKinds, type TrendDay } from '../domain.ts'
import type { Summary } from '../queries.ts'
import { qualityTexts } from '../texts.ts'
import { FindingList, type FindingListProps } from './finding-list.tsx'
import { RoleTable } from './role-table.tsx'
import { Trend } from './trend.tsx'
import { WithoutMailboxes } from './without-mailbox.tsx'

interface QualityPageProps extends Omit<FindingListProps, 'texts' | 'roles'> {
  readonly language: Language
  readonly summary: Summary
  readonly trend: readonly TrendDay[]
  readonly staleDays: number
  readonly mayAsk: boolean
  /** Municipalities whose letters have no last way out (R5). */
  readonly withoutMailbox: readonly WithoutMailbox[]
}

/** Over all municipalities: how many of each kind, how it went, role by role, and the list to act on (R4). */
export function QualityPage(props: QualityPageProps) {
  const { language, summary, trend, staleDays, mayAsk, withoutMailbox, ...list } = props
  const texts = qualityTexts(language)
  const { all, municipalities, roles } = summary
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      <div>
        <StatRow
          stats={findingKinds.map((kind) => ({
            figure: all[kind],
            of: all[kind] > 0 ? texts.inMunicipalities(municipalities[kind]) : undefined,
            text: texts.stats[kind],
          }))}
        />
        <p class="tv-note">{texts.staleRule(staleDays)}</p>
        <p class="tv-note">{texts.sentInstead}</p>
      </div>
      <Trend texts={texts} days={trend} />
      <RoleTable texts={texts} roles={roles} mayAsk={mayAsk} />
      <FindingList {...list} texts={texts} roles={roles} />
      <WithoutMailboxes texts={texts} rows={withoutMailbox} />
    </Stack>
  )
}
