import { nameWithPrincipal } from '../../../kernel/actor.ts'
import { type CivilDay, civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import { AnswerRow, type Notice, Remark, SelectField } from '../../../ui/index.ts'
import { handOverPath } from '../../roles/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import { type Answerer, isSelfAnswer, whyNotAnswer, whyNotOwn } from '../domain/answering.ts'
import { lostAccessOf } from '../domain/outcome.ts'
import type { ShownItem } from '../queries/items.ts'
import type { Round } from '../queries/rounds.ts'
import { noteOf, remarkOf } from './holder-line.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'
import {
  answerField,
  PromiseNote,
  reasonField,
  SuccessorFields,
  type TypedAnswers,
} from './successor-fields.tsx'

export interface AnswerPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly round: Round
  readonly items: readonly ShownItem[]
  readonly users: readonly { readonly id: string; readonly name: string; readonly title: string }[]
  readonly by: Answerer
  readonly mayAnswer: boolean
  readonly mayReadEvidence: boolean
  readonly typed: TypedAnswers
  readonly faults: FieldFaults
  /** What was saved although another row was wrong. */
  readonly notice: Notice | null
}

/** Whether the reader can answer the line now. */
export const isOpen = (
  { by, mayAnswer }: Pick<AnswerPageProps, 'by' | 'mayAnswer'>,
  item: ShownItem,
): boolean => mayAnswer && whyNotAnswer(item, by) === null

type LineProps = AnswerPageProps & { readonly item: ShownItem; readonly texts: AnswerTexts }

/** One holder: the three-way answer while it can be given, and afterwards what was answered. */
export function AnswerLine(props: LineProps) {
  const { item, texts, today, language, by, mayAnswer, typed } = props
  const own = mayAnswer && item.answer === null ? whyNotOwn(item, by) : null
  if (!isOpen(props, item) && !own) return <Told {...props} />
  const typedAnswer = typed[answerField(item.id)]
  const value = typeof typedAnswer === 'string' ? typedAnswer : item.answer
  return (
    <AnswerRow
      name={answerField(item.id)}
      label={texts.answerFor(item.userName, item.roleName)}
      person={item.userId === by.id ? texts.you(item.userName) : item.userName}
      note={<Note item={item} texts={texts} language={language} />}
      remark={remarkOf(item, texts, today, language)}
      ownNote={isSelfAnswer(item, by) && !own ? selfWords(by, item, texts) : undefined}
      options={(['keep', 'withdraw', 'replace'] as const).map((kind) => ({
        value: kind,
        label: texts.options[kind],
      }))}
      value={value}
      missing={item.answer === null}
      lockedBecause={own?.sentence[language]}
    >
      {own ? null : <More {...props} />}
    </AnswerRow>
  )
}

/** What will be noted of an answer about oneself, beside what helps to decide it (C2). */
const selfWords = ({ principal }: Answerer, { userId }: ShownItem, texts: AnswerTexts): string =>
  principal?.id === userId ? texts.selfNoteFor(principal.name) : texts.selfNote

/** What is known of the holder, and who has answered. */
function Note({ item, texts, language }: Pick<LineProps, 'item' | 'texts' | 'language'>) {
  return (
    <>
      {noteOf(item, texts)}
      {item.answeredAt && (
        <>
          <br />
          {answeredWords(item, texts, language)}
        </>
      )}
    </>
  )
}

/** What belongs to an answer; shown once it is chosen, without scripts (answers.css). */
function More(props: LineProps) {
  const { item, texts, typed, faults, language } = props
  const reason = typed[reasonField(item.id)] ?? item.reason
  const fault = (name: string) => faults[name]?.[language]
  const reasons =
    item.reason && !texts.reasons.includes(item.reason) ? [item.reason, ...texts.reasons] : texts.reasons
  return (
    <>
      {fault(answerField(item.id)) && <p class="form-error-message">{fault(answerField(item.id))}</p>}
      <div class="tv-when-withdraw">
        <SelectField
          name={reasonField(item.id)}
          label={texts.why}
          hint={withdrawHint(item, texts)}
          emptyLabel={texts.choose}
          value={typeof reason === 'string' ? reason : ''}
          error={fault(reasonField(item.id))}
          options={reasons.map((words) => ({ value: words, label: words }))}
        />
      </div>
      <div class="tv-when-replace">
        <SuccessorFields {...props} />
        <p class="tv-note">
          <a href={handOverPath(item.roleId)}>{texts.handOver}</a>
        </p>
      </div>
    </>
  )
}

/** What a withdrawal will do; of one that was saved, what it did. */
function withdrawHint(item: ShownItem, texts: AnswerTexts): string {
  const access = lostAccessOf(item)
  if (item.answer !== 'withdraw' || !item.answeredAt || !access) return texts.withdrawHint
  return texts.withdrawnHint(formatCivilDay(civilDayOf(item.answeredAt)), access)
}

/** A line that takes no answer any more: what was answered, by whom, and what came of it. */
function Told({ item, texts, today, language, mayAnswer }: LineProps) {
  const remark = item.answer === null ? remarkOf(item, texts, today, language) : null
  return (
    <div class="tv-answer-row">
      <div class="tv-answer-who">
        <h3>{item.userName}</h3>
        <p class="tv-note">{noteOf(item, texts)}</p>
        {remark && item.consequence === null && <Remark icon={remark.icon}>{remark.words}</Remark>}
        {item.answeredByName && item.answeredAt && (
          <p class="tv-note">{answeredWords(item, texts, language)}</p>
        )}
        {item.reason && <p class="tv-note">{item.reason}</p>}
        <PromiseNote item={item} texts={texts} mayInstruct={mayAnswer} />
      </div>
      <div>
        <OutcomeBadge item={item} texts={texts} />
      </div>
    </div>
  )
}

export function answeredWords(item: ShownItem, texts: AnswerTexts, language: Language): string {
  if (!item.answeredAt) return ''
  const by = nameWithPrincipal(item.answeredByName ?? '', item.answeredOnBehalfOfName, language)
  const said = texts.answeredBy(by, formatCivilDay(civilDayOf(item.answeredAt)))
  return [said, item.isSelfAnswered ? texts.self : '', item.isLate ? texts.late : '']
    .filter(Boolean)
    .join(', ')
}
