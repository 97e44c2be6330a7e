import MarkdownIt from 'markdown-it'
import sanitizeHtml from 'sanitize-html'

const renderer = new MarkdownIt({ html: false, linkify: true, breaks: false })

const allowed: sanitizeHtml.IOptions = {
  allowedTags: [
    'p',
    'br',
    'strong',
    'em',
    'ol',
    'ul',
    'li',
    'a',
    'h3',
    'h4',
    'h5',
    'h6',
    'blockquote',
    'code',
    'pre',
    'hr',
    's',
  ],
  allowedAttributes: { a: ['href', 'rel'], ol: ['start'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  transformTags: {
    // The page has its h1 and h2; what is inside a section begins below them.
    h1: 'h3',
    h2: 'h3',
    a: (tagName, attributes) => ({ tagName, attribs: { ...attributes, rel: 'noopener noreferrer' } }),
  },
}

const rendered = new Map<string, string>()
const mostKept = 500

/**
 * HTML of a Markdown text, twice safe: raw HTML is text to the renderer, and what it makes is sanitised.
 * Kept for texts seen before: a template's text stands on 98 pages.
 */
export function markdownToHtml(markdown: string): string {
  const known = rendered.get(markdown)
  if (known !== undefined) return known
  const html = sanitizeHtml(renderer.render(markdown), allowed)
  if (rendered.size >= mostKept) rendered.delete(rendered.keys().next().value as string)
  rendered.set(markdown, html)
  return html
}
