import { describe, expect, test } from 'vitest'
import type { XmlFaultReason } from '../fault-codes.ts'
import { whyNotXml, type XmlLimits } from './scan.ts'

const limits: XmlLimits = { bytes: 1_000, depth: 4, elements: 6, attributesEach: 3 }

describe('let through', () => {
  test.each([
    '<a/>',
    ' \n<a/>\n ',
    '<?xml version="1.0"?><a/>',
    "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<a/>",
    '<a b="1" c=\'2\' d = "3" />',
    '<a b=">"/>',
    '<a>></a>',
    '<a>&amp;&lt;&gt;&quot;&apos;&#13;&#x10FFFF;</a >',
    '<x:a xmlns:x="y"><x:b/>text<x:b></x:b></x:a>',
    '<a><a><a><a/></a></a></a>',
    '<æ/>'.replace('æ', 'a-b.c_d1'),
  ])('%s', (text) => {
    expect(whyNotXml(text, limits)).toBeNull()
  })

  test('a comment, where comments are allowed', () => {
    const text = '<!-- a > b <c> --><a><!----></a><!-- d -->'
    expect(whyNotXml(text, { ...limits, comments: true })).toBeNull()
    expect(whyNotXml(text, limits)).toBe('comment')
  })
})

describe('refused', () => {
  const cases: [XmlFaultReason, string[]][] = [
    ['empty', ['', ' \n']],
    ['tooLarge', [`<a>${'x'.repeat(1_000)}</a>`]],
    ['encoding', ['<?xml version="1.0" encoding="latin1"?><a/>', '<\0a\0/\0>\0']],
    [
      'doctype',
      [
        '<!DOCTYPE a><a/>',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
        '<a><!ELEMENT b></a>',
        '<!doctype a><a/>',
      ],
    ],
    ['comment', ['<!-- a --><a/>', '<a><!-- b --></a>', '<a/><!-- b -->']],
    ['cdata', ['<a><![CDATA[b]]></a>']],
    ['processingInstruction', ['<?a?><a/>', '<a><?b c?></a>', '<a/><?b?>', ' <?xml version="1.0"?><a/>']],
    ['tooDeep', ['<a><a><a><a><a></a></a></a></a></a>']],
    ['tooMany', ['<a><b/><b/><b/><b/><b/><b/></a>', '<a b="" c="" d="" e=""/>']],
  ]
  test.each(cases.flatMap(([reason, texts]) => texts.map((text) => [reason, text] as const)))(
    '%s: %s',
    (reason, text) => {
      expect(whyNotXml(text, limits)).toBe(reason)
    },
  )

  test.each([
    'a',
    'x<a/>',
    '<a/>x',
    '<a/><b/>',
    '<a>',
    '</a>',
    '<a></b>',
    '<a><b></a></b>',
    '<a/',
    '<a',
    '<',
    '<a b/>',
    '<a b=c/>',
    '<a b="c/>',
    '<a b="<"/>',
    '<a b="1" b="2"/>',
    '<a b="1"c="2"/>',
    '< a/>',
    '<a / >',
    '</ a>',
    '<1/>',
    '<a:/>',
    '<:a/>',
    '<a:b:c/>',
    '<æ/>',
    '<a>&b;</a>',
    '<a>&</a>',
    '<a>&amp</a>',
    '<a b="&c;"/>',
    '<a>&#0;</a>',
    '<a>&#xD800;</a>',
    '<a>&#x110000;</a>',
    '<a>&#1;</a>',
    '<a>\u0001</a>',
    '<a>\uffff</a>',
    '<a>]]></a>',
    '<?xml version="1.1"?><a/>',
    '<?xml encoding="utf-8"?><a/>',
  ])('notXml: %s', (text) => {
    expect(whyNotXml(text, limits)).toBe('notXml')
  })

  test.each(['<!-- a -- b --><a/>', '<!-- a <a/>', '<!---><a/>'])(
    'notXml, though comments are allowed: %s',
    (text) => {
      expect(whyNotXml(text, { ...limits, comments: true })).toBe('notXml')
    },
  )
})

test('takes time that grows with the length: a quarter of a megabyte of what is worst for it', () => {
  const wide = { bytes: 300_000, depth: 32, elements: 100_000, attributesEach: 40 }
  const worst = [
    '<'.repeat(250_000),
    `<a${' '.repeat(250_000)}`,
    `<a b="${'x'.repeat(250_000)}`,
    '&'.repeat(250_000),
    `<a ${'b="" '.repeat(39)}`.repeat(1_000),
    '&#1'.repeat(80_000),
  ]
  const started = process.cpuUsage()
  expect(worst.map((text) => whyNotXml(text, wide))).toEqual(worst.map(() => 'notXml'))
  const { user, system } = process.cpuUsage(started)
  expect((user + system) / 1_000_000).toBeLessThan(2)
})
