/** Breaks a word for machines and for nobody's eyes: what follows '@' is no mention then. */
const invisible = '\u200b'

/** Characters that steer how others are shown, or that nobody can see. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const steering = /[\u0000-\u001f\u007f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g

const mostNameCharacters = 80

/**
 * A name, or another text that is no Markdown, as Mattermost shows it letter by letter: no mention, no link, no mark, on
 * one line.
 */
export function plainForMattermost(text: string): string {
  const line = text.replace(steering, ' ').replace(/\s+/g, ' ').trim()
  const short = [...line].slice(0, mostNameCharacters).join('')
  return short
    .replace(/[\\`*_[\](){}<>#|~!]/g, (mark) => `\\${mark}`)
    .replaceAll('@', `@${invisible}`)
    .replaceAll('://', `:${invisible}//`)
    .replace(/\bwww\./gi, (start) => `${start.slice(0, 3)}${invisible}.`)
    .replace(/:(?=[\w+\\-]+:)/g, `:${invisible}`)
}

/** Every word that calls on all who are in a channel. */
const callsOnAll = /@(?=(?:all|channel|here|everyone)\b)/gi

/**
 * Markdown of the central body's editors: it stays Markdown, but calls on nobody, and pictures become links, as a
 * picture from elsewhere tells its owner who reads.
 */
export const markdownForMattermost = (markdown: string): string =>
  markdown.replace(callsOnAll, `@${invisible}`).replaceAll('![', '\\![')

/** What an announcement says in Mattermost. */
export const announcementMessage = (text: { readonly title: string; readonly body: string }): string =>
  `#### ${plainForMattermost(text.title)}\n\n${markdownForMattermost(text.body)}`

/**
 * How somebody new is welcomed. Those in the channel see the name there anyhow; of the rest only the municipality is
 * told, not the role, the title or the address.
 */
export const welcomeMessage = (person: {
  readonly name: string
  readonly organisationName: string
}): string =>
  `Velkommen til **${plainForMattermost(person.name)}** fra ${plainForMattermost(person.organisationName)}.`
