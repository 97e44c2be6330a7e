/** Takes the pictures of the README from the running product: `node scripts/pictures.mjs`, after a build. */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { pinnedNode, root } from './install.mjs'
import { chromium as executablePath } from './programs.mjs'

const port = 3377
const address = `http://localhost:${port}`
const folder = join(root, 'docs/pictures')
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

/** Who looks at what; `height` cuts long pages. */
const pictures = [
  { name: 'start', person: 'Katrine Holm', path: '/', height: 1100 },
  { name: 'opgave', person: 'Katrine Holm', path: '/opgaver/139534', height: 1250 },
  { name: 'opgave-telefon', person: 'Katrine Holm', path: '/opgaver/139534', width: 390, height: 1000 },
  {
    name: 'rolle',
    person: 'Katrine Holm',
    link: ['/roller', 'Deltager i cybersamarbejdsplatform'],
    height: 1000,
  },
  { name: 'fremdrift', person: 'Signe Bruun', link: ['/udrulninger', '(Rolle 3)'], height: 1250 },
  { name: 'beskeder', person: 'Signe Bruun', path: '/beskeder', height: 900 },
  { name: 'adgange', person: 'Omar Nielsen', path: '/adgange', height: 900 },
  { name: 'revision', person: 'Ib Revisor', path: '/revision', height: 900 },
]

const dataDir = mkdtempSync(join(tmpdir(), 'tvaers-pictures-'))
const portal = spawn(pinnedNode, ['dist/main.js'], {
  cwd: root,
  env: {
    ...process.env,
    PORT: String(port),
    MATTERMOST_PORT: '8377',
    DATA_DIR: dataDir,
    MODE: 'demo',
    BASE_URL: address,
  },
  stdio: ['ignore', 'pipe', 'inherit'],
})
await new Promise((resolve, reject) => {
  portal.stdout.on('data', (chunk) => String(chunk).includes('Tværs is open') && resolve(null))
  portal.on('exit', (code) => reject(new Error(`The portal ended with ${code}`)))
})
const browser = await chromium.launch({
  executablePath,
  args,
})
try {
  mkdirSync(folder, { recursive: true })
  // Access for the demo's holders is being prepared when the portal opens; the pictures show it prepared.
  await new Promise((resolve) => setTimeout(resolve, 20_000))
  for (const picture of pictures) await take(picture)
} finally {
  await browser.close()
  portal.removeAllListeners('exit')
  const ended = new Promise((resolve) => portal.on('exit', resolve))
  portal.kill('SIGTERM')
  await ended
  rmSync(dataDir, { recursive: true, force: true })
}

async function take({ name, person, path, link, width = 1280, height }) {
  const context = await browser.newContext({ viewport: { width, height }, locale: 'da-DK' })
  const page = await context.newPage()
  await page.goto(`${address}/log-ind`)
  await page.getByRole('button', { name: `Log på som ${person}` }).click()
  await page.goto(address + (path ?? link[0]))
  if (link) await page.getByRole('link', { name: link[1] }).first().click()
  await page.waitForLoadState('load')
  await page.screenshot({ path: join(folder, `${name}.png`) })
  await context.close()
  console.log(`docs/pictures/${name}.png`)
}
