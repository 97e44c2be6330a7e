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
  await reloadUntil(katrine, 'Fuldført af sig selv')
  await katrine.checkPage()

  const mattermost = await here.open(here.portal.mattermostAddress, { width: 390 })
  await mattermost.goto('/')
  await mattermost.checkPage()
})
