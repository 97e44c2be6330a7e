import type { Language } from '../../../kernel/language.ts'

const kilobyte = 1024

/** '212 kB', '4,8 MB'. */
export function fileSize(bytes: number, language: Language): string {
  const locale = language === 'da' ? 'da-DK' : 'en-GB'
  const inKilobytes = bytes / kilobyte
  if (inKilobytes < kilobyte) return `${Math.max(1, Math.round(inKilobytes)).toLocaleString(locale)} kB`
  return `${(inKilobytes / kilobyte).toLocaleString(locale, { maximumFractionDigits: 1 })} MB`
}
