import { expect, test } from 'vitest'
import { journey, main } from './support/journey.ts'

const here = journey()

test('on a phone: each holder gets one click, one is taken off with a reason, and it is corrected', async () => {
  const katrine = await here.visit('Katrine Holm', { width: 390 })
  const { page } = katrine
  await katrine.goto('/bekraeftelser')
  await katrine.checkPage()
  await main(katrine)
    .getByRole('link', { name: /Årlig bekræftelse 2026/ })
    .first()
    .click()
  await page.getByRole('heading', { name: 'Er det stadig de rigtige personer?' }).waitFor()
  await katrine.checkPage()
  const rows = main(katrine).locator('.tv-answer-row')
  const open = rows.filter({ has: page.locator('input[type=radio]:enabled') })
  const missing = await rows.filter({ hasText: 'Mangler svar' }).count()
  expect(missing).toBeGreaterThan(1)
  for (let index = 0; index < (await open.count()); index++)
    await open.nth(index).getByText('Stadig rigtig').click()
  await page.getByRole('button', { name: 'Gem svar' }).click()
  await page.getByText(`${missing} svar er gemt`).waitFor()
  await page.getByText('Alle har fået et svar. Opgaven er fuldført.').waitFor()
  await katrine.checkPage()

  const row = rows.filter({ hasText: 'Anders Skov' }).first()
  await row.getByText('Skal ikke længere').click()
  await row.getByLabel('Hvorfor ikke længere?').selectOption('Har fået andre opgaver')
  await page.getByRole('button', { name: 'Gem svar' }).click()
  await page.getByText('1 svar er gemt').waitFor()
  await katrine.checkPage()
  await row.getByText('Stadig rigtig').click()
  await page.getByRole('button', { name: 'Gem svar' }).click()
  await page.getByText('1 svar er gemt').waitFor()
  expect(await row.getByRole('radio', { name: 'Stadig rigtig' }).isChecked()).toBe(true)
})
