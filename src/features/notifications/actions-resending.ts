import type { Context } from '../../kernel/context.ts'
import { refuseIf } from '../../kernel/errors.ts'
import { whyNotResend } from './domain-resending.ts'
import { checkMayOperateMails } from './policy.ts'
import { getMail, type WholeMail } from './queries-log.ts'
import { findAddressNow, saveResending } from './store-resending.ts'

/**
 * Sends a mail that was given up again, to the address the recipient has today. It is another mail to those who take it.
 * @throws NotFound, Forbidden; Refused when it was not given up, is forgotten or has no address
 */
export async function resendMail(ctx: Context, id: string): Promise<WholeMail> {
  checkMayOperateMails(ctx.actor)
  await getMail(ctx, id)
  const address = await findAddressNow(ctx, id)
  const mail = await getMail(ctx, id)
  refuseIf(whyNotResend(mail, address))
  await saveResending(ctx, id, address ?? '')
  await ctx.emit({
    type: 'notificationMail.resent',
    organisationId: mail.organisationId,
    subject: { type: 'notificationMail', id },
    facts: { reason: mail.reason, attempts: mail.attempts, error: mail.errorCode },
  })
  await ctx.enqueue({ queue: 'notifications.mail', facts: {}, onceKey: 'now' })
  return mail
}
