import { describe, expect, it } from 'vitest'
import { trimCss } from '../../scripts/trim-css.mjs'

const words = new Set(['alert', 'alert-error', 'w-50'])

describe('trimCss', () => {
  it.each([
    ['keeps elements and pseudo elements', 'a:hover,p::before{color:red}', 'a:hover,p::before{color:red}'],
    ['keeps selectors of known classes alone', '.alert,.card{color:red}', '.alert{color:red}'],
    ['drops a rule when any of its classes is unknown', '.alert .card{color:red}', ''],
    ['reads no class in :not()', '.alert:not(.card){color:red}', '.alert:not(.card){color:red}'],
    ['reads commas inside brackets as one selector', 'a:is(.alert, .card){color:red}', ''],
    ['reads escaped classes', '.w-50,.w-50\\:x{width:50%}', '.w-50{width:50%}'],
    [
      'looks into media queries',
      '@media (min-width: 1px){.alert{a:b}.card{c:d}}',
      '@media (min-width: 1px){.alert{a:b}}',
    ],
    ['drops media queries left empty', '@media print{.card{c:d}}', ''],
    ['keeps keyframes', '@keyframes turn{from{a:b}to{c:d}}', '@keyframes turn{from{a:b}to{c:d}}'],
    [
      'is not misled by braces in strings and comments',
      '/* } */.alert::after{content:"}{"}',
      '.alert::after{content:"}{"}',
    ],
    ['drops the charset', '@charset "utf-8";p{a:b}', 'p{a:b}'],
  ])('%s', (_, css, trimmed) => {
    expect(trimCss(css, words)).toBe(trimmed)
  })

  it('drops rules that begin as told', () => {
    expect(trimCss('@font-face{src:url(x)}p{a:b}', words, ['@font-face'])).toBe('p{a:b}')
  })
})
