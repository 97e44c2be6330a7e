/** Renders the design system's gallery, takes a picture of each page at both widths, and runs the accessibility rules. */

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { gzipSync } from 'node:zlib'
import axe from 'axe-core'
import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { buildAssets } from './build-assets.mjs'
import { chromium as executablePath } from './programs.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const out = join(root, '.tmp/gallery')
const types = {
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
  html: 'text/html; charset=utf-8',
}
const policy =
  "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'"
const only = process.argv[2]?.split(',')

async function renderPages(assets) {
  const bundle = join(out, 'gallery.mjs')
  await build({
    stdin: {
      contents: `export { galleryPages } from './src/ui/gallery.tsx'; export { renderPage } from './src/ui/page.tsx'`,
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    outfile: bundle,
    logLevel: 'error',
  })
  const { galleryPages, renderPage } = await import(`${pathToFileURL(bundle).href}?${Date.now()}`)
  const pages = Object.entries(galleryPages).map(([name, page]) => [name, renderPage(page(assets))])
  for (const [name, html] of pages) writeFileSync(join(out, `${name}.html`), html)
  return new Map(pages)
}

function serve(pages) {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const html = pages.get(path.slice(1))
    const extension = path.split('.').at(-1) ?? ''
    try {
      const body = html ?? readFileSync(join(root, 'public', path))
      response.writeHead(200, {
        'content-type': types[html ? 'html' : extension],
        'content-security-policy': policy,
      })
      response.end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)))
}

async function look(browser, address, name, width, faults) {
  const context = await browser.newContext({ viewport: { width, height: 900 } })
  const page = await context.newPage()
  page.on(
    'console',
    (message) => message.type() === 'error' && faults.push(`${name} ${width}: ${message.text()}`),
  )
  await page.goto(`${address}/${name}`, { waitUntil: 'networkidle' })
  await page.evaluate(() => document.fonts.ready)
  await page.screenshot({ path: join(out, `${name}-${width}.png`), fullPage: true })
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  if (sideways > 0) faults.push(`${name} ${width}: scrolls ${sideways} px sideways`)
  await page.evaluate(axe.source)
  const { violations } = await page.evaluate(() =>
    window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] }),
  )
  for (const { id, nodes } of violations) {
    faults.push(
      `${name} ${width}: ${id} × ${nodes.length}: ${nodes[0]?.html.slice(0, 160)} ${nodes[0]?.failureSummary}`,
    )
  }
  await context.close()
}

mkdirSync(out, { recursive: true })
const assets = await buildAssets()
const pages = await renderPages(assets)
for (const [name, html] of pages)
  console.log(`${name}: ${html.length} characters, ${gzipSync(html).length} compressed`)
const server = await serve(pages)
const browser = await chromium.launch({
  executablePath,
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
})
const faults = []
for (const name of only ?? pages.keys()) {
  for (const width of [1280, 390])
    await look(browser, `http://127.0.0.1:${server.address().port}`, name, width, faults)
}
await browser.close()
server.close()
for (const fault of faults) console.error(fault)
console.log(faults.length === 0 ? 'No faults' : `${faults.length} faults`)
process.exitCode = faults.length === 0 ? 0 : 1
