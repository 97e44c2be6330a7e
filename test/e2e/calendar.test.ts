import ICAL from 'ical.js'
import { expect, test } from 'vitest'
import type { Visitor } from './support/browser.ts'
import { journey, main, textOf } from './support/journey.ts'

const here = journey()
const plain = { javaScript: false } as const

/** The summaries that a calendar program finds at an address; null where there is no calendar. */
async function summariesAt(address: string): Promise<string[] | null> {
  const answer = await fetch(address)
  if (answer.status === 404) return null
  return new ICAL.Component(ICAL.parse(await answer.text()))
    .getAllSubcomponents('vevent')
    .map((event) => String(event.getFirstPropertyValue('summary')))
}

const addressOn = async (visitor: Visitor): Promise<string> =>
  (await main(visitor).locator('.tv-address code').textContent()) ?? ''

test('a calendar of all deadlines is made, followed, renewed and removed, without a script', async () => {
  const katrine = await here.visit('Katrine Holm', plain)
  await katrine.goto('/notifikationer')
  await main(katrine).getByRole('link', { name: 'Få fristerne i din kalender' }).click()
  await main(katrine).getByRole('link', { name: 'Kommunens kalender' }).click()
  await katrine.page.getByRole('button', { name: 'Lav en kalenderadresse' }).click()
  const first = await addressOn(katrine)
  const open = main(katrine).getByRole('link', { name: 'Åbn i kalenderprogrammet' })
  expect(await open.getAttribute('href')).toBe(first.replace(/^http:/, 'webcal:'))
  const summaries = await summariesAt(first)
  expect(summaries?.length).toBeGreaterThan(1)
  expect(summaries?.join('\n')).toContain('(Rolle 3)')

  await main(katrine).getByRole('link', { name: 'Jeg har kopieret adressen' }).click()
  expect(await textOf(katrine)).toContain('1 sted de seneste 30 dage')
  await katrine.page.getByRole('button', { name: 'Lav en ny adresse' }).click()
  const second = await addressOn(katrine)
  expect([await summariesAt(first), await summariesAt(second)]).toEqual([null, summaries])

  await katrine.goto('/kalender/kommunen')
  await katrine.page.getByRole('button', { name: 'Fjern adressen' }).click()
  expect(await textOf(katrine)).toContain('Adressen er fjernet')
  expect(await summariesAt(second)).toBeNull()
})

/** Answers to forms, which nobody reaches by a link. */
test('the page with the address is right, wide and narrow', async () => {
  const anders = await here.visit('Anders Skov')
  await anders.goto('/kalender')
  await anders.page.getByRole('button', { name: 'Lav en kalenderadresse' }).click()
  await main(anders).locator('.tv-address').waitFor()
  for (const width of [1280, 390]) {
    await anders.resize(width)
    await anders.checkPage()
  }
})

test('the log of mails is searched and its search can be passed on', async () => {
  const omar = await here.visit('Omar Nielsen', plain)
  await omar.goto('/notifikationer')
  await main(omar).getByRole('link', { name: 'Se alle sendte mails' }).click()
  await omar.page.getByLabel('Modtager, mailadresse eller kommune').fill('anders')
  await main(omar).getByRole('button', { name: 'Vis' }).click()
  const found = await textOf(omar)
  expect(found).toContain('Anders Skov')
  const colleague = await here.visit('Omar Nielsen')
  expect(await colleague.goto(new URL(omar.page.url()).pathname + new URL(omar.page.url()).search)).toBe(200)
  expect(await main(colleague).getByRole('row').count()).toBe(await main(omar).getByRole('row').count())
})
