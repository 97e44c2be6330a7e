import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { capitalised, EmptyState, GroupHeading, Heading, longDay } from '../../../ui/index.ts'
import { rolloutsPath } from '../paths.ts'
import type { listRolloutsUnderWay } from '../queries/central.ts'
import { startTexts } from '../texts.ts'
import { RolloutRows } from './rollout-rows.tsx'

interface SupplierPageProps {
  readonly underWay: Awaited<ReturnType<typeof listRolloutsUnderWay>>
  readonly today: CivilDay
  readonly language: Language
}

/** How far the municipalities are in a supplier's own projects: numbers, never people. */
export function SupplierPage({ underWay, today, language }: SupplierPageProps) {
  const texts = startTexts(language)
  return (
    <>
      <Heading meta={capitalised(longDay(today, language))} title={texts.supplierTitle} />
      <GroupHeading title={texts.rolloutsTitle} count={underWay.total} />
      {underWay.rollouts.length === 0 && <EmptyState>{texts.noRolloutsSupplier}</EmptyState>}
      <RolloutRows rollouts={underWay.rollouts} today={today} language={language} />
      <p class="tv-more">
        <a href={rolloutsPath}>{texts.allRollouts}</a>
      </p>
    </>
  )
}
