import { expect, test } from 'vitest'
import { deriveSecrets } from './secrets.ts'

const ours = deriveSecrets('a-secret-key-that-is-long-enough')

test('what was sealed opens with the same secret, on whichever server', () => {
  const sealed = ours.seal('æøå')
  expect(deriveSecrets('a-secret-key-that-is-long-enough').open(sealed)).toBe('æøå')
  expect(sealed.equals(ours.seal('æøå'))).toBe(false)
})

test('nothing else opens it, and no changed byte passes', () => {
  const sealed = ours.seal('æøå')
  const other = deriveSecrets('another-secret-that-is-long-enough')
  expect(other.fingerprint).not.toBe(ours.fingerprint)
  expect(() => other.open(sealed)).toThrow()
  for (let at = 0; at < sealed.length; at++) {
    const changed = Buffer.from(sealed)
    changed[at] = (changed[at] ?? 0) ^ 1
    expect(() => ours.open(changed), `byte ${at}`).toThrow()
  }
})
