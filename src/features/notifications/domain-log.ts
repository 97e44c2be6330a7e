import type { CivilDay } from '../../kernel/civil-day.ts'
import { isUuid } from '../../kernel/ids.ts'
import type { MailState, Reason } from './domain.ts'

/** What mails are about: the task of a number, a role or round by its id, or words in the names of things and persons. */
export type Thing =
  | { readonly kind: 'task'; readonly number: number }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'words'; readonly words: string }

/** What somebody looks for, as typed: '#139534', '139534', an id, or a part of a name. Null for nothing. */
export function thingIn(text: string): Thing | null {
  const words = text.trim()
  if (!words) return null
  const digits = /^#?\s?(\d{1,15})$/.exec(words)?.[1]
  if (digits) return { kind: 'task', number: Number(digits) }
  const id = words.toLowerCase()
  return isUuid(id) ? { kind: 'id', id } : { kind: 'words', words }
}

/** Which mails of the log are wanted; null where any will do. */
export interface LogFilter {
  /** A part of the recipient's name or address, or of the municipality's name. */
  readonly person: string
  readonly about: Thing | null
  readonly reason: Reason | null
  readonly state: MailState | null
  /** First and last day, in Copenhagen. */
  readonly from: CivilDay | null
  readonly to: CivilDay | null
}

/** Where the next page begins. */
export interface LogPlace {
  readonly at: Date
  readonly id: string
}
