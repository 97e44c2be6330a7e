import { expect, test } from 'vitest'
import { journey, main, textOf } from './support/journey.ts'

const here = journey()

test('the rules of reminders are tried before they are saved, without a script', async () => {
  const signe = await here.visit('Signe Bruun', { javaScript: false })
  await signe.goto('/udrulninger')
  await main(signe).getByRole('link', { name: 'Regler for påmindelser' }).click()
  expect(await textOf(signe)).toContain('30 dage før fristen')
  await main(signe).getByRole('link', { name: 'Ret reglerne' }).click()
  const first = signe.page.locator('input[name="steps.0.day"]')
  await first.fill('snart')
  await signe.page.getByRole('button', { name: 'Se virkningen' }).click()
  expect(await textOf(signe)).toContain('Skriv et helt antal dage')
  expect(await first.inputValue()).toBe('snart')
  await first.fill('28')
  await signe.page.getByRole('button', { name: 'Se virkningen' }).click()
  expect(await textOf(signe)).toContain('Intet er gemt endnu.')
  await signe.page.getByRole('button', { name: 'Gem reglerne' }).click()
  expect(await textOf(signe)).toContain('Reglerne er gemt')
  expect(await textOf(signe)).toContain('28 dage før fristen')
})

/** An answer to a form, which nobody reaches by a link. */
test('what other rules would send is right, wide and narrow', async () => {
  const signe = await here.visit('Signe Bruun')
  await signe.goto('/paamindelser/rediger')
  await signe.page.getByRole('button', { name: 'Se virkningen' }).click()
  await main(signe).getByText('Intet er gemt endnu.').waitFor()
  for (const width of [1280, 390]) {
    await signe.resize(width)
    await signe.checkPage()
  }
})

test('what is coming is followed from the day to the task, and the task says the same', async () => {
  const omar = await here.visit('Omar Nielsen')
  await omar.goto('/paamindelser')
  await main(omar).getByRole('link', { name: 'Se, hvad der bliver sendt de næste 30 dage' }).click()
  const day = main(omar).locator('table').first().locator('tbody th a').first()
  const on = (await day.textContent()) ?? ''
  expect(on).toMatch(/^\d\d-\d\d-\d{4}$/)
  await day.click()
  await main(omar).locator('tbody th a').first().click()
  expect(await textOf(omar)).toContain(`Den næste sendes ${on}`)
})
