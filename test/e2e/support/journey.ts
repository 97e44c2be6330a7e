import type { Browser, Locator } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest'
import { openChromium, Visitor, type VisitorOptions } from './browser.ts'
import { type RunningPortal, startRunningPortal } from './running-portal.ts'

/** A portal with the demo as it is after the first start, and browsers to visit it with. */
export interface Journey {
  readonly portal: RunningPortal
  readonly browser: Browser
  /** Somebody of the cast, signed in. */
  visit(name: string, options?: VisitorOptions): Promise<Visitor>
  /** Somebody who has not signed in, at the portal or at another address. */
  open(address?: string, options?: VisitorOptions): Promise<Visitor>
}

export const main = (visitor: Visitor): Locator => visitor.page.locator('main')

/** What stands on the page, on one line. */
export const textOf = async (visitor: Visitor): Promise<string> =>
  ((await main(visitor).textContent()) ?? '').replaceAll(/\s+/g, ' ')

/** The person loads the page anew until it says this. */
export async function reloadUntil(visitor: Visitor, text: string): Promise<void> {
  const told = async () => {
    await visitor.page.reload()
    return await textOf(visitor)
  }
  await expect.poll(told, { timeout: 30_000 }).toContain(text)
}

/**
 * Starts a portal for the tests of a file. What browsers complain of after a test fails it.
 * @param start the demo's portal, unless another is told
 */
export function journey(
  start: () => Promise<RunningPortal> = () => startRunningPortal(inject('filledDemo')),
): Journey {
  let portal: RunningPortal | null = null
  let browser: Browser | null = null
  const opened: Visitor[] = []
  beforeAll(async () => {
    portal = await start()
    browser = await openChromium()
  })
  afterAll(async () => {
    await browser?.close()
    await portal?.stop()
  })
  afterEach(async () => {
    const complaints: string[] = []
    for (const visitor of opened.splice(0)) {
      complaints.push(...visitor.complaints)
      await visitor.close()
    }
    // A blocked script, a missing file, an error in a script: the browser says so.
    // That an answer was 400, 403, 404 or 422 is what those journeys are about.
    expect(complaints.filter((text) => !/status of (400|403|404|422)/.test(text))).toEqual([])
  })
  const there = <T>(thing: T | null): T => {
    if (!thing) throw new Error('The portal is not started yet')
    return thing
  }
  const open = async (address = there(portal).address, options: VisitorOptions = {}): Promise<Visitor> => {
    const visitor = await Visitor.open(there(browser), address, options)
    opened.push(visitor)
    return visitor
  }
  return {
    get portal() {
      return there(portal)
    },
    get browser() {
      return there(browser)
    },
    open,
    async visit(name, options) {
      const visitor = await open(undefined, options)
      await visitor.signInAs(name)
      return visitor
    },
  }
}
