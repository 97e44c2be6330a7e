import { expect, test } from 'vitest'
import { newOrganisationOf, sayableName } from './domain-add.ts'

const wish = { cvr: '12345678', name: '  Net  og Drift A/S ', kind: 'supplier' }

test('a wish that is right is kept as it is to be written', () => {
  expect(newOrganisationOf(wish)).toEqual({ cvr: '12345678', name: 'Net og Drift A/S', kind: 'supplier' })
})

test.each([
  ['cvr', { cvr: '1234567' }],
  ['cvr', { cvr: '12 34 56 78' }],
  ['name', { name: ' ' }],
  ['name', { name: 'x'.repeat(201) }],
  ['kind', { kind: 'central' }],
  ['kind', { kind: 'municipality' }],
  ['kind', { kind: '' }],
])('what is wrong is told by its field: %s', (field, change) => {
  const answer = newOrganisationOf({ ...wish, ...change })
  expect('faults' in answer && Object.keys(answer.faults)).toEqual([field])
})

test.each([
  ['Korsbæk Kommune', 'Korsbæk'],
  ['Netleverandøren A/S', 'Netleverandøren'],
  ['Kommunernes Net', 'Kommunernes Net'],
])('%s is called %s', (name, said) => {
  expect(sayableName(name)).toBe(said)
})
