import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { freeRoundName } from './naming.ts'

const wanted = 'Årlig bekræftelse 2026'

describe('the name suggested for a round', () => {
  test.each<[string, string[], string]>([
    ['is the plain one when it is free', ['Årlig bekræftelse 2025'], wanted],
    ['gets a number when a round has it', [wanted], `${wanted}, runde 2`],
    ['gets the first number that is free', [wanted, `${wanted}, runde 2`], `${wanted}, runde 3`],
    ['fills a number left out', [wanted, `${wanted}, runde 3`], `${wanted}, runde 2`],
    ['minds neither capitals nor spaces', ['  årlig  BEKRÆFTELSE 2026 '], `${wanted}, runde 2`],
    ['minds no name that only begins like it', [`${wanted}, Projektleder`], wanted],
  ])('%s', (_what, taken, name) => {
    expect(freeRoundName(wanted, taken, 'da')).toBe(name)
  })

  test('speaks the language of whoever starts it', () => {
    expect(freeRoundName('Yearly confirmation 2026', ['Yearly confirmation 2026'], 'en')).toBe(
      'Yearly confirmation 2026, round 2',
    )
  })

  test('is never taken, whatever rounds there are, and suggestions taken up in turn all differ', () => {
    fc.assert(
      fc.property(
        fc.nat(12),
        fc.array(fc.constantFrom(wanted, `${wanted}, runde 3`, 'Andet')),
        (more, some) => {
          const taken: string[] = [...some]
          for (let round = 0; round <= more; round++) {
            const name = freeRoundName(wanted, taken, 'da')
            expect(taken).not.toContain(name)
            taken.push(name)
          }
        },
      ),
    )
  })
})
