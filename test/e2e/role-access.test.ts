import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Visitor } from './support/browser.ts'
import { journey, main, textOf } from './support/journey.ts'

const here = journey()

/** Set: a picture of each page goes there, for people to look at. */
const album = process.env.PAGE_PICTURES
if (album) mkdirSync(album, { recursive: true })

/** Wide and narrow where scripts run in the page, as axe needs them; else only whether the page holds together. */
async function look(visitor: Visitor, name: string): Promise<void> {
  if (!visitor.javaScript) return await visitor.checkFrame()
  for (const width of [390, 1280]) {
    await visitor.resize(width)
    await visitor.checkPage()
    if (album) await visitor.page.screenshot({ path: join(album, `${name}-${width}.png`), fullPage: true })
  }
}

test.each([
  { javaScript: true, channel: 'sparring-{kommune}' },
  { javaScript: false, channel: 'region-{region}' },
])(
  'a change of access is seen before it is saved; JavaScript: $javaScript',
  async ({ javaScript, channel }) => {
    const signe = await here.visit('Signe Bruun', { javaScript })
    await signe.goto('/rollegalleri')
    await main(signe)
      .getByRole('link', { name: /Deltager i cybersamarbejdsplatform/ })
      .first()
      .click()
    await main(signe).getByRole('link', { name: 'Redigér rollen' }).click()
    await signe.page
      .getByLabel(/^Kanaler, adskilt af komma/)
      .first()
      .fill(`varsler, advisering, ${channel}`)
    await signe.page.getByLabel(/^Redaktionel/).check()
    await look(signe, 'form')
    await signe.page.getByRole('button', { name: 'Gem ny version' }).click()

    await main(signe).getByRole('heading', { level: 1, name: 'Se, hvad ændringen gør' }).waitFor()
    await look(signe, 'preview')
    const seen = await textOf(signe)
    expect(seen).toContain('har rollen i dag')
    expect(seen).toContain(`${channel} i kommuner`)
    expect(seen).toContain('findes ikke i teamet kommuner')

    await signe.page.getByRole('button', { name: 'Ret igen' }).click()
    await main(signe).getByText('I Aarhus bliver det til').waitFor()
    await look(signe, 'amend')
    await signe.page
      .getByLabel(/^Kanaler, adskilt af komma/)
      .first()
      .fill('varsler, {by}')
    await signe.page.getByRole('button', { name: 'Gem ny version' }).click()
    await main(signe).getByText('{by} kender vi ikke').first().waitFor()
    await look(signe, 'fault')

    await signe.page
      .getByLabel(/^Kanaler, adskilt af komma/)
      .first()
      .fill(`varsler, advisering, ${channel}`)
    await signe.page.getByRole('button', { name: 'Gem ny version' }).click()
    await main(signe).getByRole('heading', { level: 1, name: 'Se, hvad ændringen gør' }).waitFor()
    await signe.page.getByRole('button', { name: 'Gem ny version' }).click()
    await signe.page.getByText(/Version \d+ gælder nu/).waitFor()
    await look(signe, 'saved')
  },
)
