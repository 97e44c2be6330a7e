import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { acceptFile, cleanFileName, type FoundContent } from './accepted-files.ts'

const openXml = 'application/vnd.openxmlformats-officedocument'
const found = (name: string, recognised: string | null, beginning = ''): FoundContent => ({
  name,
  recognised,
  size: 100,
  isText: recognised === null,
  beginning,
})
const verdict = (content: FoundContent) => {
  const acceptance = acceptFile(content)
  return acceptance.accepted ? acceptance.contentType : acceptance.sentence.da.split(' ')[0]
}

describe('acceptFile', () => {
  test.each<[string, FoundContent, string]>([
    ['PDF', found('Referat.PDF', 'application/pdf'), 'application/pdf'],
    ['Word', found('a.docx', `${openXml}.wordprocessingml.document`), `${openXml}.wordprocessingml.document`],
    ['old Excel', found('a.xls', 'application/x-cfb'), 'application/x-cfb'],
    ['JPEG', found('foto.jpeg', 'image/jpeg'), 'image/jpeg'],
    ['ZIP', found('a.zip', 'application/zip'), 'application/zip'],
    ['CSV', found('liste.csv', null, 'navn;nr'), 'text/csv'],
    ['text', found('noter.txt', null, 'hej <3 a < b'), 'text/plain'],
    ['program', found('a.exe', 'application/x-msdownload'), 'Den'],
    ['program called PDF', found('a.pdf', 'application/x-msdownload'), 'Den'],
    ['installer in an office container', found('a.msi', 'application/x-cfb'), 'Den'],
    ['macros', found('a.docm', 'application/vnd.ms-word.document.macroenabled.12'), 'Den'],
    ['Java', found('a.jar', 'application/java-archive'), 'Den'],
    ['page', found('a.html', null, '<!doctype html>'), 'Den'],
    ['page called text', found('a.txt', null, '\n <!doctype html><script>'), 'Den'],
    ['page behind a comment', found('a.csv', null, '<!-- hej --><body onload=x>'), 'Den'],
    ['drawing', found('a.svg', null, '<svg xmlns='), 'Den'],
    ['drawing called text', found('a.txt', null, '<svg xmlns='), 'Den'],
    ['XML', found('a.xml', 'application/xml', '<?xml'), 'Den'],
    ['shell script', found('a.sh', null, '#!/bin/sh'), 'Den'],
    ['shell script called text', found('a.txt', null, '#!/bin/sh'), 'Den'],
    ['script', found('a.js', null, 'alert(1)'), 'Den'],
    ['no ending', found('README', null, 'hej'), 'Den'],
    ['picture called PDF', found('a.pdf', 'image/png'), 'Filens'],
    ['text called PDF', found('a.pdf', null, 'hej'), 'Filens'],
    ['bytes called text', { ...found('a.txt', null), isText: false }, 'Filens'],
    ['empty', { ...found('a.txt', null), size: 0 }, 'Filen'],
  ])('%s', (_name, content, expected) => {
    expect(verdict(content)).toBe(expected)
  })

  test('whatever the name, what is not on the list is refused', () => {
    const dangerous = fc.constantFrom(
      'application/x-msdownload',
      'application/x-elf',
      'application/java-archive',
      'application/xml',
      'text/html',
      'application/vnd.ms-excel.sheet.macroenabled.12',
    )
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('a.pdf', 'a.txt', 'a.docx', 'a.zip', '__proto__', 'a.constructor'),
    )
    fc.assert(
      fc.property(name, dangerous, (given, recognised) => {
        expect(acceptFile(found(given, recognised)).accepted).toBe(false)
      }),
    )
  })
})

describe('cleanFileName', () => {
  test.each([
    ['C:\\Users\\Katrine\\Referat.pdf', 'Referat.pdf'],
    ['../../etc/passwd', 'passwd'],
    ['a\r\nSet-Cookie: x.pdf', 'aSet-Cookie: x.pdf'],
    ['\u202efdp.exe', 'fdp.exe'],
    ['', 'fil'],
    ['.pdf', 'fil.pdf'],
    ['æblegrød.pdf', 'æblegrød.pdf'],
  ])('%j → %s', (given, name) => {
    expect(cleanFileName(given)).toBe(name)
  })

  test('never cuts a character in two', () => {
    const name = cleanFileName(`${'x'.repeat(195)}😀${'y'.repeat(20)}.txt`)
    expect(name).toBe(`${'x'.repeat(195)}.txt`)
    expect(cleanFileName('a\ud83d.txt')).toBe('a\ufffd.txt')
  })

  test('keeps the ending of a very long name, and is the same the second time', () => {
    expect(cleanFileName(`${'a'.repeat(500)}.pdf`)).toMatch(/^a{196}\.pdf$/)
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (given) => {
        const once = cleanFileName(given)
        expect(once.length).toBeLessThanOrEqual(200)
        expect(cleanFileName(once)).toBe(once)
      }),
    )
  })
})
