import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  CursorPager,
  EmptyState,
  FilterBar,
  FilterResult,
  Heading,
  href,
  Live,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import { secondsBetweenLooks } from '../../assignments/index.ts'
import { type StateKind, stateKinds } from '../domain-states.ts'
import { accessTexts } from '../page-texts.ts'
import { reconciliationPath } from '../paths.ts'
import type { AccessInList } from '../queries.ts'
import type { ShownTarget } from '../queries-reconciliation.ts'
import { reconciliationTexts } from '../reconciliation-texts.ts'
import { AccessTable } from './access-table.tsx'
import { LateClosings } from './late-closings.tsx'
import { PausedAlert } from './paused-alert.tsx'

export interface AccessPageProps {
  readonly language: Language
  readonly now: Date
  readonly today: CivilDay
  readonly isCentral: boolean
  readonly mayOperate: boolean
  readonly accesses: readonly AccessInList[]
  readonly counts: Partial<Record<StateKind, number>>
  readonly kind: StateKind | null
  readonly q: string
  readonly nextHref: string | null
  /** Where the stand-in's page is, in demo mode. */
  readonly standInHref: string | null
  /** For the central body: the targets as a whole; none for a municipality. */
  readonly targets: readonly ShownTarget[]
}

/** Everybody whose role opens an access, and how far it is; for operations also what to do about it. */
export function AccessPage(props: AccessPageProps) {
  const { language, isCentral, mayOperate, accesses, counts, kind, q, nextHref, standInHref, targets } = props
  const texts = accessTexts(language)
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const total = kind ? (counts[kind] ?? 0) : all
  const every = secondsBetweenLooks(accesses.map((access) => access.kind))
  return (
    <>
      <Heading title={texts.title} lead={isCentral ? texts.leadCentral : texts.leadOwn} />
      <PausedAlert {...{ language, targets }} />
      <LateClosings {...{ language, targets }} />
      {(isCentral || standInHref) && (
        <p>
          {isCentral && <a href={reconciliationPath}>{reconciliationTexts(language).toReconciliation}</a>}
          {isCentral && standInHref && ' · '}
          {standInHref && <a href={href(standInHref)}>{texts.standIn}</a>}
        </p>
      )}
      {mayOperate && (
        <ul>
          <li>
            <a href="/adgange/server">{texts.server}</a>
          </li>
          <li>
            <a href="/opslag">{texts.posts}</a>
          </li>
        </ul>
      )}
      <FilterBar action="/adgange">
        <TextField
          name="q"
          label={isCentral ? texts.search : texts.searchOwn}
          type="search"
          value={q}
          optional
        />
        <SelectField
          name="tilstand"
          label={texts.state}
          value={kind}
          emptyLabel={texts.all}
          submitOnChange
          options={stateKinds.map((value) => ({
            value,
            label: `${texts.kinds[value]} (${counts[value] ?? 0})`,
          }))}
        />
      </FilterBar>
      <Live id="adgange" every={every ?? undefined} settled={every ? null : texts.title}>
        {!q && (
          <FilterResult count={total} noun={texts.noun(total)} clearHref={kind ? '/adgange' : undefined} />
        )}
        {accesses.length === 0 ? (
          <EmptyState title={texts.emptyTitle}>
            {isCentral ? texts.emptyCentral : texts.emptyOwn}{' '}
            {!isCentral && <a href="/roller">{texts.toRoles}</a>}
          </EmptyState>
        ) : (
          <AccessTable {...props} />
        )}
      </Live>
      <CursorPager nextHref={nextHref} />
    </>
  )
}
