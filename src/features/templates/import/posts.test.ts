import { describe, expect, it } from 'vitest'
import { smallPage } from './fixtures/small-page.ts'
import { parseTaskPage } from './parse-task-page.ts'
import type { PageFault, TaskPage } from './task-page.ts'

/** Lines 1-10 are the fields that every page has; what stands under the label begins in line 12. */
const firstLine = 12

function read(messages: string, internalNotes?: string): TaskPage | PageFault[] {
  const result = parseTaskPage(smallPage(internalNotes === undefined ? { messages } : { internalNotes }))
  return result.ok ? result.page : result.faults
}

function municipalOf(messages: string, internalNotes?: string): TaskPage {
  const page = read(messages, internalNotes)
  if (Array.isArray(page)) throw new Error(JSON.stringify(page))
  return page
}

const notesOf = (text: string) => municipalOf('', text).municipal.internalNotes

describe('messages (T9)', () => {
  it('have an author, one or more paragraphs and a time', () => {
    const page = municipalOf(
      '**Lone Dahl**\n\nHej\nigen\n\nTo\n\n2025-08-06 11:46:21\n**KOMBIT**\nJa\n2025-08-07T00:00:00',
    )
    expect(page.municipal.messages).toEqual([
      { author: 'Lone Dahl', sentAt: '2025-08-06T11:46:21', text: 'Hej\nigen\n\nTo' },
      { author: 'KOMBIT', sentAt: '2025-08-07T00:00:00', text: 'Ja' },
    ])
  })

  it('may lack an author, not a time', () => {
    expect(municipalOf('Hej\n\n2025-08-06 11:46:21').municipal.messages).toEqual([
      { author: null, sentAt: '2025-08-06T11:46:21', text: 'Hej' },
    ])
    expect(read('**Lone Dahl**\n\nHej')).toEqual([
      { line: firstLine, code: 'badMessageTime', detail: 'Lone Dahl' },
    ])
  })

  it.each(['2025-02-30 10:00:00', '2025-08-06 24:00:00', '2025-08-06 10:60:00', '06-08-2025 kl. 10.15'])(
    'refuse the time %s',
    (time) => {
      expect(read(`**Lone Dahl**\nHej\n${time}`)).toEqual([
        { line: firstLine + 2, code: 'badMessageTime', detail: time },
      ])
    },
  )

  it('never give one person the words of another', () => {
    expect(read('**Lone Dahl**\n\nHej\n\n**Anders von Skov**\n\nJa\n\n2025-08-06 11:46:21')).toEqual([
      { line: firstLine, code: 'badMessageTime', detail: 'Lone Dahl' },
    ])
  })

  it('keep bold lines that are no names', () => {
    const { messages } = municipalOf(
      '**Lone**\n\nHej\n\n**Husk fristen, tak**\n\n2025-08-06 11:46:21',
    ).municipal
    expect(messages[0]?.text).toBe('Hej\n\n**Husk fristen, tak**')
  })

  it('may be signed in capitals, where only a time tells a name from a section', () => {
    const page = municipalOf('**LONE DAHL**\n\nHej\n\n2025-08-06 11:46:21\n\n**NOGET NYT**\n\nTekst')
    expect(page.municipal.messages.map(({ author }) => author)).toEqual(['LONE DAHL'])
    expect(page.unplaced).toEqual([{ line: firstLine + 6, heading: 'NOGET NYT', text: 'Tekst' }])
  })

  it('leave stray text unplaced', () => {
    expect(municipalOf('Der er lukket.\n').unplaced).toEqual([
      { line: firstLine, heading: 'BESKEDER', text: 'Der er lukket.' },
    ])
    expect(municipalOf('2025-08-06 11:46:21').unplaced).toEqual([
      { line: firstLine, heading: 'BESKEDER', text: '2025-08-06 11:46:21' },
    ])
  })
})

describe('internal notes (T9)', () => {
  it('are one note when they carry no time', () => {
    expect(notesOf('**Vigtigt for os**\n\nRing.\n\nIgen.')).toEqual([
      { author: null, sentAt: null, text: '**Vigtigt for os**\n\nRing.\n\nIgen.' },
    ])
  })

  it('are read as messages when they do, and what is left is a note too', () => {
    expect(notesOf('**Lone Dahl**\nEt\n2025-08-06 11:46:21\nTo')).toEqual([
      { author: 'Lone Dahl', sentAt: '2025-08-06T11:46:21', text: 'Et' },
      { author: null, sentAt: null, text: 'To' },
    ])
  })

  it('are none under a dash', () => {
    expect(notesOf('-')).toEqual([])
  })
})
