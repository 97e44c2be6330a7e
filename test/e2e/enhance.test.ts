import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { openChromium } from './support/browser.ts'

/** The comforts of src/browser against a small server of its own: a list with a filter, a form, a part under way. */
let server: Server
let browser: Browser
let page: Page
let looks = 0
let script = ''

function html(address: URL): string {
  const region = address.searchParams.get('region') ?? ''
  const settled = looks >= 2 ? ' data-settled="Adgangen er åben"' : ''
  return `<!doctype html><html lang="da"><head><title>Liste ${region}</title><script type="module" src="/enhance.js"></script></head>
<body><details class="tv-phone-menu"><summary>Menu</summary><a href="/">Start</a></details>
<main id="main" tabindex="-1"><h1>Liste</h1>
<div id="error-summary" class="tv-error-summary" tabindex="-1"><a href="#navn">Skriv et navn</a></div>
<form class="tv-filters" action="/liste?side=2" method="get"><select id="region" name="region" data-submit-on-change>
<option value="">Alle</option><option value="fyn" ${region ? 'selected' : ''}>Fyn</option></select><input name="q" value=""></form>
<p data-result-count>${region ? 3 : 98} kommuner</p>
<form action="/gem" method="post"><label for="navn">Navn</label><input id="navn" name="navn"><button>Gem</button></form>
<div id="adgang" data-refresh="0.05"${settled}>Set ${looks} gange</div></main></body></html>`
}

beforeAll(async () => {
  const built = await build({
    entryPoints: ['src/browser/enhance.ts'],
    bundle: true,
    format: 'esm',
    write: false,
  })
  script = built.outputFiles[0]?.text ?? ''
  server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://localhost')
    if (address.pathname === '/enhance.js') {
      response.setHeader('content-type', 'text/javascript').end(script)
      return
    }
    looks += 1
    response.setHeader('content-type', 'text/html; charset=utf-8').end(html(address))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  browser = await openChromium()
})

afterAll(async () => {
  await browser?.close()
  server?.closeAllConnections()
  server?.close()
})

beforeEach(async () => {
  looks = 0
  await page?.close()
  page = await browser.newPage()
  await page.clock.install()
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/liste`)
})

it('puts the focus on the error summary, and its links put it in the field', async () => {
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
  await page.click('.tv-error-summary a')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('navn')
})

it('filters when a choice changes, without loading the page, keeping address and focus', async () => {
  await page.evaluate(() => Object.assign(window, { kept: true }))
  await page.focus('#region')
  await page.selectOption('#region', 'fyn')
  await page.waitForFunction(
    () => document.querySelector('[data-result-count]')?.textContent === '3 kommuner',
  )
  expect(new URL(page.url()).search).toBe('?region=fyn')
  expect(await page.title()).toBe('Liste fyn')
  expect(await page.evaluate(() => [document.activeElement?.id, 'kept' in window])).toEqual(['region', true])
  await page.waitForFunction(() => document.getElementById('said')?.textContent !== '')
  await page.goBack()
  await page.waitForFunction(
    () => document.querySelector('[data-result-count]')?.textContent === '98 kommuner',
  )
})

it('follows what is under way until it is settled, says so, and stops asking', async () => {
  await page.waitForSelector('[data-settled]')
  expect(await page.textContent('#said')).toBe('Adgangen er åben')
  const seen = looks
  await page.clock.runFor(60_000)
  expect(looks).toBe(seen)
})

it('sends a form once, however often it is pressed', async () => {
  const stopped = await page.evaluate(() => {
    const seen: boolean[] = []
    addEventListener('submit', (event) => {
      seen.push(event.defaultPrevented)
      event.preventDefault()
    })
    const form = document.querySelector<HTMLFormElement>('form[method=post]')
    form?.requestSubmit()
    form?.requestSubmit()
    return seen
  })
  expect(stopped).toEqual([false, true])
})

it('closes the menu by Escape and by a press outside it', async () => {
  const isOpen = () => page.evaluate(() => document.querySelector('details')?.open)
  await page.click('summary')
  expect(await isOpen()).toBe(true)
  await page.keyboard.press('Escape')
  expect(await isOpen()).toBe(false)
  await page.click('summary')
  await page.click('h1')
  expect(await isOpen()).toBe(false)
})
