import { describe, expect, test } from 'vitest'
import type { Visitor } from './support/browser.ts'
import { main, reloadUntil, textOf } from './support/journey.ts'
import { chooseProvider, givePassword, samlJourney, signIn } from './support/saml-journey.ts'
import { aase, asserted, cvrs, group } from './support/simplesamlphp/people.ts'

/** Signing in through simplesamlphp, an identity provider that others wrote. */
const here = samlJourney('demo')
const task = '/opgaver/139534'
const mattermostRole = /^Deltager i cybersamarbejdsplatform/

const headerOf = async (visitor: Visitor): Promise<string> =>
  ((await visitor.page.locator('header').first().textContent()) ?? '').replaceAll(/\s+/g, ' ')
const pathOf = (visitor: Visitor): string => new URL(visitor.page.url()).pathname
const headingOf = (visitor: Visitor) => main(visitor).locator('h1').textContent()

/** Narrow and wide; on the narrow screen the arrangement alone differs. */
async function look(visitor: Visitor): Promise<void> {
  await frame(visitor)
  await visitor.checkPage()
}

/** The same for a page that differs from one looked at by its words alone. */
async function frame(visitor: Visitor): Promise<void> {
  for (const width of [390, 1280]) {
    await visitor.page.setViewportSize({ width, height: 900 })
    await visitor.checkFrame()
  }
}

describe('signing in', () => {
  test('leads to the page one asked for', async () => {
    const katrine = await here.open()
    await katrine.goto(task)
    expect(pathOf(katrine)).toBe('/log-ind')
    await look(katrine)
    await signIn(katrine, 'katrine')
    expect(pathOf(katrine)).toBe(task)
    expect(await headerOf(katrine)).toContain('Katrine Holm, KLIK-administrator')
    await katrine.goto('/mine-sessioner')
    expect(await textOf(katrine)).toContain('Fælleskommunal Adgangsstyring')
  })

  test('makes the user at the first time, and brings them up to date at the next', async () => {
    const first = await here.arrive('aase')
    expect(await headerOf(first)).toContain(`${aase.name}, bruger`)
    expect(await headerOf(first)).toContain('Korsbæk Kommune')
    here.provider.say(
      'aase',
      asserted('OIOSAML3', {
        person: { ...aase, name: 'Åse Ægidius' },
        privileges: [group(cvrs.korsbaek, 'bruger', 'klik_administrator')],
      }),
    )
    const next = await here.arrive('aase')
    expect(await headerOf(next)).toContain('Åse Ægidius, KLIK-administrator')
    // What one may is told by each sign-in; who one is, by the last one.
    await first.page.reload()
    expect(await headerOf(first)).toContain('Åse Ægidius, bruger')
  })

  test('gives the central body its own pages', async () => {
    const signe = await here.arrive('signe')
    expect(await headerOf(signe)).toContain('Signe Bruun')
    expect(await signe.goto('/udrulninger')).toBe(200)
  })
})

describe('a municipality’s own identity provider, in the older form', () => {
  test('signs its people in, who see nothing of another municipality', async () => {
    const per = await here.arrive('per', { by: 'aarhus' })
    expect(await headerOf(per)).toContain('Per Åkjær, bruger')
    expect(await headerOf(per)).toContain('Aarhus Kommune')
    expect(await per.goto(task)).toBe(404)
  })

  test('gives nobody rights at another organisation', async () => {
    const sanne = await here.arrive('sanne', { by: 'aarhus' })
    expect(await headingOf(sanne)).toBe('Brug et andet login')
    await sanne.goto('/udrulninger')
    expect(pathOf(sanne)).toBe('/log-ind')
  })
})

test('who acts for two organisations chooses one, and changes to the other', async () => {
  const bo = await here.arrive('bo')
  expect(await headingOf(bo)).toBe('Hvem handler du for?')
  await frame(bo)
  await bo.page.getByRole('button', { name: 'Fortsæt for Aarhus Kommune' }).click()
  await bo.page.waitForURL((url) => url.pathname === '/tilgaengelighed')
  expect(await headerOf(bo)).toContain('Bo Ægidius, bruger')
  expect(await bo.goto(task)).toBe(404)
  await bo.goto('/tilgaengelighed')
  await bo.page.getByRole('link', { name: 'Skift organisation' }).locator('visible=true').first().click()
  await frame(bo)
  await bo.page.getByRole('button', { name: 'Skift til Korsbæk Kommune' }).click()
  await main(bo).getByText('Nu handler du for Korsbæk Kommune').waitFor()
  expect(await headerOf(bo)).toContain('Bo Ægidius, KLIK-administrator')
  expect(await bo.goto(task)).toBe(200)
})

test('a role promised by e-mail is held from the first sign-in, and its access opens', async () => {
  const katrine = await here.visit('Katrine Holm')
  await katrine.goto('/roller')
  await main(katrine).getByRole('link', { name: mattermostRole }).first().click()
  await katrine.page.getByLabel(/^Nej, ikke endnu/).check()
  await katrine.page.getByLabel('Navn').fill('Mads')
  await katrine.page.getByLabel('Arbejdsmail').fill('Mads.Friis@korsbaek.example')
  await katrine.page.getByRole('button', { name: 'Giv rollen' }).click()
  await katrine.page.getByText('Mads får rollen ved første login').waitFor()

  const mads = await here.open()
  await mads.goto('/mine-roller')
  await chooseProvider(mads)
  await givePassword(mads, 'mads')
  expect(pathOf(mads)).toBe('/mine-roller')
  await main(mads).getByRole('link', { name: mattermostRole }).first().waitFor()
  await reloadUntil(mads, 'Adgang aktiv siden')
  const mattermost = await here.open(here.portal.mattermostAddress)
  await mattermost.goto('/')
  expect(await mattermost.page.getByRole('row', { name: /mads\.friis/ }).textContent()).toContain('Aktiv')
})

describe('who is not let in reads why', () => {
  test.each([
    ['no privilege', 'niels', 'Du har ikke adgang til Tværs'],
    ['an unknown organisation', 'ulla', 'Vi kender ikke din organisation'],
  ])('%s', async (_cause, user, title) => {
    const visitor = await here.arrive(user)
    expect(await headingOf(visitor)).toBe(title)
    await frame(visitor)
    await visitor.goto('/')
    expect(pathOf(visitor)).toBe('/log-ind')
  })

  test('a sign-in that began at the identity provider, by a bookmark', async () => {
    const katrine = await here.open()
    await katrine.page.goto(
      here.provider.at(
        'shared',
        `saml2/idp/SSOService.php?spentityid=${here.provider.settings.SAML_ENTITY_ID}`,
      ),
    )
    await givePassword(katrine, 'katrine')
    expect(await headingOf(katrine)).toBe('Log på fra Tværs')
    await look(katrine)
    // She is known there by now: the way on asks for nothing.
    await main(katrine).getByRole('link', { name: 'Log på igen' }).click()
    await chooseProvider(katrine)
    await katrine.page.waitForURL((url) => url.pathname === '/')
    expect(await headerOf(katrine)).toContain('Katrine Holm')
  })

  test('a level too low, also when the page is loaded again or read in English', async () => {
    const liv = await here.arrive('liv')
    expect(await headingOf(liv)).toBe('Dit login er ikke sikkert nok')
    await look(liv)
    await liv.page.reload()
    expect(await headingOf(liv)).toBe('Dit login er ikke sikkert nok')
    await liv.page.getByRole('link', { name: 'English' }).click()
    expect(await headingOf(liv)).toBe('Your sign-in is not secure enough')
    await frame(liv)
  })
})
