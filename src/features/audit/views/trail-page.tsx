import { nameWithPrincipal } from '../../../kernel/actor.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  type Column,
  CursorPager,
  EmptyState,
  FilterBar,
  FilterResult,
  Heading,
  href,
  Instant,
  Named,
  SelectField,
  Table,
  TextField,
} from '../../../ui/index.ts'
import { findEventWords, listEventTypes } from '../event-words.ts'
import { trailAddress, trailPath } from '../paths.ts'
import type { TrailEvent, TrailSlice } from '../queries.ts'
import type { AuditTexts } from '../texts.ts'
import { toldChanges } from '../told-change.ts'
import { badDays, type TrailAddress } from '../trail-address.ts'

export interface TrailPageProps {
  readonly texts: AuditTexts
  readonly language: Language
  readonly address: TrailAddress
  readonly slice: TrailSlice
  readonly organisations: readonly { id: number; name: string }[]
  readonly seal: { readonly toEventId: number; readonly sealedAt: Date } | null
}

/** Everything that happened, as the auditor reads it (E1). */
export function TrailPage(props: TrailPageProps) {
  const { texts, slice, address } = props
  const { before: _before, after: _after, ...filters } = address
  const isFiltered = Object.values(filters).some(Boolean)
  return (
    <>
      <Heading title={texts.title} lead={texts.lead} />
      <Filters {...props} />
      <FilterResult
        count={slice.events.length}
        noun={texts.count(slice.events.length)}
        chips={chipsOf(props)}
        clearHref={trailPath}
      />
      {slice.events.length === 0 ? (
        <EmptyState>{isFiltered ? texts.none : texts.nothingYet}</EmptyState>
      ) : (
        <Table
          caption={texts.caption}
          columns={columnsOf(props)}
          rows={slice.events}
          keyOf={(event) => String(event.id)}
        />
      )}
      <Pager {...props} />
      <SealLine {...props} />
    </>
  )
}

function SealLine({ seal, texts }: TrailPageProps) {
  if (!seal) return <p class="tv-meta">{texts.notSealed}</p>
  const [before, after] = texts.sealed(String(seal.toEventId), '|').split('|')
  return (
    <p class="tv-meta">
      {before}
      <Instant at={seal.sealedAt} />
      {after}
    </p>
  )
}

function Filters({ texts, address, organisations, language }: TrailPageProps) {
  const wrong = badDays(address)
  const errorOf = (name: 'fra' | 'til') => (wrong.includes(name) ? texts.badDay : null)
  return (
    <FilterBar action={trailPath}>
      <SelectField
        name="organisation"
        label={texts.organisation}
        emptyLabel={texts.allOrganisations}
        options={organisations.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={address.organisation ? String(address.organisation) : ''}
        optional={false}
      />
      <SelectField
        name="type"
        label={texts.type}
        emptyLabel={texts.allTypes}
        options={listEventTypes(language).map(({ type, name }) => ({ value: type, label: name }))}
        value={address.type}
      />
      <TextField name="person" label={texts.person} hint={texts.personHint} value={address.person} />
      <TextField name="ting" label={texts.thing} hint={texts.thingHint} value={address.ting} />
      <TextField
        name="fra"
        label={texts.from}
        value={address.fra}
        error={errorOf('fra')}
        inputMode="numeric"
        width="short"
      />
      <TextField
        name="til"
        label={texts.to}
        value={address.til}
        error={errorOf('til')}
        inputMode="numeric"
        width="short"
      />
    </FilterBar>
  )
}

function chipsOf({ texts, address, organisations, language }: TrailPageProps) {
  const { before: _before, after: _after, ...filters } = address
  const labels: Partial<Record<keyof typeof filters, string | undefined>> = {
    organisation: organisations.find(({ id }) => id === address.organisation)?.name,
    type: address.type && (findEventWords(address.type, language)?.name ?? address.type),
    person: address.person && `${texts.chips.person}: ${address.person}`,
    ting: address.ting && `${texts.chips.thing}: ${address.ting}`,
    fra: address.fra && `${texts.chips.from}: ${address.fra}`,
    til: address.til && `${texts.chips.to}: ${address.til}`,
  }
  return Object.entries(labels).flatMap(([name, label]) =>
    label ? [{ label, removeHref: trailAddress({ ...filters, [name]: undefined }) }] : [],
  )
}

function columnsOf({ texts, language, address }: TrailPageProps): Column<TrailEvent>[] {
  const { before: _before, after: _after, ...filters } = address
  return [
    { key: 'at', title: texts.at, narrow: true, cell: (event) => <Instant at={event.at} /> },
    {
      key: 'who',
      title: texts.who,
      cell: (event) => (
        <Named
          name={
            event.actorKind === 'user' ? (
              <a href={href(trailAddress({ ...filters, person: event.actorId }))}>{event.actorName}</a>
            ) : (
              event.actorName
            )
          }
          note={`${event.actorKind === 'apiClient' ? `${texts.machine}, ` : ''}${event.actorOrganisationName}, ${texts.origins[event.origin]}`}
        />
      ),
    },
    {
      key: 'what',
      title: texts.what,
      cell: (event) => <What event={event} texts={texts} language={language} />,
    },
    { key: 'where', title: texts.where, narrow: true, cell: (event) => event.organisationName },
  ]
}

function What({ event, texts, language }: { event: TrailEvent; texts: AuditTexts; language: Language }) {
  const did = findEventWords(event.type, language)?.did(event.facts) ?? texts.unknownType(event.type)
  const { id, type, subjectType, subjectId, actorId, onBehalfOf, requestId, changes, facts } = event
  return (
    <>
      <span>
        {nameWithPrincipal(event.actorName, event.onBehalfOfName, language)} {did}
        {subjectType === 'task' && (
          <>
            {' '}
            <a href={href(`/opgaver/${subjectId}`)}>#{subjectId}</a>
          </>
        )}
        .
      </span>
      {toldChanges(changes, language).map((change) => (
        <span key={change.field} class="tv-note">
          {change.field}: {change.from} → {change.to}
        </span>
      ))}
      <details class="tv-older">
        <summary>{texts.details}</summary>
        <div class="tv-prose">
          <pre>
            {JSON.stringify(
              { id, type, subjectType, subjectId, actorId, onBehalfOf, requestId, changes, facts },
              null,
              2,
            )}
          </pre>
        </div>
      </details>
    </>
  )
}

function Pager({ slice, address }: TrailPageProps) {
  const { before: _before, after: _after, ...filters } = address
  const newest = slice.events[0]
  const oldest = slice.events.at(-1)
  return (
    <CursorPager
      previousHref={slice.hasNewer && newest ? trailAddress({ ...filters, after: newest.id }) : null}
      nextHref={slice.hasOlder && oldest ? trailAddress({ ...filters, before: oldest.id }) : null}
    />
  )
}
