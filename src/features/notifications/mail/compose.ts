import type { Language } from '../../../kernel/language.ts'
import { bilingual } from '../../../kernel/language.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import { type Told, wordsOf } from '../reason-words.ts'

/** A mail in both of its forms. */
export interface Mail {
  readonly subject: string
  readonly text: string
  readonly html: string
}

export interface MailParts {
  readonly language: Language
  readonly baseUrl: URL
  /** The text of a letter, Markdown; null for everything else. */
  readonly letterBody: string | null
}

const texts = bilingual({
  da: {
    why: 'Du får mailen, fordi den vedrører en rolle eller opgave, du har i Tværs.',
    all: 'Alle dine notifikationer står i Tværs:',
    by: (day: string) => `Frist: ${day}`,
    noReply: 'Mailen er sendt automatisk og kan ikke besvares.',
  },
  en: {
    why: 'You get this mail because it is about a role or task you have in Tværs.',
    all: 'All your notifications are in Tværs:',
    by: (day: string) => `Deadline: ${day}`,
    noReply: 'The mail was sent automatically and cannot be answered.',
  },
})

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

const brand = '#0b4654'
const font = "font-family:'IBM Plex Sans',Arial,sans-serif"

/**
 * What somebody is told, as a mail: what is asked first, by when, one button. Nothing of a person but what the matter
 * needs. Tables and styles in the tags are what mail programs understand.
 */
export function mailOf(told: Told, { language, baseUrl, letterBody }: MailParts): Mail {
  const words = wordsOf(told, language)
  const say = texts(language)
  const href = new URL(words.href, baseUrl).href
  const inbox = new URL('/notifikationer', baseUrl).href
  const subject = words.title.replace(/\s+/g, ' ').slice(0, 200)
  const by = words.by ? say.by(words.by) : null
  const main = [words.text, ...(by ? [by] : []), ...(letterBody ? [letterBody] : [])]
  const text = [
    words.title,
    ...main,
    `${words.action}: ${href}`,
    '--',
    `${say.why} ${say.noReply}\n${say.all} ${inbox}`,
  ].join('\n\n')
  const html = `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(subject)}</title></head>
<body style="margin:0;background:#f3f6f7">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #d3dcdf">
<tr><td style="background:${brand};color:#ffffff;padding:14px 24px;${font};font-size:18px;font-weight:600">Tværs</td></tr>
<tr><td style="padding:24px;${font};font-size:16px;line-height:24px;color:#1a1a1a">
<h1 style="margin:0 0 12px;font-size:22px;line-height:30px">${escaped(words.title)}</h1>
<p style="margin:0 0 16px">${escaped(words.text)}</p>
${by ? `<p style="margin:0 0 16px"><strong>${escaped(by)}</strong></p>` : ''}
${letterBody ? `<div style="margin:0 0 16px">${markdownToHtml(letterBody)}</div>` : ''}
<p style="margin:24px 0 0"><a class="button" href="${escaped(href)}" style="display:inline-block;padding:12px 20px;background:${brand};color:#ffffff;text-decoration:none;border-radius:8px;font-weight:600">${escaped(words.action)}</a></p>
</td></tr>
<tr><td style="padding:16px 24px;border-top:1px solid #d3dcdf;${font};font-size:14px;line-height:20px;color:#51606a">
${escaped(say.why)} ${escaped(say.noReply)} <a href="${escaped(inbox)}" style="color:#004d99">${escaped(say.all)} ${escaped(inbox)}</a>
</td></tr></table></td></tr></table></body></html>`
  return { subject, text, html }
}
