import { existsSync } from 'node:fs'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { chromium as executablePath } from '../../../scripts/programs.mjs'
import { axeFindings, type Judged } from './axe.ts'

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

  /** The same person in a second tab, with complaints of its own. */
  async another(): Promise<Visitor> {
    const tab = new Visitor(this.context, await this.context.newPage(), this.address, this.javaScript)
    await tab.resize(this.width)
    return tab
  }

  get width(): number {
    return this.page.viewportSize()?.width ?? 0
  }

  async resize(width: number): Promise<void> {
    if (width !== this.width) await this.page.setViewportSize({ width, height: 900 })
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
   * @param judged of the tests that look at many pages alike
   */
  async checkPage(judged?: Judged): Promise<void> {
    await this.checkFrame()
    expect(await axeFindings(this.page, judged), `axe on ${this.page.url()}`).toEqual([])
  }

  /** The part of it that needs no looking into the page: one h1, a language, no sideways scrolling. */
  async checkFrame(): Promise<void> {
    const { url, ...frame } = await this.page.evaluate(() => ({
      url: location.href,
      headings: document.querySelectorAll('h1').length,
      language: document.documentElement.lang,
      overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    }))
    expect(frame, `h1, lang and sideways scrolling on ${url}`).toEqual({
      headings: 1,
      language: expect.stringMatching(/^(da|en)$/),
      overflow: 0,
    })
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
