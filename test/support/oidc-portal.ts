import type { LightMyRequestResponse as Response } from 'fastify'
import { vi } from 'vitest'
import { oidcEnvironment } from './oidc-environment.ts'
import { startOpenIdProvider, type TestProvider, type TestProviderOptions } from './openid-provider.ts'
import { KeepingBrowser } from './saml-portal.ts'
import { createTestApp, type TestApp } from './test-app.ts'

/** Where the portal is, as the provider knows it. */
const address = 'http://localhost:3000'

/** A portal with a door for the central body's own staff, and the provider behind that door. */
export interface OidcPortal {
  readonly portal: TestApp
  readonly provider: TestProvider
  /** Lines of the portal's log. */
  readonly log: string[]
  /** Clocks on both sides, moved together. */
  moveTo(instant: string): void
  close(): Promise<void>
}

export interface OidcPortalOptions extends Omit<Partial<TestProviderOptions>, 'portal'> {
  readonly environment?: Record<string, string>
}

export const startOfTest = '2026-11-23T09:00:00Z'

/** The provider reads the machine's clock, and so do the libraries on our side: for the test it stands where the portal's does. */
export async function createOidcPortal(options: OidcPortalOptions = {}): Promise<OidcPortal> {
  const { environment, ...more } = options
  vi.useFakeTimers({ toFake: ['Date'], now: new Date(startOfTest) })
  const log: string[] = []
  let portal: TestApp | null = null
  const provider = await startOpenIdProvider({
    portal: address,
    onBackChannel: async (form) => (portal ? (await tellSignedOut(portal, form)).statusCode : 500),
    ...more,
  })
  portal = await createTestApp({
    now: startOfTest,
    log: (line) => log.push(line),
    environment: { LOG_LEVEL: 'warn', ...oidcEnvironment(provider.issuer), ...environment },
  })
  const opened = portal
  return {
    portal: opened,
    provider,
    log,
    moveTo(instant) {
      vi.setSystemTime(new Date(instant))
      opened.clock.moveTo(instant)
    },
    async close() {
      vi.useRealTimers()
      await opened.close()
      await provider.close()
    },
  }
}

/** The provider's message, as it sends it: no browser, no cookies. */
export const tellSignedOut = (portal: Pick<TestApp, 'anybody'>, form: string): Promise<Response> =>
  portal.anybody().request({
    method: 'POST',
    url: '/oidc/back-channel-logout',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: form,
  })

/** Somebody at a browser: each step of a sign-in, or all of them. */
export class StaffVisit {
  readonly oidc: OidcPortal
  readonly browser: KeepingBrowser
  /** The same browser, at the provider. */
  readonly there: ReturnType<TestProvider['browser']>

  constructor(oidc: OidcPortal) {
    this.oidc = oidc
    this.browser = new KeepingBrowser(oidc.portal.anybody())
    this.there = oidc.provider.browser()
  }

  /** To the provider. @returns where the browser is sent */
  async begin(returnPath = '/'): Promise<URL> {
    const answer = await this.browser.get(`/oidc/log-ind?${new URLSearchParams({ til: returnPath })}`)
    if (answer.statusCode !== 303) throw new Error(`${answer.statusCode}: ${answer.body}`)
    return new URL(String(answer.headers.location))
  }

  /** Through the provider. @returns the portal's own path with the provider's answer */
  async through(url: URL): Promise<string> {
    const back = new URL(await this.there.follow(url.href))
    if (back.origin !== address) throw new Error(`The provider sends people to ${back}`)
    return back.pathname + back.search
  }

  async signIn(returnPath = '/'): Promise<Response> {
    return this.browser.get(await this.through(await this.begin(returnPath)))
  }
}
