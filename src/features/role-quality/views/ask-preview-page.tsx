import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { Alert, Button, Day, Facts, Form, FormActions, Heading, Remark, Stack } from '../../../ui/index.ts'
import type { RolloutPreview } from '../../rollouts/index.ts'
import type { Asking } from '../actions.ts'
import { askPath, askSendPath } from '../paths.ts'
import { qualityTexts } from '../texts.ts'

interface AskPreviewPageProps {
  readonly language: Language
  readonly role: { readonly id: string; readonly name: string }
  readonly templateTitle: string
  readonly asking: Asking
  readonly preview: RolloutPreview
  /** Names the roll-out: sending the page twice makes one. */
  readonly id: string
}

/** Who will be asked, before anything is sent. */
export function AskPreviewPage({ language, role, templateTitle, asking, preview, id }: AskPreviewPageProps) {
  const texts = qualityTexts(language)
  const { municipalities, lackAdministrator } = preview
  const unreached = lackAdministrator.filter(({ hasMailbox }) => !hasMailbox)
  // As mails go: to the shared mailbox where no administrator can be told, and else to nobody (R5).
  const toldInstead = [
    { words: texts.mailboxTold, of: lackAdministrator.filter(({ hasMailbox }) => hasMailbox) },
    { words: texts.nobodyTold(unreached.length), of: unreached },
  ]
  const names = municipalities.map((municipality) => municipality.shortName).join(', ')
  return (
    <Stack>
      <Heading
        metaTitle={role.name}
        title={texts.previewTitle}
        lead={texts.previewLead(municipalities.length)}
      />
      <Facts
        form="plain"
        facts={[
          { label: texts.task, value: templateTitle },
          { label: texts.dueOn, value: asking.dueOn ? <Day day={asking.dueOn} /> : '-' },
          { label: texts.municipality, value: names },
        ]}
      />
      {lackAdministrator.length > 0 && (
        <Alert kind="warning" title={texts.lackAdministrator(lackAdministrator.length)}>
          {toldInstead.map(
            ({ words, of }) =>
              of.length > 0 && (
                <p key={words}>
                  {words} {of.map((municipality) => municipality.shortName).join(', ')}
                </p>
              ),
          )}
        </Alert>
      )}
      <Form
        action={askSendPath(role.id)}
        hidden={{
          id,
          templateId: asking.templateId,
          dueOn: asking.dueOn ? formatCivilDay(asking.dueOn) : '',
        }}
        carried={municipalities.map((municipality) => ['organisationIds', String(municipality.id)])}
      >
        <Remark>{texts.irrevocable}</Remark>
        <FormActions>
          <Button kind="primary">{texts.send(municipalities.length)}</Button>
          <a href={askPath(role.id)}>{texts.change}</a>
        </FormActions>
      </Form>
    </Stack>
  )
}
