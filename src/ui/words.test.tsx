import { renderToString } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { keepDays } from './words.tsx'

const rendered = (text: string): string => renderToString(<p>{keepDays(text)}</p>)

describe('keepDays', () => {
  it('keeps days and times in one piece', () => {
    expect(rendered('Lukker 11-12-2026, svar kl. 10:42.')).toBe(
      '<p>Lukker <span class="tv-time">11-12-2026</span>, svar <span class="tv-time">kl. 10:42</span>.</p>',
    )
    expect(rendered('06-08-2025 kl. 11:46')).toBe('<p><span class="tv-time">06-08-2025 kl. 11:46</span></p>')
  })

  it('leaves other text and markup alone, and escapes', () => {
    expect(rendered('#139534 <b>')).toBe('<p>#139534 &lt;b></p>')
    expect(keepDays(null)).toBeNull()
  })
})
