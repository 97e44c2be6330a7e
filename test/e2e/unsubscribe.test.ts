import { expect, test } from 'vitest'
import { journey, main, textOf } from './support/journey.ts'
import { unsubscribePathOf } from './support/unsubscribing.ts'

const here = journey()

test.each([
  ['with a script', {}],
  ['without', { javaScript: false }],
])('mails of a reason are ended by the address in one, without signing in, %s', async (_words, options) => {
  const visitor = await here.open(undefined, options)
  const path = await unsubscribePathOf(here.portal, 'Anders Skov', 'roleGiven')
  expect(await visitor.goto(path)).toBe(200)
  expect(await textOf(visitor)).toContain('Vil du ikke længere have mails om »Rolle givet«?')
  await main(visitor).getByRole('button', { name: 'Stop mails' }).click()
  expect(await textOf(visitor)).toContain('Du får ikke flere mails om dette')
  const anders = await here.visit('Anders Skov')
  await anders.goto('/notifikationer/indstillinger')
  expect(await anders.page.locator('[name="way-roleGiven"]').inputValue()).toBe('portal')
})

test('the page is right, wide and narrow, in either language, before and after, and where mails cannot be ended', async () => {
  const visitor = await here.open()
  const pictures = process.env.PAGE_PICTURES
  const look = async (name: string) => {
    for (const width of [1280, 390]) {
      await visitor.resize(width)
      await visitor.checkPage()
      if (pictures)
        await visitor.page.screenshot({ path: `${pictures}/afmeld-${name}-${width}.png`, fullPage: true })
    }
  }
  for (const language of ['da', 'en'] as const) {
    await visitor.goto(`/sprog/${language}?til=/hjaelp`)
    await visitor.goto(await unsubscribePathOf(here.portal, 'Katrine Holm', 'roleVacated'))
    await look(`red-${language}`)
    await visitor.goto(await unsubscribePathOf(here.portal, 'Katrine Holm', 'digest'))
    await look(`before-${language}`)
    await main(visitor).locator('form button').click()
    await visitor.page.waitForLoadState()
    await look(`after-${language}`)
  }
})
