import { nameWithPrincipal } from '../../../kernel/actor.ts'
import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  capitalised,
  EmptyState,
  GroupHeading,
  Heading,
  Instant,
  longDay,
  Named,
  Table,
} from '../../../ui/index.ts'
import { findEventWords } from '../../audit/index.ts'
import { auditPath } from '../paths.ts'
import type { EventOfKind, LatestEvent } from '../queries/central.ts'
import { type StartTexts, startTexts } from '../texts.ts'

interface AuditorPageProps {
  readonly kinds: readonly EventOfKind[]
  readonly latest: readonly LatestEvent[]
  readonly today: CivilDay
  readonly language: Language
}

const wordsOf = (thing: string, texts: StartTexts): string => texts.things[thing] ?? capitalised(thing)

function Kinds({ kinds, texts }: { kinds: readonly EventOfKind[]; texts: StartTexts }) {
  return (
    <Table
      caption={texts.auditCounts}
      rows={kinds}
      keyOf={(row) => row.thing}
      columns={[
        {
          key: 'thing',
          title: texts.auditThing,
          naming: true,
          cell: (row) => wordsOf(row.thing, texts),
        },
        { key: 'count', title: texts.auditNumber, figures: true, cell: (row) => row.count },
        { key: 'latest', title: texts.auditLatestAt, cell: (row) => <Instant at={row.latestAt} /> },
      ]}
    />
  )
}

interface LatestProps {
  readonly latest: readonly LatestEvent[]
  readonly texts: StartTexts
  readonly language: Language
}

function Latest({ latest, texts, language }: LatestProps) {
  return (
    <Table
      caption={texts.auditLatest}
      rows={latest}
      keyOf={(row) => String(row.id)}
      columns={[
        { key: 'when', title: texts.auditWhen, naming: true, cell: (row) => <Instant at={row.at} /> },
        {
          key: 'what',
          title: texts.auditWhat,
          cell: (row) => (
            <Named
              name={findEventWords(row.type, language)?.name ?? row.type}
              note={wordsOf(row.type.split('.')[0] ?? '', texts)}
            />
          ),
        },
        {
          key: 'who',
          title: texts.auditWho,
          cell: (row) => (
            <Named
              name={nameWithPrincipal(row.actorName, row.onBehalfOfName, language)}
              note={row.actorOrganisationName}
            />
          ),
        },
        { key: 'for', title: texts.auditFor, cell: (row) => row.organisationName },
      ]}
    />
  )
}

/** What happened lately, by kind, and the way into the whole trail. Changes nothing. */
export function AuditorPage({ kinds, latest, today, language }: AuditorPageProps) {
  const texts = startTexts(language)
  return (
    <>
      <Heading meta={capitalised(longDay(today, language))} title={texts.auditTitle} />
      {latest.length === 0 && <EmptyState>{texts.auditEmpty}</EmptyState>}
      {kinds.length > 0 && (
        <section>
          <GroupHeading title={texts.auditCounts} />
          <Kinds kinds={kinds} texts={texts} />
        </section>
      )}
      {latest.length > 0 && (
        <section>
          <GroupHeading title={texts.auditLatest} />
          <Latest {...{ latest, texts, language }} />
        </section>
      )}
      <p class="tv-more">
        <a href={auditPath}>{texts.seeAudit}</a>
      </p>
    </>
  )
}
