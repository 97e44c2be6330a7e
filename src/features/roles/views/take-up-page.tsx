import type { Language } from '../../../kernel/language.ts'
import { BlockedButton, Button, ConfirmPanel, Form, FormActions, Stack } from '../../../ui/index.ts'
import type { Role } from '../domain.ts'
import { whyNotTakeUp } from '../domain-ending.ts'
import { endingTexts } from '../ending-texts.ts'
import { descriptionPath, takeUpPath } from '../paths.ts'
import { Lines } from './lines.tsx'

/** Asks before a role that has ended is taken up again, and says what does not come back with it. */
export function TakeUpPage({ language, role }: { language: Language; role: Role }) {
  const texts = endingTexts(language)
  const refusal = whyNotTakeUp(role)
  return (
    <ConfirmPanel title={texts.takeUpTitle(role.name)} text={texts.takeUpLead}>
      {refusal ? (
        <BlockedButton reason={refusal.sentence[language]}>{texts.takeUp}</BlockedButton>
      ) : (
        <Stack>
          <Lines lines={texts.takeUpPoints} />
          <Form action={takeUpPath(role.id)} hidden={{ version: String(role.endingVersion) }}>
            <FormActions>
              <Button kind="primary">{texts.takeUp}</Button>
              <a href={descriptionPath(role.id)}>{texts.keepRetired}</a>
            </FormActions>
          </Form>
        </Stack>
      )}
    </ConfirmPanel>
  )
}
