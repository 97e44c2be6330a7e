import { addDays, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import { FieldRow, Remark, SelectField, TextField } from '../../../ui/index.ts'
import { instructionPath } from '../../assignments/index.ts'
import type { AnswerTexts } from '../answer-texts.ts'
import type { ShownItem } from '../queries/items.ts'

/** What somebody chose and has not saved, by the name of the field. */
export type TypedAnswers = Readonly<Record<string, string | string[] | undefined>>

export const answerField = (itemId: string): string => `svar-${itemId}`
export const reasonField = (itemId: string): string => `hvorfor-${itemId}`
export const successorField = (itemId: string): string => `efter-${itemId}`
export const newcomerNameField = (itemId: string): string => `ny-navn-${itemId}`
export const newcomerEmailField = (itemId: string): string => `ny-mail-${itemId}`

/** Among the successors: somebody who has not signed in yet, and the one the line has already. */
export const newcomerChoice = 'ny'
export const sameChoice = 'som-foer'

export interface SuccessorFieldsProps {
  readonly language: Language
  readonly item: ShownItem
  readonly texts: AnswerTexts
  readonly users: readonly { readonly id: string; readonly name: string; readonly title: string }[]
  readonly typed: TypedAnswers
  readonly faults: FieldFaults
}

/** Who takes over: one of the users, the one named already, or somebody who has not signed in yet (C1, R3). */
export function SuccessorFields(props: SuccessorFieldsProps) {
  const { item, texts, users, typed, faults, language } = props
  const others = users.filter(({ id }) => id !== item.userId)
  const isListed = others.some(({ id }) => id === item.successorId)
  const same = item.successorName && !isListed ? sameOption(item, texts) : []
  const typedChoice = typed[successorField(item.id)]
  const value = typeof typedChoice === 'string' ? typedChoice : isListed ? item.successorId : sameChoice
  return (
    <>
      <SelectField
        name={successorField(item.id)}
        label={texts.who}
        emptyLabel={texts.choose}
        value={value}
        error={faults[successorField(item.id)]?.[language]}
        options={[
          ...same,
          ...others.map(({ id, name, title }) => ({ value: id, label: title ? `${name}, ${title}` : name })),
          { value: newcomerChoice, label: texts.newcomer },
        ]}
      />
      {item.isHeldOpen && !isPromised(item) && (
        <p class="tv-note tv-when-user">{texts.replaceHint(item.userName, item.opensAccess)}</p>
      )}
      <PromiseNote item={item} texts={texts} mayInstruct />
      <div class="tv-when-newcomer">
        <Newcomer {...props} />
      </div>
    </>
  )
}

/** Whether somebody who has not signed in yet was named: then how long the old one stays is told with the promise. */
const isPromised = ({ answer, successorPendingId, successorState }: ShownItem): boolean =>
  answer === 'replace' && successorPendingId !== null && successorState !== 'tookEffect'

/** The successor whom the list of users has not, so that saving another row leaves this one as it is. */
function sameOption(item: ShownItem, { successorNow }: AnswerTexts) {
  const state = item.successorState ?? 'tookEffect'
  const words = state === 'tookEffect' ? successorNow.known : successorNow[state]
  return [{ value: sameChoice, label: words(item.successorName ?? '') }]
}

function Newcomer({ item, texts, typed, faults, language }: SuccessorFieldsProps) {
  const field = (name: string) => {
    const value = typed[name]
    return { name, value: typeof value === 'string' ? value : '', error: faults[name]?.[language] ?? null }
  }
  return (
    <>
      <FieldRow>
        <TextField {...field(newcomerNameField(item.id))} label={texts.newcomerName} maxLength={200} />
        <TextField
          {...field(newcomerEmailField(item.id))}
          label={texts.newcomerEmail}
          hint={texts.newcomerEmailHint}
          type="email"
          maxLength={254}
        />
      </FieldRow>
      <Remark>{item.isHeldOpen ? texts.newcomerHint(item.userName) : texts.newcomerOnly}</Remark>
    </>
  )
}

interface PromiseNoteProps {
  readonly item: ShownItem
  readonly texts: AnswerTexts
  /** Whether the reader may send the new person the instructions. */
  readonly mayInstruct: boolean
}

/** Where the promise to a successor stands, and how long the one replaced keeps the role; nothing for a user. */
export function PromiseNote({ item, texts, mayInstruct }: PromiseNoteProps) {
  const { successorState: state, successorPendingId, successorName, replacesBy, replacedAt, answer } = item
  if (answer !== 'replace' || !successorName || !successorPendingId) return null
  if (state === null || state === 'tookEffect') return null
  const lastDay = replacedAt === null && replacesBy ? formatCivilDay(addDays(replacesBy, -1)) : null
  return (
    <p class="tv-note">
      {texts.promise[state](successorName)}
      {lastDay && ` ${texts.holdsUntil(item.userName, lastDay)}`}{' '}
      {state === 'waiting' && mayInstruct && (
        <a href={instructionPath(item.roleId, successorPendingId)}>{texts.instruction}</a>
      )}
    </p>
  )
}
