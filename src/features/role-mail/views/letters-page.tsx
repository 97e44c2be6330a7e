import type { Language } from '../../../kernel/language.ts'
import {
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
import type { Role } from '../../roles/index.ts'
import { letterPath, writePath } from '../paths.ts'
import type { Letter } from '../queries.ts'
import { letterTexts } from '../texts.ts'

interface LettersPageProps {
  readonly language: Language
  readonly role: Role
  readonly letters: readonly Letter[]
  readonly nextHref: string | null
  readonly maySend: boolean
  /** A municipality sees what it got; how far a letter reached is the central body's to see. */
  readonly isCentral: boolean
}

/** What has been written to a role, newest first, with how far it reached. */
export function LettersPage(props: LettersPageProps) {
  const { language, role, letters, nextHref, maySend, isCentral } = props
  const texts = letterTexts(language)
  return (
    <Stack>
      <Heading
        metaTitle={role.name}
        title={texts.letters}
        lead={isCentral ? texts.lettersLead : texts.lettersLeadOwn}
      />
      {maySend && (
        <p>
          <ButtonLink kind="primary" icon="email" href={writePath(role.id)}>
            {texts.write}
          </ButtonLink>
        </p>
      )}
      {letters.length > 0 ? (
        <Table
          caption={texts.letters}
          columns={columnsOf(language, isCentral)}
          rows={letters}
          keyOf={(letter) => letter.id}
        />
      ) : (
        <EmptyState title={texts.noLettersTitle}>{texts.noLetters}</EmptyState>
      )}
      <CursorPager nextHref={nextHref} />
    </Stack>
  )
}

function columnsOf(language: Language, isCentral: boolean): Column<Letter>[] {
  const texts = letterTexts(language)
  const columns: Column<Letter>[] = [
    {
      key: 'subject',
      naming: true,
      title: texts.subject,
      cell: (letter) => (
        <Named
          name={<a href={letterPath(letter.roleId, letter.id)}>{letter.subject}</a>}
          note={texts[letter.target]}
        />
      ),
    },
    {
      key: 'sent',
      title: texts.sent,
      cell: (letter) => <Named name={<Instant at={letter.sentAt} />} note={letter.sentByName} />,
    },
    {
      key: 'reach',
      title: texts.reach,
      cell: (letter) => (
        <Named
          name={texts.reached(letter.persons, letter.municipalities - letter.unreached)}
          note={letter.unreached > 0 && <span class="tv-unreached">{texts.unreached(letter.unreached)}</span>}
        />
      ),
    },
  ]
  return isCentral ? columns : columns.slice(0, 2)
}
