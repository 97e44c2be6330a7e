import type { Language } from '../../../kernel/language.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import { type Column, Heading, Instant, Named, Prose, Section, Stack, Table } from '../../../ui/index.ts'
import type { Letter, ReachedBy } from '../queries.ts'
import { letterTexts } from '../texts.ts'
import { Nobody, pathWords } from './path-words.tsx'

interface LetterPageProps {
  readonly language: Language
  readonly letter: Letter
  readonly recipients: readonly ReachedBy[]
  readonly isCentral: boolean
}

/** One letter: what it says, and who got it by which path. A municipality sees its own people. */
export function LetterPage({ language, letter, recipients, isCentral }: LetterPageProps) {
  const texts = letterTexts(language)
  const meta = (
    <>
      {texts.letterFrom} »{letter.roleName}«, <Instant at={letter.sentAt} /> {texts.by} {letter.sentByName}
    </>
  )
  return (
    <Stack>
      <Heading meta={meta} title={letter.subject} />
      <Prose html={markdownToHtml(letter.body)} />
      <Section title={isCentral ? texts.recipients : texts.withYou}>
        {isCentral && (
          <p>
            {texts.reached(letter.persons, letter.municipalities - letter.unreached)}
            {letter.unreached > 0 && (
              <>
                . <strong class="tv-unreached">{texts.unreached(letter.unreached)}</strong>
              </>
            )}
          </p>
        )}
        <Table
          caption={texts.recipients}
          columns={columnsOf(language, isCentral)}
          rows={recipients}
          keyOf={(recipient) => `${recipient.organisationId} ${recipient.userId}`}
        />
      </Section>
    </Stack>
  )
}

function columnsOf(language: Language, isCentral: boolean): Column<ReachedBy>[] {
  const texts = letterTexts(language)
  const recipient: Column<ReachedBy> = {
    key: 'recipient',
    naming: !isCentral,
    title: texts.recipient,
    cell: (row) => (row.path === 'none' ? <Nobody language={language} /> : row.name),
  }
  const why: Column<ReachedBy> = {
    key: 'why',
    title: texts.why,
    cell: (row) => pathWords(row.path, row.cause, language),
  }
  if (!isCentral) return [recipient, why]
  return [
    {
      key: 'municipality',
      naming: true,
      title: texts.municipality,
      cell: (row) => <Named name={row.organisationName} />,
    },
    recipient,
    why,
    {
      key: 'mail',
      title: texts.mail,
      cell: (row) => {
        if (row.path === 'none') return '-'
        return row.mailState ? texts.state[row.mailState] : texts.notTold
      },
    },
  ]
}
