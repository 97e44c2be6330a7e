import { expect, test } from 'vitest'
import { hashOf, newSecret } from './secrets.ts'

test('a secret is its own each time and stands in an address; what is kept knows it again', () => {
  const [one, other] = [newSecret(), newSecret()]
  expect(one).toMatch(/^[\w-]{43}$/)
  expect(one).not.toBe(other)
  expect(hashOf('abc').toString('hex')).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  )
})
