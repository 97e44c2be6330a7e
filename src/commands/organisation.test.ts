import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  anders,
  createSamlPortal,
  cvrOf,
  type SamlPortal,
  textOf,
  Visit,
} from '../../test/support/saml-portal.ts'
import { InvalidInput, Refused } from '../kernel/errors.ts'
import { addOrganisationCommand } from './organisation.ts'

let saml: SamlPortal
beforeAll(async () => {
  saml = await createSamlPortal({
    hasDemoDoor: false,
    environment: { MODE: 'production', SECRET_KEY: 'x'.repeat(32), BASE_URL: 'https://tvaers.example' },
  })
  // As a database that was never a demo.
  await saml.portal.owner.query('delete from organisation where is_test')
})
afterAll(() => saml.close())

const add = (cvr: string, name: string, kind: string) =>
  addOrganisationCommand(saml.portal.app.world, { cvr, name, kind })
const korsbaek = [cvrOf.korsbaek, 'Korsbæk Kommune', 'test-municipality'] as const
const supplier = ['22222222', 'Netleverandøren A/S', 'supplier'] as const
const fitter = {
  ...anders,
  uuid: 'f484ab2a-5fc7-4169-8641-611ce7836267',
  cvr: '22222222',
  organisationName: 'Netleverandøren A/S',
}

test('in production a test user comes in once the municipality is added, and a supplier’s too', async () => {
  const asSupplier = { person: fitter, rights: { '22222222': ['leverandoer'] } }
  for (const saying of [{}, asSupplier])
    expect(textOf(await new Visit(saml).signIn(saying))).toContain('Vi kender ikke din organisation')
  expect(await add(...korsbaek)).toBe('Korsbæk Kommune is added: its people can sign in.')
  await add(...supplier)
  for (const saying of [{}, asSupplier]) {
    const visit = new Visit(saml)
    const answer = await visit.signIn(saying)
    expect([answer.statusCode, answer.headers.location]).toEqual([303, '/'])
    expect((await visit.browser.get('/')).statusCode).toBe(200)
  }
  const { rows } = await saml.portal.owner.query(
    `select kind, name, short_name, cvr, is_test, slug from organisation
     where cvr in ('11111111', '22222222') order by cvr`,
  )
  expect(rows).toEqual([
    {
      kind: 'municipality',
      name: 'Korsbæk Kommune',
      short_name: 'Korsbæk',
      cvr: '11111111',
      is_test: true,
      slug: 'korsbaek',
    },
    {
      kind: 'supplier',
      name: 'Netleverandøren A/S',
      short_name: 'Netleverandøren',
      cvr: '22222222',
      is_test: false,
      slug: 'netleverandoeren',
    },
  ])
})

test('the same again changes nothing, and is told once', async () => {
  expect(await add(...korsbaek)).toBe('Korsbæk Kommune was there already. Nothing was changed.')
  const { rows } = await saml.portal.owner.query(
    `select origin, facts from event where type = 'organisation.added' order by id`,
  )
  expect(rows).toEqual([
    {
      origin: 'cli',
      facts: { name: 'Korsbæk Kommune', cvr: '11111111', kind: 'test-municipality' },
    },
    { origin: 'cli', facts: { name: 'Netleverandøren A/S', cvr: '22222222', kind: 'supplier' } },
  ])
})

test.each([
  ['a real municipality', cvrOf.aarhus, 'Aarhus Kommune', 'test-municipality'],
  ['the central body', cvrOf.kombit, 'KOMBIT', 'supplier'],
  ['another name', '22222222', 'Netleverandøren ApS', 'supplier'],
  ['another kind', '22222222', 'Netleverandøren A/S', 'test-municipality'],
])('%s is not touched', async (_what, ...wish) => {
  const everything = () =>
    saml.portal.owner.query('select * from organisation order by id').then(({ rows }) => rows)
  const before = await everything()
  await expect(add(...wish)).rejects.toThrow(Refused)
  expect(await everything()).toEqual(before)
})

test('what is no organisation is refused', async () => {
  await expect(add('1', '', 'central')).rejects.toThrow(InvalidInput)
})
