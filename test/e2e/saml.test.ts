import { expect, test } from 'vitest'
import { textOf } from './support/journey.ts'
import { givePassword, samlJourney, signInBy } from './support/saml-journey.ts'

const here = samlJourney()

test('try', async () => {
  const visitor = await here.open()
  await visitor.goto('/opgaver/139534')
  console.log(visitor.page.url(), await textOf(visitor))
  await visitor.page.screenshot({ path: '/tmp/shots/1.png', fullPage: true })
  await signInBy(visitor, 'shared', 'katrine')
  await visitor.page.screenshot({ path: '/tmp/shots/2.png', fullPage: true })
  console.log(visitor.page.url(), (await textOf(visitor)).slice(0, 300))
  console.log(here.provider.log().slice(-3000))
  expect(givePassword).toBeTruthy()
})
