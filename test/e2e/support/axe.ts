import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 AA, and what is good practice beyond it. What is right need not be told node by node. */
const options: axe.RunOptions = {
  resultTypes: ['violations'],
  runOnly: {
    type: 'tag',
    values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  },
}

/** Runs in the page: null where axe is not there yet. */
async function findHere(wanted: axe.RunOptions): Promise<string[] | null> {
  const there = (window as { axe?: typeof axe }).axe
  if (!there) return null
  const { violations } = await there.run(document, wanted)
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''} (${nodes.length})`)
}

/**
 * Runs in the page: every kind of element on it, as a number. Of one kind are those with the same tag and all that style
 * sheets ask for, after and within the same.
 */
function kindsHere(): number[] {
  const asked =
    /^(class|type|role|style|fill|stroke|lang|hidden|open|disabled|checked|aria-(disabled|current|invalid|expanded|sort|hidden))$/
  const own = (element: Element | null): string => {
    if (!element) return ''
    const attributes = [...element.attributes].filter(({ name }) => asked.test(name))
    const hasText = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim())
    return `${element.tagName} ${hasText} ${attributes.map(({ name, value }) => `${name}=${value}`).join(' ')}`
  }
  const kinds = new Map<Element | null, number>()
  for (const element of document.body.querySelectorAll('*')) {
    let kind = kinds.get(element.parentElement) ?? 0
    for (const letter of `${own(element.previousElementSibling)}+${own(element)}`)
      kind = (Math.imul(kind, 31) + (letter.codePointAt(0) ?? 0)) | 0
    kinds.set(element, kind)
  }
  return [...new Set(kinds.values())]
}

/** The kinds of elements whose colours were found right, by width. */
export type Judged = Map<number, Set<number>>

/**
 * What axe finds on the page as it stands; empty when all is right. It is carried into a document once, however often
 * that one is looked at: reading its half a megabyte takes as long as looking. Pages here have no frames.
 * @param judged the contrast of colours, half of the work, is what the style sheets make of a kind of element: with this,
 *   pages that bring no new kind are looked at for all but that
 */
export async function axeFindings(page: Page, judged: Judged = new Map()): Promise<string[]> {
  const width = page.viewportSize()?.width ?? 0
  const known = judged.get(width) ?? new Set()
  const kinds = await page.evaluate(kindsHere)
  const hasNew = kinds.some((kind) => !known.has(kind))
  const wanted = { ...options, rules: { 'color-contrast': { enabled: hasNew } } }
  const look = () => page.evaluate(findHere, wanted)
  const found = (await look()) ?? (await page.evaluate(source).then(look)) ?? ['axe is not there']
  if (found.length === 0) judged.set(width, new Set([...known, ...kinds]))
  return found
}
