import { afterAll, beforeAll, inject } from 'vitest'
import type { Visitor, VisitorOptions } from './browser.ts'
import { type Journey, journey } from './journey.ts'
import { startProductionPortal } from './production-portal.ts'
import { startRunningPortal } from './running-portal.ts'
import { entities, type Host, names } from './simplesamlphp/configuration.ts'
import { type RunningIdentityProvider, startIdentityProvider } from './simplesamlphp/identity-provider.ts'
import { password } from './simplesamlphp/people.ts'

export interface SamlJourney extends Journey {
  readonly provider: RunningIdentityProvider
  /** Somebody at a browser of their own who has signed in at an identity provider; a plain page is what they see. */
  arrive(user: string, options?: VisitorOptions & { readonly by?: Host }): Promise<Visitor>
}

/**
 * A portal, and identity providers that it knows and that know it.
 * @param mode demo: the demo's portal; production: a new one behind TLS
 */
export function samlJourney(mode: 'demo' | 'production'): SamlJourney {
  let started: RunningIdentityProvider | null = null
  const provider = (): RunningIdentityProvider => {
    if (!started) throw new Error('The identity provider is not started yet')
    return started
  }
  beforeAll(async () => {
    started = await startIdentityProvider()
  })
  const here = journey(async () => {
    const { settings, metadataFiles } = provider()
    if (mode === 'demo') return startRunningPortal(inject('filledDemo'), settings)
    return startProductionPortal({ ...settings, SAML_IDP_METADATA: await metadataFiles() })
  })
  beforeAll(() => provider().meet(here.portal.ownAddress))
  afterAll(() => started?.stop())
  return {
    get portal() {
      return here.portal
    },
    get browser() {
      return here.browser
    },
    get provider() {
      return provider()
    },
    open: here.open,
    visit: here.visit,
    async arrive(user, { by = 'shared', ...options } = {}) {
      const visitor = await here.open(undefined, options)
      await visitor.goto(
        `/saml/log-ind?${new URLSearchParams({ idp: entities[by], til: '/tilgaengelighed' })}`,
      )
      await givePassword(visitor, user)
      return visitor
    },
  }
}

/** From the page of the door to an identity provider, name and password there, and back. */
export async function signIn(visitor: Visitor, user: string, by: Host = 'shared'): Promise<void> {
  await chooseProvider(visitor, by)
  await givePassword(visitor, user)
}

export async function chooseProvider({ page }: Visitor, by: Host = 'shared'): Promise<void> {
  await page.getByRole('link', { name: `Log på med ${names[by]}` }).click()
}

/** The identity provider asks for it, and sends the browser back. */
export async function givePassword(visitor: Visitor, user: string): Promise<void> {
  const { page } = visitor
  await page.locator('input[name=username]').fill(user)
  await page.locator('input[name=password]').fill(password)
  await page.locator('#submit_button').click()
  // Without JavaScript its page asks for one click more.
  const isHere = (url: URL): boolean => url.origin === visitor.address
  const further = page.locator('noscript button, noscript [type=submit]')
  if (!visitor.javaScript) await further.click()
  await page.waitForURL(isHere)
  await page.waitForLoadState()
}

/** In the header, or on a phone in its menu. */
export async function signOut({ page }: Visitor): Promise<void> {
  const menu = page.locator('.tv-phone-menu summary')
  if (await menu.isVisible()) await menu.click()
  await page.getByRole('button', { name: 'Log af', exact: true }).locator('visible=true').first().click()
}
