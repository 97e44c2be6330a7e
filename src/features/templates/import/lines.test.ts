import { describe, expect, it } from 'vitest'
import { fenceRoles, readLines } from './lines.ts'

describe('lines', () => {
  it('end in LF, CRLF or CR and are counted from 1', () => {
    expect(readLines('a\r\nb\rc\nd').map(({ number, text }) => [number, text])).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'c'],
      [4, 'd'],
    ])
  })

  it('are code between fences, also behind a list mark and when the closing fence is longer', () => {
    expect(fenceRoles(['a', '```ts', 'x', '~~~', '````', 'b', '1. ~~~', 'y', '  ~~~'])).toEqual([
      null,
      'open',
      'inside',
      'inside',
      'close',
      null,
      'open',
      'inside',
      'close',
    ])
  })

  it('are text when the fence never ends', () => {
    expect(fenceRoles(['````', '**STATUS**', '```'])).toEqual([null, null, null])
  })

  it('are text when backticks follow the opening ones: that is code within a line', () => {
    expect(fenceRoles(['```a```', 'b', '```', 'c'])).toEqual([null, null, null, null])
  })
})
