import { describe, expect, test } from 'vitest'
import { weigh } from '../../bench/weight.ts'
import { journey, main } from './support/journey.ts'

const here = journey()

describe('on paper', () => {
  test('a task is its words, its history unfolded, and nothing to press', async () => {
    const katrine = await here.visit('Katrine Holm')
    await katrine.goto('/opgaver/139534')
    const { page } = katrine
    const shown = main(katrine)
    expect(await shown.getByRole('button').count()).toBeGreaterThan(0)
    await page.emulateMedia({ media: 'print' })
    expect(await shown.getByRole('button').count()).toBe(0)
    expect(await page.getByRole('navigation').count()).toBe(0)
    expect(await shown.getByRole('heading', { name: 'Interne noter' }).isVisible()).toBe(true)
    const folded = await page.locator('main details.tv-older:not([open]) > :not(summary)').all()
    expect(folded.length).toBeGreaterThan(1)
    for (const words of folded) expect((await words.boundingBox())?.height).toBeGreaterThan(10)
    await katrine.checkFrame()
  })
})

test.each(['/', '/opgaver', '/opgaver/139534'])(
  'a first visit to %s weighs under 150 kB, its scripts under 30 kB',
  async (path) => {
    const katrine = await here.visit('Katrine Holm')
    const cookies = await katrine.context.cookies()
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
    const { html, css, js } = await weigh(here.portal.address, path, { cookie })
    for (const part of [html, css, js]) expect(part).toBeGreaterThan(0)
    expect(html + css + js).toBeLessThan(150_000)
    expect(js).toBeLessThan(30_000)
  },
)
