import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Alert,
  Button,
  Day,
  Form,
  FormActions,
  faultOf,
  Heading,
  HistoryList,
  Section,
  Stack,
  TextField,
} from '../../../ui/index.ts'
import type { Mailbox } from '../domain.ts'
import { administratorPath, mailboxPath } from '../paths.ts'
import type { MailboxChange } from '../queries-mailbox.ts'
import { type MailboxTexts, mailboxTexts } from '../texts.ts'

interface MailboxPageProps {
  readonly language: Language
  readonly mailbox: Mailbox
  readonly changes: readonly MailboxChange[]
  readonly faults: FormFaults | null
}

/** The municipality's shared mailbox: the last way a letter can go (R5). */
export function MailboxPage({ language, mailbox, changes, faults }: MailboxPageProps) {
  const texts = mailboxTexts(language)
  const typed = faults?.typed.address
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      <Returned mailbox={mailbox} texts={texts} />
      {faults?.isStale && (
        <Alert kind="warning">
          <p>{texts.meanwhile(mailbox.address)}</p>
        </Alert>
      )}
      <Form action={mailboxPath} hidden={{ version: String(mailbox.version) }}>
        <TextField
          name="address"
          type="email"
          label={texts.address}
          hint={texts.hint}
          value={typeof typed === 'string' ? typed : (mailbox.address ?? '')}
          error={faultOf(faults?.fields, 'address', language)}
          maxLength={254}
        />
        <FormActions>
          <Button kind="primary">{texts.save}</Button>
          <a href={administratorPath}>{texts.keep}</a>
        </FormActions>
      </Form>
      {changes.length > 0 && (
        <Section title={texts.history}>
          <HistoryList items={changes.map((change) => toldChange(change, texts))} />
        </Section>
      )}
    </Stack>
  )
}

function Returned({ mailbox, texts }: { mailbox: Mailbox; texts: MailboxTexts }) {
  if (!mailbox.bouncedOn) return null
  return (
    <Alert kind="warning" title={texts.bouncedTitle}>
      <p>
        {texts.bounced} <Day day={mailbox.bouncedOn} />. {texts.bouncedNext}
      </p>
    </Alert>
  )
}

function toldChange({ id, at, actorName, onBehalfOfName, from, to }: MailboxChange, texts: MailboxTexts) {
  const by = onBehalfOfName ? texts.onBehalfOf(actorName, onBehalfOfName) : actorName
  return { id: String(id), at, text: texts.changed(by, from, to) }
}
