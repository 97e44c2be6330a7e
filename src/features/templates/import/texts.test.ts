import { describe, expect, it } from 'vitest'
import type { FaultCode } from './task-page.ts'
import { faultSentence } from './texts.ts'

const codes: FaultCode[] = [
  'notUtf8',
  'empty',
  'controlCharacter',
  'noTitle',
  'noNumber',
  'missingSection',
  'missingValue',
  'duplicateSection',
  'impossibleDate',
  'unknownPriority',
  'unknownStatus',
  'badMessageTime',
  'htmlInside',
  'moreFaults',
]

describe('the sentence of a fault', () => {
  it.each(codes)('%s names the line in both languages', (code) => {
    const { da, en } = faultSentence({ line: 1, code, detail: 'x' })
    expect(da).toMatch(/linje 1\b/i)
    expect(en).toMatch(/line 1\b/i)
  })

  it('says what was read, cut when it is long', () => {
    expect(faultSentence({ line: 3, code: 'unknownStatus', detail: 'Færdig' }).da).toContain('"Færdig"')
    expect(
      faultSentence({ line: 3, code: 'impossibleDate', detail: 'x'.repeat(500) }).da.length,
    ).toBeLessThan(200)
  })

  it('speaks of the file when it is too large to have lines', () => {
    expect(faultSentence({ line: 1, code: 'tooLarge', detail: '2000000' }).da).toContain('1 MB')
  })
})
