import { expect, test } from 'vitest'
import { journey, main, reloadUntil } from './support/journey.ts'

const here = journey()

test('on a phone: the next step comes first, and the task can be done', async () => {
  const katrine = await here.visit('Katrine Holm', { width: 390 })
  const { page } = katrine
  await katrine.checkPage()
  await page.getByText('Menu').click()
  await page.getByRole('link', { name: 'Opgaver', exact: true }).first().click()
  await katrine.checkPage()
  await main(katrine)
    .getByRole('link', { name: /Rolle 3/ })
    .first()
    .click()
  await katrine.checkPage()
  const tops = await Promise.all(
    ['h1', '#next-step', '#maal'].map(
      async (part) => (await page.locator(part).boundingBox())?.y ?? Number.NaN,
    ),
  )
  expect(tops).toEqual(tops.toSorted((a, b) => a - b))

  await main(katrine).getByRole('link', { name: 'Vælg person' }).first().click()
  await katrine.checkPage()
  await katrine.choose(/^Person$/, 'Anders Skov')
  await page.getByRole('button', { name: 'Giv rollen' }).click()
  await page.getByText('Adgang aktiv siden').first().waitFor()
  await katrine.checkPage()
  await main(katrine).getByRole('link', { name: 'Tilbage til opgaven #139534' }).click()
  await reloadUntil(katrine, 'Fuldført automatisk')
  await katrine.checkPage()

  const mattermost = await here.open(here.portal.mattermostAddress, { width: 390 })
  await mattermost.goto('/')
  await mattermost.checkPage()
})

test('on a phone: what a row of a round says is one text, not pieces below each other', async () => {
  const signe = await here.visit('Signe Bruun', { width: 390 })
  await signe.goto('/bekraeftelser/ny')
  await signe.checkPage()
  await signe.page.getByRole('button', { name: 'Se, hvad det betyder' }).click()
  await signe.checkPage()
  const texts = await main(signe).getByRole('cell').allInnerTexts()
  expect(texts).toContainEqual(expect.stringMatching(/^Afsluttes \d\d-\d\d-\d{4}\. Adgangen lukkes\.?$/))
})

test('on a phone: the log of mails is a few lines a mail, and the mail’s own page says the rest', async () => {
  const omar = await here.visit('Omar Nielsen', { width: 390 })
  await omar.goto('/notifikationer/log')
  await omar.checkPage()
  const row = main(omar).locator('tbody tr').first()
  expect((await row.boundingBox())?.height).toBeLessThan(150)
  expect(await row.locator('.tv-left-out').first().isVisible()).toBe(false)
  expect(await row.getByRole('cell').filter({ visible: true }).count()).toBe(3)
  await row.getByRole('link').click()
  await omar.checkPage()
  await main(omar).getByText('Hvorfor', { exact: true }).waitFor()
  await omar.page.setViewportSize({ width: 1280, height: 900 })
  await omar.goto('/notifikationer/log')
  expect(await row.getByRole('cell').filter({ visible: true }).count()).toBe(4)
})
