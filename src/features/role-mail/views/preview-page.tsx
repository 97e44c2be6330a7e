import type { Language } from '../../../kernel/language.ts'
import { carriedFields, type TypedForm, typedText } from '../../../platform/http/typed-form.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  Alert,
  Button,
  type Column,
  Facts,
  Form,
  FormActions,
  Heading,
  Named,
  Prose,
  Remark,
  Section,
  Stack,
  Table,
} from '../../../ui/index.ts'
import type { LetterPreview } from '../actions.ts'
import { paths, type Routed } from '../domain.ts'
import { carried } from '../letter-form.ts'
import { lettersPath, writePath } from '../paths.ts'
import { letterTexts } from '../texts.ts'
import { Nobody, pathWords } from './path-words.tsx'

interface PreviewPageProps {
  readonly language: Language
  readonly preview: LetterPreview
  readonly typed: TypedForm
  /** Names the letter: sending the page twice sends one. */
  readonly id: string
}

/** Who gets the letter in each municipality and why, those nobody reads it in first, and the one button that sends. */
export function PreviewPage({ language, preview, typed, id }: PreviewPageProps) {
  const texts = letterTexts(language)
  const { role, numbers, routed } = preview
  return (
    <Stack>
      <Heading
        metaTitle={role.name}
        title={texts.previewTitle}
        lead={texts.gets(numbers.persons, numbers.municipalities - numbers.unreached)}
      />
      {numbers.unreached > 0 ? (
        <Alert kind="error" title={texts.unreachedTitle(numbers.unreached)}>
          <p>
            {routed
              .filter(({ routing }) => routing.path === 'none')
              .map(({ addressee }) => addressee.shortName)
              .join(', ')}
            . {texts.unreachedText}
          </p>
        </Alert>
      ) : (
        <Remark icon="success">{texts.allReached}</Remark>
      )}
      <Section title={texts.byPath}>
        <Facts
          form="row"
          facts={[
            ...paths
              .filter((path) => numbers.byPath[path] > 0)
              .map((path) => ({ label: texts.path[path], value: numbers.byPath[path] })),
            ...(numbers.withoutMailbox > 0
              ? [{ label: texts.withoutMailbox, value: numbers.withoutMailbox }]
              : []),
          ]}
        />
      </Section>
      <Section title={texts.theLetter}>
        <h3>{typedText(typed, 'subject')}</h3>
        <Prose html={markdownToHtml(typedText(typed, 'body') ?? '')} />
      </Section>
      <Form action={lettersPath(role.id)} hidden={{ id }} carried={carriedFields(typed, carried)}>
        <Remark>{texts.irrevocable}</Remark>
        <FormActions>
          <Button kind="primary">{texts.send(numbers.municipalities)}</Button>
          <Button formAction={writePath(role.id)}>{texts.change}</Button>
        </FormActions>
      </Form>
      <Section title={texts.recipients}>
        <Table
          caption={texts.recipients}
          columns={columnsOf(language)}
          rows={routed}
          keyOf={({ addressee }) => String(addressee.organisationId)}
        />
      </Section>
    </Stack>
  )
}

function columnsOf(language: Language): Column<Routed>[] {
  const texts = letterTexts(language)
  return [
    {
      key: 'municipality',
      naming: true,
      title: texts.municipality,
      cell: ({ addressee, routing }) => (
        // Where the letter goes as meant, the last way out does not matter.
        <Named
          name={addressee.shortName}
          note={routing.cause && !addressee.mailbox ? texts.noMailbox : undefined}
        />
      ),
    },
    {
      key: 'recipient',
      title: texts.recipient,
      cell: ({ routing }) =>
        routing.path === 'none' ? (
          <Nobody language={language} />
        ) : (
          routing.recipients.map(({ name }) => name).join(', ')
        ),
    },
    {
      key: 'why',
      title: texts.why,
      cell: ({ routing }) => pathWords(routing.path, routing.cause, language),
    },
  ]
}
