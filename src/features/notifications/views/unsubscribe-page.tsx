import type { Language } from '../../../kernel/language.ts'
import { Alert, Button, Form, FormActions, Heading, Stack } from '../../../ui/index.ts'
import type { Reason } from '../domain.ts'
import { habitOf } from '../domain-ways.ts'
import { choicesPath, inboxPath, unsubscribePath } from '../paths.ts'
import { notificationTexts } from '../texts.ts'
import { waysTexts } from '../ways-texts.ts'

interface UnsubscribePageProps {
  readonly language: Language
  readonly reason: Reason
  readonly token: string
  readonly isStopped: boolean
}

/** Says which mails end and asks; opening the page ends nothing, so that no program that follows links does. */
export function UnsubscribePage({ language, reason, token, isStopped }: UnsubscribePageProps) {
  const { toChoices, overdue, unsubscribe: texts } = waysTexts(language)
  const name = notificationTexts(language).reasons[reason]
  const canStop = habitOf(reason).firm !== 'red'
  return (
    <Stack>
      <Heading title={texts.title} lead={isStopped || !canStop ? undefined : texts.lead(name)} />
      {!canStop && <Alert kind="info">{texts.red(name)}</Alert>}
      {isStopped && (
        <Alert kind="success" title={texts.stopped}>
          {texts.stoppedText(name)}
        </Alert>
      )}
      {canStop && (
        <p>
          {texts.text} {overdue}
        </p>
      )}
      {canStop && !isStopped && (
        <Form action={unsubscribePath(token)}>
          <FormActions>
            <Button kind="primary">{texts.stop}</Button>
          </FormActions>
        </Form>
      )}
      <p>
        <a href={inboxPath}>{texts.toInbox}</a>
      </p>
      <p>
        <a href={choicesPath}>{toChoices}</a>
      </p>
    </Stack>
  )
}
