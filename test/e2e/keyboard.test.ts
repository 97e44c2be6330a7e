import { expect, test } from 'vitest'
import { journey, main, reloadUntil } from './support/journey.ts'
import { enter, tabTo } from './support/keyboard.ts'

const here = journey()

test('by keyboard alone: sign in, find the task, give the role, see the task completed', async () => {
  const katrine = await here.open()
  const { page } = katrine
  await katrine.goto('/log-ind')
  await tabTo(katrine, /^Log på som Katrine Holm$/)
  await enter(katrine)
  await page.getByRole('heading', { name: 'Det venter på dig' }).waitFor()

  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe('#main')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('main')
  await tabTo(katrine, /^\(Rolle 3\)/)
  await enter(katrine)
  await tabTo(katrine, /^Vælg person/)
  await enter(katrine)

  await tabTo(katrine, /^Person$/)
  const chosen = () =>
    page.evaluate(() => (document.activeElement as HTMLSelectElement).selectedOptions[0]?.text ?? '')
  for (let steps = 0; steps < 30 && !(await chosen()).startsWith('Anders Skov'); steps++)
    await page.keyboard.press('ArrowDown')
  expect(await chosen()).toMatch(/^Anders Skov/)
  await tabTo(katrine, /^Giv rollen$/)
  await enter(katrine)
  await page.getByText('Adgang aktiv siden').first().waitFor()

  await tabTo(katrine, /^Tilbage til opgaven #139534$/)
  await enter(katrine)
  await reloadUntil(katrine, 'Fuldført automatisk')
})

test('by keyboard alone: say no with a reason, after being asked for one, and take it back', async () => {
  const lone = await here.open()
  await lone.goto('/log-ind')
  await tabTo(lone, /^Log på som Lone Dahl$/)
  await enter(lone)
  await tabTo(lone, /^\(Rolle 3\)/)
  await enter(lone)
  await tabTo(lone, /^Sig, at I ikke deltager$/)
  await enter(lone)
  await tabTo(lone, /^Vi deltager ikke$/)
  await enter(lone)
  // What is wrong has the focus; its link leads into the field.
  expect(await lone.page.evaluate(() => document.activeElement?.id)).toBe('error-summary')
  await tabTo(lone, /begrundelse|Skriv|hvorfor/i)
  await lone.page.keyboard.press('Enter')
  await lone.page.keyboard.type('Vi deltager gennem nabokommunen.')
  await tabTo(lone, /^Vi deltager ikke$/)
  await enter(lone)
  expect(await main(lone).textContent()).toContain('Noteret: I deltager ikke')
  await tabTo(lone, /^Genåbn opgaven$/)
  await enter(lone)
  await tabTo(lone, /^Genåbn opgaven$/)
  await enter(lone)
  expect(await main(lone).textContent()).toContain('Opgaven er åben igen')
})
