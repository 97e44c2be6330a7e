import { describe, expect, it } from 'vitest'
import { href } from './href.ts'

describe('href', () => {
  it.each([
    '/opgaver/139534',
    '?status=inProgress&after=a:b',
    '#historik',
    'opgaver',
    'https://example.dk/a?b=c',
    'HTTP://example.dk',
    'mailto:navn@kommune.example',
    'webcal://example.dk/kalender.ics',
    '/a:b',
  ])('lets %s through', (address) => {
    expect(href(address)).toBe(address)
  })

  it.each([
    'javascript:alert(1)',
    ' JavaScript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\tscript\t:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.dk/1',
  ])('replaces %j', (address) => {
    expect(href(address)).toBe('#')
  })

  it('drops blanks around an address', () => {
    expect(href('  /opgaver ')).toBe('/opgaver')
  })
})
