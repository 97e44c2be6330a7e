import type { MailState } from './domain.ts'
import type { NotificationTexts } from './texts.ts'

interface Logged {
  readonly state: MailState
  readonly errorCode: string | null
}

/** Why a mail did not get through, in words; a reply of the server by its number. Null for one that did, or that never was. */
export const errorWords = ({ state, errorCode }: Logged, texts: NotificationTexts): string | null =>
  errorCode === null || state === 'portal' ? null : (texts.errors[errorCode] ?? texts.reply(errorCode))

/** How it went, in words; of what has no mail of its own, where it is read instead. */
export const stateWords = ({ state, errorCode }: Logged, texts: NotificationTexts): string =>
  state === 'portal' ? (texts.gathered[errorCode ?? ''] ?? texts.inPortalOnly) : texts.states[state]
