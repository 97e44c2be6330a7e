import { describe, expect, it } from 'vitest'
import { civilDay } from '../kernel/civil-day.ts'
import { deadlineWords } from './deadline-words.ts'

const today = civilDay('2025-09-03')

describe('deadlineWords (T6)', () => {
  it('says how far past a red deadline is', () => {
    expect(deadlineWords('red', civilDay('2025-08-25'), today, 'da')).toEqual({
      short: 'Over fristen',
      long: 'Rød: fristen er overskredet med 9 dage',
      colour: 'Rød',
    })
    expect(deadlineWords('red', civilDay('2025-09-02'), today, 'da').long).toBe(
      'Rød: fristen er overskredet med 1 dag',
    )
  })

  it('counts no thousands of days', () => {
    expect(deadlineWords('green', civilDay('2099-12-31'), today, 'da').short).toBe('Om 74 år')
    expect(deadlineWords('red', civilDay('2021-01-31'), today, 'da').long).toBe(
      'Rød: fristen er overskredet med 4 år',
    )
  })

  it('says when a yellow or green deadline comes', () => {
    expect(deadlineWords('yellow', civilDay('2025-09-05'), today, 'da').short).toBe('I overmorgen')
    expect(deadlineWords('yellow', civilDay('2025-09-12'), today, 'da').long).toBe(
      'Gul: fristen er om 9 dage',
    )
    expect(deadlineWords('green', civilDay('2025-09-30'), today, 'en')).toEqual({
      short: 'In 27 days',
      long: 'Green: the deadline is in 27 days',
      colour: 'Green',
    })
  })

  it('has no colour for an answered task, and words for one without a deadline', () => {
    expect(deadlineWords('none', civilDay('2025-08-25'), today, 'da').short).toBe('Besvaret')
    expect(deadlineWords('green', null, today, 'da').short).toBe('Ingen frist')
  })
})
