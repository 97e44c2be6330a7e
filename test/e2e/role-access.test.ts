import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Visitor } from './support/browser.ts'
import { journey, main, textOf } from './support/journey.ts'

const here = journey()

/** Set: a picture of each page goes there, for people to look at. */
const album = process.env.PAGE_PICTURES
if (album) mkdirSync(album, { recursive: true })

const picture = async ({ page, width }: Visitor, name: string): Promise<void> => {
  if (album) await page.screenshot({ path: join(album, `${name}-${width}.png`), fullPage: true })
}

test.each([
  { width: 1280, channel: 'sparring-{kommune}' },
  { width: 390, channel: 'region-{region}' },
])('at $width pixels, without JavaScript: a change of access is seen before it is saved', async (given) => {
  const signe = await here.visit('Signe Bruun', { javaScript: false, width: given.width })
  await signe.goto('/rollegalleri')
  await main(signe)
    .getByRole('link', { name: /Deltager i cybersamarbejdsplatform/ })
    .first()
    .click()
  await main(signe).getByRole('link', { name: 'Redigér rollen' }).click()
  await signe.page
    .getByLabel(/^Kanaler, adskilt af komma/)
    .first()
    .fill(`varsler, advisering, ${given.channel}`)
  await signe.page.getByLabel(/^Redaktionel/).check()
  await picture(signe, 'form')
  await signe.page.getByRole('button', { name: 'Gem ny version' }).click()

  await main(signe).getByRole('heading', { level: 1, name: 'Se, hvad ændringen gør' }).waitFor()
  await signe.checkPage()
  await picture(signe, 'preview')
  const seen = await textOf(signe)
  expect(seen).toContain('har rollen i dag')
  expect(seen).toContain(`${given.channel} i kommuner`)
  expect(seen).toContain('findes ikke i teamet kommuner')

  await signe.page.getByRole('button', { name: 'Ret igen' }).click()
  await main(signe).getByText('I Aarhus bliver det til').waitFor()
  await signe.checkPage()
  await picture(signe, 'amend')
  await signe.page
    .getByLabel(/^Kanaler, adskilt af komma/)
    .first()
    .fill('varsler, {by}')
  await signe.page.getByRole('button', { name: 'Gem ny version' }).click()
  await main(signe).getByText('{by} kender vi ikke').first().waitFor()
  await signe.checkPage()
  await picture(signe, 'fault')

  await signe.page
    .getByLabel(/^Kanaler, adskilt af komma/)
    .first()
    .fill(`varsler, advisering, ${given.channel}`)
  await signe.page.getByRole('button', { name: 'Gem ny version' }).click()
  await main(signe).getByRole('heading', { level: 1, name: 'Se, hvad ændringen gør' }).waitFor()
  await signe.page.getByRole('button', { name: 'Gem ny version' }).click()
  await signe.page.getByText(/Version \d+ gælder nu/).waitFor()
  await signe.checkPage()
  await picture(signe, 'saved')
})
