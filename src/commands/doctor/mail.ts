import type { Config } from '../../config.ts'
import { greetMailServer } from '../../features/notifications/index.ts'
import { type Finding, fault, ok, warning } from './finding.ts'

/** Whether the mail server answers and lets us in. Nothing is sent. */
export async function examineMail({ SMTP_URL: url, MODE }: Config): Promise<Finding[]> {
  if (!url) {
    const what = 'SMTP_URL is not set: mails are kept and shown, not sent'
    return MODE === 'demo' ? [ok('mail', what)] : [warning('mail', what, 'Set SMTP_URL and MAIL_FROM.')]
  }
  const { host } = new URL(url)
  const refusal = await greetMailServer(url)
  return refusal === null
    ? [ok('mail', `The mail server at ${host} answers and lets us in`)]
    : [
        fault(
          'mail',
          `The mail server at ${host} cannot be used: ${refusal}`,
          'See SMTP_URL: host, port, smtp or smtps, name and password.',
        ),
      ]
}
