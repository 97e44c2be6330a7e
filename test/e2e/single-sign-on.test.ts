import { describe, expect, test } from 'vitest'
import type { Visitor, VisitorOptions } from './support/browser.ts'
import { journey, main, textOf } from './support/journey.ts'

const here = journey()
const { visit } = here

const mattermostRole = /Deltager i cybersamarbejdsplatform/

async function openMattermostRole(visitor: Visitor): Promise<void> {
  await visitor.goto('/roller')
  await main(visitor).getByRole('link', { name: mattermostRole }).first().click()
  await visitor.page.waitForURL(/\/roller\//)
}

/** Somebody opens Mattermost, chooses Tværs, and signs in there as a person of the cast. */
async function signInToMattermost(name: string, options: VisitorOptions = {}): Promise<Visitor> {
  const visitor = await here.open(here.portal.mattermostAddress, options)
  await visitor.goto('/?opdater=nej')
  await visitor.page.getByRole('link', { name: 'Log på med Tværs' }).click()
  await visitor.page.getByRole('button', { name: `Log på som ${name}` }).click()
  await visitor.page.waitForLoadState()
  return visitor
}

const isAtMattermost = ({ page }: Visitor): boolean => page.url().startsWith(here.portal.mattermostAddress)

describe('single sign-on to Mattermost follows the role', () => {
  test('Anders, without the role, is told why not, who can give it, and where', async () => {
    const anders = await signInToMattermost('Anders Skov')
    await main(anders).getByRole('heading', { name: 'Du har ikke adgang til Mattermost' }).waitFor()
    await anders.checkPage()
    expect(isAtMattermost(anders)).toBe(false)
    const text = await textOf(anders)
    expect(text).toContain('Katrine Holm, katrine.holm@korsbaek.example')
    expect(text).toContain('Adgangen åbner af sig selv i løbet af få sekunder.')
    await main(anders).getByRole('link', { name: mattermostRole }).click()
    await anders.page.waitForURL(/\/roller\//)
    await anders.checkPage()
  })

  test('Katrine gives it; he waits where he stopped, and is in without signing in again', async () => {
    const anders = await signInToMattermost('Anders Skov')
    const katrine = await visit('Katrine Holm')
    await openMattermostRole(katrine)
    await katrine.choose(/^Person$/, 'Anders Skov')
    await katrine.page.getByRole('button', { name: 'Giv rollen' }).click()
    await katrine.page.getByText('Adgang aktiv siden').first().waitFor()
    await anders.page.getByRole('link', { name: 'Prøv igen' }).click()
    await anders.page.getByText('Du er logget på som Anders Skov.').waitFor()
    expect(isAtMattermost(anders)).toBe(true)
    expect(await textOf(anders)).toContain('Dine kanaler: Town Square, Off-Topic, Varsler')
  })

  test('he is in from a browser where nobody is signed in, also without JavaScript', async () => {
    for (const javaScript of [true, false]) {
      const anders = await signInToMattermost('Anders Skov', { javaScript })
      await anders.page.getByText('Du er logget på som Anders Skov.').waitFor()
      expect(isAtMattermost(anders)).toBe(true)
    }
    const mattermost = await signInToMattermost('Anders Skov')
    // Its page loads itself anew, also under the check, unless it is asked not to.
    await mattermost.page.getByRole('link', { name: 'Stop opdatering' }).click()
    await mattermost.page.getByText('Du er logget på som Anders Skov.').waitFor()
    await mattermost.checkPage()
  })

  test('Katrine ends it; a new session of his is refused, and the old one is over', async () => {
    const old = await signInToMattermost('Anders Skov')
    await old.page.getByText('Du er logget på som Anders Skov.').waitFor()
    const katrine = await visit('Katrine Holm')
    await openMattermostRole(katrine)
    await main(katrine)
      .getByRole('link', { name: /^Afslut: Anders/ })
      .click()
    await katrine.page.locator('[name=reason]').first().fill('Har fået andre opgaver')
    await katrine.page.getByRole('button', { name: 'Afslut rollen' }).click()
    await katrine.page.getByText('Rollen er afsluttet for Anders Skov').waitFor()

    const anders = await signInToMattermost('Anders Skov')
    await main(anders).getByRole('heading', { name: 'Du har ikke adgang til Mattermost' }).waitFor()
    await anders.checkPage()
    expect(isAtMattermost(anders)).toBe(false)
    const isOut = async (): Promise<boolean> => {
      await old.page.reload()
      return await old.page.getByRole('link', { name: 'Log på med Tværs' }).isVisible()
    }
    await expect.poll(isOut, { timeout: 30_000 }).toBe(true)
  })

  test('somebody of KOMBIT is told that roles are given in the municipalities', async () => {
    const omar = await signInToMattermost('Omar Nielsen')
    await main(omar).getByRole('heading', { name: 'Du har ikke adgang til Mattermost' }).waitFor()
    expect(await textOf(omar)).toContain('Roller med adgang til Mattermost gives i kommunerne.')
    await omar.checkPage()
  })

  test('the trail tells of those who were let in and those who were not', async () => {
    const ib = await visit('Ib Revisor')
    await ib.goto('/revision')
    const text = await textOf(ib)
    expect(text).toContain('loggede på Mattermost')
    expect(text).toContain('blev ikke lukket ind i Mattermost')
  })

  test('a sign-in that was never begun, or is over, says how to begin', async () => {
    const anders = await visit('Anders Skov')
    expect(await anders.goto('/mattermost/log-paa/x')).toBe(404)
    await anders.checkPage()
    await main(anders).getByRole('link', { name: 'Gå til Mattermost' }).click()
    await anders.page.getByRole('link', { name: 'Log på med Tværs' }).waitFor()
    expect(await anders.goto('/oauth/authorize?client_id=x')).toBe(400)
    await anders.checkPage()
  })
})
