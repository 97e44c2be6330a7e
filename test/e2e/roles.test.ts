import { describe, expect, test } from 'vitest'
import type { Visitor } from './support/browser.ts'
import { journey, main } from './support/journey.ts'

const here = journey()
const { visit } = here

const mattermostRole = /Deltager i cybersamarbejdsplatform/

async function openMattermostRole(visitor: Visitor): Promise<void> {
  await visitor.goto('/roller')
  await main(visitor).getByRole('link', { name: mattermostRole }).first().click()
  await visitor.page.waitForURL(/\/roller\//)
}

describe('a role for somebody who has never signed in', () => {
  test('Katrine promises it to Mads and gets an instruction for him', async () => {
    const katrine = await visit('Katrine Holm')
    await openMattermostRole(katrine)
    await katrine.page.getByLabel('Nej, ikke endnu').check()
    await katrine.checkPage()
    await katrine.page.getByLabel('Navn').fill('Mads Friis')
    await katrine.page.getByLabel('Arbejdsmail').fill('mads.friis@korsbaek.example')
    await katrine.page.getByRole('button', { name: 'Giv rollen' }).click()
    await katrine.page.getByText('Mads Friis får rollen ved første login').waitFor()
    expect(await main(katrine).textContent()).toContain('Til Mads Friis')
    await katrine.checkPage()
    await openMattermostRole(katrine)
    await main(katrine).getByText('Afventer første login').waitFor()
    await katrine.checkPage()
  })

  test('Mads signs in, holds it, and the access opens by itself', async () => {
    const mads = await visit('Mads Friis')
    await mads.goto('/mine-roller')
    await main(mads).getByRole('link', { name: mattermostRole }).first().waitFor()
    await mads.checkPage()
    await expect
      .poll(
        async () => {
          await mads.goto('/mine-roller')
          return await main(mads).textContent()
        },
        { timeout: 30_000 },
      )
      .toContain('Adgang aktiv siden')
    const mattermost = await here.open(here.portal.mattermostAddress)
    await mattermost.goto('/')
    const places = await mattermost.page.getByRole('row', { name: /mads\.friis/ }).textContent()
    expect(places).toContain('Aktiv')
  })
})

test('Katrine appoints Anders as her deputy; he ends the role on her behalf', async () => {
  const katrine = await visit('Katrine Holm')
  await katrine.goto('/stedfortraeder')
  await katrine.choose(/^Person$/, 'Anders Skov')
  const day = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10).split('-').reverse()
  await katrine.page.getByLabel('Sidste dag').fill(day.join('-'))
  await katrine.page.getByRole('button', { name: 'Udpeg stedfortræder' }).click()
  await katrine.page.getByText('Anders Skov er din stedfortræder').waitFor()
  await katrine.checkPage()

  const anders = await visit('Anders Skov')
  expect(await anders.page.locator('header').textContent()).toContain('stedfortræder for Katrine Holm')
  await openMattermostRole(anders)
  await main(anders)
    .getByRole('link', { name: /^Afslut: Mads/ })
    .click()
  await anders.page.locator('[name=reason]').first().fill('Har fået andre opgaver')
  await anders.page.getByRole('button', { name: 'Afslut rollen' }).click()
  await anders.page.getByText('Rollen er afsluttet for Mads Friis').waitFor()
  await main(anders)
    .getByText(/tidligere person/)
    .first()
    .click()
  await main(anders).getByText('Anders Skov på vegne af Katrine Holm').waitFor()
  await anders.checkPage()
})
