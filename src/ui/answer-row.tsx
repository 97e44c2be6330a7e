import type { ComponentChildren } from 'preact'
import { MissingAnswerBadge } from './badges.tsx'
import { AnswerChoice } from './fields/answer-choice.tsx'
import type { Option } from './fields/choice-fields.tsx'
import { Remark } from './panels.tsx'
import { keepDays } from './words.tsx'

export interface AnswerRowProps {
  /** Name of the field, unique on the page. */
  name: string
  person: string
  /** 'It-sikkerhed, rolle siden 12-03-2026, primær'. */
  note: ComponentChildren
  /** What speaks for or against: 'Ikke logget på Mattermost i 143 dage'. */
  remark?: { readonly icon: 'success' | 'warning' | 'info'; readonly words: ComponentChildren }
  /** What the reader is told of an answer about themselves (C2). */
  ownNote?: string
  /** For screen readers: 'Svar for Anders Skov'. */
  label: string
  options: readonly Option[]
  value?: string | null
  /** Tinted and tagged until it has an answer. */
  missing?: boolean
  /** Why this row can't be answered by the reader (C2). */
  lockedBecause?: string
  /** What belongs to the chosen answer: who takes over. */
  children?: ComponentChildren
}

/** One line of a yearly confirmation: the person, what is known, and the three-way answer. */
export function AnswerRow(props: AnswerRowProps) {
  const lockedId = `${props.name}-locked`
  return (
    <div class={props.missing ? 'tv-answer-row tv-tinted' : 'tv-answer-row'}>
      <div class="tv-answer-who">
        <h3>
          {props.person}
          {props.missing && <MissingAnswerBadge />}
        </h3>
        <p class="tv-note">{keepDays(props.note)}</p>
        {props.remark && <Remark icon={props.remark.icon}>{props.remark.words}</Remark>}
        {props.ownNote && <Remark>{props.ownNote}</Remark>}
        {props.lockedBecause && (
          <div id={lockedId}>
            <Remark>{props.lockedBecause}</Remark>
          </div>
        )}
      </div>
      <AnswerChoice
        name={props.name}
        label={props.label}
        options={props.options}
        value={props.value}
        lockedBecause={props.lockedBecause ? lockedId : undefined}
      />
      {props.children && <div class="tv-answer-more">{props.children}</div>}
    </div>
  )
}
