import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { permissions } from '../../kernel/permissions.ts'
import { clientIdIn, isUsedLongAgo, permissionsOpenTo, tokenOf, whyNotCreate } from './domain.ts'

const id = '0199ab00-0000-7000-8000-00000000abcd'
const secret = 'A'.repeat(43)

test('the id is read back from a token', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (uuid, random) => {
      expect(clientIdIn(tokenOf(uuid, Buffer.from(random).toString('base64url')))).toBe(uuid)
    }),
  )
})

test.each([
  ['nothing', ''],
  ['another form', 'Bearer abc'],
  ['a short secret', tokenOf(id, 'A'.repeat(42))],
  ['a long secret', tokenOf(id, 'A'.repeat(44))],
  ['upper case', tokenOf(id, secret).toUpperCase()],
  ['text after it', `${tokenOf(id, secret)}\n`],
])('%s is no token', (_name, text) => {
  expect(clientIdIn(text)).toBeNull()
})

describe('permissions', () => {
  test('no machine may make machines', () => {
    for (const side of ['municipality', 'central', 'supplier'] as const)
      expect(permissionsOpenTo(side).has('apiClient.write')).toBe(false)
  })

  test.each([
    ['municipality', ['task.answer', 'assignment.write'], null],
    ['municipality', ['rollout.publish'], 'permission-beyond-side'],
    ['municipality', [], 'no-permissions'],
    ['central', ['rollout.publish', 'audit.read'], null],
    ['central', ['task.answer'], 'permission-beyond-side'],
    ['supplier', ['rollout.read'], null],
    ['supplier', ['task.read'], 'permission-beyond-side'],
  ] as const)('%s with %j: %s', (side, wanted, code) => {
    expect(whyNotCreate(side, wanted)?.code ?? null).toBe(code)
  })

  test('what is refused is exactly what is not open', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('municipality', 'central', 'supplier'),
        fc.subarray([...permissions], { minLength: 1 }),
        (side, wanted) => {
          const open = permissionsOpenTo(side)
          expect(whyNotCreate(side, wanted) === null).toBe(wanted.every((one) => open.has(one)))
        },
      ),
    )
  })
})

test('being used is written once a minute', () => {
  const at = new Date('2026-11-23T09:00:00Z')
  expect(isUsedLongAgo(null, at)).toBe(true)
  expect(isUsedLongAgo(at, new Date('2026-11-23T09:00:59Z'))).toBe(false)
  expect(isUsedLongAgo(at, new Date('2026-11-23T09:01:00Z'))).toBe(true)
})
