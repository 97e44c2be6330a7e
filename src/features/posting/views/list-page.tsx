import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  ButtonLink,
  type Column,
  CursorPager,
  EmptyState,
  Heading,
  Instant,
  Named,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { whyNotPost, worstOf } from '../domain.ts'
import { announcementPath, newAnnouncementPath, welcomePath } from '../paths.ts'
import type { AnnouncementInList } from '../queries.ts'
import { postingTexts } from '../texts.ts'
import { StateBadge } from './state-words.tsx'

interface ListPageProps {
  readonly language: Language
  readonly announcements: readonly AnnouncementInList[]
  readonly nextHref: string | null
  readonly mayWrite: boolean
  readonly isConnected: boolean
}

/** What was announced, newest first. */
export function ListPage({ language, announcements, nextHref, mayWrite, isConnected }: ListPageProps) {
  const texts = postingTexts(language)
  const refusal = whyNotPost(isConnected)
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      {refusal && (
        <Alert kind="warning" title={texts.notConnected}>
          {refusal.sentence[language]}
        </Alert>
      )}
      <p>
        {mayWrite && !refusal && (
          <>
            <ButtonLink kind="primary" icon="email" href={newAnnouncementPath}>
              {texts.write}
            </ButtonLink>{' '}
          </>
        )}
        <ButtonLink href={welcomePath}>{texts.welcome}</ButtonLink>
      </p>
      {announcements.length > 0 ? (
        <Table
          caption={texts.title}
          columns={columnsOf(language)}
          rows={announcements}
          keyOf={(row) => row.id}
        />
      ) : (
        <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
      )}
      <CursorPager nextHref={nextHref} />
    </Stack>
  )
}

function columnsOf(language: Language): Column<AnnouncementInList>[] {
  const texts = postingTexts(language)
  return [
    {
      key: 'title',
      naming: true,
      title: texts.announcement,
      cell: (row) => <a href={announcementPath(row.id)}>{row.title}</a>,
    },
    {
      key: 'written',
      title: texts.written,
      cell: (row) => <Named name={<Instant at={row.writtenAt} />} note={row.writtenByName} />,
    },
    {
      key: 'state',
      title: texts.state,
      cell: (row) => <StateBadge state={worstOf(row.states)} language={language} />,
    },
    { key: 'seen', title: texts.seen, cell: (row) => texts.seenBy(row.persons, row.municipalities) },
  ]
}
