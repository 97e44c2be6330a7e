import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { samlEnvironment } from '../support/saml-environment.ts'
import { anders } from '../support/saml-portal.ts'
import { openChromium, Visitor } from './support/browser.ts'
import { IdentityProviderSite, type Rights } from './support/identity-provider-site.ts'
import { type RunningPortal, startRunningPortal } from './support/running-portal.ts'

let site: IdentityProviderSite
let portal: RunningPortal
let browser: Browser

beforeAll(async () => {
  if (album) mkdirSync(album, { recursive: true })
  site = await IdentityProviderSite.open()
  const settings = samlEnvironment(`${site.idp.entityId}/metadata`)
  portal = await startRunningPortal(inject('filledDemo'), settings)
  const { saml } = readConfig({ MODE: 'demo', ...settings, BASE_URL: portal.address })
  if (!saml) throw new Error('Sign-in by SAML is off')
  site.serve(saml.serviceProvider)
  browser = await openChromium()
})
afterAll(async () => {
  await browser?.close()
  await portal?.stop()
  await site?.close()
})

const korsbaek: Rights = { '11111111': ['bruger'] }
const several: Rights = { '11111111': ['bruger'], '55133018': ['klik_administrator'] }

/** From the portal's page over the other site's and back. */
async function signIn(visitor: Visitor, rights: Rights, person = anders): Promise<void> {
  Object.assign(site, { rights, person })
  await visitor.goto('/log-ind?til=/opgaver')
  await visitor.page.getByRole('link', { name: 'Log på med Fælleskommunal Adgangsstyring' }).click()
  await visitor.page.getByRole('button', { name: 'Jeg er Anders' }).click()
  await visitor.page.waitForURL((url) => url.hostname === 'localhost')
}

/** Set: a picture of each page goes there, for people to look at. */
const album = process.env.PAGE_PICTURES

/** What must hold for every page, with axe where it may run. */
async function look(visitor: Visitor, name: string): Promise<void> {
  const { width } = visitor.page.viewportSize() ?? { width: 0 }
  if (width < 992) await visitor.checkFrame()
  else await visitor.checkPage()
  if (album) await visitor.page.screenshot({ path: join(album, `saml-${name}-${width}.png`), fullPage: true })
}

const headingOf = (visitor: Visitor) => visitor.page.locator('h1').textContent()

describe.each([
  ['with JavaScript', true, 1280],
  ['without', false, 390],
] as const)('over two sites, %s', (_name, javaScript, width) => {
  const open = () => Visitor.open(browser, portal.address, { javaScript, width })

  test('one signs in where one was going, and out on both sides', async () => {
    const visitor = await open()
    await signIn(visitor, korsbaek)
    expect(new URL(visitor.page.url()).pathname).toBe('/opgaver')
    await visitor.goto('/mine-sessioner')
    await look(visitor, 'sessions')
    expect(await visitor.page.locator('main').textContent()).toContain('Fælleskommunal Adgangsstyring')
    if (width < 992) await visitor.page.locator('.tv-phone-menu summary').click()
    await visitor.page
      .getByRole('button', { name: 'Log af', exact: true })
      .locator('visible=true')
      .first()
      .click()
    await visitor.page.waitForURL((url) => url.pathname === '/log-ind')
    expect(await visitor.page.locator('main').textContent()).toContain('Du er logget af')
    await visitor.goto('/opgaver')
    expect(new URL(visitor.page.url()).pathname).toBe('/log-ind')
    expect(visitor.complaints).toEqual([])
    await visitor.close()
  })

  test('one chooses whom to act for, and changes later', async () => {
    const visitor = await open()
    await signIn(visitor, several)
    expect(await headingOf(visitor)).toBe('Hvem handler du for?')
    await look(visitor, 'choice')
    await visitor.page.getByRole('button', { name: 'Fortsæt for Aarhus Kommune' }).click()
    expect(await visitor.page.locator('.tv-side-name').textContent()).toContain('Aarhus Kommune')
    await visitor.page.getByRole('link', { name: 'Skift organisation' }).click()
    await look(visitor, 'switch')
    await visitor.page.getByRole('button', { name: 'Skift til Korsbæk Kommune' }).click()
    expect(await visitor.page.locator('.tv-side-name').textContent()).toContain('Korsbæk Kommune')
    expect(await visitor.page.locator('main').textContent()).toContain('Nu handler du for Korsbæk Kommune')
    await visitor.close()
  })

  test('one who has no right reads why, and what to do', async () => {
    const visitor = await open()
    await signIn(visitor, { '99999999': ['bruger'] }, { ...anders, uuid: crypto.randomUUID() })
    expect(await headingOf(visitor)).toBe('Vi kender ikke din organisation')
    await look(visitor, 'refusal')
    await visitor.page.getByRole('link', { name: 'Log på igen' }).click()
    expect(await headingOf(visitor)).toBe('Log på')
    await look(visitor, 'sign-in')
    await visitor.close()
  })
})

test('the page on the way out is whole, and its link leads on where the browser does not', async () => {
  const visitor = await Visitor.open(browser, portal.address)
  await signIn(visitor, korsbaek)
  const out = await visitor.context.request.post(`${portal.address}/log-af`, {
    headers: { origin: portal.address },
    maxRedirects: 0,
  })
  await visitor.page.route('**/saml/log-af?*', async (route) => {
    const response = await route.fetch()
    const { refresh: _refresh, ...headers } = response.headers()
    await route.fulfill({ response, headers })
  })
  await visitor.goto(out.headers().location ?? '')
  expect(await headingOf(visitor)).toBe('Du er logget af Tværs')
  await look(visitor, 'leaving')
  await visitor.page.getByRole('link', { name: 'Gå videre' }).click()
  await visitor.page.waitForURL((url) => url.pathname === '/log-ind')
  expect(await visitor.page.locator('main').textContent()).toContain('Du er logget af')
  await visitor.close()
})
