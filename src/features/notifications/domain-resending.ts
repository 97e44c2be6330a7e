import type { Refusal } from '../../kernel/errors.ts'
import type { MailState } from './domain.ts'

interface Resendable {
  readonly state: MailState
  readonly forgottenAt: Date | null
}

const refusals = {
  notGivenUp: {
    code: 'mail-not-given-up',
    sentence: {
      da: 'Mailen er sendt eller bliver prøvet igen af sig selv.',
      en: 'The email has been sent, or will be tried again automatically.',
    },
  },
  forgotten: {
    code: 'mail-forgotten',
    sentence: {
      da: 'Mailadressen og teksten er slettet, så mailen kan ikke sendes igen.',
      en: 'The email address and the text have been deleted, so the email cannot be sent again.',
    },
  },
  noAddress: {
    code: 'mail-without-address',
    sentence: {
      da: 'Modtageren har ingen mailadresse, er stoppet eller flyttet til en anden organisation.',
      en: 'The recipient has no email address, has left or has moved to another organisation.',
    },
  },
} satisfies Record<string, Refusal>

/** Why a mail can't be sent again; null: it can. @param addressNow where it would go today */
export function whyNotResend(mail: Resendable, addressNow: string | null): Refusal | null {
  if (mail.forgottenAt) return refusals.forgotten
  if (mail.state !== 'undeliverable') return refusals.notGivenUp
  return addressNow ? null : refusals.noAddress
}
