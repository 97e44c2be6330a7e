import { expect, test } from 'vitest'
import { personIdOf, uuidV5 } from './person-id.ts'

test('is the UUID that RFC 9562 (A.4) gives as its example', () => {
  const names = '6ba7b810-9dad-11d1-80b4-00c04fd430c8'
  expect(uuidV5(names, 'www.example.com')).toBe('2ed6657d-e927-568b-95e1-2665a8aea6a2')
})

test('is the same for one person for ever, and another for each issuer and subject', () => {
  const one = personIdOf('https://login.kombit.example', 'abc')
  expect(one).toBe(personIdOf('https://login.kombit.example', 'abc'))
  const all = [
    one,
    personIdOf('https://login.kombit.example/', 'abc'),
    personIdOf('https://login.kombit.example', 'abd'),
  ]
  expect(new Set(all).size).toBe(3)
})
