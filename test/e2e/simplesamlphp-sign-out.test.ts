import { describe, expect, test } from 'vitest'
import type { Visitor } from './support/browser.ts'
import { main, textOf } from './support/journey.ts'
import { chooseProvider, samlJourney, signIn, signOut } from './support/saml-journey.ts'
import { asserted, ofCast } from './support/simplesamlphp/people.ts'

/** Signing out at the portal and at simplesamlphp, in production: SAML is the only door there. */
const here = samlJourney('production')

const pathOf = (visitor: Visitor): string => new URL(visitor.page.url()).pathname
const headingOf = (visitor: Visitor) => main(visitor).locator('h1').textContent()

/** Whether the next page is that of somebody signed in. */
async function isSignedIn(visitor: Visitor): Promise<boolean> {
  await visitor.goto('/mine-sessioner')
  return pathOf(visitor) === '/mine-sessioner'
}

/** Signs out at the identity provider, in another tab; where it asks, everywhere. */
async function signOutThere(visitor: Visitor, host: 'shared' | 'aarhus'): Promise<void> {
  const tab = await visitor.context.newPage()
  await tab.goto(here.provider.at(host, 'saml2/idp/initSLO.php?RelayState=/logout.php'))
  if (host === 'aarhus') await tab.getByRole('button', { name: 'Ja, alle services' }).click()
  await tab.waitForURL((url) => url.pathname === '/logout.php')
  await tab.close()
}

test('there is no other door, and the cookies are for this site alone', async () => {
  const lone = await here.open()
  await lone.goto('/log-ind')
  expect(await main(lone).getByRole('button').count()).toBe(0)
  await signIn(lone, 'lone')
  expect(pathOf(lone)).toBe('/')
  const cookies = (await lone.context.cookies(here.portal.address)).filter(({ name }) => /tvaers/.test(name))
  expect(cookies.map(({ name }) => name).sort()).toEqual(['__Host-tvaers_session', '__Host-tvaers_sign_in'])
  for (const cookie of cookies)
    expect(cookie).toMatchObject({ secure: true, httpOnly: true, sameSite: 'Lax' })
  const demo = await lone.page.request.post(`${here.portal.address}/log-ind/demo`, {
    form: { person: 'x' },
    headers: { origin: here.portal.address },
    ignoreHTTPSErrors: true,
  })
  expect(demo.status()).toBe(404)
})

describe('at the portal', () => {
  test('one is signed out at the identity provider too', async () => {
    const lone = await here.arrive('lone')
    // While one is signed in there, a new sign-in asks for nothing.
    await lone.context.clearCookies({ name: '__Host-tvaers_session' })
    await lone.goto('/opgaver')
    await chooseProvider(lone)
    await lone.page.waitForURL((url) => url.pathname === '/opgaver')
    await signOut(lone)
    await lone.page.waitForURL((url) => url.pathname === '/log-ind')
    expect(await textOf(lone)).toContain('Du er logget af')
    expect(await isSignedIn(lone)).toBe(false)
    // Afterwards it asks for the password.
    await chooseProvider(lone)
    await lone.page.locator('input[name=password]').waitFor()
  })

  test('without JavaScript as well, on a phone', async () => {
    const lone = await here.arrive('lone', { javaScript: false, width: 390 })
    expect(await isSignedIn(lone)).toBe(true)
    await signOut(lone)
    await lone.page.waitForURL((url) => url.pathname === '/log-ind')
    expect(await textOf(lone)).toContain('Du er logget af')
    await chooseProvider(lone)
    await lone.page.locator('input[name=password]').waitFor()
  })
})

describe('at the identity provider', () => {
  test('one place after the other: the next click at the portal meets the door, in this browser alone', async () => {
    const lone = await here.arrive('lone')
    const elsewhere = await here.arrive('lone')
    await signOutThere(lone, 'shared')
    expect(await isSignedIn(lone)).toBe(false)
    expect(await isSignedIn(elsewhere)).toBe(true)
  })

  test('all in frames of one page', async () => {
    const per = await here.arrive('per', { by: 'aarhus' })
    await signOutThere(per, 'aarhus')
    expect(await isSignedIn(per)).toBe(false)
  })
})

test('who has lost the privilege is signed out everywhere, and told so', async () => {
  const lone = await here.arrive('lone')
  here.provider.say('lone', asserted('OIOSAML3', { person: ofCast('Lone Dahl').person }))
  const again = await here.arrive('lone')
  expect(await headingOf(again)).toBe('Din adgang til Tværs er taget væk')
  await again.checkPage()
  expect(await isSignedIn(lone)).toBe(false)
})
