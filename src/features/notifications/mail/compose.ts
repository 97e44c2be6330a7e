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
  /** Ends such mails; null where they cannot be ended. */
  readonly unsubscribe?: URL | null
}

const texts = bilingual({
  da: {
    why: 'Du får mailen, fordi den handler om noget, du har eller skal tage dig af i Tværs.',
    all: 'Alle dine notifikationer står i Tværs:',
    by: (day: string) => `Frist: ${day}`,
    noReply: 'Mailen er sendt automatisk og kan ikke besvares.',
    orCopy: 'Virker knappen ikke, så kopiér adressen til din browser:',
    instead: (name: string) =>
      `Mailen var til ${name}, men mails til ${name} kommer retur. Giv beskeden videre, og få mailadressen rettet i Fælleskommunal Adgangsstyring.`,
    unsubscribe: 'Afmeld mails af denne slags:',
  },
  en: {
    why: 'You get this email because it is about something in Tværs that is yours or that you look after.',
    all: 'All your notifications are in Tværs:',
    by: (day: string) => `Deadline: ${day}`,
    noReply: 'This email was sent automatically. You cannot reply to it.',
    orCopy: 'If the button does not work, copy the address into your browser:',
    instead: (name: string) =>
      `This email was for ${name}, but emails to ${name} are returned. Pass the message on, and have the address corrected in Fælleskommunal Adgangsstyring.`,
    unsubscribe: 'Stop emails of this kind:',
  },
})

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign] ?? sign)

const brand = '#0b4654'
const font = "font-family:'IBM Plex Sans',Arial,sans-serif"
/** Addresses are long: they may break anywhere rather than widen a phone's screen. */
const breaks = 'overflow-wrap:anywhere;word-break:break-word'
const small = 'font-size:14px;line-height:20px;color:#51606a'

const paragraph = (html: string): string => `<p style="margin:0 0 16px">${html}</p>`

const link = (label: string, href: string): string =>
  `<a href="${escaped(href)}" style="color:#004d99;text-decoration:underline">${escaped(label)}</a>`

const button = (label: string, href: string): string =>
  `<a class="button" href="${escaped(href)}" style="display:inline-block;padding:12px 20px;background-color:${brand};color:#ffffff;text-decoration:none;border-radius:8px;font-weight:600">${escaped(label)}</a>`

/**
 * Tables and styles in the tags are what mail programs understand. Each cell names its background and its colour, and
 * the mail says that it is light: a program that darkens one without the other would make it unreadable.
 */
const pageOf = (parts: { language: Language; subject: string; body: string; foot: string }): string =>
  `<!doctype html>
<html lang="${parts.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light"><meta name="supported-color-schemes" content="light"><title>${escaped(parts.subject)}</title></head>
<body style="margin:0;padding:0;background-color:#f3f6f7;color:#1a1a1a">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background-color:#f3f6f7"><tr><td align="center" style="padding:16px 8px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;table-layout:fixed;background-color:#ffffff;border:1px solid #d3dcdf;text-align:left">
<tr><td role="banner" style="background-color:${brand};color:#ffffff;padding:14px 20px;${font};font-size:18px;font-weight:600">Tværs</td></tr>
<tr><td role="main" style="padding:20px;background-color:#ffffff;${font};font-size:16px;line-height:24px;color:#1a1a1a;${breaks}">
${parts.body}
</td></tr>
<tr><td role="contentinfo" style="padding:16px 20px;border-top:1px solid #d3dcdf;background-color:#ffffff;${font};${small};${breaks}">
${parts.foot}
</td></tr></table></td></tr></table></body></html>`

/**
 * What somebody is told, as a mail: what is asked first, by when, one button. Nothing of a person but what the matter
 * needs.
 */
export function mailOf(told: Told, { language, baseUrl, letterBody, unsubscribe }: MailParts): Mail {
  const words = wordsOf(told, language)
  const say = texts(language)
  const href = new URL(words.href, baseUrl).href
  const inbox = new URL('/notifikationer', baseUrl).href
  const subject = words.title.replace(/\s+/g, ' ').slice(0, 200)
  const by = words.by ? say.by(words.by) : null
  const { insteadOf } = told.facts
  const instead = typeof insteadOf === 'string' ? say.instead(insteadOf) : null
  const text = [
    words.title,
    ...(instead ? [instead] : []),
    words.text,
    ...(by ? [by] : []),
    ...(letterBody ? [letterBody] : []),
    `${words.action}: ${href}`,
    '--',
    [
      ...(instead ? [] : [say.why]),
      `${say.noReply}\n${say.all} ${inbox}`,
      ...(unsubscribe ? [`\n${say.unsubscribe} ${unsubscribe.href}`] : []),
    ].join(' '),
  ].join('\n\n')
  const body = [
    `<h1 style="margin:0 0 12px;font-size:20px;line-height:28px;color:#1a1a1a">${escaped(words.title)}</h1>`,
    ...(instead ? [paragraph(`<strong>${escaped(instead)}</strong>`)] : []),
    paragraph(escaped(words.text)),
    ...(by ? [paragraph(`<strong>${escaped(by)}</strong>`)] : []),
    ...(letterBody ? [`<div style="margin:0 0 16px">${markdownToHtml(letterBody)}</div>`] : []),
    `<p style="margin:24px 0 16px">${button(words.action, href)}</p>`,
    `<p style="margin:0;${small}">${escaped(say.orCopy)}<br>${link(href, href)}</p>`,
  ]
  const foot = [
    ...(instead ? [] : [escaped(say.why)]),
    escaped(say.noReply),
    `${escaped(say.all)} ${link(inbox, inbox)}`,
    ...(unsubscribe ? [`<br>${link(say.unsubscribe.replace(/:$/, ''), unsubscribe.href)}`] : []),
  ]
  return { subject, text, html: pageOf({ language, subject, body: body.join('\n'), foot: foot.join(' ') }) }
}
