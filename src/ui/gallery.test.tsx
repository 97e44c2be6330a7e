import { readdirSync, readFileSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { galleryPages } from './gallery.tsx'
import { renderPage } from './page.tsx'

const cssFolder = new URL('../../public/css/', import.meta.url)
const css = readdirSync(cssFolder)
  .map((name) => readFileSync(new URL(name, cssFolder), 'utf8'))
  .join('\n')

const pages = Object.entries(galleryPages).map(([name, page]) => ({ name, html: renderPage(page({})) }))

const found = (html: string, pattern: RegExp): string[] =>
  [...html.matchAll(pattern)].map((match) => match[1] ?? '')

describe.each(pages)('the page $name', ({ html }) => {
  it('is a Danish document with one h1 and one main', () => {
    expect(html.startsWith('<!doctype html><html lang="da">')).toBe(true)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<main/g)).toHaveLength(1)
  })

  it('holds nothing a strict content security policy would stop', () => {
    expect(html).not.toMatch(/\sstyle="/)
    expect(html).not.toMatch(/\son[a-z]+="/)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/)
    expect(html).not.toMatch(/<style/)
  })

  it('gives an id once, and every reference to one leads somewhere', () => {
    const ids = found(html, /\sid="([^"]+)"/g)
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    const references = found(html, /\s(?:for|aria-describedby|aria-labelledby)="([^"]+)"/g).flatMap((list) =>
      list.split(' '),
    )
    expect(references.filter((reference) => !ids.includes(reference))).toEqual([])
  })

  it('puts classes of ours only where one of them is styled', () => {
    const lists = [...new Set(found(html, /\sclass="([^"]+)"/g))].filter((list) => /\btv-/.test(list))
    const styled = (name: string): boolean => new RegExp(`\\.${name}[^\\w-]`).test(css)
    expect(lists.filter((list) => !list.split(' ').some(styled))).toEqual([])
  })
})

describe('the gallery', () => {
  it('shows every page of the design system, also without the page around it', () => {
    expect(pages.map((page) => page.name)).toContain('tilstande')
    expect(pages.every((page) => page.html.length > 5000)).toBe(true)
  })

  it('names the addresses of the assets it was given', () => {
    const start = galleryPages.start?.({ 'tvaers.css': '/built/tvaers-0123456789.css' })
    expect(start && renderToString(start)).toContain(
      '<link rel="stylesheet" href="/built/tvaers-0123456789.css"',
    )
  })
})
