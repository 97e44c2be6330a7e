import type { Language } from '../../../kernel/language.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  type Column,
  Form,
  Heading,
  Instant,
  LinkButton,
  Live,
  Named,
  Prose,
  Section,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { isUnderWay, whyNotAgain } from '../domain.ts'
import { againPath } from '../paths.ts'
import type { Announcement, PostingInList, SeenIn } from '../queries.ts'
import { postingTexts } from '../texts.ts'
import { StandingOf } from './state-words.tsx'

interface AnnouncementPageProps {
  readonly language: Language
  readonly announcement: Announcement
  readonly postings: readonly PostingInList[]
  readonly seen: readonly SeenIn[]
  readonly mayAskAgain: boolean
}

/** One announcement: what it says, how it stands in each channel, and who has seen it where. */
export function AnnouncementPage(props: AnnouncementPageProps) {
  const { language, announcement, postings, seen, mayAskAgain } = props
  const texts = postingTexts(language)
  const isMoving = postings.some(({ state }) => isUnderWay(state))
  const meta = (
    <>
      {texts.written} <Instant at={announcement.writtenAt} /> {texts.by} {announcement.writtenByName}
    </>
  )
  return (
    <Stack>
      <Heading metaTitle={texts.announcement} meta={meta} title={announcement.title} />
      <Prose html={markdownToHtml(announcement.body)} />
      <Section title={texts.where}>
        <Live id="kanaler" every={isMoving ? 2 : undefined} settled={isMoving ? null : texts.allPosted}>
          <Table
            caption={texts.where}
            columns={placeColumns(language, mayAskAgain)}
            rows={postings}
            keyOf={(row) => row.id}
          />
        </Live>
      </Section>
      <Section title={texts.whoSaw}>
        <p>
          <strong>{texts.seenBy(count(seen), seen.filter((row) => row.seen.length > 0).length)}</strong>.{' '}
          {texts.whoSawLead}
        </p>
        {seen.length > 0 ? (
          <Table
            caption={texts.whoSaw}
            columns={seenColumns(language)}
            rows={seen}
            keyOf={(row) => String(row.organisationId)}
          />
        ) : (
          <p>{texts.nobodyReached}</p>
        )}
      </Section>
    </Stack>
  )
}

const count = (seen: readonly SeenIn[]): number => seen.reduce((sum, row) => sum + row.seen.length, 0)

function placeColumns(language: Language, mayAskAgain: boolean): Column<PostingInList>[] {
  const texts = postingTexts(language)
  const columns: Column<PostingInList>[] = [
    {
      key: 'channel',
      naming: true,
      title: texts.channel,
      cell: (row) => texts.channelOf(row.team, row.channel),
    },
    { key: 'state', title: texts.state, cell: (row) => <StandingOf posting={row} language={language} /> },
  ]
  return mayAskAgain ? [...columns, againColumn(language)] : columns
}

/** The button for what waits for a human or for its next attempt. */
export function againColumn<Row extends PostingInList>(language: Language): Column<Row> {
  const texts = postingTexts(language)
  return {
    key: 'again',
    title: texts.action,
    titleHidden: true,
    cell: (row) =>
      whyNotAgain(row.state) === null && (
        <Form action={againPath(row.id)}>
          <LinkButton>{texts.again}</LinkButton>
        </Form>
      ),
  }
}

function seenColumns(language: Language): Column<SeenIn>[] {
  const texts = postingTexts(language)
  return [
    {
      key: 'municipality',
      naming: true,
      title: texts.municipality,
      cell: (row) => <Named name={row.organisationName} />,
    },
    { key: 'count', title: texts.seen, cell: (row) => texts.ofReached(row.seen.length, row.reached) },
    {
      key: 'who',
      title: texts.person,
      cell: (row) =>
        row.seen.length === 0
          ? texts.nobody
          : row.seen.map(({ name, at }) => <Named key={name} name={name} note={<Instant at={at} />} />),
    },
  ]
}
