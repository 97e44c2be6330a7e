import type { Language } from '../../../kernel/language.ts'
import {
  Button,
  Facts,
  Form,
  FormActions,
  Heading,
  Instant,
  Remark,
  Section,
  Stack,
} from '../../../ui/index.ts'
import { whyNotResend } from '../domain-resending.ts'
import { errorWords } from '../log-words.ts'
import type { Mail } from '../mail/compose.ts'
import { resendPath } from '../paths.ts'
import type { WholeMail } from '../queries-log.ts'
import { notificationTexts } from '../texts.ts'
import { MailBadge } from './log-page.tsx'

interface MailPageProps {
  readonly language: Language
  readonly mail: WholeMail
  /** As it would be written now; shown until it was handed over. */
  readonly written: Mail
  readonly hasServer: boolean
  readonly keptFor: number
  readonly mayResend: boolean
}

/** One mail of the log: why, to whom by which path, how it went, and what it says. */
export function MailPage(props: MailPageProps) {
  const { language, mail, written, hasServer, keptFor, mayResend } = props
  const texts = notificationTexts(language)
  const isHandedOver = mail.sentBody !== null
  const isMail = mail.state !== 'portal'
  const error = errorWords(mail, texts)
  const inPortal = mail.errorCode ? texts.inDigest : texts.inPortal
  const attempts = isMail ? (
    <>
      {(mail.attempts > 0 || !error) && texts.attempts(mail.attempts)}
      {mail.state === 'failed' && mail.nextAttemptAt && (
        <>
          , {texts.nextAttempt} <Instant at={mail.nextAttemptAt} />
        </>
      )}
      {error && (mail.attempts > 0 ? `. ${error}` : error)}
    </>
  ) : (
    inPortal
  )
  return (
    <Stack>
      <Heading
        metaTitle={texts.reasons[mail.reason]}
        meta={<Instant at={mail.createdAt} />}
        title={mail.sentSubject ?? written.subject}
        badges={<MailBadge {...{ mail, hasServer, texts }} />}
      />
      <Section title={texts.mailFacts}>
        <Facts
          form="plain"
          facts={[
            { label: texts.recipient, value: `${mail.recipientName}, ${mail.organisationName}` },
            ...(isMail
              ? [
                  {
                    label: texts.address,
                    value: mail.forgottenAt ? texts.forgottenAddress : mail.address || '-',
                  },
                ]
              : []),
            { label: texts.reason, value: texts.reasons[mail.reason] },
            { label: texts.why, value: texts.paths[mail.path] ?? mail.path },
            // By its name in the code, for whoever runs the portal.
            ...(mayResend ? [{ label: texts.rule, value: mail.rule }] : []),
            { label: texts.howItWent, value: attempts },
          ]}
        />
      </Section>
      {mail.state === 'undeliverable' && mail.goesElsewhere && (
        <Remark icon="warning">{texts.sentInstead(mail.recipientName)}</Remark>
      )}
      {mayResend && !whyNotResend(mail, mail.address) && (
        <Form action={resendPath(mail.id)}>
          <p>{texts.resendLead}</p>
          <FormActions>
            <Button>{texts.resend}</Button>
          </FormActions>
        </Form>
      )}
      {isMail && mail.forgottenAt && <Remark>{texts.forgotten(keptFor)}</Remark>}
      {isMail && !mail.forgottenAt && (
        <Section title={isHandedOver ? texts.mailText : texts.mailWouldBe}>
          <div class="tv-mail-text" lang={mail.language}>
            {mail.sentBody ?? written.text}
          </div>
        </Section>
      )}
    </Stack>
  )
}
