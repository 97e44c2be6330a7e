import type { Language } from '../../../kernel/language.ts'
import { Section } from '../../../ui/index.ts'
import { roleTexts } from '../texts.ts'
import { Checklist } from './checklist.tsx'

export interface HandOverList {
  /** One point a line; empty when the role has none. */
  readonly list: string
  /** Said where there are lists of several roles. */
  readonly roleName?: string
}

interface HandOverProps {
  readonly language: Language
  readonly lists: readonly HandOverList[]
}

/**
 * What to go through while a role changes hands (R1). On paper there is room for who took over and when: the portal keeps
 * no marks.
 */
export function HandOver({ language, lists }: HandOverProps) {
  const texts = roleTexts(language)
  const filled = lists.filter(({ list }) => list.trim() !== '')
  if (filled.length === 0) return null
  return (
    <Section title={texts.handOverList}>
      <p class="tv-note tv-on-screen">{texts.handOverPrint}</p>
      {filled.map(({ list, roleName }) => (
        <div key={roleName ?? ''} class="tv-hand-over">
          {roleName && <h3>{roleName}</h3>}
          <Checklist list={list} />
          <p class="tv-print-only tv-signed">
            {texts.handedTo} <span /> {texts.handedOn} <span />
          </p>
        </div>
      ))}
    </Section>
  )
}
