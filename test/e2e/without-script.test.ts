import { expect, test } from 'vitest'
import type { Visitor } from './support/browser.ts'
import { journey, main, reloadUntil, textOf } from './support/journey.ts'

const here = journey()
const plain = { javaScript: false } as const
const korsbaek = '/opgaver/139534'

/** How many have answered, as the page of the roll-out says it. */
async function answered(signe: Visitor): Promise<string[]> {
  await signe.goto('/udrulninger')
  await main(signe)
    .getByRole('link', { name: /^\(Rolle 3\)/ })
    .first()
    .click()
  return (
    /(\d+) af 99 kommuner har svaret: (\d+) deltager, (\d+) deltager ikke/
      .exec(await textOf(signe))
      ?.slice(1) ?? []
  )
}

test('Korsbæk asks, gives the role, sees the access, and the task is completed', async () => {
  const katrine = await here.visit('Katrine Holm', plain)
  await main(katrine)
    .getByRole('link', { name: /^\(Rolle 3\)/ })
    .first()
    .click()
  expect(new URL(katrine.page.url()).pathname).toBe(korsbaek)
  await katrine.page.getByLabel('Skriv til KOMBIT').fill('Skrevet uden JavaScript')
  await katrine.page.getByRole('button', { name: 'Send besked' }).click()
  expect(await textOf(katrine)).toContain('Beskeden er sendt')
  await main(katrine).getByText('Skriv en intern note').click()
  await katrine.page.getByLabel('Intern note', { exact: true }).fill('En note uden JavaScript')
  await katrine.page.getByRole('button', { name: 'Gem noten' }).click()
  expect(await textOf(katrine)).toContain('En note uden JavaScript')

  await katrine.goto(`${korsbaek}/personer`)
  await katrine.choose(/^Udfører/, 'Anders Skov')
  await katrine.page.getByRole('button', { name: 'Gem' }).click()
  expect(await textOf(katrine)).toContain('Personerne er gemt')

  await main(katrine).getByRole('link', { name: 'Vælg person' }).first().click()
  await katrine.choose(/^Person$/, 'Anders Skov')
  await katrine.page.getByRole('button', { name: 'Giv rollen' }).click()
  await reloadUntil(katrine, 'Adgang aktiv siden')
  await main(katrine).getByRole('link', { name: 'Tilbage til opgaven #139534' }).click()
  await reloadUntil(katrine, 'Fuldført automatisk')
})

test('Aarhus opts out; without a reason it is asked for one, and what was typed is kept', async () => {
  const signe = await here.visit('Signe Bruun', plain)
  const before = (await answered(signe)).map(Number)
  const lone = await here.visit('Lone Dahl', plain)
  await lone.goto('/opgaver?q=Rolle+3')
  await main(lone)
    .getByRole('link', { name: /^\(Rolle 3\)/ })
    .first()
    .click()
  await lone.page.getByRole('link', { name: 'Sig, at I ikke deltager' }).click()
  await lone.page.getByRole('button', { name: 'Vi deltager ikke' }).click()
  await lone.page.getByRole('alert').waitFor()
  await lone.page.getByLabel('Hvorfor deltager I ikke?').fill('Ikke i år.')
  await lone.page.getByRole('button', { name: 'Vi deltager ikke' }).click()
  expect(await textOf(lone)).toContain('Noteret: I deltager ikke')
  expect((await answered(signe)).map(Number)).toEqual([(before[0] ?? 0) + 1, before[1], (before[2] ?? 0) + 1])
})

test('KOMBIT answers the question', async () => {
  const signe = await here.visit('Signe Bruun', plain)
  await signe.goto('/beskeder')
  expect(await textOf(signe)).toContain('Skrevet uden JavaScript')
  await signe.page
    .getByRole('link', { name: /Korsbæk/ })
    .first()
    .click()
  await signe.page.getByLabel('Skriv til Korsbæk Kommune').fill('Svaret uden JavaScript')
  await signe.page.getByRole('button', { name: 'Send svar' }).click()
  const katrine = await here.visit('Katrine Holm', plain)
  await katrine.goto(korsbaek)
  expect(await textOf(katrine)).toContain('Svaret uden JavaScript')
})

test('Korsbæk ends the role', async () => {
  const katrine = await here.visit('Katrine Holm', plain)
  await katrine.goto('/roller')
  await main(katrine)
    .getByRole('link', { name: /^Deltager i cybersamarbejdsplatform/ })
    .first()
    .click()
  await main(katrine).getByRole('link', { name: 'Afslut: Anders Skov' }).click()
  await katrine.page.getByLabel('Hvorfor slutter rollen?').fill('Det var en prøve.')
  await katrine.page.getByRole('button', { name: 'Afslut rollen' }).click()
  expect(await textOf(katrine)).toContain('Rollen er afsluttet for Anders Skov')
})
