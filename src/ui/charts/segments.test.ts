import { describe, expect, it } from 'vitest'
import { segmentsOf } from './segments.ts'

const part = (count: number, label: string) => ({ state: 'completed' as const, count, label, key: label })

describe('segmentsOf', () => {
  it('places parts after each other and fills the bar', () => {
    const segments = segmentsOf([part(58, 'Fuldført'), part(13, 'Deltager ikke'), part(27, 'Mangler')])
    expect(segments.map((segment) => segment.start)).toEqual([0, 59.18, 72.45])
    expect(segments.reduce((sum, segment) => sum + segment.share, 0)).toBeCloseTo(100, 1)
  })

  it('leaves out empty parts, counts without room and labels that would meet', () => {
    const segments = segmentsOf([
      part(90, 'Fuldført'),
      part(0, 'Deltager ikke'),
      part(1, 'Frist udsat'),
      part(7, 'Over, i gang'),
    ])
    expect(segments).toHaveLength(3)
    expect(segments.map((segment) => segment.showCount)).toEqual([true, false, true])
    expect(segments.map((segment) => segment.label)).toEqual([
      { at: 0, anchor: 'start' },
      null,
      { at: 100, anchor: 'end' },
    ])
  })

  it('ends the label of a last narrow part at the end of the bar', () => {
    const last = segmentsOf([part(84, 'Fuldført'), part(14, 'Over fristen, ikke påbegyndt')]).at(-1)
    expect(last?.label).toEqual({ at: 100, anchor: 'end' })
  })

  it('is empty when nothing is counted', () => {
    expect(segmentsOf([part(0, 'Fuldført')])).toEqual([])
  })
})
