import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { addDays, civilDayOf, formatCivilDay } from '../../src/kernel/civil-day.ts'
import type { Visitor } from './support/browser.ts'
import { journey, main, reloadUntil, textOf } from './support/journey.ts'

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

const role = 'Infrastrukturansvarlig'
const inWeeks = (weeks: number): string => formatCivilDay(addDays(civilDayOf(new Date()), 7 * weeks))

async function openEnding(signe: Visitor, label: string): Promise<void> {
  await signe.goto('/rollegalleri')
  await main(signe)
    .getByRole('link', { name: new RegExp(role) })
    .first()
    .click()
  await look(signe, 'description')
  await main(signe).getByRole('link', { name: label }).click()
  await main(signe)
    .getByRole('heading', { level: 1, name: /^Hvornår ophører/ })
    .waitFor()
}

async function say(signe: Visitor, day: string): Promise<void> {
  await signe.page.getByLabel(/^Rollen ophører den/).fill(day)
  await signe.page
    .getByLabel(/^Hvorfor ophører den/)
    .fill('Samarbejdet flytter. Brug den nye rolle i stedet.')
  await signe.page.getByRole('button', { name: 'Se, hvad der sker' }).click()
  await main(signe)
    .getByRole('heading', { level: 1, name: /^Se, hvad der sker/ })
    .waitFor()
}

test.each([{ javaScript: true }, { javaScript: false }])(
  'a role is said to end, everybody reads it, and it is called off; JavaScript: $javaScript',
  async ({ javaScript }) => {
    const signe = await here.visit('Signe Bruun', { javaScript })
    const katrine = await here.visit('Katrine Holm', { javaScript })
    await openEnding(signe, 'Lad rollen ophøre')
    await look(signe, 'ending-form')
    const day = inWeeks(8)
    await say(signe, day)
    await look(signe, 'ending-preview')
    expect(await textOf(signe)).toContain(`mister rollen den ${day}`)
    await signe.page.getByRole('button', { name: 'Ret igen' }).click()
    expect(await signe.page.getByLabel(/^Rollen ophører den/).inputValue()).toBe(day)
    await say(signe, day)
    await signe.page.getByRole('button', { name: `Lad rollen ophøre den ${day}` }).click()
    await signe.page.getByText('får besked nu').first().waitFor()
    await look(signe, 'ending-said')

    await katrine.goto('/roller')
    await look(katrine, 'own-roles')
    await main(katrine)
      .getByRole('link', { name: new RegExp(role) })
      .first()
      .click()
    await main(katrine).getByText('kan ikke gives til flere').first().waitFor()
    await look(katrine, 'own-role')
    const anders = await here.visit('Anders Skov', { javaScript })
    await anders.goto('/mine-roller')
    await main(anders).getByText(`Ophører den ${day}`).first().waitFor()
    await look(anders, 'my-roles')
    await signe.page.getByRole('link', { name: 'Hvem har rollen' }).click()
    await look(signe, 'occupancy')
    await katrine.goto('/notifikationer')
    await reloadUntil(katrine, `ophører den ${day}`)
    await look(katrine, 'told')

    await openEnding(signe, 'Ret eller aflys ophøret')
    await look(signe, 'ending-change')
    await signe.page.getByRole('button', { name: 'Aflys ophøret' }).click()
    await signe.page.getByText('Rollen fortsætter').first().waitFor()
    await look(signe, 'called-off')
  },
)

test('a role ends today, is read among those that have ended, and is taken up again', async () => {
  const signe = await here.visit('Signe Bruun')
  const katrine = await here.visit('Katrine Holm')
  await openEnding(signe, 'Lad rollen ophøre')
  await say(signe, inWeeks(0))
  await look(signe, 'ending-today')
  await signe.page.getByRole('button', { name: 'Lad rollen ophøre nu' }).click()
  await signe.page.getByText('Rollen ophører nu').first().waitFor()
  await reloadUntil(signe, 'Tag rollen i brug igen')
  await look(signe, 'ended')
  await katrine.goto('/rollegalleri?vis=udgaaede')
  await main(katrine)
    .getByRole('link', { name: new RegExp(role) })
    .first()
    .click()
  await main(katrine).getByRole('link', { name: 'Hvem har rollen hos jer' }).click()
  await look(katrine, 'own-ended')
  await signe.goto('/rollegalleri')
  await main(signe).getByRole('link', { name: 'Se udgåede roller' }).click()
  await look(signe, 'ended-roles')
  await main(signe)
    .getByRole('link', { name: new RegExp(role) })
    .first()
    .click()
  await main(signe).getByRole('link', { name: 'Tag rollen i brug igen' }).click()
  await look(signe, 'take-up')
  await signe.page.getByRole('button', { name: 'Tag rollen i brug igen' }).click()
  await signe.page.getByText('Rollen er i brug igen').first().waitFor()
  await look(signe, 'taken-up')
})
