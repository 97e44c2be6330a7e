import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  anders,
  createSamlPortal,
  cvrOf,
  type SamlPortal,
  textOf,
  Visit,
} from '../../../test/support/saml-portal.ts'

/** What the pages of single causes must say beside what all of them say. */
let saml: SamlPortal
beforeAll(async () => {
  saml = await createSamlPortal()
})
afterAll(() => saml.close())

const pageOf = (saying: Parameters<Visit['signIn']>[0]) => new Visit(saml).signIn(saying)
const operations = 'href="mailto:drift@tvaers.example?subject='

describe('a level that is too low', () => {
  test('names the level that is asked for and the one that was used', async () => {
    for (const saying of [{ level: 'Low' }, { generation: 'OIOSAML2' as const, level: '2' }])
      expect(textOf(await pageOf(saying))).toContain(
        'Der kræves mindst Betydelig. Dit login var på niveau Lav.',
      )
    const english = saml.browser()
    await english.get('/sprog/en')
    const answer = await new Visit(saml, english).signIn({ level: 'Low' })
    expect(textOf(answer)).toContain(
      'At least Substantial (Betydelig) is needed. Your sign-in was at Low (Lav).',
    )
  })

  test('names the one that is asked for where the identity provider says no by itself', async () => {
    const answer = await pageOf({
      response: (parts) => {
        parts.status = 'urn:oasis:names:tc:SAML:2.0:status:Requester'
        parts.innerStatus = 'urn:oasis:names:tc:SAML:2.0:status:NoAuthnContext'
      },
    })
    expect(textOf(answer)).toContain('Der kræves mindst Betydelig.')
    expect(textOf(answer)).not.toContain('Dit login var på niveau')
  })

  test('shows no level that somebody wrote into the address, nor any for another cause', async () => {
    const forged = await saml.browser().get('/log-ind/afvist?aarsag=levelTooLow&niveau=Ring+til+os')
    expect(textOf(forged)).toContain('Der kræves mindst Betydelig.')
    expect(textOf(forged)).not.toContain('Ring til os')
    const other = await saml.browser().get('/log-ind/afvist?aarsag=expired&niveau=Low')
    expect(textOf(other)).not.toMatch(/Betydelig|Lav/)
  })
})

test('no level, and one that is none, is a sign-in that lacks facts', async () => {
  const without = (parts: { attributes: { name: string }[] }): void => {
    parts.attributes = parts.attributes.filter(({ name }) => !name.endsWith('/nsis/loa'))
  }
  for (const saying of [{ parts: without }, { level: 'Betydelig' }, { level: '3' }]) {
    const page = textOf(await pageOf(saying))
    expect(page).toContain('Dit login mangler oplysninger')
    expect(page).toContain('sikringsniveau')
  }
})

test('an unknown organisation is told to write to operations, with their address', async () => {
  const answer = await pageOf({ rights: { '99999999': ['leverandoer'] } })
  expect(textOf(answer)).toContain('Skriv til driften hos KOMBIT med organisationens navn og CVR-nummer')
  expect(answer.body).toContain(operations)
})

test('a login that may not speak for an organisation leads to Fælleskommunal Adgangsstyring', async () => {
  const elsewhere = { ...anders, cvr: cvrOf.aarhus, organisationName: 'Aarhus Kommune' }
  for (const saying of [{ person: elsewhere }, { rights: { [cvrOf.aarhus]: ['bruger'] } }]) {
    const answer = await new Visit(saml, saml.browser(), saml.own).signIn(saying)
    expect(answer.statusCode).toBe(403)
    expect(textOf(answer)).toContain('Log på igen, og vælg Fælleskommunal Adgangsstyring på siden.')
  }
})

test('no right that counts: each side is told its own roles', async () => {
  const staff = { ...anders, cvr: cvrOf.kombit, organisationName: 'KOMBIT' }
  const page = textOf(await pageOf({ person: staff, rights: { [cvrOf.kombit]: ['bruger'] } }))
  expect(page).toContain('Dit login virker, men det giver dig ingen rettighed, som gælder i Tværs.')
  expect(page).toContain(
    'Hos KOMBIT: redaktør, drift, analytiker eller revisor. Hos en leverandør: leverandør.',
  )
})

test('a sign-out that cannot be used is not said to be unsigned when it is something else', async () => {
  const sent = await saml.handler.logoutRequest({
    binding: 'redirect',
    sp: saml.settings.serviceProvider,
    now: new Date('2026-11-22T09:00:00Z'),
  })
  if (sent.binding !== 'redirect') throw new Error('Not by redirect')
  const page = textOf(await saml.browser().get(`/saml/slo?${sent.rawQuery}`))
  expect(page).toContain('Vi kan ikke bruge beskeden')
  expect(page).not.toContain('underskrevet')
})
