import { afterAll, beforeAll, expect } from 'vitest'
import type { Visitor, VisitorOptions } from './browser.ts'
import { type Journey, journey } from './journey.ts'
import { type RunningIdentityProvider, startIdentityProvider } from './simplesamlphp/identity-provider.ts'
import { password } from './simplesamlphp/people.ts'

/** The two identity providers, by the names on the page of the door. */
export const providers = {
  shared: 'Fælleskommunal Adgangsstyring (prøve)',
  aarhus: 'Aarhus Kommunes login',
} as const

export interface SamlJourney extends Journey {
  readonly provider: RunningIdentityProvider
  /** Somebody at a browser of their own who signs in at an identity provider. */
  arrive(user: string, options?: VisitorOptions): Promise<Visitor>
}

/** A portal and the identity providers that it knows and that know it. */
export function samlJourney(): SamlJourney {
  let started: RunningIdentityProvider | null = null
  const provider = (): RunningIdentityProvider => {
    if (!started) throw new Error('The identity provider is not started yet')
    return started
  }
  beforeAll(async () => {
    started = await startIdentityProvider()
  })
  const here = journey(() => provider().settings)
  beforeAll(() => provider().meet(here.portal.address))
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
    async arrive(user, options) {
      const visitor = await here.open(undefined, options)
      await visitor.goto('/log-ind')
      await signInBy(visitor, 'shared', user)
      return visitor
    },
  }
}

/** From the page of the door to the identity provider, with name and password there, and back. */
export async function signInBy(
  visitor: Visitor,
  provider: keyof typeof providers,
  user: string,
): Promise<void> {
  await visitor.page.getByRole('link', { name: `Log på med ${providers[provider]}` }).click()
  await givePassword(visitor, user)
}

/** At the identity provider, which asks. */
export async function givePassword(visitor: Visitor, user: string): Promise<void> {
  const { page } = visitor
  await page.locator('input[name=username]').fill(user)
  await page.locator('input[name=password]').fill(password)
  await page.locator('form[name=f] button, form[name=f] [type=submit]').first().click()
  // Without JavaScript its page asks for one click more.
  const next = page.getByRole('button', { name: /^(Ja, jeg|Send|Fortsæt|Continue|Yes)/ })
  const isOn = (): boolean => new URL(page.url()).port === new URL(visitor.address).port
  await expect
    .poll(async () => {
      if (isOn()) return true
      if (await next.isVisible()) await next.click()
      return isOn()
    })
    .toBe(true)
  await page.waitForLoadState()
}
