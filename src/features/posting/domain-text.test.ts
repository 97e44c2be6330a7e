import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  announcementMessage,
  markdownForMattermost,
  plainForMattermost,
  welcomeMessage,
} from './domain-text.ts'

const gap = '\u200b'

describe('a name in Mattermost', () => {
  it.each([
    ['Anders Skov', 'Anders Skov'],
    ['Åse Ørsted-Bjørn', 'Åse Ørsted-Bjørn'],
    ['@channel', `@${gap}channel`],
    ['@ALL hej', `@${gap}ALL hej`],
    ['kim@korsbaek.dk', `kim@${gap}korsbaek.dk`],
    ['[klik](https://ond.example)', `\\[klik\\]\\(https:${gap}//ond.example\\)`],
    ['www.ond.example', `www${gap}.ond.example`],
    ['![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['**fed** `kode`', '\\*\\*fed\\*\\* \\`kode\\`'],
    ['# Overskrift', '\\# Overskrift'],
    ['~kanal', '\\~kanal'],
    [':smile:', `:${gap}smile:`],
    ['to\nlinjer\u202e vendt', 'to linjer vendt'],
    ['', ''],
  ])('%j is written %j', (name, written) => {
    expect(plainForMattermost(name)).toBe(written)
  })

  it('calls on nobody, links nowhere and stays on one line, whatever it is', () => {
    const bits = fc.constantFrom(
      '@all',
      '@here',
      'http://x.dk',
      '[a](b)',
      '![',
      '\n',
      ' ',
      'Å',
      '`',
      '\u202e',
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(bits, fc.string())), (parts) => {
        const written = plainForMattermost(parts.join(''))
        expect(written).not.toMatch(/@[a-z]/i)
        expect(written).not.toContain('://')
        expect(written).not.toMatch(/[\n\r\u202e]/)
        expect(written.replace(/\\[\\`*_[\](){}<>#|~!]/g, '')).not.toMatch(/[\\`*_[\](){}<>#|~!]/)
      }),
    )
  })

  it('is cut when it is longer than a name', () => {
    expect([...plainForMattermost('ø'.repeat(500))]).toHaveLength(80)
  })
})

describe('what editors write', () => {
  it.each([
    ['**Vigtigt** til [alle](https://kombit.dk)', '**Vigtigt** til [alle](https://kombit.dk)'],
    ['Hej @all, @Channel og @here', `Hej @${gap}all, @${gap}Channel og @${gap}here`],
    ['@alle og kim@hereford.dk', '@alle og kim@hereford.dk'],
    ['![spion](https://ond.example/p.png)', '\\![spion](https://ond.example/p.png)'],
  ])('%j stays Markdown: %j', (body, written) => {
    expect(markdownForMattermost(body)).toBe(written)
  })

  it('stands below its headline, which is no Markdown', () => {
    expect(announcementMessage({ title: '@all [læs](x)', body: 'Hej' })).toBe(
      `#### @${gap}all \\[læs\\]\\(x\\)\n\nHej`,
    )
  })
})

it('welcomes by name and municipality', () => {
  expect(welcomeMessage({ name: 'Anders Skov', organisationName: 'Korsbæk Kommune' })).toBe(
    'Velkommen til **Anders Skov** fra Korsbæk Kommune.',
  )
})
