import { expect } from 'vitest'
import type { Visitor } from './browser.ts'

interface Focused {
  readonly name: string
  /** Whether one sees where the focus is. */
  readonly isMarked: boolean
  readonly isInView: boolean
  /** Whether it stands after the one before it in the page; true where the round began anew. */
  readonly isInOrder: boolean
  readonly hasOwnOrder: boolean
}

/** Runs in the page: what has the focus now. */
function describeFocus(): Focused {
  const element = document.activeElement as HTMLElement
  const last = (window as { lastFocused?: Element }).lastFocused
  Object.assign(window, { lastFocused: element })
  const style = getComputedStyle(element)
  const box = element.getBoundingClientRect()
  const labels = (element as HTMLInputElement).labels
  const follows =
    !last?.isConnected || (last.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0
  return {
    name: (element.getAttribute('aria-label') ?? labels?.[0]?.textContent ?? element.textContent ?? '')
      .replaceAll(/\s+/g, ' ')
      .trim(),
    isMarked:
      (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) ||
      style.boxShadow !== 'none',
    isInView: box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0,
    isInOrder: follows || last === document.body,
    hasOwnOrder: element.tabIndex > 0,
  }
}

/** Presses Tab until the focus is on what has this name; it is visible on the way, and moves as one reads. */
export async function tabTo(visitor: Visitor, name: RegExp): Promise<void> {
  const passed: string[] = []
  for (let steps = 0; steps < 150; steps++) {
    await visitor.page.keyboard.press('Tab')
    const focused = await visitor.page.evaluate(describeFocus)
    const { name: found, ...rest } = focused
    passed.push(found)
    expect(rest, `focus at “${found}” on ${visitor.page.url()}`).toEqual({
      isMarked: true,
      isInView: true,
      isInOrder: true,
      hasOwnOrder: false,
    })
    if (name.test(found)) return
  }
  throw new Error(`Tab never reached ${name}, but ${passed.join(' · ')}`)
}

/** Presses Enter and waits for the page that comes. */
export async function enter(visitor: Visitor): Promise<void> {
  const { page } = visitor
  const arrival = page.waitForEvent('framenavigated')
  await page.keyboard.press('Enter')
  await arrival
  await page.waitForLoadState('load')
}
