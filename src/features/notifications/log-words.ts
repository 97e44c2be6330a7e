import type { NotificationTexts } from './texts.ts'

/** Why a mail did not get through, in words; a reply of the server by its number. */
export const errorWords = (code: string, texts: NotificationTexts): string =>
  texts.errors[code] ?? texts.reply(code)
