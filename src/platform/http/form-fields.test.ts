import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import {
  faultsOf,
  manyTexts,
  oneOf,
  optionalDay,
  optionalId,
  optionalText,
  requiredId,
  requiredText,
  taskNumber,
  versionField,
} from './form-fields.ts'

/** What a field gives for what was typed: a value, or the Danish sentence. */
function read(schema: z.ZodType, typed: unknown): unknown {
  const parsed = z.object({ field: schema }).safeParse({ field: typed })
  return parsed.success ? parsed.data.field : `! ${faultsOf(parsed.error).field?.da}`
}

describe('text', () => {
  test.each([
    ['  Jordbær\r\ntil aften ', 'Jordbær\ntil aften'],
    ['a\u0000b\u0007c\td', 'abc\td'],
    ['A\u030Arhus', 'Århus'],
    ['a\ud83d', 'a\ufffd'],
    ['', '! Skriv noget her.'],
    [' \u0000 ', '! Skriv noget her.'],
    [undefined, '! Skriv noget her.'],
    ['x'.repeat(21), '! Skriv højst 20 tegn.'],
    [['a', 'b'], '! Skal være en tekst.'],
  ])('%j → %j', (typed, value) => {
    expect(read(requiredText(20), typed)).toBe(value)
  })

  test('may be empty where it is optional, and keeps its limit', () => {
    expect(read(optionalText(3), undefined)).toBe('')
    expect(read(optionalText(3), 'abc ')).toBe('abc')
    expect(read(optionalText(3), 'abcd')).toBe('! Skriv højst 3 tegn.')
  })

  test('a sentence of one’s own', () => {
    const missing = { da: 'Skriv hvorfor.', en: 'Write why.' }
    expect(read(requiredText(10, missing), '')).toBe('! Skriv hvorfor.')
  })

  test('what is accepted once is accepted unchanged again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 50 }), (typed) => {
        const once = read(optionalText(1000), typed)
        expect(read(optionalText(1000), once)).toBe(once)
      }),
    )
  })
})

test.each([
  ['25-08-2026', '2026-08-25'],
  [' 5/8/2026 ', '2026-08-05'],
  ['2026-08-25', '2026-08-25'],
  ['', null],
  ['31-02-2026', '! 31-02-2026 findes ikke i kalenderen.'],
  [' 30/2/2026 ', '! 30/2/2026 findes ikke i kalenderen.'],
  ['2026-13-01', '! 2026-13-01 findes ikke i kalenderen.'],
  ['01-01-0026', '! Skriv datoen som dd-mm-åååå, fx 25-08-2026.'],
  ['i morgen', '! Skriv datoen som dd-mm-åååå, fx 25-08-2026.'],
])('day %j → %j', (typed, value) => {
  expect(read(optionalDay, typed)).toBe(value)
})

const uuid = '0199ab00-0000-7000-8000-00000000abcd'

test.each([
  [optionalId, '', null],
  [optionalId, uuid, uuid],
  [optionalId, "' or 1=1", '! Vælg en af mulighederne.'],
  [requiredId(), '', '! Vælg en af mulighederne.'],
  [requiredId(), uuid, uuid],
  [oneOf(['keep', 'remove']), 'keep', 'keep'],
  [oneOf(['keep', 'remove']), 'toString', '! Vælg en af mulighederne.'],
  [oneOf(['keep', 'remove']), undefined, '! Vælg en af mulighederne.'],
])('choice %#: %j → %j', (schema, typed, value) => {
  expect(read(schema as z.ZodType, typed)).toBe(value)
})

test.each([
  [undefined, []],
  ['a', ['a']],
  [
    ['a', 'b'],
    ['a', 'b'],
  ],
])('check boxes %j → %j', (typed, values) => {
  expect(read(manyTexts, typed)).toEqual(values)
})

test.each([
  ['139534', true],
  ['0', false],
  ['-1', false],
  ['1.5', false],
  ['x', false],
  ['9007199254740993', false],
  ['', false],
])('number %s', (typed, isOne) => {
  expect(taskNumber.safeParse(typed).success).toBe(isOne)
  expect(versionField.safeParse(typed).success).toBe(isOne)
})

test('faults of nested fields carry their whole name', () => {
  const parsed = z.object({ a: z.object({ b: requiredText(5) }) }).safeParse({ a: { b: '' } })
  expect(parsed.success ? {} : faultsOf(parsed.error)).toEqual({
    'a.b': { da: 'Skriv noget her.', en: 'Write something here.' },
  })
})
