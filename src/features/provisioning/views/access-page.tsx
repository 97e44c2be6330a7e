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
import type { AccessInList } from '../queries.ts'
import { AccessTable } from './access-table.tsx'

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
}

/** Everybody whose role opens an access, and how far it is; for operations also what to do about it. */
export function AccessPage(props: AccessPageProps) {
  const { language, isCentral, mayOperate, accesses, counts, kind, q, nextHref, standInHref } = props
  const texts = accessTexts(language)
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0)
  const total = kind ? (counts[kind] ?? 0) : all
  const every = secondsBetweenLooks(accesses.map((access) => access.kind))
  return (
    <>
      <Heading title={texts.title} lead={isCentral ? texts.leadCentral : texts.leadOwn} />
      {standInHref && (
        <p>
          <a href={href(standInHref)}>{texts.standIn}</a>
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
