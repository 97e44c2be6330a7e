import { existsSync } from 'node:fs'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { chromium as executablePath } from '../../../scripts/programs.mjs'

/** The flags keep it from looking for hosts that are not there. */
const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

export async function openChromium(): Promise<Browser> {
  if (!existsSync(executablePath)) throw new Error(`No Chromium at ${executablePath}`)
  return await chromium.launch({ executablePath, args })
}

export interface VisitorOptions {
  readonly javaScript?: boolean
  readonly width?: number
}

/** Somebody at a browser of their own. */
export class Visitor {
  readonly context: BrowserContext
  readonly page: Page
  /** Of the site visited. */
  readonly address: string
  readonly javaScript: boolean
  /** Everything the browser complained of: a blocked script, a missing file. */
  readonly complaints: string[] = []

  private constructor(context: BrowserContext, page: Page, address: string, javaScript: boolean) {
    this.context = context
    page.setDefaultTimeout(30_000)
    this.page = page
    this.address = address
    this.javaScript = javaScript
    page.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text())
    })
    page.on('pageerror', (error) => this.complaints.push(error.message))
  }

  static async open(browser: Browser, address: string, options: VisitorOptions = {}): Promise<Visitor> {
    const javaScript = options.javaScript ?? true
    const context = await browser.newContext({
      viewport: { width: options.width ?? 1280, height: 900 },
      javaScriptEnabled: javaScript,
      locale: 'da-DK',
      reducedMotion: 'reduce',
      // Certificates of the tests are nobody's.
      ignoreHTTPSErrors: address.startsWith('https:'),
    })
    return new Visitor(context, await context.newPage(), address, javaScript)
  }

  async goto(path: string): Promise<number> {
    const answer = await this.page.goto(new URL(path, this.address).href)
    return answer?.status() ?? 0
  }

  /** Chooses a person at the demo door. */
  async signInAs(name: string): Promise<void> {
    await this.goto('/log-ind')
    await this.page.getByRole('button', { name: `Log på som ${name}` }).click()
    await this.page.waitForURL((url) => !url.pathname.startsWith('/log-ind'))
  }

  /**
   * What must hold for every page: one h1, a language, no accessibility findings (WCAG 2.2 AA), no sideways scrolling.
   * Needs JavaScript in the browser for axe, not in the page.
   */
  async checkPage(): Promise<void> {
    await this.checkFrame()
    // Pages here have no frames: the blank page axe opens to put their findings together is not needed.
    const found = await new AxeBuilder({ page: this.page })
      .setLegacyMode()
      // What is right need not be told node by node.
      .options({ resultTypes: ['violations'] })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
      .analyze()
    const findings = found.violations.map(
      (violation) => `${violation.id}: ${violation.nodes[0]?.html ?? ''} (${violation.nodes.length})`,
    )
    expect(findings, `axe on ${this.page.url()}`).toEqual([])
  }

  /** The part of it that needs no looking into the page: one h1, a language, no sideways scrolling. */
  async checkFrame(): Promise<void> {
    const where = this.page.url()
    expect(await this.page.locator('h1').count(), `h1 on ${where}`).toBe(1)
    expect(await this.page.locator('html').getAttribute('lang'), `lang on ${where}`).toMatch(/^(da|en)$/)
    const overflow = await this.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    )
    expect(overflow, `sideways scrolling on ${where}`).toBeLessThanOrEqual(0)
  }

  /** Chooses the option whose text begins so: names stand with a title after them. */
  async choose(label: string | RegExp, option: string): Promise<void> {
    const field = this.page.getByLabel(label).first()
    const value = await field.locator('option', { hasText: option }).first().getAttribute('value')
    await field.selectOption(value)
  }

  async close(): Promise<void> {
    await this.context.close()
  }
}
