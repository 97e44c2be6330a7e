import type { ComponentChildren } from 'preact'
import { keepDays } from './words.tsx'

export interface Fact {
  readonly label: string
  /** Null and '' are shown as '-'. */
  readonly value: ComponentChildren
  /** After the value: 'Vælg', 'Bed om længere frist'. */
  readonly link?: ComponentChildren
}

const shown = (value: ComponentChildren): ComponentChildren =>
  value === null || value === undefined || value === '' ? '-' : value

export interface FactsProps {
  facts: readonly Fact[]
  /** 'lines' in a panel (label left, value right); 'row' side by side; 'plain' lines with no panel. */
  form?: 'panel' | 'row' | 'plain'
}

/** Labels and values. */
export function Facts({ facts, form = 'panel' }: FactsProps) {
  const list = (
    <dl class={form === 'row' ? 'tv-facts-row' : 'tv-facts'}>
      {facts.map((fact) => (
        <div key={fact.label}>
          <dt>{fact.label}</dt>
          <dd>
            {keepDays(shown(fact.value))}
            {fact.link && <span class="tv-fact-link">{fact.link}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
  return form === 'panel' ? <div class="tv-panel">{list}</div> : list
}
